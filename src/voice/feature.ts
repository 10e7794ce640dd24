import { answer } from '../exchanges/answer.ts';
import { noteFailed } from '../exchanges/failed.ts';
import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships, worksAs } from '../people/person.ts';
import { tellPress } from '../requests/presses.ts';
import { door, tell } from './deeds.ts';

/** The open door, for customers and for liaisons. */
const menu: MenuPart = async (_tx, actor) => {
  const isOpen = requesterships(actor).length > 0 || worksAs(actor, 'liaison');
  return { blocks: [], buttons: isOpen ? [tellPress.button('Tell the supervisor', {})] : [] };
};

/** Telling those who supervise an office something, with or without a name. */
export const voice: Feature = {
  name: 'voice',
  menu,
  help: (actor) =>
    requesterships(actor).length > 0 || worksAs(actor, 'liaison')
      ? [{ type: 'tell the supervisor', does: 'praise, a complaint, an idea, with your name or without' }]
      : [],
  deeds: [door, tell, answer],
  undelivered: (tx, { key }, reason) => noteFailed(tx, key, reason),
  phrases: Object.fromEntries(
    [
      ...['tell the supervisor', 'tell supervisor', 'feedback', 'give feedback', 'suggestion', 'praise'],
      ...['complaint', 'complain', 'i have a complaint', 'i want to complain', 'queja', 'tengo una queja'],
    ].map((text) => [text, 'open door']),
  ),
};
