import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { openTraining, plan, rfp, rfq } from '../support/training.ts';

/** A certificate ends while whoever has it is out: they hear of it when they are back, and whoever supervises knows. */

const data = useDatabase();

const forStaff = { ...rfq, roles: ['requester', 'liaison'] as const } as typeof rfq;
/** Lee's ends on August 3: that would be told on June 4. */
const certificates = [{ person: 'lee@state.example', course: 'rfq', day: '2024-08-03' }];
const out = (from: string, until: string | null) => ({ person: 'lee@state.example', from, until, cover: null });
const begin = (absences: ReturnType<typeof out>[]) =>
  openTraining(data.database, { courses: [forStaff, rfp], certificates, absences });
const ENDS = 'Your certificate in Requests for quotes (may buy up to $50,000 by RFQ) ends in';

test('who is out when it would be told is told on the morning of their return, once', async () => {
  const story = await begin([out('2026-06-03', '2026-06-12'), out('2026-06-13', '2026-06-16')]);
  const [lee, sam] = [story.person('lee'), story.person('sam')];
  for (const day of ['04', '05', '12', '15', '16']) {
    await story.at(`2026-06-${day}T09:00`);
    expect(lee.sees().join('\n'), day).not.toContain('Your certificate');
  }
  await story.at('2026-06-17T08:59');
  expect(lee.sees().join('\n')).not.toContain('Your certificate');
  await story.at('2026-06-17T09:00');
  expect(lee.sees().join('\n')).toContain(`${ENDS} 47 days, on Monday, August 3.`);
  await story.at('2026-06-18T09:00');
  expect(lee.sees().join('\n').split('Your certificate')).toHaveLength(2);
  expect(sam.sees().join('\n'), 'there is time enough').not.toContain('their certificate');
});

test('who is back earlier than was said hears of it then', async () => {
  const story = await begin([out('2026-06-03', null)]);
  const lee = story.person('lee');
  await story.at('2026-06-10T09:00');
  await lee.says('my absences');
  await lee.presses("I'm back");
  await story.at('2026-06-11T09:00');
  expect(lee.sees().join('\n')).toContain(`${ENDS} 53 days`);
});

test('what ended meanwhile is told as ended on their return; supervisors read it beforehand', async () => {
  const story = await begin([out('2026-06-03', '2026-08-14')]);
  const [lee, maria, sam] = [story.person('lee'), story.person('maria'), story.person('sam')];
  await plan(data.database, sam, { day: '2026-09-16', leader: '' } as Parameters<typeof plan>[2]);
  await story.at('2026-07-20T09:01');
  expect(sam.last(), 'there is time enough').not.toContain('their certificate');
  await story.at('2026-07-27T09:01');
  const said =
    'Lee Park is out through Friday, August 14, and their certificate in Requests for quotes ends on Monday, August 3. They read it when they are back.';
  expect(sam.last()).toContain(said);
  await story.at('2026-08-10T09:01');
  expect(sam.sees().join('\n')).toContain('and their certificate in Requests for quotes ended on Monday, August 3.');
  expect(maria.sees().join('\n'), 'of a colleague nobody else reads it').not.toContain('their certificate');
  expect(lee.sees().join('\n')).not.toContain('Your certificate');
  await story.at('2026-08-17T09:00');
  expect(lee.sees().join('\n')).toContain(
    'Your certificate in Requests for quotes (may buy up to $50,000 by RFQ) ended on Monday, August 3.\nThese renew it:\n- Requests for quotes · Wed, Sep 16',
  );
  await story.at('2026-08-18T09:00');
  expect(lee.sees().join('\n').split('Your certificate')).toHaveLength(2);
  const [ended] = await rows<{ n: number; day: string }>(
    data.database.db,
    sql`select count(*)::int as n, min(data ->> 'day') as day from events where kind = 'certificate ended'`,
  );
  expect(ended).toEqual({ n: 1, day: '2026-08-03' });
  expect(story.failures).toEqual([]);
});
