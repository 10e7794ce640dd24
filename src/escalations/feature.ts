import type { Feature } from '../feature/feature.ts';
import { sweepEscalations, sweepSettled } from './escalate.ts';

/** On the way to a promise and past it: the liaison, the backup, the supervisor. */
export const escalations: Feature = {
  name: 'escalations',
  sweeps: [
    { name: 'escalations', sweep: (store, now) => sweepEscalations(store, now) },
    { name: 'settled escalations', sweep: (store, now) => sweepSettled(store, now) },
  ],
  nextMoment: (tx, now) => tx.clocks.nextStep(now),
};
