import { kindOf, type RecordRules, type RecordSeries } from './recordRules.ts';

/** What is different in how long an office keeps its records, a line each with its sign. */
export function recordChanges(before: RecordRules | null, after: RecordRules | null): string[] {
  const known = new Map(before?.series.map((series) => [series.code, saySeries(series)]));
  const stays = new Set(after?.series.map(({ code }) => code));
  const officer = (rules: RecordRules | null): string => rules?.officer ?? 'the administrators';
  const order = (rules: RecordRules | null): string =>
    (rules?.series ?? []).flatMap(({ code }) => (known.has(code) && stays.has(code) ? [code] : [])).join(', ');
  return [
    ...(officer(before) === officer(after) ? [] : [`~ records officer: ${officer(before)} → ${officer(after)}`]),
    ...(after?.series ?? []).flatMap((series) => {
      const was = known.get(series.code);
      if (was === saySeries(series)) return [];
      return [was === undefined ? `+ ${saySeries(series)}` : `~ ${was} → ${saySeries(series)}`];
    }),
    ...(before?.series ?? []).filter(({ code }) => !stays.has(code)).map((series) => `- ${saySeries(series)}`),
    ...(order(before) === order(after) ? [] : [`~ order: ${order(after)}`]),
  ];
}

/** "Contract correspondence (CONTRACTS only): 7 years after it is resolved, then to the archives, under GS 4-12". */
export function saySeries(series: RecordSeries): string {
  const of = kindOf(series) === 'requests' ? [] : [kindOf(series).replaceAll('_', ' ')];
  const only = [series.agencies, series.serviceLines].flatMap((each) => (each ? [each.join(', ')] : []));
  const whom = of.length + only.length > 0 ? ` (${[...of, ...only].join('; ')})` : '';
  return `${series.name}${whom}: ${sayPeriod(series)}, then ${sayDisposition(series)}, under ${series.authority}`;
}

export const sayPeriod = ({ years, trigger }: Pick<RecordSeries, 'years' | 'trigger'>): string =>
  `${years} ${years === 1 ? 'year' : 'years'} after ${{ resolved: 'it is resolved', answered: 'the last reply', closed: 'it ends' }[trigger]}`;

const sayDisposition = ({ disposition }: RecordSeries): string =>
  disposition === 'archive' ? 'to the archives' : 'destroyed';
