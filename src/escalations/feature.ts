import type { Feature } from '../feature/feature.ts';
import { sweepCards, sweepEscalations, sweepSettled } from './escalate.ts';
import { sweepGone } from './goneSeer.ts';
import { haveThis } from './have.ts';

/** On the way to a promise and past it: the liaison, the backup, the supervisor. */
export const escalations: Feature = {
  name: 'escalations',
  deeds: [haveThis],
  sweeps: [
    // Before what it wakes.
    { name: 'seen to no more', sweep: (store, now) => sweepGone(store, now) },
    { name: 'escalations', sweep: (store, now) => sweepEscalations(store, now) },
    { name: 'settled escalations', sweep: (store, now) => sweepSettled(store, now) },
    { name: 'escalation cards', sweep: (store, now) => sweepCards(store, now) },
  ],
  nextMoment: (tx, now) => tx.clocks.nextStep(now),
};
