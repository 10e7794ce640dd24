import type { Block, Button, Message, Text } from '../chat/message.ts';
import { sayDay } from '../chat/message.ts';
import type { Figures } from '../figures/figures.ts';
import { sayRatings } from '../figures/satisfaction.ts';
import { sayShare, sayWaits } from '../figures/words.ts';
import type { CoverageGap, LostContact } from '../offices/gaps.ts';
import { COUNTED, PAGE } from '../requests/listing.ts';
import { sayCount } from '../requests/listWords.ts';
import { requestRef } from '../requests/request.ts';
import type { DigestFacts, DueRequest, Named } from './digest.ts';

export type DigestView = {
  title: string;
  zone: string;
  now: Date;
  /** The day it is in the office. */
  today: string;
  facts: DigestFacts;
  /** Of the first replies that were due in the span. */
  replies: Figures;
  gaps: CoverageGap[];
  lost: LostContact[];
  /** The year whose holidays are still to be confirmed, when it is time for that. */
  missingYear: number | undefined;
  /** What the numbers are about, such as "last week" or "since yesterday". */
  span: string;
};

/** Decisions first, then the numbers. Nothing to decide is said too: silence could mean a broken desk. */
export function digest(view: DigestView): Message {
  const { facts } = view;
  const decisions = decisionsOf(view);
  const blocks: Block[] = [{ kind: 'heading', text: view.title }];
  if (decisions.length > 0)
    blocks.push({ kind: 'text', text: [{ strong: 'To decide' }] }, { kind: 'list', items: decisions });
  else blocks.push({ kind: 'text', text: ['Nothing waits for a decision.'] });
  blocks.push({ kind: 'facts', facts: numbers(view) });
  const buttons = facts.triage.first.slice(0, 3).map(
    ({ requestId }): Button => ({
      label: `Hand over ${requestRef(requestId)}`,
      press: { name: 'hand over', about: String(requestId) },
      style: 'primary',
    }),
  );
  for (const { requestId } of facts.late.first.slice(0, 3))
    buttons.push({ label: `Open ${requestRef(requestId)}`, press: { name: 'look', about: String(requestId) } });
  if (buttons.length > 0) blocks.splice(-1, 0, { kind: 'buttons', buttons });
  return { blocks };
}

function decisionsOf({ facts, today, zone, now, gaps, lost, missingYear }: DigestView): Text[] {
  const named = (due: DueRequest): Text => [
    { strong: requestRef(due.requestId) },
    ` ${due.subject} · ${due.holderName ?? 'nobody has it'} · `,
  ];
  return [
    ...first(facts.triage, 'that nobody has', ({ requestId, subject }) => [
      'Nobody has ',
      { strong: requestRef(requestId) },
      ` ${subject}`,
    ]),
    ...first(facts.late, 'late', (due) => [
      'Late: ',
      ...named(due),
      'since ',
      { when: due.dueAt, zone },
      ...(due.seenTo && due.seenTo.until > now
        ? [` · ${due.seenTo.name} sees to it until `, { when: due.seenTo.until, zone }]
        : []),
    ]),
    ...first(facts.dueToday, 'due today', (due) => ['Due today: ', ...named(due), { when: due.dueAt, zone }]),
    ...first(facts.undelivered, 'not delivered', ({ requestId, recipient, reason }) => [
      `Not delivered${requestId ? ` on ${requestRef(requestId)}` : ''} to ${recipient ?? 'somebody'}: ${reason}`,
    ]),
    ...first(lost, 'who cannot be written to', ({ name, role, reason }) => [
      `${name}, ${role}, cannot be written to (${reason}): ask them to write to the desk, or give their work to somebody else.`,
    ]),
    ...first(facts.lowRatings, 'rated low', ({ requestId, rating, comment, owner }) => [
      `Rated ${rating} of 5: `,
      { strong: requestRef(requestId) },
      `${comment ? ` “${comment}”` : ''} · ${owner ? `${owner} sees to it` : 'nobody sees to it yet'}`,
    ]),
    ...first(facts.unconfirmed, 'not confirmed', ({ name, agency }) => [
      `${name} says they work for ${agency}; nobody has confirmed it.`,
    ]),
    ...first(gaps, 'without anybody to answer', (gap) => [
      `${gap.agency}, ${gap.line}: nobody answers ${sayGap(gap, today)}.`,
    ]),
    ...(facts.parked > 0
      ? [
          [
            `${facts.parked} incoming message${facts.parked === 1 ? '' : 's'} could not be handled; whoever runs the desk finds ${facts.parked === 1 ? 'it' : 'them'} with “desk parked”.`,
          ],
        ]
      : []),
    ...(missingYear
      ? [[`The calendar of ${missingYear} is not confirmed: promises that reach into it cannot be made.`]]
      : []),
  ];
}

const sayGap = ({ from, until }: CoverageGap, today: string): string =>
  from === until ? `on ${sayDay(from, today)}` : `from ${sayDay(from, today)} through ${sayDay(until, today)}`;

/** A page of each kind is named: more is not read, and no chat takes a message of any length. */
function first<T>(all: T[] | Named<T>, kind: string, say: (one: T) => Text): Text[] {
  const { first, count } = Array.isArray(all) ? { first: all.slice(0, PAGE), count: all.length } : all;
  return count > first.length
    ? [
        ...first.map(say),
        [
          count > COUNTED
            ? `… and more than ${(COUNTED - first.length).toLocaleString('en-US')} others ${kind}.`
            : `… and ${count - first.length} more ${kind}.`,
        ],
      ]
    : first.map(say);
}

function numbers({ facts, replies, span }: DigestView): { label: string; value: Text }[] {
  return [
    { label: 'Open now', value: [sayCount(facts.live)] },
    { label: `Asked ${span}`, value: [String(facts.opened)] },
    {
      label: `Resolved ${span}`,
      value: [`${facts.resolved}${facts.plainNoes > 0 ? `, ${facts.plainNoes} declined without an alternative` : ''}`],
    },
    { label: 'First replies in time', value: [sayShare(replies)] },
    { label: 'Typical first reply', value: [sayWaits(replies)] },
    { label: 'Ratings', value: [sayRatings(facts.ratings, facts.asked)] },
  ];
}
