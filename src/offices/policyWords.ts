import { sayRefs } from '../requests/request.ts';
import type { Kept, PastShare, PolicyPreview } from './policyPreview.ts';

/** What other promises would do, in words: "12 open requests would move later, 1 would be late at once (R-1042)." */
export function sayPolicyMoves({ later, earlier, late, unknown, unpromised }: PolicyPreview['moves']): string {
  const requests = (count: number): string => (count === 1 ? '1 open request' : `${count} open requests`);
  const said = [
    ...(later.length > 0 ? [`${requests(later.length)} would move later`] : []),
    ...(earlier.length > 0 ? [`${requests(earlier.length)} would move earlier`] : []),
    ...(late.length > 0 ? [`${late.length} would be late at once (${sayRefs(late)})`] : []),
    ...(unpromised.length > 0 ? [`${unpromised.length} would be promised no time`] : []),
    ...(unknown.length > 0
      ? [`${unknown.length} would have no time, since the calendar ends (${sayRefs(unknown)})`]
      : []),
  ];
  return said.length === 0 ? 'No open request would move.' : `${said.join(', ')}.`;
}

/** "First replies of the last 90 days: 91% (110 of 120) → 94% (113 of 120)"; only what would be otherwise. */
export function sayPast(past: readonly PastShare[]): string[] {
  return past.flatMap(({ kind, before, after }) => {
    if (before.due === 0) return [];
    const same = before.due === after.due && before.met === after.met;
    const name = { first_reply: 'First replies', next_reply: 'Next replies', first_resolution: 'Resolutions' }[kind];
    return [`${name} of the last 90 days: ${sayKept(before)}${same ? ', as before' : ` → ${sayKept(after)}`}`];
  });
}

const sayKept = ({ due, met }: Kept): string =>
  due === 0 ? 'none judged' : `${Math.round((100 * met) / due)}% kept (${met} of ${due})`;
