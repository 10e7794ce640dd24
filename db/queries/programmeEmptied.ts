import { type SQL, sql } from 'drizzle-orm';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';
import { needsOfRounds, needsWith } from './actionParts.ts';

/**
 * What is emptied when a record of the programme goes: its tables with the columns that hold what people wrote, and how
 * they are named in what the desk sent and in the entries of the record. A new table or column that holds what people
 * wrote in one belongs into these lists; test/retention/programme-nothing-left.store.test.ts looks through all tables.
 */

/** How rows are named in presses (`meeting=12`), in keys of deliveries (`meeting 12 …`) and in entries of the record. */
export type Named = {
  press?: string;
  /** What the name of the press begins with, where others name something else so. */
  of?: string;
  keys?: readonly string[];
  event?: string;
  /** What the kind of the entry begins with, likewise. */
  events?: string;
  /** What keys begin with that end with the `source` of the row, or with what stands there instead (SQL). */
  sourced?: string;
  source?: string;
};
export type Part = {
  table: string;
  /** Its rows, of the records whose ids `roots` selects. */
  where(roots: SQL): SQL;
  /** Texts: each becomes "Content destroyed", where there is one. */
  texts: readonly string[];
  /** What else becomes of its rows (SQL), and where else in them people's words stand. */
  more?: string;
  also?: readonly string[];
  /** Its rows go whole. */
  goes?: true;
  named?: Named;
};

const part = (table: string, column: string, texts: readonly string[], named?: Named): Part => ({
  ...{ table, texts, ...(named && { named }) },
  where: (roots) => sql`${sql.raw(column)} in (${roots})`,
});
const actions = (kind: 'meeting' | 'review' | 'need', of: (roots: SQL) => SQL): Part => ({
  ...{ table: 'actions', texts: ['about', 'what', 'result'] },
  named: { press: 'action', keys: ['action'], event: 'action' },
  where: (roots) => sql`subject_kind = ${kind} and subject_id in (${of(roots)})`,
});
const needs = (of: (roots: SQL) => SQL): Part[] => [
  {
    ...{ table: 'listening_answers', texts: ['text'] },
    named: { press: 'answer', of: '%listening%', event: 'answer', events: 'listening%', sourced: 'recommended' },
    where: (roots) => sql`need_id in (${of(roots)})`,
  },
  actions('need', of),
  {
    ...{ table: 'listening_needs', texts: ['name', 'because', 'instead', 'done_text'] },
    named: { press: 'need', keys: ['need', 'listening decision', 'listening done'], event: 'need' },
    where: (roots) => sql`id in (${of(roots)})`,
  },
];
const roots = (ids: SQL): SQL => ids;
const ofReports = (ids: SQL): SQL => sql`select p.id from alternate_reports p where p.alternate_id in (${ids})`;

export const emptied: Record<ProgrammeKind, readonly Part[]> = {
  announcements: [
    part('announcements', 'id', ['title', 'text', 'reason'], {
      ...{ press: 'announcement', keys: ['announcement'], event: 'announcement' },
    }),
  ],
  meetings: [
    part('meeting_topics', 'meeting_id', ['text']),
    part('meeting_answers', 'meeting_id', ['objection']),
    actions('meeting', roots),
    part('meetings', 'id', ['said', 'decisions', 'reason', 'place'], {
      ...{ press: 'meeting', keys: ['meeting'], event: 'meeting' },
    }),
  ],
  reviews: [
    part('review_files', 'review_id', ['name']),
    part('review_judgements', 'review_id', ['words']),
    part('review_findings', 'review_id', ['words', 'what'], {
      ...{ press: 'finding', keys: ['finding'], event: 'finding' },
    }),
    actions('review', roots),
    part('reviews', 'id', ['fewer', 'answer', 'summary', 'reason', 'comment'], {
      ...{ press: 'review', keys: ['review'], event: 'review' },
    }),
  ],
  training: [
    part('training_answers', 'session_id', ['words']),
    part('training_sessions', 'id', ['place', 'reason'], {
      ...{ press: 'session', of: '%training%', keys: ['training'], event: 'session' },
    }),
  ],
  listening: [
    part('listening_answers', 'round_id', ['text'], {
      ...{ press: 'answer', of: '%listening%', event: 'answer', events: 'listening%' },
    }),
    ...needs(needsOfRounds),
    part('listening_rounds', 'id', ['question', 'why', 'reason'], {
      press: 'round',
      keys: [
        ...['listening', 'listening question', 'listening reminder', 'listening vote', 'listening vote reminder'],
        ...['listening results', 'listening called off'],
      ],
      event: 'round',
    }),
  ],
  recommendations: needs(needsWith),
  alternates: [
    part('alternate_views', 'alternate_id', ['because', 'conditions']),
    {
      ...{ table: 'files', texts: ['name', 'ref', 'reason'], named: { keys: ['report file'] } },
      more: `bytes = null, state = 'destroyed'`,
      where: (ids) => sql`report_id in (${ofReports(ids)})`,
    },
    part('alternate_reports', 'alternate_id', ['words', 'link', 'refused_because'], {
      ...{ press: 'report', keys: ['report'], event: 'report' },
    }),
    part('alternates', 'id', ['what', 'why', 'stake', 'form', 'conditions', 'because', 'instead', 'end_reason'], {
      press: 'alternate',
      keys: ['alternate'],
      event: 'alternate',
    }),
  ],
  office_hours: [
    part('office_hour_slots', 'id', ['about', 'off_reason'], { press: 'slot', keys: ['slot'], event: 'slot' }),
  ],
  answers: [
    { ...part('answer_words', 'answer_id', []), goes: true },
    {
      ...part('answers', 'id', ['question', 'answer'], {
        ...{ press: 'answer', of: '(show|approve|change|renew|withdraw) answer', keys: ['answer'] },
        ...{ event: 'answer', events: 'answer %' },
      }),
      // Nobody is shown it as an answer any more.
      more: `sources = '{}', proposed = null, state = 'withdrawn', withdrawn_at = coalesce(withdrawn_at, now())`,
      also: [`array_to_string(sources, e'\\n')`, `proposed ->> 'question'`, `proposed ->> 'answer'`],
    },
  ],
  // Who was trained in what, and until when, is all that there is of it.
  certificates: [
    {
      ...part('certificates', 'id', [], {
        ...{ keys: ['certificate'], sourced: 'training' },
        source: `session_id || ' certificate of ' || person_id`,
      }),
      goes: true,
    },
  ],
  voices: [
    part('voice_words', 'voice_id', ['text']),
    { ...part('voices', 'id', [], { press: 'voice', keys: ['voice'], event: 'voice' }), more: 'opening = null' },
  ],
};

/** Forms that make such a record, and name none therefore: what was written in them is known by its words. */
export const making: Record<ProgrammeKind, readonly string[]> = {
  announcements: ['announce'],
  meetings: [],
  reviews: [],
  training: ['plan training'],
  listening: ['begin listening'],
  recommendations: ['recommend change'],
  alternates: ['ask alternate', 'renew alternate'],
  office_hours: ['take slot'],
  answers: ['new answer'],
  certificates: [],
  voices: ['tell supervisor'],
};
