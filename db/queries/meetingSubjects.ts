import { eq, sql } from 'drizzle-orm';
import type { MeetingStore } from '../../src/meetings/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { offices } from '../schema.ts';

/** What meetings are about, and with whom they are. */
type Asked = Pick<MeetingStore, 'keepBy' | 'contacts' | 'openRequests' | 'reviewsDue' | 'announced'>;

export const meetingSubjects = (tx: Db): Asked => ({
  async keepBy(officeId, rules) {
    await tx
      .update(offices)
      .set({ meetings: rules.length > 0 ? [...rules] : null })
      .where(eq(offices.id, officeId));
  },
  contacts: (officeId, agencyId, most) =>
    rows(
      tx,
      sql`with known as (
          select m.agency_id, p.id, bool_or(m.role = 'agency head' and m.office_id = ${officeId}::int) as heads,
            (select max(r.opened_at) from requests r where r.requester_id = p.id and r.office_id = ${officeId}::int) as asked
          from memberships m join people p on p.id = m.person_id and p.active
          join served_agencies s on s.agency_id = m.agency_id and s.office_id = ${officeId}::int and s.active
          where m.confirmed and m.role in ('agency head', 'requester')
            and (${agencyId}::int is null or m.agency_id = ${agencyId}::int)
          group by m.agency_id, p.id
        ), ranked as (
          select *, bool_or(heads) over (partition by agency_id) as headed,
            row_number() over (partition by agency_id order by asked desc nulls last, id) as nth
          from known
        )
        select id as "personId", agency_id as "agencyId" from ranked
        where heads or (not headed and nth <= ${most}::int) order by agency_id, nth`,
    ),
  openRequests: (officeId, agencyId, now, limit) =>
    rows(
      tx,
      sql`select id::int as id, subject, coalesce(soonest_at <= ${now.toISOString()}::timestamptz, false) as late
        from requests where office_id = ${officeId}::int and agency_id = ${agencyId}::int and state in ('open', 'waiting')
        order by soonest_at nulls last, id limit ${limit}::int`,
    ),
  reviewsDue: (officeId, agencyId, until, limit) =>
    rows(
      tx,
      sql`select checklist ->> 'name' as name, due::text as due, true as "isOpen" from reviews
        where office_id = ${officeId}::int and agency_id = ${agencyId}::int and state = 'open'
        union all
        select rule ->> 'name', c.due::text, false from review_cycles c
          join offices o on o.id = c.office_id
          join lateral jsonb_array_elements(o.reviews) rule on rule ->> 'code' = c.code
        where c.office_id = ${officeId}::int and c.agency_id = ${agencyId}::int and c.ended_at is null
          and c.due <= ${until}::date
        order by 2, 1 limit ${limit}::int`,
    ),
  announced: (officeId, agencyId, since, limit) =>
    rows(
      tx,
      sql`select title, holds_from::text as "holdsFrom" from announcements
        where office_id = ${officeId}::int and state = 'sent' and sent_at >= ${since.toISOString()}::timestamptz
          and audience in ('everybody', 'heads')
          and case when ${agencyId}::int is null
            -- What one agency alone was told is nothing for the others.
            then agency_ids is null or not exists (select from served_agencies s
              where s.office_id = ${officeId}::int and s.active and s.agency_id <> all(agency_ids))
            else agency_ids is null or ${agencyId}::int = any(agency_ids)
          end
        order by sent_at desc, id desc limit ${limit}::int`,
    ),
});
