/** What an office promises to a question that comes then, and what other promises would say to it. */
import { targetNames } from '../offices/ruleChanges.ts';
import { addMinutes } from '../sla/calendar.ts';
import { usualDayMinutes } from '../sla/hours.ts';
import { agreementFor, type Policy, sayTarget, type Terms, targetKinds } from '../sla/policy.ts';
import type { Simulation } from '../sla/simulated.ts';
import { alignColumns, sayWall } from './dueAnswer.ts';

/** An office as its file describes it; `file` is what it is called in the answer. */
export type Promising = { file: string; policy: Policy; simulation: Simulation };

/** `against`: another office file, whose times stand beside, with what they are by comparison. */
export function promiseLines(at: Date, terms: Terms, office: Promising, against?: Promising): string[] {
  const [heading] = office.simulation.ask(at, (calendar) => [
    `Asked    ${sayWall(calendar, at)} (${calendar.spec.zone})`,
  ]);
  const own = duesOf(at, terms, office);
  if (!against) return [heading, '', ...blockOf(own, [])];
  return [
    heading,
    '',
    `By ${office.file}`,
    ...blockOf(own, []),
    '',
    `By ${against.file}`,
    ...blockOf(duesOf(at, terms, against), own.rows),
  ];
}

type Due = { name: string; target: string; at: Date; said: string };
type Dues = { by: string; rows: Due[] };

function duesOf(at: Date, terms: Terms, { policy, simulation }: Promising): Dues {
  const agreement = agreementFor(policy, terms);
  const targets = agreement ? agreement.targets : policy.targets[terms.priority];
  const rows = targetKinds.flatMap((kind): Due[] => {
    const minutes = targets?.[kind];
    if (minutes === undefined) return [];
    return [
      simulation.ask(at, (calendar) => {
        const due = addMinutes(calendar, at, minutes);
        const day = usualDayMinutes(calendar.spec.hours) ?? Number.POSITIVE_INFINITY;
        return (
          due && { name: targetNames[kind], target: sayTarget(minutes, day), at: due, said: sayWall(calendar, due) }
        );
      }),
    ];
  });
  return { by: agreement ? `by the agreement “${agreement.name}”` : 'as to everybody', rows };
}

function blockOf({ by, rows }: Dues, before: readonly Due[]): string[] {
  if (rows.length === 0) return [`Promised ${by}: no time`];
  const compared = rows.map(({ name, target, at, said }) => {
    const was = before.find((each) => each.name === name)?.at.getTime();
    return [name, target, said, ...(before.length > 0 ? [sayMove(was, at.getTime())] : [])];
  });
  return [`Promised ${by}`, ...alignColumns(compared)];
}

const sayMove = (was: number | undefined, now: number): string => {
  if (was === undefined) return 'new';
  return now === was ? 'the same' : now > was ? 'later' : 'earlier';
};
