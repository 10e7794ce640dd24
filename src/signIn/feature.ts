import { hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { press } from '../feature/press.ts';
import { endSessionPress, unlinkAccountPress } from '../sessions/presses.ts';
import { unlinkAccount } from '../sessions/provider.ts';
import { endSession, offerLink } from '../sessions/sessions.ts';
import { hasPage } from './hasPage.ts';
import { accountPage } from './page.ts';
import { noAddress, openThePage } from './words.ts';

const openPagePress = press('open page', {});

const openPage = deed(openPagePress, {
  async shows({ tx, actor, accountId, now }) {
    // Whoever asks an office may mean something else by these words.
    if (!hasPage(actor)) return hidden;
    const address = await tx.sessions.address();
    if (address === undefined) return show(noAddress);
    return show(openThePage(`${address}/desk/enter/${await offerLink(tx, accountId, now)}`));
  },
});

const end = deed(endSessionPress, {
  async does({ tx, actor, about, now }) {
    const ended = await endSession(tx, about.session, actor.person.id, now);
    return notice(ended ? 'It has ended: that browser is signed out.' : 'It had ended already.');
  },
});

const unlink = deed(unlinkAccountPress, {
  async does({ tx, actor, about, now }) {
    const link = (await tx.providers.of(actor.person.id)).find(({ id }) => id === about.link);
    if (!link) return notice('That account signs you in no more already.');
    await unlinkAccount(tx, link, now);
    return notice(`${link.label} signs you in no more, and where it had, you are signed out.`);
  },
});

const menu: MenuPart = async (tx, actor) => ({
  blocks: [],
  buttons:
    hasPage(actor) && (await tx.sessions.address()) !== undefined ? [openPagePress.button('Open the page', {})] : [],
});

/** The way from the chat to the desk's page. */
export const signIn: Feature = {
  name: 'sign-in',
  menu,
  help: (actor) => (hasPage(actor) ? [{ type: 'page', does: 'the desk’s page in your browser' }] : []),
  deeds: [openPage, end, unlink],
  pages: [accountPage],
  phrases: Object.fromEntries(
    ['page', 'open the page', 'open page', 'the page', 'dashboard', 'sign in', 'log in', 'login'].map((text) => [
      text,
      openPagePress.name,
    ]),
  ),
};
