import { expect, test } from 'vitest';
import { people, surveys } from '../../db/schema.ts';
import type { Chart } from '../../src/chat/charts/chart.ts';
import { plainText } from '../../src/chat/message.ts';
import { buildDigest } from '../../src/digests/build.ts';
import type { DigestKind } from '../../src/digests/slots.ts';
import { digestParts } from '../../src/features.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** Sam's digest, as it would be written now. */
async function digestOf(story: Story, kind: DigestKind): Promise<{ text: string; charts: Chart[] }> {
  const built = await story.store.transaction(async (tx) => {
    const [office] = await tx.offices.all();
    const [person] = await tx.people.withRole(office?.id ?? 0, 'supervisor');
    if (!office || !person) throw new Error('Sam supervises the office');
    return buildDigest(tx, { office, person, role: 'supervisor', heads: [] }, kind, {
      now: story.now(),
      asked: true,
      parts: digestParts,
    });
  });
  const { message = { blocks: [] } } = built ?? {};
  return {
    text: plainText(message),
    charts: message.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])),
  };
}

/** So many are satisfied and so many are not, all of them on this day; as many again have not answered. */
async function rate(day: string, good: number, bad: number, nameless = false): Promise<void> {
  const { db } = data.database;
  const everybody = await db.select().from(people);
  const idOf = (name: string): number => everybody.find((person) => person.name === name)?.id ?? 0;
  const rows = Array.from({ length: 2 * (good + bad) }, (_, nth) => ({
    ...{ officeId: 1, requestId: 1001, personId: idOf('Ana Ruiz'), liaisonId: idOf('Lee Park'), nameless },
    ...(nth < good + bad && {
      ...{ rating: nth < good ? 5 : 1, ratedAt: new Date(`${day}T12:00:${String(nth).padStart(2, '0')}-04:00`) },
    }),
    ...{ askedAt: new Date(`${day}T09:00-04:00`), resolvedAt: new Date(Date.parse(`${day}T08:00Z`) + nth) },
  }));
  await db.insert(surveys).values(rows);
}

test('a weekly digest shows who asked how much, and the week before', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  await story.person('ben').asks('Which salt contract is valid?');
  await story.at('2026-06-08T10:00');
  await story.person('ana').asks('May I buy a drone?');
  await story.person('ana').asks('And two of them?');
  await story.person('fay').asks('Who signs?');
  await story.at('2026-06-15T09:01');
  const { charts, text } = await digestOf(story, 'weekly');
  const volume = charts.find(({ title }) => title.startsWith('Requests by agency'));
  expect(volume).toMatchObject({
    bars: [
      { label: 'Transportation', said: '2 (0)' },
      { label: 'Finance', said: '1 (0)' },
    ],
    finding: '2 agencies asked 3 requests last week: Transportation asked most, 2. Of all agencies the week before: 1.',
  });
  expect(text).toContain('Asked last week: 3');
  // Ana's and Fay's were due last week; Ben's, the week before, was never answered either.
  expect(text).toContain('First replies on time: 0% (0 of 3) · the week before: 0 of 1, too few for a share');
  expect(text).toContain(
    'First replies on time by agency\n- Transportation · 0 of 2, too few for a share · the week before',
  );
  expect(text).toContain('- Agriculture · none was due · the week before: 0 of 1, too few for a share');
  expect((await digestOf(story, 'daily')).text).not.toContain('by agency');
});

test('satisfaction is drawn month by month with the margin that the words have, and nothing of few answers', async () => {
  const story = await openStory(data.database, { at: '2026-04-01T10:00' });
  await story.person('ana').asks('May I buy a drone?');
  await rate('2026-04-20', 6, 2);
  await rate('2026-05-20', 4, 0);
  await rate('2026-06-20', 9, 3);
  await story.at('2026-07-01T09:01');
  const { charts, text } = await digestOf(story, 'monthly');
  const chart = charts.find(({ title }) => title.startsWith('Satisfied'));
  const said = /Satisfaction: (\d+% satisfied \([^;]+; \d+ of \d+ who answered)/u.exec(text)?.[1] ?? 'nothing';
  expect(said).toContain('75% satisfied (');
  expect(chart?.finding).toContain(`June 2026: ${said}).`);
  expect(chart).toMatchObject({
    bars: [
      ...['January', 'February', 'March'].map((month) => ({ label: `${month} 2026`, value: null })),
      { label: 'April 2026', said: '75% of 8' },
      { label: 'May 2026', value: null, said: 'too few answers to show' },
      { label: 'June 2026', said: '75% of 12' },
    ],
  });
});

test('answers without a name are drawn five at a time, where the fifth came', async () => {
  const story = await openStory(data.database, { at: '2026-04-01T10:00' });
  await story.person('ana').asks('May I buy a drone?');
  await rate('2026-04-20', 7, 0, true);
  await rate('2026-05-20', 0, 2, true);
  await rate('2026-06-20', 6, 0, true);
  await story.at('2026-07-01T09:01');
  const { charts } = await digestOf(story, 'monthly');
  // Two of April wait in May, where there is one more than makes the five whole.
  expect(charts.find(({ title }) => title.startsWith('Satisfied'))).toMatchObject({
    bars: [
      ...[{}, {}, {}],
      { label: 'April 2026', said: '100% of 5' },
      { label: 'May 2026', value: null },
      { label: 'June 2026', said: '80% of 10' },
    ],
  });
});
