import fc from 'fast-check';
import { checkStep } from './invariants.ts';
import { nameOf, type World } from './world.ts';

type Model = Record<string, never>;
export type Step = fc.AsyncCommand<Model, World>;

/** One thing that happens. `does` answers what became of it, for the list of what led to a fault. */
export function step(name: string, does: (world: World) => Promise<string>): Step {
  return {
    check: () => true,
    async run(_, world) {
      world.actor = null;
      world.answered.length = 0;
      const at = world.story.now().toISOString().slice(5, 16);
      const became = (await does(world)).split('\n', 1)[0] ?? '';
      const who = world.actor as string | null;
      world.trace.push(`${at} ${name}${who === null ? '' : `, by ${nameOf(who)}`}${became ? `: ${became}` : ''}`);
      await checkStep(world, name);
    },
    toString: () => name,
  };
}

/** The nth of them, round and round; -1 is the last. */
export const pick = <T>(from: readonly T[], nth: number): T | undefined =>
  nth < 0 ? from.at(nth) : from[nth % from.length];
export const nth = fc.nat(9);
export const rarely = fc.nat(5).map((drawn) => drawn === 0);
