import { voiceThemesPress } from '../exchanges/presses.ts';
import type { Span } from '../figures/counted.ts';
import { SMALLEST_GROUP } from '../figures/satisfaction.ts';
import { asWorded } from '../figures/themes.ts';
import { sayMonth } from '../figures/words.ts';
import type { Office } from '../offices/office.ts';
import { themesOf } from '../offices/surveyRules.ts';
import type { Cell, Row, Section } from '../page/view.ts';
import { requestRef } from '../requests/request.ts';
import type { Tx } from '../store.ts';
import { themesPress } from './presses.ts';
import type { WordsOf } from './themeStore.ts';

/** On the page of satisfaction: what people wrote, for those who read it in chat as well, and how often each theme came up. */

/** So many of what was written last. */
const NEWEST = 30;

/** `months` ('YYYY-MM') up to the one that runs, with their spans. */
export async function themeCounts(tx: Tx, office: Office, months: readonly string[], spans: readonly Span[]) {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  const shown = [...spans.slice(-2).toReversed(), { from: first.from, to: last.to }];
  const counts = asWorded(await tx.themes.counts(office.id, shown), themesOf(office.surveys));
  const rows = counts.filter(({ counts: each }) => each.some((count) => count > 0));
  if (rows.length === 0) return [];
  const names = [...months.slice(-2).toReversed().map(sayMonth), `${months.length} months`];
  const section: Section = {
    kind: 'table',
    table: {
      ...{ name: `themes-${office.code}`, title: `${office.name}: what people wrote about`, empty: '' },
      columns: [{ name: 'Theme', key: true }, ...names.map((name) => ({ name, end: true as const }))],
      rows: rows.map(({ name, counts: each }) => ({
        cells: [name, ...each.map((count): Cell => (count < SMALLEST_GROUP ? `fewer than ${SMALLEST_GROUP}` : count))],
      })),
    },
  };
  return [section];
}

export async function newestWords(tx: Tx, office: Office, zone: string): Promise<Section[]> {
  const words = await tx.themes.words(office.id, NEWEST);
  if (words.length === 0) return [];
  return [
    {
      kind: 'table',
      table: {
        ...{ name: `words-${office.code}`, title: `${office.name}: what people wrote`, empty: '' },
        columns: [
          ...[{ name: 'When' }, { name: 'Who', key: true as const }, { name: 'About' }],
          ...[{ name: 'Rating', end: true as const }, { name: 'Words', wide: true as const }, { name: 'Themes' }],
        ],
        rows: words.map((each) => rowOf(each, zone)),
      },
    },
  ];
}

function rowOf(said: WordsOf, zone: string): Row {
  const { at, by, agency, rating, text, themes } = said;
  const isOfRequest = 'requestId' in said;
  const ref = isOfRequest ? requestRef(said.requestId) : '';
  return {
    cells: [
      // When somebody without a name wrote is nobody's business.
      by === null ? null : { when: at, zone },
      by === null ? 'Without a name' : agency ? `${by} (${agency})` : by,
      isOfRequest ? { words: ref, to: `requests/${ref}` } : 'All in all',
      rating,
      text,
      themes.join(' · ') || null,
    ],
    buttons: [
      isOfRequest
        ? themesPress.button(`Themes of ${ref}`, { request: said.requestId, survey: said.survey })
        : voiceThemesPress.button('Themes of these words', { voice: said.voice }),
    ],
  };
}
