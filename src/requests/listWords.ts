import type { Block, Button, Message, Text } from '../chat/message.ts';
import { isReply } from '../sla/clockKinds.ts';
import { COUNTED, type ListPage, type ListRow, PAGE } from './listing.ts';
import type { ListName } from './lists.ts';
import { handOverPress, listPresses, lookPress } from './presses.ts';
import { requestRef } from './request.ts';

/** Lists: what somebody sees who asks what there is. */

const words: Record<ListName, { title: string; empty: string; whom: 'holder' | 'requester' }> = {
  'my requests': {
    title: 'My requests',
    empty: 'You have asked nothing yet. Just write your question here.',
    whom: 'holder',
  },
  queue: { title: 'My queue', empty: 'Nothing waits for you.', whom: 'requester' },
  triage: {
    title: 'Triage: nobody has these yet',
    empty: 'Every request has somebody who answers it.',
    whom: 'requester',
  },
  'at risk': { title: 'Late or due within four hours', empty: 'No promise is at risk.', whom: 'holder' },
  escalated: { title: 'Escalated', empty: 'Nobody had to be warned of anything that is open.', whom: 'holder' },
  'all open': { title: 'Open requests by due time', empty: 'Nothing is open.', whom: 'holder' },
};

/** So many buttons hand over what nobody has. */
const HAND_OVERS = 5;

/** A page of a list. `goesOn`: another one was shown before it. `cursor`: there are more, and the button leads to them. */
export function list(
  name: ListName,
  { rows, count }: ListPage,
  viewer: { zone: string | null; goesOn: boolean; cursor: string | undefined },
): Message {
  const { title, empty } = words[name];
  const { goesOn, cursor } = viewer;
  const blocks: Block[] = [{ kind: 'heading', text: `${title}${howMany(rows.length, count, goesOn)}` }];
  if (rows.length > 0) blocks.push({ kind: 'list', items: rows.map((row) => line(name, row, viewer.zone)) });
  else blocks.push({ kind: 'text', text: [goesOn && count > 0 ? 'You have seen all of them.' : empty] });
  const open = rows.map(openButton);
  if (open.length > 0) blocks.push({ kind: 'buttons', buttons: open });
  if (name === 'triage' && rows.length > 0)
    blocks.push({
      kind: 'buttons',
      buttons: rows.slice(0, HAND_OVERS).map(handOverButton),
    });
  if (cursor !== undefined)
    blocks.push({ kind: 'buttons', buttons: [listPresses[name].button(`Show ${PAGE} more`, { after: cursor })] });
  return { blocks };
}

const openButton = ({ id }: ListRow): Button => lookPress.button(`Open ${requestRef(id)}`, { request: id });
const handOverButton = ({ id }: ListRow): Button =>
  handOverPress.button(`Hand over ${requestRef(id)}`, { request: id });

/** "1,000+": more were not counted. */
export const sayCount = (count: number): string =>
  count > COUNTED ? `${COUNTED.toLocaleString('en-US')}+` : count.toLocaleString('en-US');

function howMany(shown: number, count: number, goesOn: boolean): string {
  if (count === 0) return '';
  if (goesOn && shown > 0) return ` (${shown} more of ${sayCount(count)})`;
  return shown > 0 && shown < count ? ` (${shown} of ${sayCount(count)})` : ` (${sayCount(count)})`;
}

/** One request: what, with whom, and when due. */
function line(name: ListName, row: ListRow, zone: string | null): Text {
  const who = row[words[name].whom];
  const urgent = row.priority === 'urgent' ? ' · urgent' : '';
  const what = ` ${row.subject}${who === null ? '' : ` · ${who}`}${urgent}`;
  return [{ strong: requestRef(row.id) }, what, ...standing(name, row, zone ?? row.zone)];
}

function standing(name: ListName, { state, outcome, promise, late }: ListRow, zone: string): Text {
  switch (state) {
    case 'resolved':
      return [` · resolved (${outcome ?? 'answered'})`];
    case 'withdrawn':
      return [' · withdrawn'];
    case 'waiting':
      if (name === 'my requests') return [' · waiting for your answer'];
      if (late && promise?.dueAt) return [' · LATE since ', { when: promise.dueAt, zone }];
      return [' · waiting for the agency'];
    case 'open': {
      if (!promise?.dueAt) return [];
      const due = isReply(promise) ? ' · reply due ' : ' · finish by ';
      return [late ? ' · LATE since ' : due, { when: promise.dueAt, zone }];
    }
  }
}
