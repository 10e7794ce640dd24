import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { runSurveys } from '../../src/cli/surveys.ts';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

async function run(story: Story, ...args: string[]) {
  const said: string[] = [];
  const files = new Map<string, string>();
  const code = await runSurveys(args, {
    out: (line) => void said.push(line),
    err: (line) => void said.push(line),
    write: async (file, text) => void files.set(file, text),
    withStore: (work) => work(story.store),
  });
  return { code, said: said.join('\n'), files };
}

/** A day each: asked, resolved, and rated an hour later; 0 is not answered. */
async function answered(...ratings: number[]): Promise<Story> {
  const surveys = { ...defaultSurveyRules(480), form: 'federal' as const, coolDownDays: 1, askAfter: 60 };
  const story = await openStory(data.database, { office: { surveys } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  for (const [n, rating] of ratings.entries()) {
    const day = `2026-06-${String(1 + n + 2 * Math.floor(n / 5)).padStart(2, '0')}`;
    await story.at(`${day}T10:00`);
    await ana.asks('May I buy a drone?');
    await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
    await story.at(`${day}T11:01`);
    const label = ['', '1 – Strongly disagree', '2 – Disagree', '3 – Neutral', '4 – Agree', '5 – Strongly agree'][
      rating
    ];
    if (n === 0 && label) await ana.presses(label, { positive: 'ease', comment: '=1+1' });
    else if (label) await ana.answer(label);
    await story.settle();
  }
  return story;
}

test('says of a quarter who was served, asked and answered, and how sure the share is', async () => {
  const story = await answered(5, 5, 0, 4, 2, 4);
  const { code, said, files } = await run(story, '--quarter', '2026q2', '--office', 'procurement', '--csv', 'a.csv');
  expect(said).toMatchInlineSnapshot(`
    "Procurement Office, 2026 Q2
      Served     6 resolved
      Asked      6, 1 of them once more; 0 want no more surveys
      Answered   5 of 6 asked answered (83%), 1 the whole form (17%)
      In         Fake: 5 of 6 asked answered (83%); 1 asked once more; 0 want no more surveys
      Score      80% satisfied (61% to 91%; 4 of 5 who answered, 6 served)
    5 answers are in a.csv."
  `);
  expect(code).toBe(0);
  const [header, ...rows] = parse(files.get('a.csv') ?? '') as string[][];
  expect(header?.join()).toBe(
    'external_id,question_1,positive_effectiveness,positive_ease,positive_efficiency,positive_transparency,positive_humanity,positive_employee,positive_other,negative_effectiveness,negative_ease,negative_efficiency,negative_transparency,negative_humanity,negative_employee,negative_other,question_4',
  );
  expect(new Set(rows.map(([id]) => id)).size, 'each has an id of its own').toBe(5);
  const first = rows.find((row) => row.at(-1) !== '');
  expect(first?.slice(1)).toEqual(['5', '0', '1', '0', '0', '0', '0', '0', ...Array(7).fill('null'), "'=1+1"]);
  expect(rows.find((row) => row[1] === '2')?.slice(2, 16)).toEqual([...Array(7).fill('null'), ...Array(7).fill('0')]);

  expect((await run(story, '--quarter', '2026Q3')).said).toContain('nobody was asked');
});

test('writes the numbers of a quarter in the columns that are due for it', async () => {
  const story = await answered(5, 5, 0);
  const { said, files } = await run(story, '--quarter', '2026Q2', '--office', 'procurement', '--volumes', 'v.csv');
  expect(said).toContain('The numbers of the quarter are in v.csv.');
  expect(parse(files.get('v.csv') ?? '')).toEqual([
    [
      ...['transaction_point', 'channel', 'survey_type', 'survey_title', 'trust_question_text', 'volume_of_customers'],
      ...['volume_of_customers_provided_survey_opportunity', 'volume_of_respondents'],
    ],
    [
      ...['post_interaction', 'chatbot', 'likert_scale', 'Procurement Office: after a resolution'],
      ...['I trust the Procurement Office to meet my agency’s needs.', '3', '3', '2'],
    ],
  ]);
});

test('shows nothing of fewer than five answers, and writes no file', async () => {
  const story = await answered(5, 1);
  const { code, said, files } = await run(story, '--quarter', '2026Q2', '--office', 'procurement', '--csv', 'a.csv');
  expect(code).toBe(1);
  expect(said).toContain('too few answers to show (fewer than 5)');
  expect(said).toContain('so there is no file');
  expect(files.size).toBe(0);
});

test('says what is wrong with the command line', async () => {
  const story = await openStory(data.database);
  await expect(run(story)).rejects.toThrow('Say which quarter, such as --quarter 2026Q4.');
  await expect(run(story, '--quarter', '2026Q5')).rejects.toThrow('Say which quarter');
  await expect(run(story, '--quarter', '2026Q4', '--csv', 'x')).rejects.toThrow('add --office');
  expect(await run(story, '--quarter', '2026Q4', '--office', 'x')).toMatchObject({
    code: 1,
    said: 'There is no office "x"; there are procurement.',
  });
});
