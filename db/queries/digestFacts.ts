import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { plainText } from '../../src/chat/message.ts';
import type { DigestFacts, DueRequest } from '../../src/digests/digest.ts';
import type { DigestSpan } from '../../src/digests/store.ts';
import { COUNTED, PAGE } from '../../src/requests/listing.ts';
import { type Db, rows } from '../engine/client.ts';
import { accounts, deliveries, people, recoveries, requests, surveys } from '../schema.ts';
import { countedRatings } from './countedRatings.ts';
import { instant, live } from './listed.ts';
import { reviveMessage } from './message.ts';
import { isMissed } from './missing.ts';
import { latestSeen, sees } from './warnings.ts';

/** Everything a digest says, from facts: of the whole office, or of one liaison. */
export async function digestFacts(
  tx: Db,
  officeId: number,
  { from, to, until, today }: DigestSpan,
  liaisonId: number | null,
): Promise<DigestFacts> {
  const unseen = sql`not exists (select from (${latestSeen(sql`r.id`)}) as seen where ${sees} and (seen.data ->> 'until')::timestamptz > ${instant(to)})`;
  const mine = liaisonId === null ? undefined : eq(requests.holderId, liaisonId);
  const of = sql`r.office_id = ${officeId} ${liaisonId === null ? sql`` : sql`and r.holder_id = ${liaisonId}`}`;
  const late = earliest(of, sql`r.soonest_at <= ${instant(to)}`);
  const dueToday = earliest(of, sql`r.soonest_at > ${instant(to)} and r.soonest_at <= ${instant(until)}`);
  const ofOffice = and(eq(requests.officeId, officeId), mine);
  const resolvedInSpan = and(
    eq(requests.officeId, officeId),
    gte(requests.resolvedAt, from),
    lt(requests.resolvedAt, to),
    liaisonId === null ? undefined : eq(requests.resolvedBy, liaisonId),
  );
  const [opened] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(requests)
    .where(and(ofOffice, gte(requests.openedAt, from), lt(requests.openedAt, to)));
  const [ended] = await tx
    .select({
      resolved: sql<number>`count(*)::int`,
      plainNoes: sql<number>`count(*) filter (where ${requests.outcome} = 'not possible' and coalesce(${requests.alternative}, '') = '')::int`,
    })
    .from(requests)
    .where(resolvedInSpan);
  const surveyed = and(
    eq(surveys.officeId, officeId),
    liaisonId === null ? undefined : eq(surveys.liaisonId, liaisonId),
  );
  const [asked] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(surveys)
    .where(and(surveyed, gte(surveys.askedAt, from), lt(surveys.askedAt, to)));
  return {
    triage: liaisonId === null ? await triage(tx, officeId) : { first: [], count: 0 },
    late: await dueNext(tx, late, liaisonId === null ? unseen : undefined),
    seenTo: liaisonId === null ? await bounded(tx, sql`${late} where not ${unseen}`) : 0,
    dueOfAway: liaisonId === null ? await dueNext(tx, dueToday, isOut(today)) : { first: [], count: 0 },
    dueToday: await dueNext(tx, dueToday),
    undelivered: liaisonId === null ? await undelivered(tx, officeId, from) : [],
    unconfirmed: liaisonId === null ? await unconfirmed(tx, officeId) : [],
    opened: opened?.n ?? 0,
    live: await bounded(tx, sql`requests r where ${of} and ${live}`),
    resolved: ended?.resolved ?? 0,
    plainNoes: ended?.plainNoes ?? 0,
    asked: asked?.n ?? 0,
    ...(await countedRatings(tx, surveyed, { from, to })),
    lowRatings: await lowRatings(tx, officeId, liaisonId, to),
  };
}

/** How many rows there are of this: no more than one beyond what lists count is looked at. */
async function bounded(tx: Db, from: SQL): Promise<number> {
  const [row] = await rows<{ n: number }>(
    tx,
    sql`select count(*)::int as n from (select from ${from} limit ${sql.raw(String(COUNTED + 1))}) as counted`,
  );
  return row?.n ?? 0;
}

async function triage(tx: Db, officeId: number): Promise<DigestFacts['triage']> {
  const nobodys = sql`requests r where r.office_id = ${officeId} and r.holder_id is null and ${live}`;
  const count = await bounded(tx, nobodys);
  // In the order of the index, or a plan might go through all that were ever asked.
  const first = await rows<{ requestId: number; subject: string }>(
    tx,
    sql`select r.id as "requestId", r.subject from ${nobodys}
      order by coalesce(r.due_at, 'infinity'::timestamptz), r.id limit ${sql.raw(String(PAGE))}`,
  );
  return { first, count };
}

/**
 * Live requests of which something is due then, the earliest first: what lists are sorted by says so. No more than lists
 * count is looked at, so that it costs the same however bad a week was.
 */
const earliest = (of: SQL, due: SQL): SQL =>
  sql`(select r.id, r.subject, r.soonest_at, r.holder_id from requests r where ${of} and ${due} and ${live}
    order by r.soonest_at, r.id limit ${sql.raw(String(COUNTED + 1))}) as r`;

/** Of these the ones for which something is so. */
async function dueNext(tx: Db, among: SQL, only: SQL = sql`true`): Promise<DigestFacts['late']> {
  const count = await bounded(tx, sql`${among} where ${only}`);
  type Row = Omit<DueRequest, 'dueAt'> & { dueAt: number };
  const first = await rows<Row>(
    tx,
    sql`select r.id as "requestId", r.subject, (extract(epoch from r.soonest_at) * 1000)::float8 as "dueAt",
        r.holder_id as "holderId", h.name as "holderName"
      from ${among} left join people h on h.id = r.holder_id
      where ${only} order by r.soonest_at, r.id limit ${sql.raw(String(PAGE))}`,
  );
  return { first: first.map(({ dueAt, ...each }) => ({ ...each, dueAt: new Date(dueAt) })), count };
}

/** Whoever has it is out on this day. */
const isOut = (day: string): SQL => sql`exists (select from absences a where a.person_id = r.holder_id
  and a.ended_at is null and a.from_day <= ${day} and (a.until_day is null or a.until_day >= ${day}))`;

/**
 * What was rated low with a name, until somebody has said what came of it; of a liaison what they see to and may settle.
 * What the customer wrote is for supervisors.
 */
async function lowRatings(
  tx: Db,
  officeId: number,
  ownerId: number | null,
  now: Date,
): Promise<DigestFacts['lowRatings']> {
  const { requestId, rating, comment } = surveys;
  const open = await tx
    .select({ requestId, rating, comment, owner: people.name, dueAt: recoveries.dueAt })
    .from(recoveries)
    .innerJoin(surveys, eq(surveys.id, recoveries.surveyId))
    .leftJoin(people, eq(people.id, recoveries.ownerId))
    // Written out: only then does the partial index serve.
    .where(
      and(
        eq(surveys.officeId, officeId),
        sql`${recoveries.endedAt} is null`,
        ownerId === null
          ? undefined
          : and(
              eq(recoveries.ownerId, ownerId),
              sql`exists (select from requests r where r.id = ${requestId} and r.holder_id = ${ownerId})`,
            ),
      ),
    )
    .orderBy(asc(recoveries.openedAt), asc(recoveries.id))
    .limit(50);
  return open.flatMap(({ rating: given, ...each }) => {
    if (given === null) return [];
    const isLate = each.dueAt !== null && each.dueAt <= now;
    return [{ ...each, rating: given, isLate, comment: ownerId === null ? each.comment : null }];
  });
}

/** Of failed messages so many are read. */
const MOST_FAILED = 200;

export async function undelivered(tx: Db, officeId: number, since: Date): Promise<DigestFacts['undelivered']> {
  const { id, requestId, personId, accountId, message, reason, createdAt } = deliveries;
  const found = await tx
    .select({
      ...{ id, requestId, personId, accountId, message },
      reason: sql<string>`coalesce(${reason}, '')`,
      recipient: sql<string | null>`coalesce(${people.name}, ${accounts.name})`,
    })
    .from(deliveries)
    .leftJoin(people, eq(people.id, personId))
    .leftJoin(accounts, eq(accounts.id, accountId))
    .where(and(eq(deliveries.officeId, officeId), gte(createdAt, since), isMissed))
    .orderBy(asc(id))
    .limit(MOST_FAILED);
  return found.map(({ message: said, ...each }) => ({ ...each, what: firstLine(plainText(reviveMessage(said))) }));
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** With the newest live request of theirs for that agency, by which they can be confirmed. */
function unconfirmed(tx: Db, officeId: number): Promise<DigestFacts['unconfirmed']> {
  return rows(
    tx,
    sql`select p.id as "personId", p.name, a.id as "agencyId", a.name as agency, (select max(r.id) from requests r
        where r.requester_id = p.id and r.agency_id = a.id and r.office_id = m.office_id and ${live}) as "requestId"
      from memberships m join people p on p.id = m.person_id join agencies a on a.id = m.agency_id
      where m.office_id = ${officeId} and not m.confirmed order by m.id`,
  );
}
