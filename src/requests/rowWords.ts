import type { Block, Button } from '../chat/message.ts';
import { firstName } from '../people/person.ts';
import type { ListRow } from './listing.ts';
import { type Reader, sayDayOf, sayDue, sayMissed } from './listTimes.ts';
import { agencyPress, handOverPress, lookPress, replyPress } from './presses.ts';
import { requestRef } from './request.ts';
import { wordsOf } from './words/owes.ts';

/** One request in a list: what it is, whose, who has it, and what is left. */

export type Viewer = { personId: number; zone: string | null; now: Date };

/** `asked`: the viewer asked it, so that their own name and agency need no saying. */
export function rowBlock(row: ListRow, viewer: Viewer, asked: boolean): Block {
  const reader: Reader = { zone: viewer.zone ?? row.zone, now: viewer.now, named: viewer.zone === null };
  const parts = [
    asked ? undefined : `${row.requester}, ${row.agency ?? 'agency not known yet'}`,
    sayWho(row, viewer),
    isOver(row) || row.priority !== 'urgent' ? undefined : 'urgent',
    ...sayStanding(row, reader, asked),
  ];
  return {
    kind: 'row',
    text: [
      { strong: requestRef(row.id) },
      ` ${row.subject}\n${parts.filter((part) => part !== undefined).join(' · ')}`,
    ],
    buttons: buttonsFor(row, viewer, asked),
  };
}

const isOver = ({ state }: ListRow): boolean => state === 'resolved' || state === 'withdrawn';

function sayWho(row: ListRow, viewer: Viewer): string | undefined {
  if (row.holder === null) return isOver(row) ? undefined : 'nobody has it yet';
  const isYours = row.holderId === viewer.personId;
  if (isOver(row)) return `${isYours ? 'you' : row.holder} had it`;
  return isYours ? 'you have it' : `${row.holder} has it${row.holderOut ? ' and is out' : ''}`;
}

export function sayStanding(row: ListRow, reader: Reader, asked: boolean): string[] {
  switch (row.state) {
    case 'resolved':
      return [sayEnd(row, row.resolvedAt ? ` ${sayDayOf(row.resolvedAt, reader)}` : '')];
    case 'withdrawn':
      return ['withdrawn'];
    case 'waiting': {
      const whom = asked ? 'your answer' : firstName(row.requester);
      const since = row.waitingSince ? ` since ${sayDayOf(row.waitingSince, reader)}` : '';
      return [...(row.late ? [sayLeft(row, reader)] : []), `waiting for ${whom}${since}`];
    }
    case 'open':
      return [sayLeft(row, reader)];
  }
}

function sayLeft({ promise, late }: ListRow, reader: Reader): string {
  if (!promise?.dueAt) return 'no time promised yet';
  if (late) return `late since ${sayMissed(promise.dueAt, reader)}`;
  return `${wordsOf(promise).due} ${sayDue(promise.dueAt, reader)}`;
}

function sayEnd({ outcome }: ListRow, when: string): string {
  if (outcome === 'not possible') return `closed${when}: could not be done as asked`;
  const how = { answered: 'answered', 'another way': 'done another way', duplicate: 'part of another request' };
  return `resolved${when}: ${how[outcome ?? 'answered']}`;
}

/** *Open* at each; and what is theirs to do. */
export function buttonsFor(row: ListRow, viewer: Viewer, asked: boolean): Button[] {
  const { id } = row;
  const open = lookPress.button(`Open ${requestRef(id)}`, { request: id });
  if (isOver(row)) return [open];
  if (asked && row.agency === null) return [agencyPress.button('Choose your agency', { request: id }, 'primary'), open];
  if (asked) return [open];
  if (row.holderId === viewer.personId) return [replyPress.button(`Reply to ${requestRef(id)}`, { request: id }), open];
  if (row.holderId === null) return [handOverPress.button(`Hand over ${requestRef(id)}`, { request: id }), open];
  return [open];
}
