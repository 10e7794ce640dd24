import { plainText } from '../../src/chat/message.ts';
import { buildCalendar, type Calendar, isOpen } from '../../src/sla/calendar.ts';
import { ownPauses } from '../../src/sla/clockKinds.ts';
import type { Pause } from '../../src/sla/clocks.ts';
import { explain } from '../../src/sla/explain.ts';
import type { Checked } from './invariants.ts';
import type { Finding } from './known.ts';
import {
  type ClockRow,
  clocksOf,
  isLive,
  isReply,
  isRunning,
  isUnderWay,
  type MessageRow,
  messagesOf,
  momentsIn,
  owedReply,
  promiseOf,
  type RequestRow,
  refOf,
  type Snapshot,
  toldMessages,
} from './record.ts';

const say = (at: number | Date | null): string => (at === null ? 'never' : new Date(at).toISOString().slice(5, 16));

const receiptOf = (all: Snapshot, request: RequestRow) =>
  toldMessages(all).find(({ root }) => root.kind === 'receipt' && root.requestId === request.id);

/** The newest receipt tells the due time of the clock that counts, or that there is none to tell, or that it is late. */
export function receiptsAreTrue({ now, name }: Checked): Finding[] {
  return now.requests.flatMap((request): Finding[] => {
    const receipt = receiptOf(now, request);
    if (!receipt) return [{ fault: 'receipt', says: `${refOf(request)} has none` }];
    const told = momentsIn(receipt.newest.message);
    const promise = isLive(request) ? promiseOf(now, request) : undefined;
    // What was broken first, and the reply that is owed besides.
    const reply = owedReply(clocksOf(now, request).filter((clock) => isRunning(clock) && clock.releasedAt === null));
    const counts = [promise, ...(reply && reply.id !== promise?.id ? [reply] : [])];
    const owed =
      promise && request.state === 'open'
        ? counts.flatMap((clock) => (clock?.dueAt ? [clock.dueAt.getTime()] : []))
        : [];
    const says = `${refOf(request)} (${request.state}) tells ${told.map(say)}, owed is ${owed.map(say)}`;
    if (told.join() !== owed.join()) return [{ fault: 'receipt', says }];
    const late = owed.length > 0 && promise && looked(now, request, promise, name);
    if (late && !/\blate\b/iu.test(plainText(receipt.newest.message)))
      return [{ fault: 'late receipt', says: `${says}, which has passed at ${say(now.now)}` }];
    return [];
  });
}

/** Time has done its work after the due time, in office hours: what is late has been seen to be. */
const looked = (all: Snapshot, request: RequestRow, { dueAt }: ClockRow, name: string): boolean =>
  !/unseen/u.test(name) &&
  /pass/u.test(name) &&
  dueAt !== null &&
  all.now.getTime() > dueAt.getTime() + 90_000 &&
  isOpen(calendarOf(all, request), all.now) === true;

/** What is newly told to a requester about a request is when a clock of it is due that runs. */
export function promisesRun({ before, now, name }: Checked): Finding[] {
  const last = before.deliveries.at(-1)?.id ?? 0;
  return now.deliveries.flatMap((delivery): Finding[] => {
    const request = now.requests.find(({ id }) => id === delivery.requestId);
    if (delivery.id <= last || !request || delivery.personId !== request.requesterId) return [];
    // A newer wording took its place before anybody could read it.
    if (delivery.state === 'superseded') return [];
    // Of several sendings in one step, a later one may have stopped what an earlier one told.
    const at = /reach|delivered|end/u.test(name) ? [before, now] : [now];
    const due = at.flatMap((all) =>
      clocksOf(all, request)
        .filter(isRunning)
        .map(({ dueAt }) => dueAt?.getTime()),
    );
    // Of a notice whose buttons lead nowhere any more the words stay, as they were said.
    const root = now.deliveries.find(({ key }) => key === delivery.replaces);
    const said = root?.kind === 'notice' ? momentsIn(root.message) : [];
    const wrong = momentsIn(delivery.message).filter((told) => !due.includes(told) && !said.includes(told));
    return wrong.map((told) => ({
      fault: 'promise without a clock',
      says: `“${delivery.key}” tells ${say(told)}, running until ${due.map((at) => say(at ?? null))}`,
    }));
  });
}

/** Sayings that want no answer. */
const wantsNoAnswer = /^Thanks, /u;

/** What a requester wrote and nobody has answered has a clock that began no later than it. */
export function questionsHaveClocks({ world, before, now }: Checked): Finding[] {
  noteWhatCrosses(world.crossing, before, now);
  return now.requests.filter(isLive).flatMap((request): Finding[] => {
    const messages = messagesOf(now, request);
    const answered = Math.max(0, ...messages.filter(isAnswer).map(({ number }) => number));
    const waiting = messages.filter((each) => isQuestion(each) && each.number > answered);
    const clock = clocksOf(now, request).find((each) => isRunning(each) && isReply(each));
    const [oldest] = waiting.toSorted((a, b) => a.at.getTime() - b.at.getTime());
    if (!oldest)
      return clock ? [{ fault: 'idle clock', says: `${refOf(request)} owes no reply, but its clock runs` }] : [];
    const says = `${refOf(request)}·${oldest.number} was written at ${say(oldest.at)} and`;
    if (!clock) {
      const crossed = messages.some((each) => isAnswer(each) && world.crossing.get(oldest.id)?.includes(each.id));
      return [{ fault: crossed ? 'A' : 'question without a clock', says: `${says} no clock runs` }];
    }
    if (clock.startedAt.getTime() <= oldest.at.getTime()) return [];
    return [{ fault: 'clock begins late', says: `${says} its clock began at ${say(clock.startedAt)}` }];
  });
}

const isAnswer = ({ kind, deliveredAt }: MessageRow): boolean => kind === 'to agency' && deliveredAt !== null;
const isQuestion = ({ kind, text, deletedAt }: MessageRow): boolean =>
  kind === 'from agency' && deletedAt === null && !wantsNoAnswer.test(text);

/** For each message of a requester, the replies that were on their way when it came. */
function noteWhatCrosses(crossing: Map<number, number[]>, before: Snapshot, now: Snapshot): void {
  const last = before.messages.at(-1)?.id ?? 0;
  for (const message of now.messages.filter(({ id, kind }) => id > last && kind === 'from agency'))
    crossing.set(
      message.id,
      before.messages
        .filter((each) => each.requestId === message.requestId && each.kind === 'to agency' && isUnderWay(before, each))
        .map(({ id }) => id),
    );
}

/** The time that the receipt told has moved, and not by the requester's own doing: then they read so, in a message. */
export function movesAreTold({ world, before, now }: Checked): Finding[] {
  const last = before.deliveries.at(-1)?.id ?? 0;
  return before.requests.flatMap((request): Finding[] => {
    const was = receiptOf(before, request);
    const [told] = was ? momentsIn(was.newest.message) : [];
    const promise = promiseOf(before, request);
    const clock = now.clocks.find(({ id }) => id === promise?.id);
    if (told === undefined || !clock?.dueAt || !isRunning(clock) || clock.dueAt.getTime() === told) return [];
    if (world.actor !== null && world.actor === world.requesterOf(request)) return [];
    const own = now.deliveries.some(
      ({ id, personId, requestId, replaces, message }) =>
        id > last &&
        personId === request.requesterId &&
        requestId === request.id &&
        replaces === null &&
        momentsIn(message).includes(clock.dueAt?.getTime() ?? 0) &&
        /reason/iu.test(plainText(message)),
    );
    const says = `${refOf(request)} was told ${say(told)} and is due ${say(clock.dueAt)} now (${clock.kind})`;
    return own ? [] : [{ fault: isReply(clock) ? 'move untold' : 'B', says }];
  });
}

/** A clock that has stopped keeps its verdict, and explains it; one that runs explains when it is due. */
export function verdictsStay({ before, now }: Checked): Finding[] {
  return now.clocks.flatMap((clock): Finding[] => {
    const request = now.requests.find(({ id }) => id === clock.requestId);
    const was = before.clocks.find(({ id }) => id === clock.id);
    if (!request) return [];
    const says = `the ${clock.kind} of ${refOf(request)}`;
    if (was && !isRunning(was)) {
      const same = (row: ClockRow) => JSON.stringify([row.stoppedAt, row.droppedAt, row.elapsed, row.met]);
      if (same(was) === same(clock) || clock.kind === 'total_resolution') return [];
      return [{ fault: 'verdict changed', says: `${says}: ${same(was)} became ${same(clock)}` }];
    }
    const own = ownPauses(
      clock.kind,
      now.pauses.filter(({ requestId }) => requestId === request.id),
    );
    const pauses = own.map(({ from, to }): Pause => ({ from, ...(to && { to }) }));
    // What is broken keeps the time at which it was promised, whatever calendar has come since.
    const isBroken = clock.dueAt !== null && (clock.breachedAt !== null || clock.dueAt <= now.now);
    if (!clock.stoppedAt && isBroken) return [];
    const until = clock.stoppedAt ?? clock.dueAt;
    if (!until || clock.droppedAt) return [];
    const counted = countedMinutes(calendarOf(now, request), clock.startedAt, until, pauses);
    const expected = clock.stoppedAt ? clock.elapsed : clock.target;
    if (expected === null || Math.abs(counted - expected) < 1e-6) return [];
    return [{ fault: 'explanation', says: `${says} counts ${counted} minutes, not ${expected}` }];
  });
}

function countedMinutes(calendar: Calendar, from: Date, to: Date, pauses: Pause[]): number {
  const counted = (explain(calendar, from, to, pauses) ?? []).filter((stretch) => stretch.counted);
  return counted.reduce((sum, stretch) => sum + (stretch.to.getTime() - stretch.from.getTime()) / 60_000, 0);
}

/** Calendars by what they say: a run of the model has few of them. */
const calendars = new Map<string, Calendar>();
function calendarOf(all: Snapshot, { calendarId }: RequestRow): Calendar {
  const spec = all.calendars.find(({ id }) => id === calendarId)?.spec;
  if (!spec) throw new Error('a request has a calendar');
  const key = JSON.stringify(spec);
  const calendar = calendars.get(key) ?? buildCalendar(spec);
  calendars.set(key, calendar);
  return calendar;
}
