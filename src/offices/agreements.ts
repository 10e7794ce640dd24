import type { Agreement, Targets } from '../sla/policy.ts';
import { aimsAtAllOf } from './aimed.ts';
import type { OfficeYaml } from './officeSchema.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What office.yaml promises to some otherwise than to the rest, and what cannot be meant by it. */

type Written = NonNullable<OfficeYaml['agreements']>[number];
type TargetsReader = (targets: OfficeYaml['targets']['normal']) => Targets;

export const agreementsOf = (written: readonly Written[], read: TargetsReader): Agreement[] =>
  written.map(({ name, agencies, service_lines: lines, priority, targets, goal_percent: goalPercent }) => ({
    name,
    for: { ...(agencies && { agencies }), ...(lines && { lines }), ...(priority && { priority }) },
    targets: targets === 'none' ? null : read(targets),
    ...(goalPercent !== undefined && { goalPercent }),
  }));

type Found = { path: YamlPath; message: string };

/** Names that stand twice, lines that are none, and what an agreement before it leaves nothing to. */
export function checkAgreements(written: readonly Written[], lines: readonly string[]): Found[] {
  return written.flatMap((agreement, nth) => {
    const path = (name: string): YamlPath => ['agreements', nth, name];
    const before = written.slice(0, nth);
    const first = before.findIndex(({ name }) => name === agreement.name);
    const unknown = (agreement.service_lines ?? []).filter((line) => !lines.includes(line));
    const covering = before.find((earlier) => covers(earlier, agreement));
    return [
      ...(first < 0
        ? []
        : [{ path: path('name'), message: `is "${agreement.name}", as agreements[${first + 1}] is; choose another` }]),
      ...unknown.map((line) => ({ path: path('service_lines'), message: `names "${line}", which is no service line` })),
      ...(covering && first < 0
        ? [
            {
              path: path('name'),
              message: `never holds, since "${covering.name}" above it matches all of the same; put it first`,
            },
          ]
        : []),
    ];
  });
}

const covers = (earlier: Written, later: Written): boolean =>
  aimsAtAllOf(earlier, later) && (earlier.priority === undefined || earlier.priority === later.priority);
