import fc from 'fast-check';
import type { Beginning } from './beginnings.ts';
import * as office from './office-commands.ts';
import * as outer from './outer-commands.ts';
import * as requester from './requester-commands.ts';
import type { Step } from './step.ts';

/** What happens at a desk, about as often as a test of promises wants it. */
const weights: [number, fc.Arbitrary<Step>][] = [
  [8, requester.asking],
  [9, requester.writing],
  [4, requester.placing],
  [10, office.replying],
  [3, office.askingAgency],
  [2, office.noting],
  [3, office.handingOver],
  [2, office.takingOver],
  [2, office.priority],
  [3, office.takingLonger],
  [7, office.resolving],
  [1, office.typing],
  [2, requester.urgent],
  [3, requester.tooLate],
  [1, requester.withdrawing],
  [1, requester.accepting],
  [3, requester.reopening],
  [2, requester.changingTopic],
  [4, requester.choosing],
  [1, requester.rating],
  [4, office.vouching],
  [2, outer.sendingKept],
  [3, outer.importing],
  [2, office.going],
  [1, office.coming],
  [5, outer.passing],
  [2, outer.passingToDue],
  [14, outer.delivering],
  [5, outer.deliveringAll],
  [2, outer.failing],
];
const anything = weights.flatMap(([weight, arbitrary]) => Array.from({ length: weight }, () => arbitrary));

/** Walks of at most so many steps that begin with these. */
export const steps = (most: number, beginning: Beginning = []): fc.Arbitrary<Iterable<Step>> =>
  // Without bias towards what is small: half of a run would be one thing done again and again.
  fc.noBias(
    fc
      .tuple(fc.tuple(...beginning), fc.commands(anything, { maxCommands: most - beginning.length, size: 'max' }))
      .map(([first, then]): Iterable<Step> => [...first, ...then]),
  );
