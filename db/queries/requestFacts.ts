import { eq, getTableName, sql } from 'drizzle-orm';
import { alias, type PgTable } from 'drizzle-orm/pg-core';
import type { Office } from '../../src/offices/office.ts';
import type { Absence } from '../../src/people/coverage.ts';
import type { Agency } from '../../src/people/person.ts';
import type { AttachedFile, BeforeIt, Joined, RequestFacts, TrainedIn } from '../../src/requests/facts.ts';
import type { Standing } from '../../src/requests/offers.ts';
import type { Db } from '../engine/client.ts';
import { fromJson, type Json } from '../engine/json.ts';
import { prepared } from '../engine/prepared.ts';
import { agencies, clocks, messages, offices, pauses, people, requests, serviceLines } from '../schema.ts';
import { trainedIn } from './certificates.ts';
import { reviveMessage } from './message.ts';

const requesters = alias(people, 'requesters');
const holders = alias(people, 'holders');
const id = sql.placeholder('id');

/** The rows of a table that belong to the request, as JSON, in the order of their ids. */
const belonging = (table: PgTable, where: ReturnType<typeof sql>) => {
  const name = sql.raw(getTableName(table));
  return sql`(select coalesce(jsonb_agg(to_jsonb(r) order by r.id), '[]') from ${name} as r where ${where})`;
};
const ofRequest = sql`r.request_id = ${id}`;
const ofOffice = sql`r.office_id = (select office_id from requests where id = ${id})`;

/** The memberships by which the requester asks (see `requesterships`). */
const asksAs = sql`person_id = (select requester_id from requests where id = ${id})
        and (role = 'requester' or (role = 'agency head' and not exists (select from memberships r
          where r.person_id = memberships.person_id and r.role = 'requester')))`;

const own = { request: requests, requester: requesters, holder: holders, agency: agencies };
const rest = {
  messages: sql<Json[]>`${belonging(messages, ofRequest)}`.as('messages'),
  edited: sql<number[]>`(
    select coalesce(jsonb_agg(distinct m.number), '[]') from messages m join revisions v on v.message_id = m.id
    where m.request_id = ${id})`.as('edited'),
  moved: sql<{ number: number; to: number }[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('number', e.data->'number', 'to', e.data->'to') order by e.id), '[]')
    from events e where e.request_id = ${id} and e.kind = 'moved')`.as('moved'),
  files: sql<AttachedFile[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'number', m.number, 'name', f.name, 'state', f.state,
      'reason', f.reason) order by f.id), '[]')
    from messages m join files f on f.message_id = m.id where m.request_id = ${id})`.as('files'),
  authors: sql<{ id: number; name: string }[]>`(
    select coalesce(jsonb_agg(distinct jsonb_build_object('id', p.id, 'name', p.name)), '[]')
    from messages m join people p on p.id = m.author_id where m.request_id = ${id})`.as('authors'),
  clocks: sql<Json[]>`${belonging(clocks, ofRequest)}`.as('clocks'),
  standing: sql<Standing[]>`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'key', coalesce(r.replaces, r.key), 'kind', r.kind, 'personId', r.person_id, 'message', r.message,
      'offersAbout', to_jsonb(r.offers_about),
      'memberships', (select coalesce(jsonb_agg(jsonb_build_object('personId', m.person_id, 'officeId', m.office_id,
        'role', m.role, 'agencyId', m.agency_id, 'confirmed', m.confirmed)), '[]')
        from memberships m where m.person_id = r.person_id)) order by r.id), '[]')
    from deliveries r
    where r.id in (
        select r.id from deliveries r where ${ofRequest} and r.message @> '{"blocks": [{"kind": "buttons"}]}'
        union select r.id from deliveries r where r.offers_about @> array[${id}]::int[])
      and r.person_id is not null
      and not exists (select from deliveries later
        where later.replaces = coalesce(r.replaces, r.key) and later.id > r.id))`.as('standing'),
  pauses: sql<Json[]>`${belonging(pauses, ofRequest)}`.as('pauses'),
  offices: sql<Json[]>`${belonging(offices, sql`r.id = (select office_id from requests where id = ${id})`)}`.as(
    'offices',
  ),
  lines: sql<Json[]>`${belonging(serviceLines, ofOffice)}`.as('lines'),
  holderAbsences: sql<Absence[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('personId', a.person_id, 'from', a.from_day, 'until', a.until_day, 'coverId', a.cover_id)), '[]')
    from absences a where a.ended_at is null and a.person_id = (select holder_id from requests where id = ${id}))`.as(
    'holder_absences',
  ),
  theirAgencies: sql<(Agency & { inChat: boolean })[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'code', a.code, 'name', a.name, 'inChat', m.in_chat) order by a.id), '[]')
    from (
      select agency_id, bool_and(not from_file) as in_chat from memberships
      where ${asksAs} group by agency_id
    ) m join agencies a on a.id = m.agency_id)`.as('their_agencies'),
  // An answer that was withdrawn is shown no more, and nobody joins what has ended.
  before: sql<BeforeIt | null>`(
    select jsonb_build_object('offered', b.offered, 'helped', b.helped_at is not null,
      'answer', (select jsonb_build_object('id', a.id, 'officeId', a.office_id,
        'lineId', a.line_id, 'question', a.question, 'answer', a.answer, 'sources', to_jsonb(a.sources),
        'validUntil', a.valid_until, 'worded', (extract(epoch from a.approved_at) * 1000)::bigint::text,
        'isAnother', a.approved_at > b.helped_at) from answers a where a.id = b.answer_id and a.state = 'approved' and b.ended_at is null),
      'colleague', (select jsonb_build_object('id', r.id, 'subject', r.subject, 'agencyId', r.agency_id,
        'officeId', r.office_id) from requests r
        where r.id = b.colleague_id and r.state in ('open', 'waiting') and r.destroyed_at is null))
    from asked_before b where b.request_id = ${id})`.as('before'),
  joined: sql<Joined[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'requestId', r.id, 'since', r.resolved_at)
      order by r.id), '[]')
    from requests r join people p on p.id = r.requester_id
    where r.duplicate_of = ${id} and r.state = 'resolved' and r.resolved_by = r.requester_id
      -- Whoever works elsewhere by now reads nothing more of it.
      and p.active and exists (select from memberships m join requests own on own.id = ${id}
        where m.person_id = p.id and m.agency_id = own.agency_id and m.confirmed
          and m.role in ('requester', 'agency head')))`.as('joined'),
  trained: sql<TrainedIn[]>`${trainedIn(sql`(select requester_id from requests where id = ${id})`)}`.as('trained'),
  siblings: sql<number>`(select count(*)::int - 1 from offices as r where r.calendar_id is not null)`.as('siblings'),
};

/** What it costs to ask a database is mostly the asking: who only reads asks once. */
const readAll = prepared((db) =>
  db
    .select({ ...own, ...rest })
    .from(requests)
    .innerJoin(requesters, eq(requesters.id, requests.requesterId))
    .leftJoin(holders, eq(holders.id, requests.holderId))
    .leftJoin(agencies, eq(agencies.id, requests.agencyId))
    .where(eq(requests.id, id)),
);
/**
 * Whoever locks the request reads the rest in a statement of its own, since what stands beside a row that is locked is
 * read from before the wait for the lock. The lock is enough against others who lock it, and it keeps nobody from
 * writing rows that only refer to it.
 */
const lockOne = prepared((db) =>
  db
    .select(own)
    .from(requests)
    .innerJoin(requesters, eq(requesters.id, requests.requesterId))
    .leftJoin(holders, eq(holders.id, requests.holderId))
    .leftJoin(agencies, eq(agencies.id, requests.agencyId))
    .where(eq(requests.id, id))
    .for('no key update', { of: requests }),
);
const readRest = prepared((db) => db.select(rest).from(sql`(values (1)) as one`));

/** A request with all that belongs to it, locked until the transaction ends if asked for. */
export async function readFacts(
  tx: Db,
  requestId: number,
  lock: boolean,
): Promise<Omit<RequestFacts, 'rules'> | undefined> {
  const found = await (lock ? lockAll(tx, requestId) : readAll(tx, { id: requestId }).then(([row]) => row));
  if (!found) return undefined;
  const { request, requester, holder, agency, ...rest } = found;
  const [officeJson] = rest.offices;
  if (!officeJson) return undefined;
  return {
    ...{ request, requester, holder, agency },
    office: officeOf(officeJson, rest.lines, rest.siblings),
    ...{ edited: rest.edited, moved: rest.moved, files: rest.files, authors: rest.authors },
    holderAbsences: rest.holderAbsences,
    ...{ before: rest.before, joined: rest.joined },
    ...(rest.trained.length > 0 && { trained: rest.trained }),
    theirAgencies: rest.theirAgencies.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    messages: rest.messages.map((row) => fromJson(messages, row)).sort((a, b) => a.number - b.number),
    clocks: rest.clocks.map((row) => fromJson(clocks, row)),
    standing: rest.standing.map((row) => ({ ...row, message: reviveMessage(row.message) })),
    pauses: rest.pauses.map((row) => {
      const { kind, from, to } = fromJson(pauses, row);
      return { kind, from, ...(to && { to }) };
    }),
  };
}

async function lockAll(tx: Db, requestId: number) {
  // In this order on one connection: the rest is read when the request is locked.
  const [[found], [beside]] = await Promise.all([lockOne(tx, { id: requestId }), readRest(tx, { id: requestId })]);
  return found && beside && { ...found, ...beside };
}

function officeOf(json: Json, lines: Json[], siblings: number): Office {
  const office = fromJson(offices, json);
  const { calendarId, policyId } = office;
  if (calendarId === null || policyId === null) throw new Error('an office with requests has its rules');
  const offered = lines.map((row) => fromJson(serviceLines, row)).filter(({ active }) => active);
  return { ...office, calendarId, policyId, siblings, lines: offered.sort((a, b) => a.place - b.place || a.id - b.id) };
}
