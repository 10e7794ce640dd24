import { type SQL, sql } from 'drizzle-orm';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';

/**
 * What the programme leaves behind, as records that are kept for a time. Of each kind: what has ended and when, which
 * agencies and people it is about (a hold on them keeps it), and all that was written in it.
 */
export type ProgrammeRecords = {
  /** id, office_id, agency_id, title and since (null: it has not ended) of all of an office. */
  of(officeId: number, zone: string): SQL;
  /** Ids of those whose record `x.id` is. */
  agencies: SQL;
  people: SQL;
  /** One text a row. */
  words: SQL;
};

const onDay = (at: SQL, zone: string): SQL => sql`to_char(${at} at time zone ${zone}, 'FMMonth FMDD, YYYY')`;

/** What somebody took on because of these: while it is open, the record is not closed. */
const actionsOf = (kind: 'meeting' | 'review' | 'need', of: SQL): SQL =>
  sql`actions c where c.subject_kind = ${sql.raw(`'${kind}'`)} and c.subject_id in (${of})`;
const hasOpen = (kind: 'meeting' | 'review' | 'need', of: SQL): SQL =>
  sql`exists (select from ${actionsOf(kind, of)} and c.state = 'open')`;
const lastDone = (kind: 'meeting' | 'review' | 'need', of: SQL): SQL =>
  sql`(select max(c.ended_at) from ${actionsOf(kind, of)})`;
const actionWords = (kind: 'meeting' | 'review' | 'need', of: SQL): SQL =>
  sql`select concat_ws(' ', c.about, c.what, c.result) from ${actionsOf(kind, of)}`;
const owners = (kind: 'meeting' | 'review' | 'need', of: SQL): SQL =>
  sql`select c.owner_id from ${actionsOf(kind, of)}`;

/** Needs with all that were put together with them, however often. */
export const needsWith = (roots: SQL): SQL => sql`
  with recursive those (id) as (
    ${roots} union select n.id from listening_needs n join those on n.merged_into = those.id)
  select id from those`;
/** Of a round (by the SQL of its id), and of what was recommended by itself. */
export const needsOfRounds = (ids: SQL): SQL =>
  needsWith(sql`select n.id from listening_needs n where n.round_id in (${ids})`);
const ofRound = needsOfRounds(sql`select x.id`);
const ofRecommended = needsWith(sql`select x.id`);
const needWords = sql`concat_ws(' ', n.name, n.because, n.instead, n.done_text)`;

export const programmeRecords: Record<ProgrammeKind, ProgrammeRecords> = {
  announcements: {
    of: (officeId, zone) => sql`
      select a.id, a.office_id, null::int as agency_id, a.title, case a.state
          when 'withdrawn' then a.drafted_at when 'taken back' then a.taken_back_at
          when 'sent' then greatest(a.sent_at, (coalesce(a.holds_from, a.read_by) + 1)::timestamp at time zone ${zone})
        end as since
      from announcements a where a.office_id = ${officeId}::int`,
    agencies: sql`select r.agency_id from announcement_readers r where r.announcement_id = x.id`,
    people: sql`select unnest(array[a.author_id, a.taken_back_by]) from announcements a where a.id = x.id`,
    words: sql`select concat_ws(' ', a.title, a.text, a.reason) from announcements a where a.id = x.id`,
  },
  meetings: {
    of: (officeId, zone) => sql`
      select m.id, m.office_id, m.agency_id, m.title || ', ' || ${onDay(sql`m.at`, zone)} as title,
        case when m.state <> 'planned' and not ${hasOpen('meeting', sql`m.id`)}
          then greatest(m.at, m.fixed_at, ${lastDone('meeting', sql`m.id`)}) end as since
      from meetings m where m.office_id = ${officeId}::int`,
    agencies: sql`select m.agency_id from meetings m where m.id = x.id
      union select p.agency_id from meeting_people p where p.meeting_id = x.id`,
    people: sql`select p.person_id from meeting_people p where p.meeting_id = x.id
      union select t.author_id from meeting_topics t where t.meeting_id = x.id
      union select m.written_by from meetings m where m.id = x.id
      union ${owners('meeting', sql`x.id`)}`,
    words: sql`select concat_ws(' ', m.title, m.place, m.said, m.decisions, m.reason) from meetings m where m.id = x.id
      union all select t.text from meeting_topics t where t.meeting_id = x.id
      union all select s.objection from meeting_answers s where s.meeting_id = x.id
      union all ${actionWords('meeting', sql`x.id`)}`,
  },
  reviews: {
    of: (officeId, zone) => sql`
      select v.id, v.office_id, v.agency_id, (v.checklist ->> 'name') || ', ' || ${onDay(sql`v.opened_at`, zone)} as title,
        case when v.state <> 'open' and not ${hasOpen('review', sql`v.id`)} and not exists (
            select from review_findings f where f.review_id = v.id and f.action_id is not null and f.accepted_at is null)
          then greatest(v.opened_at, v.finished_at, ${lastDone('review', sql`v.id`)},
            (select max(f.accepted_at) from review_findings f where f.review_id = v.id)) end as since
      from reviews v where v.office_id = ${officeId}::int`,
    agencies: sql`select v.agency_id from reviews v where v.id = x.id`,
    people: sql`select unnest(array[v.opened_by, v.asked_of, v.asked_by, v.finished_by, v.commented_by])
        from reviews v where v.id = x.id
      union select j.by_id from review_judgements j where j.review_id = x.id
      union select unnest(array[f.owner_id, f.accepted_by]) from review_findings f where f.review_id = x.id
      union ${owners('review', sql`x.id`)}`,
    words: sql`select concat_ws(' ', v.checklist ->> 'name', v.fewer, v.answer, v.summary, v.reason, v.comment)
        from reviews v where v.id = x.id
      union all select f.name from review_files f where f.review_id = x.id
      union all select j.words from review_judgements j where j.review_id = x.id
      union all select concat_ws(' ', f.words, f.what) from review_findings f where f.review_id = x.id
      union all ${actionWords('review', sql`x.id`)}`,
  },
  training: {
    of: (officeId, zone) => sql`
      select t.id, t.office_id, null::int as agency_id, o.name || ', ' || ${onDay(sql`t.at`, zone)} as title,
        case when t.state <> 'planned' then greatest(t.at, t.said_at) end as since
      from training_sessions t join courses o on o.id = t.course_id where t.office_id = ${officeId}::int`,
    agencies: sql`select u.agency_id from training_sign_ups u where u.session_id = x.id`,
    people: sql`select u.person_id from training_sign_ups u where u.session_id = x.id
      union select unnest(array[t.leader_id, t.planned_by]) from training_sessions t where t.id = x.id`,
    words: sql`select concat_ws(' ', o.name, t.place, t.reason)
        from training_sessions t join courses o on o.id = t.course_id where t.id = x.id
      union all select w.words from training_answers w where w.session_id = x.id`,
  },
  listening: {
    of: (officeId, zone) => sql`
      select l.id, l.office_id, null::int as agency_id, l.question as title,
        case when l.state in ('told', 'called off', 'withdrawn') and not ${hasOpen('need', needsOfRounds(sql`select l.id`))}
          and not exists (select from listening_needs n where n.round_id = l.id and n.merged_into is null
            and n.state in ('planned', 'doing'))
          then greatest((l.answer_until + 1)::timestamp at time zone ${zone}, l.closed_at, l.told_at,
            (select max(greatest(n.decided_at, n.done_at)) from listening_needs n where n.round_id = l.id)) end as since
      from listening_rounds l where l.office_id = ${officeId}::int`,
    agencies: sql`select b.agency_id from listening_ballots b where b.round_id = x.id
      union select s.agency_id from listening_answers s where s.round_id = x.id`,
    people: sql`select unnest(array[l.author_id, l.ended_by]) from listening_rounds l where l.id = x.id
      union select s.person_id from listening_answers s where s.round_id = x.id
      union select b.person_id from listening_ballots b where b.round_id = x.id
      union select n.owner_id from listening_needs n where n.id in (${ofRound})`,
    words: sql`select concat_ws(' ', l.question, l.why, l.reason) from listening_rounds l where l.id = x.id
      union all select s.text from listening_answers s where s.round_id = x.id
      union all select ${needWords} from listening_needs n where n.id in (${ofRound})
      union all ${actionWords('need', ofRound)}`,
  },
  // What somebody recommended by themselves, with what was put together with it.
  recommendations: {
    of: (officeId, zone) => sql`
      select n.id, n.office_id, null::int as agency_id, n.name as title,
        case when n.state in ('done', 'not now') and not ${hasOpen('need', needsWith(sql`select n.id`))}
          then greatest(n.decided_at, n.done_at, (n.again + 1)::timestamp at time zone ${zone}) end as since
      from listening_needs n where n.office_id = ${officeId}::int and n.round_id is null and n.merged_into is null`,
    agencies: sql`select s.agency_id from listening_answers s where s.need_id in (${ofRecommended})`,
    people: sql`select s.person_id from listening_answers s where s.need_id in (${ofRecommended})
      union select n.owner_id from listening_needs n where n.id in (${ofRecommended})`,
    words: sql`select ${needWords} from listening_needs n where n.id in (${ofRecommended})
      union all select s.text from listening_answers s where s.need_id in (${ofRecommended})
      union all ${actionWords('need', ofRecommended)}`,
  },
  alternates: {
    of: (officeId) => sql`
      select a.id, a.office_id, a.agency_id, a.kind_name || ': ' || left(a.what, 120) as title,
        case when a.state in ('refused', 'withdrawn', 'ended') then greatest(a.asked_at, a.decided_at, a.ended_at,
          (select max(p.sent_at) from alternate_reports p where p.alternate_id = a.id)) end as since
      from alternates a where a.office_id = ${officeId}::int`,
    agencies: sql`select a.agency_id from alternates a where a.id = x.id`,
    people: sql`select unnest(array[a.applicant_id, a.decided_by, a.ended_by]) from alternates a where a.id = x.id
      union select v.person_id from alternate_views v where v.alternate_id = x.id
      union select unnest(array[p.sent_by, p.refused_by]) from alternate_reports p where p.alternate_id = x.id`,
    words: sql`select concat_ws(' ', a.kind_name, a.what, a.why, a.stake, a.form, a.conditions, a.because, a.instead,
        a.end_reason) from alternates a where a.id = x.id
      union all select concat_ws(' ', v.because, v.conditions) from alternate_views v where v.alternate_id = x.id
      union all select concat_ws(' ', p.words, p.link, p.refused_because) from alternate_reports p
        where p.alternate_id = x.id
      union all select f.name from files f join alternate_reports p on p.id = f.report_id where p.alternate_id = x.id`,
  },
  office_hours: {
    of: (officeId) => sql`
      select h.id, h.office_id, h.agency_id, left(h.about, 120) as title, greatest(h.at, h.off_at) as since
      from office_hour_slots h where h.office_id = ${officeId}::int`,
    agencies: sql`select h.agency_id from office_hour_slots h where h.id = x.id`,
    people: sql`select unnest(array[h.liaison_id, h.taker_id, h.off_by]) from office_hour_slots h where h.id = x.id`,
    words: sql`select concat_ws(' ', h.about, h.off_reason) from office_hour_slots h where h.id = x.id`,
  },
};
