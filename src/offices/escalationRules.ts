import { defaultEscalations, type Policy, type QuietHours } from '../sla/policy.ts';
import { readDuration } from './duration.ts';
import type { OfficeYaml } from './officeSchema.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** Who is warned when, in office.yaml: what it becomes, and what is wrong with it. */

type Warned = Pick<OfficeYaml, 'escalations' | 'after_late' | 'head' | 'quiet_hours' | 'warnings_a_day'>;
type Escalated = Pick<Policy, 'escalations' | 'repeats' | 'head' | 'quietHours' | 'warningsADay'>;

/** Only what is set: a default that is left out makes no new version of a policy. */
export function escalationsOf({ escalations, after_late: after, head, ...office }: Warned): Escalated {
  return {
    escalations: escalations
      ? escalations
          .toSorted((a, b) => a.percent - b.percent)
          .map(({ name, ...step }) => ({ ...step, ...(name !== undefined && { name }) }))
      : defaultEscalations,
    ...(after && { repeats: { everyDays: readDuration(after.every)?.days ?? 1, tell: after.tell } }),
    ...(head !== undefined && { head: head.toLowerCase() }),
    ...(office.quiet_hours !== undefined && { quietHours: quietHoursOf(office.quiet_hours) }),
    ...(office.warnings_a_day !== undefined && { warningsADay: office.warnings_a_day }),
  };
}

function quietHoursOf(text: string): QuietHours {
  const [from = '', to = ''] = text.split('-').map((time) => time.trim());
  return { from, to };
}

/** What is wrong, where. */
export function checkEscalations({
  escalations = [],
  after_late: after,
  head,
}: { [Name in keyof Warned]?: Warned[Name] }): { path: YamlPath; message: string }[] {
  const isDouble = (of: (step: (typeof escalations)[number]) => unknown, index: number): boolean =>
    escalations.findIndex((step) => of(step) === of(escalations[index] ?? step)) !== index;
  const lacksHead = head === undefined;
  const missing = 'names the head; write head: with their e-mail too';
  return [
    ...escalations.flatMap(({ percent, name, tell }, index) => [
      ...(isDouble((step) => step.percent, index)
        ? [
            {
              path: ['escalations', index, 'percent'],
              message: `is ${percent} for the second time; make one step of both`,
            },
          ]
        : []),
      ...(name !== undefined && isDouble((step) => step.name, index)
        ? [{ path: ['escalations', index, 'name'], message: `is "${name}" for the second time; choose another` }]
        : []),
      ...(lacksHead && tell.includes('head') ? [{ path: ['escalations', index, 'tell'], message: missing }] : []),
    ]),
    ...(lacksHead && after?.tell.some((turn) => turn.includes('head'))
      ? [{ path: ['after_late', 'tell'], message: missing }]
      : []),
  ];
}
