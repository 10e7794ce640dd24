import { and, asc, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { HeldCounts, MeetingStore, MeetingsOf } from '../../src/meetings/store.ts';
import { type Db, rows } from '../engine/client.ts';
import {
  meetingAnswers as answers,
  meetingPeople as invited,
  meetings,
  meetingSeries as series,
  meetingTopics as topics,
} from '../schema.ts';
import { keepSeries } from './meetingSeries.ts';
import { meetingSubjects } from './meetingSubjects.ts';
import { mayTry } from './sweeps.ts';

const NAMED = 5;
const goesOn = isNull(series.endedAt);
const END = sql`${meetings.at} + ${meetings.minutes} * interval '1 minute'`;
const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** Whoever has left the office or the agency since is invited no more. */
const stillTheirs = sql`exists (select from people p join memberships m on m.person_id = p.id and m.confirmed
  where p.id = ${invited.personId} and p.active and case when ${invited.side} = 'agency'
    then m.agency_id = ${invited.agencyId} and m.role in ('requester', 'agency head')
    else m.office_id = ${meetings.officeId} and m.role in ('liaison', 'supervisor') end)`;

function ofThese(of: MeetingsOf): SQL | undefined {
  if ('invited' in of)
    return sql`exists (select from meeting_people p where p.meeting_id = ${meetings.id} and p.person_id = ${of.invited}::int)`;
  return and(
    eq(meetings.officeId, of.officeId),
    of.agencyIds === null ? undefined : inArray(meetings.agencyId, [...of.agencyIds]),
  );
}

export function meetingStore(tx: Db): MeetingStore {
  return {
    ...meetingSubjects(tx),
    keepSeries: (officeId, wanted, now) => keepSeries(tx, officeId, wanted, now),
    async addSeries(made) {
      const [row] = await tx.insert(series).values(made).returning({ id: series.id });
      if (!row) throw new Error('a series was not kept');
      return row.id;
    },
    async series(id) {
      const [row] = await tx.select().from(series).where(eq(series.id, id));
      return row;
    },
    async endSeries(id, at) {
      await tx
        .update(series)
        .set({ endedAt: at })
        .where(and(eq(series.id, id), goesOn));
    },
    seriesOf: (officeId) =>
      tx
        .select()
        .from(series)
        .where(and(eq(series.officeId, officeId), goesOn))
        .orderBy(asc(series.id)),
    async toPlan(now) {
      const found = await tx
        .select({ id: series.id })
        .from(series)
        .where(
          and(
            goesOn,
            sql`not exists (select from ${meetings} where ${meetings.seriesId} = ${series.id}
              and ${meetings.state} = 'planned' and ${END} > ${instant(now)})`,
            mayTry('meeting plans', series.id, now),
          ),
        )
        .orderBy(asc(series.id));
      return found.map(({ id }) => id);
    },
    async latestDate(seriesId) {
      const [row] = await tx
        .select({ nominal: sql<string | null>`max(${meetings.nominal})::text` })
        .from(meetings)
        .where(eq(meetings.seriesId, seriesId));
      return row?.nominal ?? undefined;
    },
    async plan(meeting) {
      const [row] = await tx.insert(meetings).values(meeting).onConflictDoNothing().returning({ id: meetings.id });
      return row?.id;
    },
    async one(id, how) {
      const found = tx.select().from(meetings).where(eq(meetings.id, id));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row;
    },
    async change(id, change) {
      await tx.update(meetings).set(change).where(eq(meetings.id, id));
    },
    async due(now) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select m.id from meetings m join offices o on o.id = m.office_id
          where ${mayTry('meetings', sql`m.id`, now)} and (m.next_at <= ${instant(now)}
            or (m.state = 'planned' and m.at > ${instant(now)} and m.calendar_id <> o.calendar_id))
          order by m.at, m.id`,
      );
      return found.map(({ id }) => id);
    },
    async nextMoment(now) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select least(
            (select min(next_at) from meetings where next_at > ${instant(now)}),
            (select min(at + minutes * interval '1 minute') from meetings
              where state = 'planned' and at + minutes * interval '1 minute' > ${instant(now)})) as at`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    async before({ seriesId, at }) {
      const [row] = await tx
        .select()
        .from(meetings)
        .where(and(eq(meetings.seriesId, seriesId), eq(meetings.state, 'held'), lt(meetings.at, at)))
        .orderBy(desc(meetings.at))
        .limit(1);
      return row;
    },
    async heldBefore(seriesId, before, limit) {
      const found = await tx
        .select({ id: meetings.id })
        .from(meetings)
        .where(and(eq(meetings.seriesId, seriesId), eq(meetings.state, 'held'), lt(meetings.at, before)))
        .orderBy(desc(meetings.at))
        .limit(limit);
      return found.map(({ id }) => id);
    },
    ahead: (of, now, limit) =>
      tx
        .select()
        .from(meetings)
        .where(and(ofThese(of), eq(meetings.state, 'planned'), sql`${END} > ${instant(now)}`))
        .orderBy(asc(meetings.at), asc(meetings.id))
        .limit(limit),
    past: (of, now, limit) =>
      tx
        .select()
        .from(meetings)
        .where(
          and(
            ofThese(of),
            sql`(${meetings.state} in ('held', 'not held') or (${meetings.state} = 'planned' and ${END} <= ${instant(now)}))`,
          ),
        )
        .orderBy(desc(meetings.at), desc(meetings.id))
        .limit(limit),
    invited: (id) =>
      tx
        .select({ personId: invited.personId, side: invited.side, agencyId: invited.agencyId })
        .from(invited)
        .innerJoin(meetings, eq(meetings.id, invited.meetingId))
        .where(and(eq(invited.meetingId, id), stillTheirs))
        .orderBy(asc(invited.personId)),
    async isInvited(personId) {
      const found = await tx
        .select({ id: invited.meetingId })
        .from(invited)
        .where(eq(invited.personId, personId))
        .limit(1);
      return found.length > 0;
    },
    async invite(id, people) {
      if (people.length === 0) return;
      await tx
        .insert(invited)
        .values(people.map((each) => ({ ...each, meetingId: id })))
        .onConflictDoNothing();
    },
    topics: (id) =>
      tx
        .select()
        .from(topics)
        .where(and(eq(topics.meetingId, id), isNull(topics.takenBackAt)))
        .orderBy(asc(topics.id)),
    async takeBackTopic(id, { topic, authorId, at }) {
      const taken = await tx
        .update(topics)
        .set({ takenBackAt: at })
        .where(
          and(
            eq(topics.id, topic),
            eq(topics.meetingId, id),
            eq(topics.authorId, authorId),
            isNull(topics.takenBackAt),
          ),
        )
        .returning({ id: topics.id });
      return taken.length > 0;
    },
    async addTopic(id, topic) {
      await tx.insert(topics).values({ ...topic, meetingId: id });
    },
    answers: (id, revision) =>
      tx
        .select()
        .from(answers)
        .where(and(eq(answers.meetingId, id), eq(answers.revision, revision)))
        .orderBy(asc(answers.at), asc(answers.personId)),
    async answer(id, { personId, revision, at, objection }) {
      await tx
        .insert(answers)
        .values({ meetingId: id, personId, revision, at, objection })
        .onConflictDoUpdate({
          target: [answers.meetingId, answers.personId, answers.revision],
          set: { at, objection },
        });
    },
    async looseEnds(of, { since, askedBefore }) {
      const some = async (where: SQL | undefined) =>
        tx
          .select()
          .from(meetings)
          .where(and(ofThese(of), where))
          .orderBy(desc(meetings.at), desc(meetings.id))
          .limit(NAMED);
      return {
        unsaid: await some(and(eq(meetings.state, 'planned'), lt(meetings.askedAt, askedBefore))),
        notHeld: await some(and(eq(meetings.state, 'not held'), gte(meetings.saidAt, since))),
      };
    },
    async heldCounts(officeId, agencyIds, since, until) {
      const count = (state: string) => sql<number>`(count(*) filter (where ${meetings.state} = ${state}))::int`;
      const [row] = await tx
        .select({ held: count('held'), notHeld: count('not held') })
        .from(meetings)
        .where(and(ofThese({ officeId, agencyIds }), gte(meetings.at, since), lt(meetings.at, until)));
      return row ?? ({ held: 0, notHeld: 0 } satisfies HeldCounts);
    },
  };
}
