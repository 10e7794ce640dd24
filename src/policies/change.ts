import { readDuration } from '../offices/duration.ts';
import type { Policy, Targets } from '../sla/policy.ts';
import { readDate } from '../sla/specialDays.ts';

/** One entry of what an office promises, and how another version is made of it. */

export type Entry = { name: string; targets: Targets | null };

/** Normal, urgent, then the agreements in their order: their places are what buttons name. */
export const entriesOf = ({ targets, agreements = [] }: Policy): Entry[] => [
  { name: 'Normal', targets: targets.normal },
  { name: 'Urgent', targets: targets.urgent },
  ...agreements.map((agreement) => ({ name: agreement.name, targets: agreement.targets })),
];

/** The policy with other times for one entry; undefined when it has no such entry. */
export function withTargets(policy: Policy, which: number, targets: Targets): Policy | undefined {
  if (which === 0) return { ...policy, targets: { ...policy.targets, normal: targets } };
  if (which === 1) return { ...policy, targets: { ...policy.targets, urgent: targets } };
  const { agreements = [] } = policy;
  if (!agreements[which - 2]) return undefined;
  return { ...policy, agreements: agreements.map((each, nth) => (nth === which - 2 ? { ...each, targets } : each)) };
}

/** The longest time that can be promised, in business days. */
const MOST_DAYS = 366;

export const soundTargets = ({ firstReply, nextReply, update = 1, resolution }: Targets, day: number): boolean =>
  [firstReply, nextReply, update, resolution].every(
    (each) => Number.isInteger(each) && each > 0 && each <= MOST_DAYS * day,
  ) && firstReply <= resolution;

type ReadForm = { targets: Targets; from: string | undefined } | { problems: Record<string, string> };

/** The fields of the form. `day`: business minutes of a business day; `today` in the office. */
export function readPromises(values: Record<string, string>, day: number, today: string): ReadForm {
  const problems: Record<string, string> = {};
  const read = (name: string): number => {
    const found = readDuration(values[name] ?? '');
    const minutes = found ? Math.round(found.days * day + found.minutes) : 0;
    if (minutes > 0 && minutes <= MOST_DAYS * day) return minutes;
    problems[name] = found
      ? minutes > 0
        ? `Please keep it to ${MOST_DAYS} business days at most.`
        : 'Please give at least a minute.'
      : 'Write a time with its unit, such as 4 hours, 90 minutes or 2 business days.';
    return 0;
  };
  const update = (values.update ?? '').trim() === '' ? undefined : read('update');
  const targets = {
    ...{ firstReply: read('first'), nextReply: read('next'), resolution: read('resolution') },
    ...(update !== undefined && { update }),
  };
  if (!problems.first && !problems.resolution && targets.firstReply > targets.resolution)
    problems.resolution = 'This is shorter than the first reply; a request is not resolved before it is answered.';
  const from = (values.from ?? '').trim();
  if (from !== '' && (readDate(from) === undefined || from < today)) problems.from = 'Choose today or a later day.';
  if (Object.keys(problems).length > 0) return { problems };
  return { targets, from: from === '' || from === today ? undefined : from };
}
