import { sql } from 'drizzle-orm';
import { onDay } from './actionParts.ts';
import type { ProgrammeRecords } from './programmeRecords.ts';
import { agency, at, day, handedOut, person, seen, value, words } from './recordParts.ts';

/** Training sessions: who came, what they were given for it, and how useful it was. */

/** Answers are read from so many on, as on the page, and with nothing that says whose they are. */
const isEnough = sql`(select count(*) from training_answers w where w.session_id = x.id) >= 5`;

export const trainingRecords: ProgrammeRecords = {
  of: (officeId, zone) => sql`
    select t.id, t.office_id, null::int as agency_id, o.name || ', ' || ${onDay(sql`t.at`, zone)} as title,
      case when t.state <> 'planned' then greatest(t.at, t.said_at) end as since
    from training_sessions t join courses o on o.id = t.course_id where t.office_id = ${officeId}::int`,
  parts(view) {
    const theirs = view?.only ? seen(view, sql`u.agency_id = ${view.only}`) : sql``;
    return [
      {
        name: 'session',
        from: sql`training_sessions t join courses o on o.id = t.course_id where t.id = x.id`,
        columns: [
          ...[
            words('course', 'o.name'),
            value('state', 't.state'),
            at('at', 't.at'),
            value('minutes_long', 't.minutes'),
          ],
          ...[words('place', 't.place'), value('seats', 't.seats'), person('led_by', 't.leader_id')],
          ...[person('planned_by', 't.planned_by'), at('said_who_was_there', 't.said_at')],
          words('why_not_as_planned', 't.reason'),
        ],
      },
      {
        name: 'who_signed_up',
        from: sql`training_sign_ups u where u.session_id = x.id ${theirs}`,
        order: sql`u.nr, u.person_id`,
        columns: [
          ...[person('person', 'u.person_id'), agency('agency', 'u.agency_id'), value('standing', 'u.state')],
          ...[at('signed_up', 'u.at'), value('was_there', 'u.attended')],
        ],
      },
      {
        name: 'certificates',
        from: sql`certificates c join training_sign_ups u on u.session_id = c.session_id and u.person_id = c.person_id
          where c.session_id = x.id ${theirs}`,
        order: sql`c.id`,
        columns: [
          ...[person('person', 'c.person_id'), agency('agency', 'u.agency_id')],
          ...[day('given', 'c.given_on'), day('holds_until', 'c.ends_on')],
        ],
      },
      {
        name: 'how_useful_it_was',
        from: sql`(select w.useful, count(*)::int as n from training_answers w where w.session_id = x.id
          ${handedOut(view, isEnough)} ${seen(view, sql`false`)} group by w.useful) g`,
        order: sql`g.useful`,
        columns: [value('of_5', 'g.useful'), value('answers', 'g.n')],
      },
      {
        name: 'what_was_said_of_it',
        from: sql`training_answers w where w.session_id = x.id and w.words is not null
          ${handedOut(view, isEnough)} ${seen(view, sql`false`)}`,
        order: sql`w.words collate "C"`,
        columns: [words('words', 'w.words')],
      },
    ];
  },
};

/** Those of the office's own file stay as long as they stand there; one that does not end is kept. */
export const certificateRecords: ProgrammeRecords = {
  of: (officeId, zone) => sql`
    select c.id, c.office_id, u.agency_id, o.name || ', given ' || to_char(c.given_on, 'FMMonth FMDD, YYYY') as title,
      case when not c.from_file then (c.ends_on + 1)::timestamp at time zone ${zone} end as since
    from certificates c join courses o on o.id = c.course_id
    left join training_sign_ups u on u.session_id = c.session_id and u.person_id = c.person_id
    where c.office_id = ${officeId}::int`,
  parts: () => [
    {
      name: 'certificate',
      from: sql`certificates c join courses o on o.id = c.course_id
        left join training_sign_ups u on u.session_id = c.session_id and u.person_id = c.person_id where c.id = x.id`,
      columns: [
        ...[words('course', 'o.name'), person('person', 'c.person_id'), agency('agency', 'u.agency_id')],
        ...[value('training_session', 'c.session_id'), value('from_the_office_file', 'c.from_file')],
        ...[day('given', 'c.given_on'), day('holds_until', 'c.ends_on')],
      ],
    },
  ],
};
