import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { officesAs } from '../people/person.ts';
import {
  changePromises,
  earlierPromises,
  previewPromises,
  promises,
  publishPromises,
  withdrawPromises,
} from './deeds.ts';
import { promisesPress } from './presses.ts';
import { sweepPolicies } from './publish.ts';

const menu: MenuPart = async (_tx, actor) => {
  const keeps = officesAs(actor, 'supervisor').length + officesAs(actor, 'administrator').length > 0;
  return { blocks: [], buttons: keeps ? [promisesPress.button('Promises', {})] : [] };
};

/** What the office promises, in versions: looked at, changed and gone back to in chat. */
export const policies: Feature = {
  name: 'policies',
  menu,
  help: (actor) =>
    officesAs(actor, 'supervisor').length + officesAs(actor, 'administrator').length > 0
      ? [{ type: 'promises', does: 'what the office promises, to look at and to change' }]
      : [],
  deeds: [promises, changePromises, previewPromises, publishPromises, earlierPromises, withdrawPromises],
  phrases: Object.fromEntries(
    ['promises', 'our promises', 'policies', 'policy', 'targets'].map((text) => [text, 'promises']),
  ),
  sweeps: [{ name: 'promises', sweep: sweepPolicies }],
  nextMoment: (tx, now) => tx.policies.nextBeginning(now),
};
