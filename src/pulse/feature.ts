import type { Feature } from '../feature/feature.ts';
import { answerPulse } from './deeds.ts';
import { sweepPulses } from './sweep.ts';

/** One question a month to liaisons, without names. */
export const pulse: Feature = {
  name: 'pulse',
  deeds: [answerPulse],
  sweeps: [{ name: 'pulses', sweep: sweepPulses }],
};
