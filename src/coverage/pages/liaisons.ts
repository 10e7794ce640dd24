import { sayDay } from '../../chat/message.ts';
import type { Page } from '../../feature/page.ts';
import { type OfficeToday, officesKept } from '../../offices/officeToday.ts';
import type { Cell, Row, Section, Table } from '../../page/view.ts';
import { type Actor, hasRole, worksAs } from '../../people/person.ts';
import { sayCount } from '../../requests/listWords.ts';
import { team } from '../../requests/load.ts';
import { handSomePress } from '../../requests/presses.ts';
import type { Tx } from '../../store.ts';

/** Who answers: who is there, and how much each has. */

export const liaisonsPage: Page = {
  path: 'liaisons',
  label: 'Liaisons',
  isFor: (actor) => worksAs(actor, 'supervisor', 'administrator'),
  async open(tx, _, { actor, now }) {
    const sections: Section[] = [];
    for (const own of await officesKept(tx, actor, now))
      sections.push({ kind: 'table', table: await liaisonTable(tx, actor, own, now) });
    return { title: 'Liaisons', sections };
  },
};

async function liaisonTable(tx: Tx, actor: Actor, { office, today }: OfficeToday, now: Date): Promise<Table> {
  const members = await team(tx, office.id, today);
  const covers = await tx.people.named(members.flatMap(({ absence }) => absence?.coverId ?? []));
  const held = await tx.lists.held(
    members.map(({ person }) => person.id),
    office.id,
    now,
  );
  const mayMove = hasRole(actor, office.id, 'supervisor');
  const rows: Row[] = [];
  for (const { person, absence } of members) {
    const { count, late } = held.get(person.id) ?? { count: 0, late: 0 };
    const there: Cell = absence ? `Out${absence.until ? ` through ${sayDay(absence.until, today)}` : ''}` : 'In';
    const cover = absence?.coverId ? (covers.get(absence.coverId)?.name ?? '') : '';
    rows.push({
      cells: [person.name, there, cover, sayCount(count), late > 0 ? { words: sayCount(late), late: true } : '0'],
      buttons:
        mayMove && count > 0 ? [handSomePress.button('Hand some over', { office: office.id, person: person.id })] : [],
    });
  }
  return {
    ...{ name: `liaisons-${office.code}`, title: office.name, empty: 'Nobody answers for this office yet.' },
    columns: [
      { name: 'Name', key: true },
      { name: 'Today' },
      { name: 'Covered by' },
      { name: 'Open requests', end: true },
      { name: 'Late', end: true },
    ],
    rows,
  };
}
