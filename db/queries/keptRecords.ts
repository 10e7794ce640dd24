import { sql } from 'drizzle-orm';
import { onDay } from './actionParts.ts';
import type { ProgrammeRecords } from './programmeRecords.ts';
import { agency, at, day, person, seen, value, words } from './recordParts.ts';

/** What stays in use until it is over: answers for the next time, and what somebody told those who supervise. */

/** They have ended when they are shown no more: taken back, or past their last day. */
export const answerRecords: ProgrammeRecords = {
  of: (officeId, zone) => sql`
    select a.id, a.office_id, null::int as agency_id, left(a.question, 120) as title,
      case a.state when 'withdrawn' then coalesce(a.withdrawn_at, a.at)
        when 'approved' then case when a.proposed is null then (a.valid_until + 1)::timestamp at time zone ${zone} end
      end as since
    from answers a where a.office_id = ${officeId}::int`,
  parts: () => [
    {
      name: 'answer',
      from: sql`answers a left join service_lines l on l.id = a.line_id where a.id = x.id`,
      columns: [
        ...[value('topic', 'l.name'), value('state', 'a.state'), person('kept_by', 'a.owner_id')],
        ...[person('written_by', 'a.author_id'), at('written', 'a.at'), person('approved_by', 'a.approved_by')],
        ...[at('approved', 'a.approved_at'), day('valid_until', 'a.valid_until'), at('taken_back', 'a.withdrawn_at')],
        ...[value('from', `'R-' || a.from_request`), words('question', 'a.question'), words('answer', 'a.answer')],
        words('sources', `nullif(array_to_string(a.sources, e'\\n'), '')`),
        ...[
          words('proposed_question', `a.proposed ->> 'question'`),
          words('proposed_answer', `a.proposed ->> 'answer'`),
        ],
      ],
    },
    {
      name: 'where_it_was_found',
      from: sql`asked_before b where b.answer_id = x.id`,
      order: sql`b.request_id`,
      columns: [
        ...[value('request', `'R-' || b.request_id`), at('at', 'b.at'), value('shown_to_whoever_asked', 'b.offered')],
        ...[at('used', 'b.used_at'), person('used_by', 'b.used_by'), at('it_helped', 'b.helped_at')],
      ],
    },
  ],
};

/**
 * Whose words without a name are stands in no part of this: neither a hold on somebody nor a package for them can say it.
 * They have ended with the last word of either side.
 */
export const voiceRecords: ProgrammeRecords = {
  of: (officeId, zone) => sql`
    select v.id, v.office_id, null::int as agency_id, 'Told ' || ${onDay(sql`v.at`, zone)} as title,
      greatest(v.at, (select max(w.at) from voice_words w where w.voice_id = v.id)) as since
    from voices v where v.office_id = ${officeId}::int`,
  parts: (view) => [
    {
      name: 'told',
      from: sql`voices v where v.id = x.id`,
      columns: [
        ...[at('at', 'v.at'), value('without_a_name', 'v.nameless')],
        person('by', 'case when not v.nameless then v.person_id end'),
        ...[value('about', `v.opening ->> 'subject'`), words('what_stood_above', `v.opening -> 'seen'`)],
      ],
    },
    {
      name: 'what_was_said',
      from: sql`voice_words w where w.voice_id = x.id`,
      order: sql`w.id`,
      columns: [
        ...[
          words('words', 'w.text'),
          value('from', `case when w.author_id is null then 'whoever told it' else 'the office' end`),
        ],
        ...[person('by', 'w.author_id'), at('at', 'w.at'), value('could_not_be_delivered', 'nullif(w.failed, false)')],
      ],
    },
    {
      name: 'agencies_of_whoever_told_it',
      from: sql`memberships m join voices v on v.person_id = m.person_id
        where v.id = x.id and not v.nameless and m.agency_id is not null
        ${view?.only ? seen(view, sql`m.agency_id = ${view.only}`) : sql``}`,
      order: sql`m.agency_id`,
      columns: [agency('agency', 'm.agency_id')],
    },
  ],
};
