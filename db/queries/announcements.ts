import { and, desc, eq, gte, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { ReadCounts } from '../../src/announcements/announcement.ts';
import type { AnnouncementStore } from '../../src/announcements/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { announcements, knownLiaisons, announcementReaders as readers } from '../schema.ts';
import { questionStore } from './announcementQuestions.ts';
import { anyOf } from './anyOf.ts';
import { audienceOf, reachOf } from './audience.ts';
import { mayTry } from './sweeps.ts';

/** Each is in one of these at most; whoever has read it was reached, whatever the platform said. */
const counted = sql`count(*)::int as people,
  count(*) filter (where read_at is not null)::int as read,
  count(*) filter (where read_at is null and told_at is not null)::int as unread,
  count(*) filter (where read_at is null and told_at is null and failed is not null)::int as unreached`;

/** Somebody of the agency for which they were told. */
const stillThere = sql`exists (select from people p join memberships m on m.person_id = p.id and m.confirmed
  and m.agency_id = r.agency_id where p.id = r.person_id and p.active)`;
/** Who has left since without having read it is missed no more. */
const isCounted = sql`(r.read_at is not null or ${stillThere})`;

const waves = {
  reminder: { mark: sql.raw('reminded_at'), to: sql`r.told_at is not null and r.read_at is null` },
  'taken back': { mark: sql.raw('told_back_at'), to: sql`coalesce(r.told_at, r.read_at) is not null` },
};

/** A platform's time of something, and its commit, may be so much earlier than the card that does not count it. */
const LAG = sql`interval '2 minutes'`;

export function announcementStore(tx: Db): AnnouncementStore {
  const of = (id: number, personId: number) => and(eq(readers.announcementId, id), eq(readers.personId, personId));
  const taken = async (id: number, limit: number, mark: SQL, where: SQL): Promise<number[]> => {
    // An array is made once: a joined subquery the planner may read again for each row, and lock more than its limit.
    const found = await rows<{ id: number }>(
      tx,
      sql`update announcement_readers as t set ${mark}
        where t.announcement_id = ${id}::int and t.person_id = any(array(
          select r.person_id from announcement_readers r where r.announcement_id = ${id}::int and ${where}
          order by r.person_id limit ${limit}::int for update of r skip locked)) returning t.person_id as id`,
    );
    return found.map((row) => row.id);
  };
  return {
    ...questionStore(tx),
    async add(announcement) {
      const [row] = await tx.insert(announcements).values(announcement).returning();
      if (!row) throw new Error('an announcement was not kept');
      return row;
    },
    async one(id, how) {
      const found = tx.select().from(announcements).where(eq(announcements.id, id));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row;
    },
    async change(id, change) {
      await tx.update(announcements).set(change).where(eq(announcements.id, id));
    },
    reach: (told, since) => reachOf(tx, told, since),
    async address(id, told, since) {
      const [row] = await rows<{ people: number }>(
        tx,
        sql`with put as (insert into announcement_readers (announcement_id, person_id, agency_id)
          select ${id}::int, person_id, agency_id from (${audienceOf(told, since)}) as told
          on conflict do nothing returning person_id)
        select count(*)::int as people from put`,
      );
      return row?.people ?? 0;
    },
    async next(id, limit, at) {
      const now = sql`${at.toISOString()}::timestamptz`;
      const mark = sql`taken_at = ${now}, wait_until = null`;
      // Each condition in the very words of an index: many who sleep hold up nobody behind them.
      const awake = await taken(id, limit, mark, sql`r.taken_at is null and r.wait_until <= ${now}`);
      if (awake.length === limit) return awake;
      const fresh = sql`r.taken_at is null and r.wait_until is null`;
      return [...awake, ...(await taken(id, limit - awake.length, mark, fresh))];
    },
    async putOff(id, sleepers) {
      for (const until of new Set(sleepers.map((each) => each.until.getTime()))) {
        const ids = sleepers.filter((each) => each.until.getTime() === until).map(({ personId }) => personId);
        await tx
          .update(readers)
          .set({ takenAt: null, waitUntil: new Date(until) })
          .where(and(eq(readers.announcementId, id), inArray(readers.personId, ids)));
      }
    },
    nextOf(wave, id, limit, at) {
      const { mark, to } = waves[wave];
      const where = sql`${to} and r.${mark} is null and ${stillThere}`;
      return taken(id, limit, sql`${mark} = ${at.toISOString()}::timestamptz`, where);
    },
    async latestOf(wave, id) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select max(${waves[wave].mark}) as at from announcement_readers where announcement_id = ${id}::int`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    onTheWay: (id) =>
      tx.$count(
        readers,
        and(
          eq(readers.announcementId, id),
          sql`taken_at is not null and told_at is null and failed is null and read_at is null`,
        ),
      ),
    async reader(id, personId) {
      const [row] = await tx.select().from(readers).where(of(id, personId));
      return row;
    },
    async mark(id, personId, marks) {
      const names = Object.keys(marks) as (keyof typeof marks)[];
      const still = names.map((name) => sql`${readers[name]} is null`);
      const marked = await tx
        .update(readers)
        .set(marks)
        .where(and(of(id, personId), ...still))
        .returning({ id: readers.personId });
      return marked.length > 0;
    },
    async counts(id) {
      const [row] = await rows<ReadCounts>(
        tx,
        sql`select ${counted} from announcement_readers r where announcement_id = ${id}::int and ${isCounted}`,
      );
      return row ?? { people: 0, read: 0, unread: 0, unreached: 0 };
    },
    async byAgency(id, names) {
      return rows(
        tx,
        sql`select agency_id as "agencyId", a.name as agency, ${counted},
          coalesce((select jsonb_agg(name order by name) from (select w.name from announcement_readers r
            join people w on w.id = r.person_id
            where r.announcement_id = ${id}::int and r.agency_id = a.id and r.read_at is null and ${stillThere}
            order by w.name limit ${names}::int) as missing), '[]') as names
        from announcement_readers r join agencies a on a.id = r.agency_id
        where announcement_id = ${id}::int and ${isCounted} group by agency_id, a.id, a.name
        order by count(*) filter (where read_at is null) desc, a.name`,
      );
    },
    async due(now, cardsBefore) {
      const [at, before] = [now.toISOString(), cardsBefore.toISOString()];
      const found = await rows<{ id: number }>(
        tx,
        sql`select id from announcements where ${mayTry('announcements', announcements.id, now)} and (
            (state = 'planned' and send_at <= ${at}::timestamptz)
            or remind_at <= ${at}::timestamptz
            or (state = 'sent' and (
              exists (select from announcement_readers r where r.announcement_id = announcements.id
                and taken_at is null and wait_until is null)
              or exists (select from announcement_readers r where r.announcement_id = announcements.id
                and taken_at is null and wait_until <= ${at}::timestamptz)
              or (shown_at <= ${before}::timestamptz and exists (select from announcement_readers r
                where r.announcement_id = announcements.id
                  and greatest(r.told_at, r.failed_at, r.read_at) >= announcements.shown_at - ${LAG})))))
          order by id`,
      );
      return found.map(({ id }) => id);
    },
    async nextMoment(now) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select least(
            (select min(send_at) from announcements where state = 'planned' and send_at > ${now.toISOString()}::timestamptz),
            (select min(remind_at) from announcements where remind_at > ${now.toISOString()}::timestamptz),
            (select min(r.wait_until) from announcements a join announcement_readers r on r.announcement_id = a.id
              where a.state = 'sent' and r.taken_at is null and r.wait_until > ${now.toISOString()}::timestamptz)) as at`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    latest: ({ personId, officeIds, supervised }, limit) =>
      tx
        .select()
        .from(announcements)
        .where(
          and(
            sql`${announcements.officeId} = ${anyOf(officeIds)}`,
            sql`((${announcements.authorId} = ${personId}::int and ${announcements.state} <> 'withdrawn')
              or (${announcements.officeId} = ${anyOf(supervised)}
                and ${announcements.state} in ('planned', 'sent', 'taken back')))`,
          ),
        )
        .orderBy(desc(announcements.id))
        .limit(limit),
    async unread(officeId, { from, to }, authorId) {
      return rows(
        tx,
        sql`select a.id, a.title, a.read_by::text as "readBy", count(*)::int as people,
            count(r.read_at)::int as read
          from announcements a join announcement_readers r on r.announcement_id = a.id
          where a.office_id = ${officeId}::int and a.state = 'sent' and ${isCounted} and a.read_by between ${from}::date and ${to}::date
            and (${authorId}::int is null or a.author_id = ${authorId}::int)
          group by a.id having count(r.read_at) < count(*)
          order by a.read_by, a.id`,
      );
    },
    drafts: ({ officeId, authorId }, from, to) =>
      tx
        .select({ id: announcements.id, title: announcements.title })
        .from(announcements)
        .where(
          and(
            eq(announcements.officeId, officeId),
            eq(announcements.authorId, authorId),
            eq(announcements.state, 'draft'),
            gte(announcements.draftedAt, from),
            lt(announcements.draftedAt, to),
          ),
        )
        .orderBy(desc(announcements.id)),
    async newLiaisons(officeId, today, now) {
      return rows(
        tx,
        sql`with assigned as (
            select distinct on (a.agency_id, l.id) a.agency_id, l.id as line_id, a.liaison_id
            from assignments a
              join served_agencies s on s.office_id = a.office_id and s.agency_id = a.agency_id and s.active
              join service_lines l on l.office_id = a.office_id and l.active
                and (a.service_line_id is null or a.service_line_id = l.id)
            where a.office_id = ${officeId}::int and a.from_day <= ${today}::date
              and (a.until_day is null or a.until_day >= ${today}::date)
            order by a.agency_id, l.id, (a.service_line_id is not null) desc, a.from_day desc)
          select n.agency_id as "agencyId", n.line_id as "lineId", n.liaison_id as "liaisonId", k.liaison_id as "beforeId",
            not exists (select from known_liaisons where office_id = ${officeId}::int) as "isFirst"
          from assigned n left join known_liaisons k
            on k.office_id = ${officeId}::int and k.agency_id = n.agency_id and k.line_id = n.line_id
          where k.liaison_id is distinct from n.liaison_id
            and ${mayTry('introductions', sql`${officeId}::text || ' ' || n.liaison_id`, now)} order by 1, 2`,
      );
    },
    async learn(officeId, news) {
      if (news.length === 0) return [];
      const learned = await tx
        .insert(knownLiaisons)
        .values(news.map(({ agencyId, lineId, liaisonId }) => ({ officeId, agencyId, lineId, liaisonId })))
        .onConflictDoUpdate({
          target: [knownLiaisons.officeId, knownLiaisons.agencyId, knownLiaisons.lineId],
          set: { liaisonId: sql`excluded.liaison_id` },
          // Another desk may have learned of it meanwhile.
          setWhere: sql`${knownLiaisons.liaisonId} <> excluded.liaison_id`,
        })
        .returning({ agencyId: knownLiaisons.agencyId, lineId: knownLiaisons.lineId });
      return news.filter((each) => learned.some((row) => row.agencyId === each.agencyId && row.lineId === each.lineId));
    },
    introducing: (officeId, authorId) =>
      tx
        .select()
        .from(announcements)
        .where(
          and(
            eq(announcements.officeId, officeId),
            eq(announcements.authorId, authorId),
            eq(announcements.about, 'introduction'),
            inArray(announcements.state, ['draft', 'planned']),
          ),
        )
        .for('update'),
    async toldTo(personId, limit) {
      const found = await tx
        .select({ announcement: announcements, readAt: readers.readAt })
        .from(readers)
        .innerJoin(announcements, eq(announcements.id, readers.announcementId))
        .where(and(eq(readers.personId, personId), ne(announcements.state, 'draft')))
        .orderBy(desc(readers.announcementId))
        .limit(limit);
      return found.map(({ announcement, readAt }) => ({ ...announcement, readAt }));
    },
    async soon({ officeId, agencyId, lineId }, from, to) {
      return rows(
        tx,
        sql`select title, holds_from::text as "holdsFrom" from announcements
          where office_id = ${officeId}::int and state = 'sent' and audience <> 'heads' and holds_from between ${from}::date and ${to}::date
            and (line_id is null or line_id = ${lineId}::int)
            and (agency_ids is null or ${agencyId}::int = any(agency_ids))
          order by holds_from, id limit 3`,
      );
    },
  };
}
