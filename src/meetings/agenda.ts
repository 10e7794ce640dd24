import type { NamedAction } from '../actions/action.ts';
import { countedOfPeople } from '../figures/counted.ts';
import type { Figures } from '../figures/figures.ts';
import { figuresOfAll } from '../figures/read.ts';
import { officeToday } from '../offices/officeToday.ts';
import { addDays } from '../people/absence.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { type Invited, type Meeting, NAMED, type Side, type TopicKind } from './meeting.ts';
import type { Announced, OnAgenda, ReviewDue } from './store.ts';

/** What is on the agenda of a meeting, as of now. */

/** `from`: the agency they come from, at the meeting of all. */
export type SaidTopic = {
  id: number;
  authorId: number;
  by: string;
  from: string | null;
  side: Side;
  kind: TopicKind;
  text: string;
};

export type Agenda = {
  meeting: Meeting;
  office: string;
  zone: string;
  today: string;
  /** From which day on it looks back. */
  since: string;
  /** Those of the agencies first, in the order in which they came. */
  topics: readonly SaidTopic[];
  open: readonly NamedAction[];
  /** What a review has found is read by those of the agency who read its result: who they are, by review. */
  readers: ReadonlyMap<number, ReadonlySet<number>>;
  done: readonly NamedAction[];
  changes: readonly Announced[];
  /** Of an agency, not of all of them together. */
  agency?: {
    counts: { asked: number; resolved: number; open: number; late: number; waiting: number };
    /** First replies that were due since then. */
    replies: Figures;
    /** Of answers with a name, in groups of five people and more. */
    given: readonly number[];
    reviews: readonly ReviewDue[];
    /** Read by the office alone. */
    requests: readonly OnAgenda[];
  };
};

const DAY_MS = 86_400_000;
/** Where there was no meeting before. */
const LOOKS_BACK_MS = 31 * DAY_MS;
/** Not all of the actions are everybody's to read. */
const LOOKED_AT = 5 * NAMED;
/** Reviews that are due by then are spoken about. */
const LOOKS_AHEAD_DAYS = 62;

export async function agendaOf(tx: Tx, meeting: Meeting, now: Date): Promise<Agenda> {
  const { officeId, agencyId } = meeting;
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const last = await tx.meetings.before(meeting);
  const from = last?.at ?? new Date(now.getTime() - LOOKS_BACK_MS);
  const invited = await tx.meetings.invited(meeting.id);
  // What the meeting before has brought, whether it is done or not; and what else is open.
  const made = last ? await tx.actions.of('meeting', [last.id]) : [];
  const open = await openActions(tx, meeting);
  return {
    ...{ meeting, office: office.name, zone: calendar.spec.zone, today, since: localDate(calendar, from) },
    topics: await topicsOf(tx, meeting, invited),
    open,
    readers: await readersOf(tx, meeting, open),
    done: made.filter(({ state }) => state === 'done'),
    changes: await tx.meetings.announced(officeId, agencyId, from, NAMED),
    ...(agencyId !== null && { agency: await ofAgency(tx, { officeId, agencyId }, { from, now, today }) }),
  };
}

/** Of an agency, or (of the meeting of all) of the meetings of this series alone. */
async function openActions(tx: Tx, { officeId, agencyId, seriesId, at }: Meeting): Promise<NamedAction[]> {
  if (agencyId !== null) return tx.actions.openOf({ officeId, agencyIds: [agencyId] }, LOOKED_AT);
  const before = await tx.meetings.heldBefore(seriesId, at, NAMED);
  return (await tx.actions.of('meeting', before)).filter(({ state }) => state === 'open');
}

/** Its heads, and whoever was told the result; of all others of the agency it is nobody's business. */
async function readersOf(
  tx: Tx,
  { officeId, agencyId }: Meeting,
  open: readonly NamedAction[],
): Promise<Agenda['readers']> {
  const reviews = [...new Set(open.flatMap(({ subject }) => (subject.kind === 'review' ? [subject.id] : [])))];
  if (reviews.length === 0) return new Map();
  const heads = (await tx.people.heads(officeId))
    .filter(({ agencies }) => agencies.some(({ id }) => id === agencyId))
    .map(({ person }) => person.id);
  const readers = new Map<number, Set<number>>();
  for (const id of reviews) readers.set(id, new Set([...heads, ...(await tx.reviews.told(id))]));
  return readers;
}

async function topicsOf(tx: Tx, { id, agencyId }: Meeting, invited: readonly Invited[]): Promise<SaidTopic[]> {
  const topics = await tx.meetings.topics(id);
  const people = await tx.people.named(topics.map(({ authorId }) => authorId));
  const names = new Map<number, string>();
  if (agencyId === null)
    for (const { personId, agencyId: of } of invited)
      if (of !== null) names.set(personId, (await tx.people.agency(of))?.name ?? '');
  const said = topics.map(({ id: topic, authorId, side, kind, text }) => ({
    ...{
      id: topic,
      authorId,
      by: people.get(authorId)?.name ?? '',
      from: names.get(authorId) ?? null,
      side,
      kind,
      text,
    },
  }));
  return [...said.filter(({ side }) => side === 'agency'), ...said.filter(({ side }) => side === 'office')];
}

async function ofAgency(
  tx: Tx,
  { officeId, agencyId }: { officeId: number; agencyId: number },
  { from, now, today }: { from: Date; now: Date; today: string },
): Promise<NonNullable<Agenda['agency']>> {
  const counts = await tx.digests.ofAgency(officeId, agencyId, { before: from, from, to: now }, now);
  const span = { from, to: now };
  const [given] = countedOfPeople([span], await tx.surveys.named(officeId, agencyId, now));
  return {
    counts,
    replies: await figuresOfAll(tx, { officeId, agencyId, ...span, kind: 'first_reply', liaisonId: null }, now),
    given: given ?? [],
    reviews: await tx.meetings.reviewsDue(officeId, agencyId, addDays(today, LOOKS_AHEAD_DAYS), NAMED),
    requests: await tx.meetings.openRequests(officeId, agencyId, now, NAMED + 1),
  };
}
