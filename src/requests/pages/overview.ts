import type { Page } from '../../feature/page.ts';
import { type Section, way } from '../../page/view.ts';
import { type Actor, worksAs } from '../../people/person.ts';
import type { Tx } from '../../store.ts';
import type { ListName } from '../listNames.ts';
import { officesOf, readList, tallyListed } from '../lists.ts';
import { listTitles, sayCount } from '../listWords.ts';
import { shortTitle, viewerOf } from './lists.ts';
import { requestTable } from './requestTable.ts';
import { searchSection } from './search.ts';

/** What opens first: how much there is, and what cannot wait. */

const SHOWN = 10;
type Visit = { actor: Actor; now: Date };

export const overviewPage: Page = {
  path: '',
  label: 'Now',
  isFor: (actor) => officesOf(actor).length > 0,
  async open(tx, _, visit) {
    const supervises = worksAs(visit.actor, 'supervisor');
    const counted: ListName[] = supervises ? ['at risk', 'escalated', 'triage', 'all open'] : ['queue'];
    const shown: ListName[] = supervises ? ['at risk', 'triage'] : ['queue'];
    const figures = [];
    for (const name of counted) {
      const { count, late } = await tallyListed(tx, visit.actor, name, visit.now);
      const isLate = late > 0 && (name === 'at risk' || name === 'queue');
      figures.push({
        name: shortTitle(name),
        value: isLate ? `${sayCount(count)}, ${sayCount(late)} late` : sayCount(count),
        to: way('requests', { list: name }),
        ...(isLate && { late: true as const }),
      });
    }
    const sections: Section[] = [{ kind: 'figures', figures }, searchSection('')];
    for (const name of shown) sections.push(await section(tx, name, visit));
    return { title: supervises ? 'What needs you now' : 'Your requests', sections };
  },
};

async function section(tx: Tx, name: ListName, visit: Visit): Promise<Section> {
  const read = await readList(tx, name, { ...visit, size: SHOWN });
  const rows = read?.page.rows ?? [];
  const { title, titleOfNone = title, empty } = listTitles[name];
  const more =
    read?.cursor === undefined
      ? undefined
      : { label: `All of ${shortTitle(name)}`, to: way('requests', { list: name }) };
  return {
    kind: 'table',
    table: requestTable(
      { name: name.replaceAll(' ', '-'), title: rows.length > 0 ? title : titleOfNone, empty, ...(more && { more }) },
      rows,
      viewerOf(visit),
    ),
  };
}
