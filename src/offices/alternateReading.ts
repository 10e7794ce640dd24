import type { AlternateRules } from './alternateRules.ts';
import { minutesOf } from './duration.ts';
import type { OfficeYaml } from './officeSchema.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What office.yaml says of alternate processes, and what cannot be meant by it. */

type Said = OfficeYaml['alternates'];
type Found = { path: YamlPath; message: string };

/** `dayMinutes`: how long a business day is. */
export const alternatesOf = (said: Said, dayMinutes: number): AlternateRules | null =>
  said
    ? {
        rules: said.rules,
        kinds: said.kinds.map(({ fits, agencies, decide_within, at_most_months: atMostMonths, reports, ...kind }) => ({
          ...kind,
          fits: fits ?? null,
          ...(agencies && { agencies }),
          decideMinutes: minutesOf(decide_within, dayMinutes),
          atMostMonths,
          reports: reports.map(({ code, name, every_months: everyMonths, due_in_days: dueDays, file }) => ({
            ...{ code, name, everyMonths, dueDays },
            file: file ?? 'welcome',
          })),
        })),
      }
    : null;

/** Codes that stand twice, decisions in no time, and reports that would never be due. */
export function checkAlternates(said: Said): Found[] {
  const kinds = said?.kinds ?? [];
  return kinds.flatMap((kind, nth) => {
    const where: YamlPath = ['alternates', 'kinds', nth];
    const name = `alternates.kinds[${nth + 1}]`;
    const before = kinds.findIndex(({ code }) => code === kind.code);
    return [
      ...(before < nth
        ? [
            {
              path: [...where, 'code'],
              message: `is "${kind.code}", as alternates.kinds[${before + 1}] is; choose another`,
            },
          ]
        : []),
      ...(minutesOf(kind.decide_within, 1) > 0
        ? []
        : [{ path: [...where, 'decide_within'], message: 'leaves no time; write at least 1 hour' }]),
      ...kind.reports.flatMap((report, place): Found[] => {
        const at: YamlPath = [...where, 'reports', place];
        const first = kind.reports.findIndex(({ code }) => code === report.code);
        return [
          ...(first < place
            ? [
                {
                  path: [...at, 'code'],
                  message: `is "${report.code}", as ${name}.reports[${first + 1}] is; choose another`,
                },
              ]
            : []),
          ...(report.every_months > kind.at_most_months
            ? [
                {
                  path: [...at, 'every_months'],
                  message: `is ${report.every_months}, and the kind is granted for ${kind.at_most_months} at most; write no more than that`,
                },
              ]
            : []),
        ];
      }),
    ];
  });
}
