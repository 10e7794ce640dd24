import type { Feature } from '../feature/feature.ts';
import { sweepDigests } from './sweep.ts';

/** What supervisors and liaisons get on a schedule: decisions first. */
export const digests: Feature = {
  name: 'digests',
  sweeps: [{ name: 'digests', sweep: sweepDigests }],
};
