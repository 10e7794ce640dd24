import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { Load, QuietAgency } from '../../src/digests/digest.ts';
import type { DigestChoice } from '../../src/digests/slots.ts';
import type { DigestStore } from '../../src/digests/store.ts';
import type { AskedBy } from '../../src/figures/charts.ts';
import { COUNTED } from '../../src/requests/listing.ts';
import { type Db, rows } from '../engine/client.ts';
import { digestChoices, digests } from '../schema.ts';
import { digestFacts, undelivered } from './digestFacts.ts';
import { instant, live } from './listed.ts';
import { readPeople } from './people.ts';

export function digestStore(tx: Db): DigestStore {
  const choicesOf = (officeId: number, personId?: number) =>
    tx
      .select()
      .from(digestChoices)
      .where(
        and(
          eq(digestChoices.officeId, officeId),
          personId === undefined ? undefined : eq(digestChoices.personId, personId),
        ),
      );
  return {
    async claim(slot, at) {
      const claimed = await tx
        .insert(digests)
        .values({ ...slot, at })
        .onConflictDoNothing()
        .returning({ day: digests.day });
      return claimed.length > 0;
    },
    async state(officeId, since) {
      const found = await tx
        .select()
        .from(digests)
        .where(and(eq(digests.officeId, officeId), gte(digests.day, since)));
      const choices = new Map<number, DigestChoice[]>();
      for (const { personId, kind, off, hour, emptyToo } of await choicesOf(officeId))
        choices.set(personId, [...(choices.get(personId) ?? []), { kind, off, hour, emptyToo }]);
      return { written: new Set(found.map(({ kind, day, personId }) => `${kind} ${day} ${personId}`)), choices };
    },
    async latest(officeId, personId, day) {
      const { kind } = digests;
      const [row] = await tx
        .select({ kind, day: digests.day })
        .from(digests)
        .where(
          and(
            ...[eq(digests.officeId, officeId), eq(digests.personId, personId), lt(digests.day, day)],
            inArray(kind, ['daily', 'weekly']),
          ),
        )
        // The weekly one is written where both were owed.
        .orderBy(desc(digests.at), desc(kind))
        .limit(1);
      return row;
    },
    async choices(officeId, personId) {
      return (await choicesOf(officeId, personId)).map(({ kind, off, hour, emptyToo }) => ({
        kind,
        off,
        hour,
        emptyToo,
      }));
    },
    async choose(officeId, personId, choices) {
      await tx
        .insert(digestChoices)
        .values(choices.map((choice) => ({ ...choice, officeId, personId })))
        .onConflictDoUpdate({
          target: [digestChoices.officeId, digestChoices.personId, digestChoices.kind],
          set: { off: sql`excluded.off`, hour: sql`excluded.hour`, emptyToo: sql`excluded.empty_too` },
        });
    },
    // By the accounts that it went to, which an index knows: this is asked for when somebody has chosen otherwise.
    async answersWith(personId, press) {
      const offers = JSON.stringify({ blocks: [{ kind: 'buttons', buttons: [{ press: { name: press } }] }] });
      const found = await rows<{ key: string }>(
        tx,
        sql`select d.key from deliveries d
          where d.sent_to in (select id from accounts where person_id = ${personId}::int) and d.state = 'sent'
            and d.replaces is null and d.key like 'answer %' and d.message @> ${offers}::jsonb
          order by d.id desc limit 20`,
      );
      return found.map(({ key }) => key);
    },
    facts: (officeId, span, liaisonId) => digestFacts(tx, officeId, span, liaisonId),
    undelivered: (officeId, since) => undelivered(tx, officeId, since),
    async loads(officeId): Promise<Load[]> {
      const found = await rows<{ id: number; name: string; email: string | null; live: number }>(
        tx,
        sql`select p.id, p.name, p.email, (select count(*)::int from (select from requests r
            where r.holder_id = p.id and r.office_id = ${officeId} and ${live}
            limit ${sql.raw(String(COUNTED + 1))}) as counted) as live
          from people p where p.active and exists (select from memberships m
            where m.person_id = p.id and m.office_id = ${officeId} and m.role = 'liaison')
          order by p.id`,
      );
      return found.map(({ live: count, ...person }) => ({ person, live: count }));
    },
    // Read from the index requests_office_opened alone, and agencies only where they have asked.
    asked: (officeId, { before, from, to }) =>
      rows<AskedBy>(
        tx,
        sql`select a.name, a.code as plain, counted.asked, counted.before from (select r.agency_id,
              (count(*) filter (where r.opened_at >= ${instant(from)}))::int as asked,
              (count(*) filter (where r.opened_at < ${instant(from)}))::int as before
            from requests r where r.office_id = ${officeId} and r.opened_at >= ${instant(before)}
              and r.opened_at < ${instant(to)} group by r.agency_id) as counted
          left join agencies a on a.id = counted.agency_id`,
      ),
    // Through the agency's own requests: there are few beside those of the whole office.
    async ofAgency(officeId, agencyId, { before, from, to }, now) {
      const theirs = sql`requests r where r.agency_id = ${agencyId} and r.office_id = ${officeId}`;
      const asked = await rows<{ lineId: number; asked: number; before: number; resolved: number }>(
        tx,
        sql`select r.service_line_id as "lineId",
            (count(*) filter (where r.opened_at >= ${instant(from)} and r.opened_at < ${instant(to)}))::int as asked,
            (count(*) filter (where r.opened_at >= ${instant(before)} and r.opened_at < ${instant(from)}))::int as before,
            (count(*) filter (where r.state = 'resolved' and r.resolved_at >= ${instant(from)}
              and r.resolved_at < ${instant(to)}))::int as resolved
          from ${theirs} group by 1`,
      );
      const [open] = await rows<{ open: number; late: number; waiting: number }>(
        tx,
        sql`select count(*)::int as open, (count(*) filter (where r.soonest_at <= ${instant(now)}))::int as late,
            (count(*) filter (where r.state = 'waiting'))::int as waiting
          from ${theirs} and ${live}`,
      );
      const sum = (what: 'asked' | 'before' | 'resolved') => asked.reduce((all, row) => all + row[what], 0);
      return {
        ...{ asked: sum('asked'), before: sum('before'), resolved: sum('resolved') },
        lines: asked.map(({ lineId, asked: n }) => ({ lineId, asked: n })),
        ...(open ?? { open: 0, late: 0, waiting: 0 }),
      };
    },
    quiet: (officeId, since) =>
      rows<QuietAgency>(
        tx,
        sql`select a.id as "agencyId", a.name, to_char(last.opened_at, 'YYYY-MM-DD') as since
          from served_agencies s join agencies a on a.id = s.agency_id
            cross join lateral (select r.opened_at from requests r
              where r.agency_id = a.id and r.office_id = s.office_id order by r.id desc limit 1) as last
          where s.office_id = ${officeId} and s.active and last.opened_at < ${instant(since)}
            and not ${hasCheckedIn(officeId, sql`a.id`, since)}
          order by last.opened_at, a.id`,
      ),
    async lastAskers(officeId, agencyId, most) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select p.id from (select r.requester_id as id, max(r.id) as latest from requests r
            where r.agency_id = ${agencyId} and r.office_id = ${officeId} group by r.requester_id) as asked
          join people p on p.id = asked.id
          where p.active and exists (select from memberships m where m.person_id = p.id and m.agency_id = ${agencyId})
            and exists (select from accounts c where c.person_id = p.id and c.unreachable is null)
          order by asked.latest desc limit ${sql.raw(String(most))}`,
      );
      const people = await readPeople(
        tx,
        found.map(({ id }) => id),
      );
      return found.flatMap(({ id }) => people.get(id) ?? []);
    },
    async checkedIn(officeId, agencyId, since) {
      const [row] = await rows<{ yes: boolean }>(
        tx,
        sql`select ${hasCheckedIn(officeId, sql`${agencyId}::int`, since)} as yes`,
      );
      return row?.yes ?? false;
    },
  };
}

const hasCheckedIn = (officeId: number, agencyId: ReturnType<typeof sql>, since: Date) =>
  sql`exists (select from events v where v.subject_kind = 'office' and v.subject_id = ${officeId}
    and v.kind = 'checked in' and v.at >= ${instant(since)} and (v.data ->> 'agency')::int = ${agencyId})`;
