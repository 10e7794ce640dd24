import * as words from '../src/pulse/words.ts';
import { office } from './facts.ts';
import type { Sample } from './samples.ts';

/** The monthly question to liaisons. */
export const samplesOfPulse: Sample[] = [
  {
    of: 'pulse',
    reader: 'office',
    when: 'Toward the end of a month a liaison is asked',
    message: words.pulse(office, '2026-05'),
  },
  { of: 'pulseAnswered', reader: 'office', when: 'They have answered', message: words.pulseAnswered('2026-05') },
];
