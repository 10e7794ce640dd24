import type { Feature } from '../feature/feature.ts';
import { comment, rate } from './rate.ts';
import { askSurveys, planSurveys } from './sweep.ts';

/** The question after a resolution, and what follows from the answer. */
export const surveys: Feature = {
  name: 'surveys',
  deeds: [rate, comment],
  sweeps: [
    { name: 'survey plans', sweep: (store, now) => planSurveys(store, now) },
    { name: 'surveys', sweep: (store, now) => askSurveys(store, now) },
  ],
  nextMoment: (tx, now) => tx.surveys.nextAsking(now),
};
