import { type SQL, sql } from 'drizzle-orm';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';
import { actionPart, hasOpen, lastDone, onDay } from './actionParts.ts';
import { answerRecords, voiceRecords } from './keptRecords.ts';
import { listeningRecords, recommendationRecords } from './listeningRecords.ts';
import { agency, at, day, type Part, person, seen, seenOf, told, type View, value, words } from './recordParts.ts';
import { alternateRecords, reviewRecords } from './reviewedRecords.ts';
import { certificateRecords, trainingRecords } from './trainingRecords.ts';

/**
 * What the programme leaves behind, as records that are kept for a time and handed out: when each has ended, and what
 * stands in it. Which agencies and people it is about (a hold on them keeps it) and what was written in it follows.
 */
export type ProgrammeRecords = {
  /** id, office_id, agency_id, title and since (null: it has not ended) of all of an office. */
  of(officeId: number, zone: SQL): SQL;
  /** The first says what it is. */
  parts(view: View): readonly Part[];
  /** Whether its title may be read, where it is handed out for an agency alone; absent: it may. */
  titleSeen?: SQL;
};

export const programmeRecords: Record<ProgrammeKind, ProgrammeRecords> = {
  announcements: {
    of: (officeId, zone) => sql`
      select a.id, a.office_id, null::int as agency_id, a.title, case a.state
          when 'withdrawn' then a.drafted_at when 'taken back' then a.taken_back_at
          when 'sent' then greatest(a.sent_at, (coalesce(a.holds_from, a.read_by) + 1)::timestamp at time zone ${zone})
        end as since
      from announcements a where a.office_id = ${officeId}::int`,
    parts: (view) => [
      {
        name: 'announcement',
        from: sql`announcements a where a.id = x.id`,
        columns: [
          ...[words('title', 'a.title'), value('state', 'a.state'), person('written_by', 'a.author_id')],
          ...[at('written', 'a.drafted_at'), at('sent', 'a.sent_at')],
          ...[day('holds_from', 'a.holds_from'), day('to_be_read_by', 'a.read_by'), words('text', 'a.text')],
          ...[at('taken_back', 'a.taken_back_at'), person('taken_back_by', 'a.taken_back_by')],
          words('why_taken_back', 'a.reason'),
        ],
      },
      {
        name: 'who_was_told',
        from: sql`announcement_readers r where r.announcement_id = x.id ${view?.only ? seen(view, sql`r.agency_id = ${view.only}`) : sql``}`,
        order: sql`r.agency_id, r.person_id`,
        columns: [
          ...[told('person', 'r.person_id'), agency('agency', 'r.agency_id'), at('told', 'r.told_at')],
          ...[value('could_not_be_told', 'r.failed'), at('reminded', 'r.reminded_at'), at('read', 'r.read_at')],
          at('told_that_it_was_taken_back', 'r.told_back_at'),
        ],
      },
      {
        name: 'questions_about_it',
        from: sql`announcement_questions q join requests r on r.id = q.request_id where q.announcement_id = x.id
          ${view?.only ? seen(view, sql`r.agency_id = ${view.only}`) : sql``}`,
        order: sql`q.request_id`,
        columns: [value('request', `'R-' || q.request_id`)],
      },
    ],
  },
  meetings: {
    of: (officeId, zone) => sql`
      select m.id, m.office_id, m.agency_id, m.title || ', ' || ${onDay(sql`m.at`, zone)} as title,
        case when m.state <> 'planned' and not ${hasOpen('meeting', sql`m.id`)}
          then greatest(m.at, m.fixed_at, ${lastDone('meeting', sql`m.id`)}) end as since
      from meetings m where m.office_id = ${officeId}::int`,
    parts(view) {
      const sent = sql`m.minutes_sent_at is not null`;
      const isTheirs = (side: string, of: string): SQL =>
        view?.only ? seen(view, sql`${sql.raw(side)} = 'office' or ${sql.raw(of)} = ${view.only}`) : sql``;
      const comesFor = (who: string): SQL =>
        sql`(select p.agency_id from meeting_people p where p.meeting_id = x.id and p.person_id = ${sql.raw(who)})`;
      return [
        {
          name: 'meeting',
          from: sql`meetings m where m.id = x.id`,
          columns: [
            ...[words('title', 'm.title'), agency('with', 'm.agency_id'), value('state', 'm.state'), at('at', 'm.at')],
            ...[value('minutes_long', 'm.minutes'), words('place', 'm.place'), words('why_not_as_planned', 'm.reason')],
            ...[at('agenda_sent', 'm.agenda_sent_at'), at('said_whether_it_took_place', 'm.said_at')],
            ...[
              words('what_was_said', seenOf(view, sent, 'm.said')),
              words('decisions', seenOf(view, sent, 'm.decisions')),
            ],
            ...[person('minutes_by', 'm.written_by'), at('minutes_sent', 'm.minutes_sent_at')],
            ...[value('times_sent', 'm.revision'), at('minutes_stand_since', 'm.fixed_at')],
          ],
        },
        {
          name: 'who_was_invited',
          from: sql`meeting_people p where p.meeting_id = x.id ${isTheirs('p.side', 'p.agency_id')}`,
          order: sql`p.side, p.agency_id, p.person_id`,
          columns: [person('person', 'p.person_id'), value('side', 'p.side'), agency('agency', 'p.agency_id')],
        },
        {
          name: 'topics',
          // In a meeting of all, everybody reads what is on the agenda.
          from: sql`meeting_topics t where t.meeting_id = x.id
            ${view?.only ? seen(view, sql`t.taken_back_at is null or ${comesFor('t.author_id')} = ${view.only}`) : sql``}`,
          order: sql`t.id`,
          columns: [
            ...[
              words('topic', 't.text'),
              value('kind', 't.kind'),
              person('by', 't.author_id'),
              value('side', 't.side'),
            ],
            ...[at('at', 't.at'), at('taken_back', 't.taken_back_at')],
          ],
        },
        {
          name: 'what_was_said_of_the_minutes',
          from: sql`meeting_answers s where s.meeting_id = x.id
            ${view?.only ? seen(view, sql`${comesFor('s.person_id')} = ${view.only}`) : sql``}`,
          order: sql`s.at, s.person_id`,
          columns: [
            ...[person('by', 's.person_id'), value('of_their_sending', 's.revision'), at('at', 's.at')],
            words('what_is_wrong', 's.objection'),
          ],
        },
        actionPart(
          'meeting',
          sql`select x.id`,
          view?.only && ((of) => seenOf(view, sql`${comesFor('c.owner_id')} = ${view.only}`, of)),
          seen(view, sql`(select ${sent} from meetings m where m.id = x.id)`),
        ),
      ];
    },
  },
  reviews: reviewRecords,
  training: trainingRecords,
  listening: listeningRecords,
  recommendations: recommendationRecords,
  alternates: alternateRecords,
  office_hours: {
    of: (officeId) => sql`
      select h.id, h.office_id, h.agency_id, left(h.about, 120) as title, greatest(h.at, h.off_at) as since
      from office_hour_slots h where h.office_id = ${officeId}::int`,
    parts: () => [
      {
        name: 'slot',
        from: sql`office_hour_slots h where h.id = x.id`,
        columns: [
          ...[words('about', 'h.about'), person('liaison', 'h.liaison_id'), person('taken_by', 'h.taker_id')],
          ...[agency('agency', 'h.agency_id'), at('taken', 'h.taken_at'), at('at', 'h.at')],
          ...[value('minutes_long', 'h.minutes'), value('place', 'h.place'), value('state', 'h.state')],
          ...[
            at('called_off', 'h.off_at'),
            person('called_off_by', 'h.off_by'),
            value('called_off_since', 'h.off_cause'),
          ],
          words('why_called_off', 'h.off_reason'),
        ],
      },
    ],
  },
  answers: answerRecords,
  certificates: certificateRecords,
  voices: voiceRecords,
};
