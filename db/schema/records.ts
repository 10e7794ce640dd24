import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { DeskEvent, Subject } from '../../src/records/event.ts';

import { longId, moment } from './columns.ts';
import { offices } from './offices.ts';
import { people } from './people.ts';
import { requests } from './requests.ts';

/** The append-only record: of a request, an office, a person. */
export const events = pgTable(
  'events',
  {
    id: longId(),
    officeId: integer('office_id').references(() => offices.id),
    subjectKind: text('subject_kind').$type<Subject['kind']>().notNull().default('request'),
    subjectId: integer('subject_id').notNull(),
    /** Where the subject is a request. */
    requestId: integer('request_id').references(() => requests.id),
    kind: text('kind').$type<DeskEvent['kind']>().notNull(),
    /** Of the shape of `data`: see EVENT_VERSION. */
    version: integer('version').notNull().default(1),
    at: moment('at').notNull(),
    actorId: integer('actor_id').references(() => people.id),
    data: jsonb('data').$type<DeskEvent['data']>().notNull(),
  },
  (t) => [index('events_request').on(t.requestId), index('events_subject').on(t.subjectKind, t.subjectId)],
);
