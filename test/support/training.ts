import { sql } from 'drizzle-orm';
import { type Database, rows } from '../../db/engine/client.ts';
import type { Answer } from '../../src/chat/answer.ts';
import { plainSpans, plainText } from '../../src/chat/message.ts';
import type { CourseRule } from '../../src/offices/courseRules.ts';
import type { storyOffice } from './office.ts';
import { openStory, type Seat, type Story } from './story.ts';

/** Courses of the office of the stories, their sessions, and what stories do with them. */

export const rfq: CourseRule = {
  ...{ code: 'rfq', name: 'Requests for quotes', about: null, roles: ['requester', 'agency head'], prerequisite: null },
  ...{ months: 24, authority: 'may buy up to $50,000 by RFQ', sessions: null },
};
export const rfp: CourseRule = {
  ...rfq,
  code: 'rfp',
  name: 'Requests for proposals',
  prerequisite: 'rfq',
  authority: null,
};

export const openTraining = (database: Database, office: Parameters<typeof storyOffice>[0] = {}) =>
  openStory(database, { office: { courses: [rfq, rfp], ...office } });
export const learners = (story: Story): Record<'ana' | 'ben' | 'fay' | 'lee', Seat> => ({
  ...{ ana: story.person('ana'), ben: story.person('ben') },
  ...{ fay: story.person('fay'), lee: story.person('lee') },
});

export const idOf = async (database: Database, name: string): Promise<string> => {
  const [row] = await rows<{ id: number }>(
    database.db,
    sql`select id from people where email = ${`${name}@state.example`}`,
  );
  return String(row?.id);
};
const courseId = async (database: Database, code: string): Promise<string> => {
  const [row] = await rows<{ id: number }>(database.db, sql`select id from courses where code = ${code}`);
  return String(row?.id);
};
type Plan = { course?: string; day?: string; time?: string; seats?: string; place?: string; shared?: string };
export async function plan(database: Database, by: Seat, change: Plan = {}): Promise<string> {
  await by.says('training');
  const leader = await idOf(database, 'lee');
  const given = { day: '2026-06-17', time: '10 AM', minutes: '120', seats: '1', place: 'Room 4', shared: 'no', leader };
  return by.presses('Plan a session', {
    ...given,
    ...change,
    course: await courseId(database, change.course ?? 'rfq'),
  });
}
export const signsUp = async (who: Seat, label = 'Sign up') => {
  await who.says('training');
  return who.presses(label);
};
/** Presses a button and sends its form, wherever the button stands. */
export async function formOf(
  story: Story,
  who: string,
  press: { name: string; about: string },
  values: Record<string, string>,
): Promise<string> {
  const user = `${who}@state.example`;
  const opened = await story.chat.hand(user, { kind: 'press', press });
  const answer = opened.kind === 'form' ? await story.chat.submit(user, opened.form, values) : opened;
  await story.settle();
  return sayAnswer(answer);
}
const sayAnswer = (answer: Answer): string =>
  answer.kind === 'notice'
    ? plainSpans(answer.text)
    : answer.kind === 'errors'
      ? Object.entries(answer.errors)
          .map(([name, text]) => `${name}: ${text}`)
          .join('\n')
      : answer.kind === 'show'
        ? plainText(answer.message)
        : answer.kind;

export const files = (story: Story, who: string) =>
  story.chat.seen(`${who}@state.example`).flatMap(({ file }) => (file ? [new TextDecoder().decode(file.bytes)] : []));
