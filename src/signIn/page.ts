import type { Message } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import type { Section, Table } from '../page/view.ts';
import type { Actor } from '../people/person.ts';
import { hostOf } from '../sessions/issuer.ts';
import { endSessionPress, unlinkAccountPress } from '../sessions/presses.ts';
import type { ProviderLink } from '../sessions/providerStore.ts';
import type { Session } from '../sessions/sessionStore.ts';
import { sessionsOf } from '../sessions/sessions.ts';
import type { Tx } from '../store.ts';
import { hasPage } from './hasPage.ts';
import { howToLink } from './words.ts';

/** By what one is signed in: where it runs, and which accounts of the office's provider do so. */
export const accountPage: Page = {
  path: 'account',
  isFor: hasPage,
  isTheirs: async (tx) => (await tx.sessions.address()) !== undefined,
  async open(tx, _, { actor, now }) {
    const zone = await zoneOf(tx, actor);
    const links = await tx.providers.of(actor.person.id);
    const sessions = await sessionsOf(tx, actor.person.id, now);
    const issuer = await tx.providers.current();
    return {
      title: 'How you sign in',
      sections: [
        sessionTable(sessions, links, zone),
        ...(issuer !== undefined || links.length > 0 ? [linkTable(links, zone)] : []),
        ...(issuer === undefined ? [] : [said(howToLink(`${await tx.sessions.address()}/desk/provider`))]),
      ],
    };
  },
};

const said = (message: Message): Section => ({ kind: 'message', message });

const sessionTable = (sessions: readonly Session[], links: readonly ProviderLink[], zone: string): Section => ({
  kind: 'table',
  table: {
    ...{ name: 'sessions', title: 'Where you are signed in', empty: 'Nowhere.' },
    columns: [{ name: 'Browser', key: true }, { name: 'Since' }, { name: 'Last used' }, { name: 'By' }],
    rows: sessions.map(({ id, browser, at, usedAt, linkId }) => ({
      cells: [
        browser,
        { when: at, zone },
        { when: usedAt, zone },
        links.find((link) => link.id === linkId)?.label ?? 'a link from your chat',
      ],
      buttons: [endSessionPress.button('End it', { session: id })],
    })),
  } satisfies Table,
});

const linkTable = (links: readonly ProviderLink[], zone: string): Section => ({
  kind: 'table',
  table: {
    ...{ name: 'accounts', title: 'Accounts that sign you in' },
    empty: 'None yet: a link from your chat does.',
    columns: [{ name: 'Account', key: true }, { name: 'At' }, { name: 'Linked' }],
    rows: links.map(({ id, label, issuer, at }) => ({
      cells: [label, hostOf(issuer), { when: at, zone }],
      buttons: [unlinkAccountPress.button('Unlink', { link: id })],
    })),
  },
});

/** Of the first office that they have to do with. */
async function zoneOf(tx: Tx, { person, memberships }: Actor): Promise<string> {
  const [first] = memberships;
  if (person.zone !== null || !first) return person.zone ?? 'UTC';
  return (await tx.offices.rules(await tx.offices.one(first.officeId))).calendar.spec.zone;
}
