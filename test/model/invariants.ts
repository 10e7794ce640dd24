import { expect } from 'vitest';
import { cardsAreOne, nothingLeaks, saidWhenAnswered } from './invariants-of-words.ts';
import { type Finding, notYetMended } from './known.ts';
import { movesAreTold, promisesRun, questionsHaveClocks, receiptsAreTrue, verdictsStay } from './promises.ts';
import { readAll, type Snapshot } from './record.ts';
import type { World } from './world.ts';

/** What an invariant is asked about: a step with all before and after it. */
export type Checked = { world: World; before: Snapshot; now: Snapshot; name: string };

const invariants: ((step: Checked) => Finding[])[] = [
  receiptsAreTrue,
  promisesRun,
  questionsHaveClocks,
  movesAreTold,
  verdictsStay,
  cardsAreOne,
  nothingLeaks,
  saidWhenAnswered,
];

/** Reads what is there after a step, and holds it to every invariant. */
export async function checkStep(world: World, name: string): Promise<void> {
  const before = world.snapshot;
  world.snapshot = await readAll(world.database, world.story.now());
  const step: Checked = { world, before, now: world.snapshot, name };
  report(
    world,
    invariants.flatMap((invariant) => invariant(step)),
  );
  expect(world.story.failures).toEqual([]);
}

/** `MODEL_ONLY=F` looks for one fault alone: walks go on past all others. */
const only = process.env.MODEL_ONLY;

/** Fails with what was found, but for the faults that are known. */
export function report(world: World, findings: Finding[]): void {
  const news = findings.filter(({ fault }) => (only === undefined ? !notYetMended.has(fault) : fault === only));
  if (news.length === 0) return;
  const found = news.map(({ fault, says }) => `${fault}: ${says}`);
  throw new Error([...found, 'This is what happened:', ...world.trace].join('\n'));
}
