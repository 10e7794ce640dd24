import { sql } from 'drizzle-orm';
import { actionPart, hasOpen, lastDone, onDay } from './actionParts.ts';
import type { ProgrammeRecords } from './programmeRecords.ts';
import { agency, at, day, due, person, told, value, words } from './recordParts.ts';

/** Reviews of an agency, and alternate processes that it was granted, with their reports. */

const fileOf = (id: string) => sql`(select k.name from review_files k where k.id = ${sql.raw(id)})`;

export const reviewRecords: ProgrammeRecords = {
  of: (officeId, zone) => sql`
    select v.id, v.office_id, v.agency_id, (v.checklist ->> 'name') || ', ' || ${onDay(sql`v.opened_at`, zone)} as title,
      case when v.state <> 'open' and not ${hasOpen('review', sql`v.id`)} and not exists (
          select from review_findings f where f.review_id = v.id and f.action_id is not null and f.accepted_at is null)
        then greatest(v.opened_at, v.finished_at, ${lastDone('review', sql`v.id`)},
          (select max(f.accepted_at) from review_findings f where f.review_id = v.id)) end as since
    from reviews v where v.office_id = ${officeId}::int`,
  parts: () => [
    {
      name: 'review',
      from: sql`reviews v where v.id = x.id`,
      columns: [
        ...[words('checklist', `v.checklist ->> 'name'`), agency('agency', 'v.agency_id'), value('state', 'v.state')],
        ...[at('begun', 'v.opened_at'), person('begun_by', 'v.opened_by'), day('due', 'v.due')],
        ...[
          words('why_fewer_files', 'v.fewer'),
          person('files_asked_of', 'v.asked_of'),
          at('files_asked', 'v.asked_at'),
        ],
        ...[person('files_asked_by', 'v.asked_by'), words('answer', 'v.answer'), at('finished', 'v.finished_at')],
        ...[person('finished_by', 'v.finished_by'), words('summary', 'v.summary'), words('why_called_off', 'v.reason')],
        ...[person('commented_by', 'v.commented_by'), words('comment', 'v.comment')],
      ],
    },
    {
      name: 'checklist',
      from: sql`reviews v cross join lateral jsonb_path_query(v.checklist, '$.sections[*].items[*]') with ordinality i (item, nth)
        where v.id = x.id`,
      order: sql`i.nth`,
      columns: [
        ...[value('item', `i.item ->> 'code'`), value('asked_of', `i.item ->> 'of'`)],
        value('words', `i.item ->> 'words'`),
      ],
    },
    {
      name: 'files_that_were_looked_at',
      from: sql`review_files f where f.review_id = x.id`,
      order: sql`f.id`,
      columns: [words('file', 'f.name'), at('looked_at_no_more_since', 'f.dropped_at')],
    },
    {
      name: 'what_was_judged',
      from: sql`review_judgements j where j.review_id = x.id`,
      order: sql`j.id`,
      columns: [
        ...[value('item', 'j.item'), value('file', fileOf('j.file_id')), value('outcome', 'j.outcome')],
        ...[value('severity', 'j.severity'), words('words', 'j.words'), person('by', 'j.by_id'), at('at', 'j.at')],
      ],
    },
    {
      name: 'findings',
      from: sql`review_findings f where f.review_id = x.id`,
      order: sql`f.id`,
      columns: [
        ...[value('item', 'f.item'), value('file', fileOf('f.file_id')), value('severity', 'f.severity')],
        ...[words('words', 'f.words'), words('what_is_to_be_done', 'f.what'), person('by_whom', 'f.owner_id')],
        ...[day('by', 'f.due'), at('told', 'f.told_at'), at('accepted', 'f.accepted_at')],
        person('accepted_by', 'f.accepted_by'),
      ],
    },
    actionPart('review', sql`select x.id`, undefined, sql``),
    {
      name: 'who_was_told_of_the_result',
      from: sql`review_people p where p.review_id = x.id`,
      order: sql`p.person_id`,
      columns: [told('person', 'p.person_id')],
    },
  ],
};

export const alternateRecords: ProgrammeRecords = {
  of: (officeId) => sql`
    select a.id, a.office_id, a.agency_id, a.kind_name || ': ' || left(a.what, 120) as title,
      case when a.state in ('refused', 'withdrawn', 'ended') then greatest(a.asked_at, a.decided_at, a.ended_at,
        (select max(p.sent_at) from alternate_reports p where p.alternate_id = a.id)) end as since
    from alternates a where a.office_id = ${officeId}::int`,
  parts: () => [
    {
      name: 'alternate_process',
      from: sql`alternates a where a.id = x.id`,
      columns: [
        ...[words('kind', 'a.kind_name'), agency('agency', 'a.agency_id'), person('asked_by', 'a.applicant_id')],
        ...[at('asked', 'a.asked_at'), value('state', 'a.state'), value('goes_on_from', 'a.renews')],
        ...[words('what', 'a.what'), words('why', 'a.why'), words('what_is_at_stake', 'a.stake')],
        ...[value('times_a_month', 'a.times_a_month'), value('minutes_saved_a_week', 'a.minutes_a_week')],
        ...[
          due('to_be_decided_by', 'a.decide_by'),
          at('decided', 'a.decided_at'),
          person('decided_by', 'a.decided_by'),
        ],
        ...[words('granted_as', 'a.form'), words('conditions', 'a.conditions'), day('from', 'a.from_day')],
        ...[day('until', 'a.until_day'), words('because', 'a.because'), words('instead', 'a.instead')],
        ...[at('ended', 'a.ended_at'), person('ended_by', 'a.ended_by'), value('how_it_ended', 'a.end_how')],
        ...[day('held_until', 'a.ended_on'), words('why_it_ended', 'a.end_reason')],
      ],
    },
    {
      name: 'what_liaisons_think',
      from: sql`alternate_views v where v.alternate_id = x.id`,
      order: sql`v.at, v.person_id`,
      columns: [
        ...[person('by', 'v.person_id'), at('at', 'v.at'), value('recommends_it', 'v.recommends')],
        ...[words('because', 'v.because'), words('conditions', 'v.conditions')],
      ],
    },
    {
      name: 'reports',
      from: sql`alternate_reports p where p.alternate_id = x.id`,
      order: sql`p.id`,
      columns: [
        ...[value('report', 'p.name'), day('from', 'p.from_day'), day('until', 'p.until_day'), day('due', 'p.due')],
        ...[
          value('state', 'p.state'),
          at('asked', 'p.asked_at'),
          at('sent', 'p.sent_at'),
          person('sent_by', 'p.sent_by'),
        ],
        ...[
          value('times_sent', 'p.revision'),
          value('minutes_saved', 'p.minutes_saved'),
          value('times_used', 'p.times_used'),
        ],
        ...[words('words', 'p.words'), words('link', 'p.link'), at('refused', 'p.refused_at')],
        ...[person('refused_by', 'p.refused_by'), words('why_refused', 'p.refused_because')],
      ],
    },
    {
      name: 'files',
      from: sql`files f join alternate_reports p on p.id = f.report_id where p.alternate_id = x.id`,
      order: sql`f.id`,
      columns: [
        ...[value('id', 'f.id'), words('name', 'f.name'), value('of', 'p.name'), value('type', 'f.type')],
        ...[
          value('bytes', 'f.size'),
          value('state', 'f.state'),
          value('sha256', 'f.sha256'),
          value('reason', 'f.reason'),
        ],
      ],
    },
  ],
};
