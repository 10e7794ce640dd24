import type { Page } from '../feature/page.ts';
import { satisfactionChart } from '../figures/charts.ts';
import { monthOf, spanOfMonth } from '../figures/months.ts';
import { contentOf, responseRates, SMALLEST_GROUP, type SurveyCounts, scoreOf } from '../figures/satisfaction.ts';
import { sayMonth } from '../figures/words.ts';
import { type OfficeToday, officesKept } from '../offices/officeToday.ts';
import type { Lately } from '../page/lately.ts';
import { type Cell, type Column, countedAt, type Section, type Table } from '../page/view.ts';
import { hasRole, worksAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { channelSection } from './channelSection.ts';
import { newestWords, themeCounts } from './themeSections.ts';

/** How content people are: who was served, asked and answered month by month, and the score with its margin. */

const MONTHS = 12;

export const satisfactionPage: Page = {
  path: 'satisfaction',
  label: 'Satisfaction',
  isFor: (actor) => worksAs(actor, 'supervisor', 'administrator'),
  async open(tx, _, { actor, now, lately }) {
    const sections: Section[] = [];
    for (const own of await officesKept(tx, actor, now)) {
      sections.push(...(await ofOffice(tx, own, now, lately)));
      // What somebody wrote is for supervisors, as in chat.
      if (hasRole(actor, own.office.id, 'supervisor'))
        sections.push(...(await newestWords(tx, own.office, own.calendar.spec.zone)));
    }
    return { title: 'Satisfaction', sections };
  },
};

type Span = { label: string; counts: SurveyCounts; given: number[] };

async function ofOffice(
  tx: Tx,
  { office, calendar, today }: OfficeToday,
  now: Date,
  lately: Lately,
): Promise<Section[]> {
  const { zone } = calendar.spec;
  const months = Array.from({ length: MONTHS }, (_, nth) => monthOf(today, nth + 1 - MONTHS));
  const spans = months.map((month) => spanOfMonth(month, zone));
  const { value: rows, at } = await lately(`satisfaction of ${office.id} ${today}`, now, async () => {
    const given = await tx.surveys.given(office.id, spans);
    const counted = await tx.surveys.countsIn(office.id, spans);
    return counted.map(
      (counts, nth): Span => ({ label: sayMonth(months[nth] ?? today), counts, given: given[nth]?.ratings ?? [] }),
    );
  });
  const rounds = await tx.relationships.results(office.id, `${months[0]}-01`, `${monthOf(today, 1)}-01`);
  const asked = rounds.map(
    ({ round, counts, given: answers }): Span => ({
      ...{ label: round, counts, given: answers.map(({ rating }) => rating) },
    }),
  );
  const chart = satisfactionChart(
    `Satisfied, month by month: ${office.name}`,
    rows.map(({ label, counts, given: ratings }) => ({ label, given: ratings, served: counts.served })),
  );
  const known = rows.filter(({ counts }) => counts.served > 0).toReversed();
  return [
    ...(chart ? [{ kind: 'message' as const, message: { blocks: [{ kind: 'chart' as const, chart }] } }] : []),
    {
      kind: 'table',
      table: tableOf(
        `satisfaction-${office.code}`,
        `${office.name}: after a resolution`,
        'Month',
        'Nobody was served yet.',
        known,
      ),
    },
    countedAt(at, zone),
    ...(asked.length > 0
      ? [
          {
            kind: 'table' as const,
            table: tableOf(
              `rounds-${office.code}`,
              `${office.name}: all customers`,
              'Asked on',
              '',
              asked.toReversed(),
            ),
          },
        ]
      : []),
    ...(await channelSection(tx, office, today, zone)),
    ...(await themeCounts(tx, office, months, spans)),
    { kind: 'message', message: { blocks: [{ kind: 'small', text: [EXPLAINED] }] } },
  ];
}

const EXPLAINED = `Scores are shown from ${SMALLEST_GROUP} answers on, and answers without a name count in groups of ${SMALLEST_GROUP} about the same liaison, so that nobody can work out whose they are. The margin is where the share of all who were served most likely lies (95%). Whoever answers is no random sample of those who were served. Themes are what supervisors, and whoever saw to a bad rating, said that words are about; each counts in the month in which it was said.`;

function tableOf(name: string, title: string, first: string, empty: string, spans: readonly Span[]): Table {
  const columns: Column[] = [
    { name: first, key: true },
    ...['Served', 'Asked', 'Reminded', 'Answered', 'Of those asked', 'Whole form', 'Declined', 'Satisfied'].map(
      (each) => ({
        ...{ name: each, end: true as const },
      }),
    ),
    { name: 'Margin' },
  ];
  return { name, title, columns, empty, rows: spans.map((span) => ({ cells: cellsOf(span) })) };
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function cellsOf({ label, counts, given }: Span): Cell[] {
  const { served, invited, reminded, answered, declined } = counts;
  const { rr1, rr2 } = responseRates(counts);
  const score = scoreOf(contentOf(given), given.length, served);
  return [
    ...[label, served, invited, reminded, answered],
    ...[rr2, rr1].map((rate) => (rate === null ? null : percent(rate))),
    declined,
    score ? `${percent(score.share)} of ${score.answers}` : answered === 0 ? null : 'too few',
    score && score.low !== score.high ? `${percent(score.low)} to ${percent(score.high)}` : null,
  ];
}
