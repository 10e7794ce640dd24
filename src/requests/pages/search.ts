import type { Page } from '../../feature/page.ts';
import { type Section, way } from '../../page/view.ts';
import { behind, byPlace, readCursor, writeCursor } from '../cursor.ts';
import { LONGEST_WORDS } from '../find.ts';
import type { Listed } from '../listing.ts';
import { mostCounted } from '../listing.ts';
import { officesOf } from '../lists.ts';
import { sayCount } from '../listWords.ts';
import { sightOf } from '../sight.ts';
import { viewerOf } from './lists.ts';
import { requestTable } from './requestTable.ts';

/** Looking for requests by their words, among those that somebody may see. */

const ROWS = 50;

export const searchSection = (value: string): Section => ({
  ...{ kind: 'search', label: 'Search requests', name: 'words', value, to: 'search' },
});

export const searchPage: Page = {
  path: 'search',
  isFor: (actor) => officesOf(actor).length > 0,
  async open(tx, { query }, visit) {
    const words = (query.get('words') ?? '').trim().slice(0, LONGEST_WORDS);
    if (words === '') return { title: 'Search', sections: [searchSection('')] };
    const asked = readCursor(query.get('after') ?? '', visit.actor.person.id, visit.now);
    const list: Listed = { which: 'found', words, sight: await sightOf(tx, visit.actor, visit.now) };
    const page = await tx.lists.page(list, visit.now, asked.place, ROWS);
    const more = page.more
      ? { label: `Next ${ROWS}`, to: way('search', { words, after: writeCursor(byPlace(behind(asked, page.rows))) }) }
      : undefined;
    const table = requestTable(
      {
        ...{ title: `With “${words}”`, empty: 'Nothing is found. Try fewer words, or one of them.' },
        ...{ count: `${page.rows.length} of ${sayCount(page.count, mostCounted(list))}`, ...(more && { more }) },
      },
      page.rows,
      viewerOf(visit),
    );
    return { title: 'Search', sections: [searchSection(words), { kind: 'table', table }] };
  },
};
