import { type SQL, sql } from 'drizzle-orm';
import { actionPart, hasOpen, needsOfRounds, needsWith } from './actionParts.ts';
import type { ProgrammeRecords } from './programmeRecords.ts';
import { agency, at, day, handedOut, type Part, person, seen, seenOf, type View, value, words } from './recordParts.ts';

/** Listening rounds, and what agencies recommended by themselves: what was asked, answered, chosen, decided, done. */

const ofRound = needsOfRounds(sql`select x.id`);
const ofRecommended = needsWith(sql`select x.id`);
/** What agencies chose is nobody's to read while they may choose. */
const isCounted = sql`exists (select from listening_rounds l where l.id = x.id and l.state in ('deciding', 'told'))`;
const isTold = sql`exists (select from listening_rounds l where l.id = x.id and l.state = 'told')`;
const isDecided = sql`n.decided_at is not null`;

/** `shown`: what of them everybody was shown. */
const needsPart = (view: View, ids: SQL, shown: SQL): Part => ({
  name: 'needs',
  from: sql`listening_needs n where n.id in (${ids}) ${seen(view, sql`n.merged_into is null and ${shown}`)}`,
  order: sql`n.id`,
  columns: [
    ...[value('need', 'n.id'), words('name', 'n.name'), value('state', 'n.state'), at('named', 'n.created_at')],
    ...[
      value('put_together_with', 'n.merged_into'),
      value('votes', 'n.votes'),
      value('agencies_that_chose_it', 'n.chosen_by'),
    ],
    ...[value('place', 'n.place'), value('choice', 'n.choice'), value('effort', seenOf(view, sql`false`, 'n.effort'))],
    ...[at('decided', 'n.decided_at'), words('because', 'n.because'), words('instead', 'n.instead')],
    ...[day('looked_at_again', 'n.again'), person('who_does_it', 'n.owner_id'), day('by', 'n.due')],
    ...[at('done', 'n.done_at'), words('what_was_done', 'n.done_text')],
  ],
});

/** An agency reads its own, whatever the others were shown of it. What somebody took back is read by nobody. */
const answersPart = (view: View, condition: SQL): Part => ({
  name: 'answers',
  from: sql`listening_answers s where ${condition} ${handedOut(view, sql`s.taken_back_at is null`)} ${view?.only ? seen(view, sql`s.agency_id = ${view.only}`) : sql``}`,
  order: sql`s.id`,
  columns: [
    ...[words('answer', 's.text'), person('by', 's.person_id'), agency('agency', 's.agency_id'), at('at', 's.at')],
    ...[at('changed', 's.changed_at'), value('need', seenOf(view, sql`false`, 's.need_id'))],
  ],
});

export const listeningRecords: ProgrammeRecords = {
  of: (officeId, zone) => sql`
    select l.id, l.office_id, null::int as agency_id, l.question as title,
      case when l.state in ('told', 'called off', 'withdrawn') and not ${hasOpen('need', needsOfRounds(sql`select l.id`))}
        and not exists (select from listening_needs n where n.round_id = l.id and n.merged_into is null
          and n.state in ('planned', 'doing'))
        then greatest((l.answer_until + 1)::timestamp at time zone ${zone}, l.closed_at, l.told_at,
          (select max(greatest(n.decided_at, n.done_at)) from listening_needs n where n.round_id = l.id)) end as since
    from listening_rounds l where l.office_id = ${officeId}::int`,
  parts: (view) => [
    {
      name: 'round',
      from: sql`listening_rounds l where l.id = x.id`,
      columns: [
        ...[words('question', 'l.question'), words('why', 'l.why'), value('state', 'l.state')],
        ...[person('asked_by', 'l.author_id'), at('asked', 'l.sent_at'), day('answers_until', 'l.answer_until')],
        ...[day('votes_until', 'l.vote_until'), value('a_vote_counts_by', 'l.rule'), value('choices', 'l.choices')],
        ...[value('others_were_shown', 'l.shows'), at('vote_closed', 'l.closed_at'), at('results_told', 'l.told_at')],
        ...[person('called_off_by', 'l.ended_by'), words('why_called_off', 'l.reason')],
      ],
    },
    answersPart(view, sql`s.round_id = x.id`),
    {
      name: 'votes',
      from: sql`listening_ballots b where b.round_id = x.id ${view?.only ? seen(view, sql`b.agency_id = ${view.only}`) : sql``}`,
      order: sql`b.agency_id`,
      columns: [
        ...[
          agency('agency', 'b.agency_id'),
          value('weight', 'b.weight'),
          person('by', 'b.person_id'),
          at('at', 'b.at'),
        ],
        value(
          'chose',
          view === undefined
            ? sql`null::json`
            : sql`case when ${isCounted} then (
                select json_agg(n.name order by n.id) from listening_needs n where n.id = any(b.need_ids)) end`,
        ),
      ],
    },
    needsPart(view, ofRound, isTold),
    actionPart('need', ofRound, undefined, seen(view, sql`false`)),
  ],
};

/** With what was put together with it. */
export const recommendationRecords: ProgrammeRecords = {
  of: (officeId, zone) => sql`
    select n.id, n.office_id, null::int as agency_id, n.name as title,
      case when n.state in ('done', 'not now') and not ${hasOpen('need', needsWith(sql`select n.id`))}
        then greatest(n.decided_at, n.done_at, (n.again + 1)::timestamp at time zone ${zone}) end as since
    from listening_needs n where n.office_id = ${officeId}::int and n.round_id is null and n.merged_into is null`,
  titleSeen: sql`exists (select from listening_needs n where n.id = x.id and ${isDecided})`,
  parts: (view) => [
    answersPart(view, sql`s.need_id in (${ofRecommended})`),
    needsPart(view, ofRecommended, isDecided),
    actionPart('need', ofRecommended, undefined, seen(view, sql`false`)),
  ],
};
