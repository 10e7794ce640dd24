import type { Press } from '../chat/message.ts';
import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { type Actor, worksAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import {
  ahead,
  closable,
  closeOffice,
  confirmClosure,
  listClosures,
  previewClosure,
  withdrawClosure,
} from './deeds.ts';
import { closuresPage } from './page.ts';
import { closeOfficePress, closuresPress, typedClosurePress } from './presses.ts';
import { readTyped } from './reading.ts';
import { typedClosure } from './typed.ts';
import { menuLine } from './words.ts';

/** Those who may close an office see what is closed, and how to say it. */
const menu: MenuPart = async (tx, actor, now) => {
  const own = await closable(tx, actor, now);
  if (own.length === 0) return { blocks: [], buttons: [] };
  const rows = await ahead(tx, own);
  return {
    blocks: rows.slice(0, 3).map(({ office, closure }) => menuLine(office, closure, own[0]?.today ?? closure.day)),
    buttons:
      rows.length > 0 ? [closuresPress.button('Closures', {})] : [closeOfficePress.button('Close the office', {})],
  };
};

/** "Office closed today: snow", typed by somebody who may say so; of everybody else it is a question. */
async function typed(_tx: Tx, actor: Actor, text: string): Promise<Press | undefined> {
  const mayClose = actor.memberships.some(({ role }) => role === 'supervisor' || role === 'administrator');
  return mayClose && readTyped(text, '2000-01-01') ? typedClosurePress.to({ text }) : undefined;
}

/** Closures of the day, declared in chat: "Office closed today: snow". */
export const closures: Feature = {
  name: 'closures',
  menu,
  help: (actor) =>
    worksAs(actor, 'supervisor', 'administrator')
      ? [
          { type: 'closures', does: 'when the office is closed besides its calendar' },
          { type: 'office closed today: snow', does: 'closes it; you see first what that moves' },
        ]
      : [],
  deeds: [closeOffice, previewClosure, confirmClosure, typedClosure, listClosures, withdrawClosure],
  pages: [closuresPage],
  phrases: Object.fromEntries(
    [
      ...['closures', 'closure', 'close the office', 'close office', 'our closures'],
      ...['withdraw closure', 'withdraw the closure', 'the office is open after all', 'office open after all'],
    ].map((text) => [text, 'closures']),
  ),
  typed,
};
