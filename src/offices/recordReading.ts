import { aimsAtAllOf } from './aimed.ts';
import type { OfficeYaml } from './officeSchema.ts';
import { isOfOneAgency } from './recordKinds.ts';
import type { RecordRules } from './recordRules.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What office.yaml says of records, and what cannot be meant by it. */

type Said = OfficeYaml['records'];
type Series = NonNullable<Said>['series'][number];
type Found = { path: YamlPath; message: string };

export const recordsOf = (said: Said): RecordRules | null =>
  said
    ? {
        officer: said.officer ?? null,
        series: said.series.map(({ service_lines: serviceLines, agencies, of, ...series }) => ({
          ...series,
          ...(of !== undefined && of !== 'requests' && { of }),
          ...(agencies && { agencies }),
          ...(serviceLines && { serviceLines }),
        })),
      }
    : null;

const at = (nth: number, name: string): YamlPath => ['records', 'series', nth, name];

/** Codes that stand twice, lines that are none, and series that another above them leaves nothing to. */
export function checkRecords(said: Said, lines: readonly string[] | undefined): Found[] {
  return (said?.series ?? []).flatMap((series, nth, all) => {
    const before = all.slice(0, nth);
    const first = before.findIndex(({ code }) => code === series.code);
    const unknown = lines ? (series.service_lines ?? []).filter((line) => !lines.includes(line)) : [];
    const covering = before.find((earlier) => covers(earlier, series));
    return [
      ...(first < 0
        ? []
        : [
            {
              path: at(nth, 'code'),
              message: `is "${series.code}", as records.series[${first + 1}] is; choose another`,
            },
          ]),
      ...checkKind(series, nth),
      ...unknown.map((line) => ({
        path: at(nth, 'service_lines'),
        message: `names "${line}", which is no service line`,
      })),
      ...(covering && first < 0
        ? [
            {
              path: at(nth, 'name'),
              message: `never holds, since "${covering.name}" above it takes all of the same; put it first`,
            },
          ]
        : []),
    ];
  });
}

/** What says something of requests alone cannot be said of other records. */
function checkKind(series: Series, nth: number): Found[] {
  const { of = 'requests', trigger, agencies, service_lines: lines } = series;
  if (of === 'requests') return [];
  return [
    ...(trigger === 'closed'
      ? []
      : [{ path: at(nth, 'trigger'), message: `is "${trigger}", which is of requests alone; for ${of} write closed` }]),
    ...(lines ? [{ path: at(nth, 'service_lines'), message: `is of requests alone; leave it out for ${of}` }] : []),
    ...(agencies && !isOfOneAgency(of)
      ? [{ path: at(nth, 'agencies'), message: `cannot be said of ${of}: each is of several agencies; leave it out` }]
      : []),
  ];
}

/** `closed` takes what was resolved and what was answered, too: each of these comes to an end. */
const covers = (earlier: Series, later: Series): boolean =>
  (earlier.of ?? 'requests') === (later.of ?? 'requests') &&
  aimsAtAllOf(earlier, later) &&
  (earlier.trigger === 'closed' || earlier.trigger === later.trigger);

/** What no series takes is kept for good: worth a word, since it may have been forgotten. */
export function warnOfRecords(said: Said): Found[] {
  const takesAll = (each: Series): boolean =>
    (each.of ?? 'requests') === 'requests' && each.trigger === 'closed' && !each.agencies && !each.service_lines;
  if (!said || said.series.some(takesAll)) return [];
  const message =
    'leaves requests that no series takes: they are kept for good; if not, end with a series for all, with trigger: closed';
  return [{ path: ['records', 'series'], message }];
}
