import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships, worksAs } from '../people/person.ts';
import { actionsPress } from '../requests/presses.ts';
import { changeAction, finishAction, actions as list } from './deeds.ts';
import { actionsDigest } from './digest.ts';
import { actionsSweep, sweepActions } from './sweep.ts';

/** The way to them, for whoever has one. */
const menu: MenuPart = async (tx, actor) => ({
  blocks: [],
  buttons: (await tx.actions.ownedBy(actor.person.id, 1)).length > 0 ? [actionsPress.button('My actions', {})] : [],
});

/** What somebody has taken on by a day, from a meeting or whatever else makes actions. */
export const actions: Feature = {
  name: 'actions',
  isProgramme: true,
  menu,
  digest: actionsDigest,
  help: (actor) => {
    if (worksAs(actor, 'liaison', 'supervisor'))
      return [{ type: 'actions', does: 'what you and your agencies have taken on, and by when' }];
    return requesterships(actor).length > 0 ? [{ type: 'actions', does: 'what you have taken on, and by when' }] : [];
  },
  deeds: [list, finishAction, changeAction],
  phrases: Object.fromEntries(['actions', 'my actions', 'action items', 'to do'].map((text) => [text, 'actions'])),
  sweeps: [{ name: actionsSweep, sweep: sweepActions }],
  nextMoment: (tx, now) => tx.actions.nextMoment(now),
};
