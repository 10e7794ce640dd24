import type { Block, Text } from '../chat/message.ts';
import type { Baseline, Figures } from './figures.ts';
import { sayMonth, sayShare, unknown } from './words.ts';

/** How much of what was due in two spans was kept, told apart by liaison and by agency. */

type Share = Pick<Figures, 'due' | 'met'>;

/** `name` null: nobody held it, or nobody knows yet which agency it is. */
export type ShareOf = { by: 'liaison' | 'agency'; name: string | null; now: Share; before: Share };

/** Of fewer a per cent says more than is known. */
const FEWEST = 5;
/** So many of each are named, those with most that was due. */
const NAMED = 8;

/** "92% (11 of 12)"; of few what is known and no more: "2 of 3, too few for a share". */
const sayOwn = (share: Share): string =>
  share.due > 0 && share.due < FEWEST ? `${share.met} of ${share.due}, too few for a share` : sayShare(share);

/** The whole, beside the span before it and the month that the office measures itself against. */
export function sayBeside(all: readonly ShareOf[], before: string, baseline: Baseline | undefined): string {
  const own = all.filter(({ by }) => by === 'liaison').map((each) => each.before);
  const whole = { due: sum(own, 'due'), met: sum(own, 'met') };
  const kept = baseline?.figures.first_reply;
  return [
    whole.due > 0 ? ` · ${before}: ${sayOwn(whole)}` : '',
    baseline && kept && kept.due > 0 ? ` · ${sayMonth(baseline.month)}, the baseline: ${sayShare(kept)}` : '',
  ].join('');
}

const sum = (of: readonly Share[], what: keyof Share): number => of.reduce((total, each) => total + each[what], 0);

/** A list for each, of whatever was due in either span. `before`: "the week before". */
export function shareBlocks(all: readonly ShareOf[], before: string): Block[] {
  return (['liaison', 'agency'] as const).flatMap((by): Block[] => {
    const own = all
      .filter((each) => each.by === by && each.now.due + each.before.due > 0)
      .map((each) => ({ ...each, name: each.name ?? unknown[by] }))
      .toSorted((a, b) => b.now.due - a.now.due || b.before.due - a.before.due || a.name.localeCompare(b.name, 'en'));
    // One alone is the whole.
    if (own.length < 2) return [];
    const items = own
      .slice(0, NAMED)
      .map(({ name, now, before: last }): Text => [{ strong: name }, ` · ${sayOwn(now)} · ${before}: ${sayOwn(last)}`]);
    const left = own.length - items.length;
    const more: Text[] = left > 0 ? [[`… and ${left} more: write “figures”.`]] : [];
    return [
      { kind: 'text', text: [{ strong: `First replies on time by ${by}` }] },
      { kind: 'list', items: [...items, ...more] },
    ];
  });
}
