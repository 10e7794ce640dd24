import type { Block, Button, Text } from '../chat/message.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships, worksAs } from '../people/person.ts';
import type { Tally } from './listing.ts';
import { officesOf, openRows, tallyListed } from './lists.ts';
import { sayCount } from './listWords.ts';
import { listPresses, myLiaisonPress, searchPress } from './presses.ts';

/** What there is for this person, by their roles: the part of the menu that is about requests. */
export const requestsMenu: MenuPart = async (tx, actor, now) => {
  const blocks: Block[] = [];
  const buttons: Button[] = [];
  const mayAsk = requesterships(actor).length > 0 || actor.memberships.length === 0;
  if (mayAsk) {
    blocks.push({
      kind: 'text',
      text: ['Write your question here, in plain words. You are told at once who answers, and by when.'],
    });
    // Somebody whose agency nobody knows sees what they have asked, and how to say where they work.
    if (requesterships(actor).length === 0) blocks.push(...(await openRows(tx, actor, now)));
    buttons.push(listPresses['my requests'].button('My requests', {}), myLiaisonPress.button('My liaison', {}));
  }
  if (worksAs(actor, 'liaison')) {
    const held = await tallyListed(tx, actor, 'queue', now);
    blocks.push({ kind: 'text', text: held.count === 0 ? ['Nothing waits for you.'] : sayTally('My queue', held) });
    buttons.push(listPresses.queue.button('My queue', {}));
  }
  if (worksAs(actor, 'supervisor')) {
    const open = await tallyListed(tx, actor, 'all open', now);
    const nobody = await tallyListed(tx, actor, 'triage', now);
    if (open.count > 0) blocks.push({ kind: 'text', text: sayTally('All open', open) });
    blocks.push({
      kind: 'text',
      text: nobody.count === 0 ? ['Nothing waits in triage.'] : sayTally('Triage', nobody),
    });
    for (const [label, name] of supervisorLists) buttons.push(listPresses[name].button(label, {}));
  }
  if (officesOf(actor).length > 0) buttons.push(listPresses.resolved.button('Resolved', {}));
  if (buttons.length > 0) buttons.push(searchPress.button('Find', {}));
  return { blocks, buttons };
};

const supervisorLists = [
  ['Triage', 'triage'],
  ['At risk', 'at risk'],
  ['Escalated', 'escalated'],
  ['All open', 'all open'],
] as const;

/** "41 late, 4 due today": what is to be done, before how many there are. */
function sayTally(title: string, { late, dueToday, count }: Tally): Text {
  const pressing = [
    ...(late > 0 ? [`${sayCount(late)} late`] : []),
    ...(dueToday > 0 ? [`${sayCount(dueToday)} due today`] : []),
  ];
  const all = `${sayCount(count)} in all`;
  return [
    { strong: title },
    pressing.length > 0 ? `: ${pressing.join(', ')}, ${all}.` : `: nothing late or due today, ${all}.`,
  ];
}
