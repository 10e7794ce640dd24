import { sayDay } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import type { OfficeToday } from '../offices/officeToday.ts';
import type { Section } from '../page/view.ts';
import { worksAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { sayWhen } from './closure.ts';
import { ahead, closable } from './deeds.ts';
import { closeOfficePress, withdrawClosurePress } from './presses.ts';

/** When an office is closed besides its calendar, and the button that closes it: a look at what it does comes first. */
export const closuresPage: Page = {
  path: 'closures',
  isFor: (actor) => worksAs(actor, 'supervisor', 'administrator'),
  async open(tx, _, { actor, now }) {
    const sections: Section[] = [];
    for (const own of await closable(tx, actor, now)) sections.push(...(await ofOffice(tx, own)));
    return { title: 'Closures', sections };
  },
};

async function ofOffice(tx: Tx, own: OfficeToday): Promise<Section[]> {
  const { office, today } = own;
  const rows = (await ahead(tx, [own])).map(({ closure }) => ({
    cells: [sayDay(closure.day, today), sayWhen(closure, today), closure.reason],
    buttons: [withdrawClosurePress.button('Withdraw closure', { closure: closure.id })],
  }));
  return [
    {
      kind: 'table',
      table: {
        ...{ name: `closures-${office.code}`, title: office.name, rows },
        columns: [{ name: 'Day', key: true }, { name: 'Closed' }, { name: 'Reason', wide: true }],
        empty: 'It is open as its calendar says.',
      },
    },
    {
      kind: 'message',
      message: {
        blocks: [
          {
            kind: 'buttons',
            buttons: [closeOfficePress.button(`Close ${office.name}`.slice(0, 70), { office: office.id })],
          },
        ],
      },
    },
  ];
}
