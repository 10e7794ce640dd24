import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { worksAs } from '../people/person.ts';
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
  const keeps = worksAs(actor, 'supervisor', 'administrator');
  return { blocks: [], buttons: keeps ? [promisesPress.button('Promises', {})] : [] };
};

/** What the office promises, in versions: looked at, changed and gone back to in chat. */
export const policies: Feature = {
  name: 'policies',
  menu,
  help: (actor) =>
    worksAs(actor, 'supervisor', 'administrator')
      ? [{ type: 'promises', does: 'what the office promises, to look at and to change' }]
      : [],
  deeds: [promises, changePromises, previewPromises, publishPromises, earlierPromises, withdrawPromises],
  phrases: Object.fromEntries(
    ['promises', 'our promises', 'policies', 'policy', 'targets'].map((text) => [text, 'promises']),
  ),
  sweeps: [{ name: 'promises', sweep: sweepPolicies }],
  nextMoment: (tx, now) => tx.policies.nextBeginning(now),
};
