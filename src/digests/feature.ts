import type { Feature } from '../feature/feature.ts';
import { worksAs } from '../people/person.ts';
import { checkIn } from './checkIn.ts';
import { changeDigests, digestNow, digestSettings } from './settings.ts';
import { sweepDigests } from './sweep.ts';

/** What supervisors and liaisons get on a schedule: decisions first. */
export const digests: Feature = {
  name: 'digests',
  help: (actor) =>
    worksAs(actor, 'liaison', 'supervisor') ? [{ type: 'digests', does: 'what you get on a schedule, and when' }] : [],
  deeds: [digestSettings, digestNow, changeDigests, checkIn],
  phrases: Object.fromEntries(
    ['digest', 'digests', 'my digest', 'my digests', 'digest settings', 'digest now'].map((text) => [text, 'digests']),
  ),
  sweeps: [{ name: 'digests', sweep: sweepDigests }],
};
