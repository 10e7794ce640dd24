import { beginningOf } from '../chat/beginningOf.ts';
import type { Block, Button, Text } from '../chat/message.ts';
import { sayDay } from '../chat/message.ts';
import { type DecideKind, type DigestLines, few, many } from '../feature/digestPart.ts';
import type { Figures } from '../figures/figures.ts';
import { type AgencyGap, type LostContact, sayGap } from '../offices/gaps.ts';
import { COUNTED } from '../requests/listing.ts';
import {
  confirmPress,
  endRecoveryPress,
  gapsPress,
  handOverPress,
  handSomePress,
  havePress,
  holidaysPress,
  listPresses,
  lookPress,
  nameLiaisonPress,
  ownRecoveryPress,
  replyPress,
  worksElsewherePress,
  worksTherePress,
} from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import type { DigestFacts, DueRequest, Load, QuietAgency } from './digest.ts';
import { failureLines, lostLines, unheardLines } from './notArrivedLines.ts';
import { allToDecidePress, checkInPress } from './presses.ts';
import { alsoNotDelivered, failuresOf } from './undelivered.ts';
import type { Unheard } from './unheard.ts';

/** What somebody has to decide, each a line with the button that does it. */

export type Deciding = {
  officeId: number;
  /** Heads of agencies read of their agency, and decide about nothing. */
  role: 'supervisor' | 'liaison' | 'agency head';
  /** Who reads it: what they hold themselves nobody else need see to. */
  readerId: number;
  facts: DigestFacts;
  zone: string;
  /** The day it is in the office. */
  today: string;
  gaps: readonly AgencyGap[];
  lost: readonly LostContact[];
  /** What somebody wrote and could not be handled. */
  unheard: readonly Unheard[];
  quiet: readonly QuietAgency[];
  overloaded: readonly (Load & { others: number })[];
  /** The year whose holidays are still to be confirmed, when it is time for that. */
  missingYear: number | undefined;
  /** What other features add. */
  added: readonly DigestLines[];
};

/** So many of one kind are named: more is not read, and no chat takes a message of any length. */
const NAMED = 5;
/** Of what a customer wrote, in characters: all of it stands where the request is opened. */
const LONGEST_COMMENT = 140;

/** The most urgent first. A request stands there once, with the first that is to be decided about it. */
export function decisionsOf(view: Deciding): Block[] {
  const named = new Set<number>();
  return kindsToDecide(view).flatMap((each): Block[] => {
    const { all, count, kind } = each;
    const news = all.filter(({ requestId }) => !requestId || !named.has(requestId));
    const shown = news.slice(0, NAMED);
    for (const { requestId } of shown) if (requestId) named.add(requestId);
    const rest = count - (all.length - news.length) - shown.length;
    return [
      ...shown.map(({ text, buttons = [] }): Block => ({ kind: 'row', text, buttons: [...buttons] })),
      ...(rest > 0
        ? [{ kind: 'row' as const, text: [sayRest(rest, count, kind)], buttons: [toTheOthers(each, view.officeId)] }]
        : []),
    ];
  });
}

/** Where the others are found: in a list that there is anyhow, or all of them in one of their own. */
const toTheOthers = ({ all, more, kind }: DecideKind, office: number): Button =>
  more ?? allToDecidePress.button(`Show all ${all.length} ${kind}`, { office, kind });

const sayRest = (rest: number, count: number, kind: string): string =>
  count > COUNTED
    ? `… and more than ${(COUNTED - NAMED).toLocaleString('en-US')} others ${kind}.`
    : `… and ${rest} more ${kind}.`;

/** Whether nothing happened, is open, or waits for anybody: then a digest is a line, or left out. */
export function saysNothing(view: Deciding & { replies: Figures }): boolean {
  const { opened, resolved, live, asked, answered, ratings, late, seenTo, dueToday: due } = view.facts;
  const happened = opened + resolved + asked + answered + ratings.length + view.replies.n + view.replies.due;
  const isAdded = view.added.some(({ besides }) => besides.length > 0);
  return happened + live + late.count + seenTo + due.count === 0 && !isAdded && decisionsOf(view).length === 0;
}

/** What waits for whoever reads, kind by kind: a liaison decides about what they see to, and what features add for them. */
export function kindsToDecide(view: Deciding): DecideKind[] {
  if (view.role === 'supervisor') return kindsOf(view);
  const { facts, zone, added } = view;
  return [ratedLow(facts.lowRatings, { zone }), ...added.flatMap(({ decide }) => decide)];
}

function kindsOf({ officeId, readerId, facts, zone, today, added, ...beside }: Deciding): DecideKind[] {
  const { gaps, lost, unheard, quiet, overloaded, missingYear } = beside;
  const failures = failuresOf(facts.undelivered);
  const failed = (requestId: number): Text => alsoNotDelivered(failures, requestId);
  return [
    many(
      facts.triage,
      'that nobody has',
      listPresses.triage.button('Show all of these', {}),
      ({ requestId, subject }) => ({
        requestId,
        text: ['Nobody has ', { strong: requestRef(requestId) }, ` ${subject}`, ...failed(requestId)],
        buttons: [handOver(requestId), open(requestId)],
      }),
    ),
    unheardLines({ officeId, unheard, zone }),
    many(facts.dueOfAway, 'due today with somebody who is out', dueToday('Show what is due today'), (due) => ({
      requestId: due.requestId,
      text: [
        'Due today, and whoever has it is out: ',
        ...about(due),
        { when: due.dueAt, zone },
        ...failed(due.requestId),
      ],
      buttons: [handOver(due.requestId), open(due.requestId)],
    })),
    many(facts.late, 'late', listPresses['all open'].button('Show what is late', { only: 'late' }), (due) => ({
      requestId: due.requestId,
      text: ['Late: ', ...about(due), 'since ', { when: due.dueAt, zone }, ...failed(due.requestId)],
      buttons: [
        due.holderId === readerId
          ? replyPress.button(`Reply to ${requestRef(due.requestId)}`, { request: due.requestId })
          : havePress.button(`I have ${requestRef(due.requestId)}`, { request: due.requestId }),
        open(due.requestId),
      ],
    })),
    ratedLow(facts.lowRatings, { zone, failed }),
    failureLines({ officeId, failures, lost }),
    lostLines({ officeId, failures, lost }),
    few(facts.unconfirmed, 'not confirmed', ({ personId: person, name, agencyId, agency, requestId }) => ({
      text: [`${name} says they work for ${agency}; nobody has confirmed it.`],
      buttons:
        requestId === null
          ? [
              worksTherePress.button(`Confirm ${name}`, { office: officeId, agency: agencyId, person }),
              worksElsewherePress.button(`${name} does not work there`, { office: officeId, agency: agencyId, person }),
            ]
          : [confirmPress.button(`Confirm ${name}`, { request: requestId }), open(requestId)],
    })),
    many({ first: gaps, count: gaps.length }, 'without anybody to answer', allGaps(officeId), (gap) => ({
      text: [{ strong: gap.of }, `: nobody answers ${sayGap(gap, today)}.`],
      buttons: [nameLiaison(officeId, gap)],
    })),
    few(overloaded, 'with more than the others', ({ person, live, others }) => ({
      text: [{ strong: person.name }, ` has ${live} open requests; half of the others have ${others} or fewer.`],
      buttons: [handSomePress.button(`Hand some of ${person.name} over`, { office: officeId, person: person.id })],
    })),
    few(quiet, 'that have gone quiet', ({ agencyId, name, since }) => ({
      text: [{ strong: name }, ` has asked nothing since ${sayDay(since, today)}.`],
      buttons: [checkInPress.button(`Check in with ${name}`, { office: officeId, agency: agencyId })],
    })),
    ...added.flatMap(({ decide }) => decide),
    few(missingYear === undefined ? [] : [missingYear], '', (year) => ({
      text: [`The calendar of ${year} is not confirmed: promises that reach into it cannot be made.`],
      buttons: [holidaysPress.button('Holidays', {})],
    })),
  ];
}

/** Bad ratings that are to be made good: somebody is to see to them, and then to say what came of it. */
const ratedLow = (
  all: DigestFacts['lowRatings'],
  { zone, failed = () => [] }: { zone: string; failed?: (requestId: number) => Text },
): DecideKind =>
  few(all, 'rated low', ({ requestId, rating, comment, owner, dueAt, isLate }) => ({
    requestId,
    text: [
      `Rated ${rating} of 5: `,
      { strong: requestRef(requestId) },
      `${comment ? ` “${beginningOf(comment, LONGEST_COMMENT)}”` : ''} · ${owner ? `${owner} sees to it` : 'nobody sees to it yet'}`,
      ...(dueAt ? [isLate ? ' · late since ' : ' · settle it by ', { when: dueAt, zone }] : []),
      ...failed(requestId),
    ],
    buttons: [
      owner
        ? endRecoveryPress.button(`Settle ${requestRef(requestId)}`, { request: requestId })
        : ownRecoveryPress.button(`I see to ${requestRef(requestId)}`, { request: requestId }),
      open(requestId),
    ],
  }));

const open = (request: number): Button => lookPress.button(`Open ${requestRef(request)}`, { request });
const handOver = (request: number): Button =>
  handOverPress.button(`Hand over ${requestRef(request)}`, { request }, 'primary');

/** All that is only due today is looked at, not decided about. */
export const dueToday = (label: string): Button => listPresses['all open'].button(label, { only: 'today' });

const about = ({ requestId, subject, holderName }: DueRequest): Text => [
  { strong: requestRef(requestId) },
  ` ${subject} · ${holderName ?? 'nobody has it'} · `,
];

const allGaps = (office: number): Button => gapsPress.button('Show where nobody answers', { office });

const nameLiaison = (office: number, { agencyId, of, from }: AgencyGap): Button =>
  nameLiaisonPress.button(`Name who answers for ${of}`, { office, agency: agencyId, from });
