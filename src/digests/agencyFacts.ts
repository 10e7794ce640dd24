import { sayDay } from '../chat/message.ts';
import { monthOf } from '../figures/months.ts';
import { contentOf, sayShareOf, scoreOf } from '../figures/satisfaction.ts';
import { monthLines, NONE_DUE, sayMonth } from '../figures/words.ts';
import type { AgencyMonth, LineLiaison, Topics } from './agencyMonth.ts';

/** How an office's service to an agency is said, in a digest and on a page. */

/** What a head of an agency is told, and what not. */
export const EXPLAINED =
  'Of what was due in the month, in opening hours. Nobody of your agency is named here, and nothing they wrote is shown; topics of fewer than five requests stand together.';

/** All that is said of a month, line by line. */
export function agencyFacts(of: AgencyMonth): { label: string; value: string }[] {
  const { counts, topics } = of;
  return [
    { label: 'Your agency asked', value: sayAsked(of) },
    ...(counts.asked > 0 && topics.told.length > 0 ? [{ label: 'About', value: sayTopics(topics) }] : []),
    ...promisesOf(of).flatMap(({ title, share, beside, wait }) => [
      { label: `${title} on time`, value: `${share}${beside}` },
      ...(wait === NONE_DUE ? [] : [{ label: 'Typical wait', value: wait }]),
    ]),
    { label: 'Resolved', value: String(counts.resolved) },
    { label: 'How content your people were', value: sayContent(of) },
    { label: 'Open now', value: sayOpen(of) },
    ...of.added,
    ...sayLiaisons(of),
  ];
}

/** What was due in the month or in the one before it. */
export const promisesOf = ({ month, figures, before }: AgencyMonth) =>
  monthLines(month, figures, { before, baseline: undefined }).filter(
    ({ share, beside }) => share !== NONE_DUE || beside !== '',
  );

export const sayAsked = ({ month, counts: { asked, before } }: AgencyMonth): string =>
  `${requests(asked)} · ${sayMonth(monthOf(`${month}-01`, -1))}: ${before}`;

const requests = (n: number): string => `${n.toLocaleString('en-US')} request${n === 1 ? '' : 's'}`;

const sayTopics = ({ told, others }: Topics): string =>
  [
    ...told.map(({ name, asked }) => `${name} ${asked}`),
    ...(others.topics > 0 ? [`${others.topics} other topics ${others.asked} together`] : []),
  ].join(', ');

/** The margin is that of a large group: nobody says to a head of how many of their people. */
export function sayContent({ given }: Pick<AgencyMonth, 'given'>): string {
  if (given === null) return 'not shown to you: you answer here and know some of the ratings already';
  const score = scoreOf(contentOf(given), given.length, Number.POSITIVE_INFINITY);
  return score ? sayShareOf(score) : 'not shown: fewer than five people answered with their name';
}

export function sayOpen({ counts: { open, late, waiting } }: Pick<AgencyMonth, 'counts'>): string {
  if (open === 0) return 'nothing';
  const parts = [
    ...(late > 0 ? [`${late} late`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for an answer from your agency`] : []),
  ];
  if (open === 1)
    return `1 request${late > 0 ? ', late' : ''}${waiting > 0 ? ', waiting for an answer from your agency' : ''}`;
  return `${requests(open)}${parts.length > 0 ? `: ${parts.join(', ')}` : ', none late'}`;
}

/** One line where all service lines have the same person. */
function sayLiaisons({ liaisons, today }: AgencyMonth): { label: string; value: string }[] {
  const said = liaisons.map((each) => ({ line: each.line, who: sayLiaison(each, today) }));
  const [first] = said;
  if (!first) return [];
  if (said.every(({ who }) => who === first.who)) return [{ label: 'Your liaison', value: first.who }];
  return [{ label: 'Your liaisons', value: said.map(({ line, who }) => `${line}: ${who}`).join(' · ') }];
}

export function sayLiaison({ name, backup, away }: Omit<LineLiaison, 'line'>, today: string): string {
  if (name === undefined) return 'nobody is assigned; a supervisor sees to your questions';
  const cover = away?.cover === undefined ? 'a supervisor sees to your questions' : `${away.cover} answers`;
  if (away) return `${name}, out${away.until ? ` through ${sayDay(away.until, today)}` : ''}; ${cover}`;
  return `${name}${backup === undefined ? '' : `; when out, ${backup}`}`;
}
