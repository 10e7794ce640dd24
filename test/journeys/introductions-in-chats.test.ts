import { expect, test } from 'vitest';
import { sinceEver } from '../../src/offices/setup.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

const assigned = (agency: string, liaison: string, from: string, until: string | null = null) => ({
  ...{ agency, line: null, liaison: `${liaison}@state.example`, backup: 'devon@state.example', from, until },
});
/** Maria takes Transportation over from Lee on Tuesday. */
const telling = {
  at: '2026-06-01T10:00',
  office: {
    assignments: [
      assigned('DOT', 'lee', sinceEver, '2026-06-01'),
      assigned('DOT', 'maria', '2026-06-02'),
      assigned('AGR', 'maria', sinceEver),
    ],
  },
};

test.each(inChats)(
  'in %s: a new liaison is introduced in their own words, with their hours and their picture',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'lee', 'maria']);
    const { ana, lee, maria } = seats;
    await story.sweep();
    for (const each of [ana, lee, maria]) await each.says('help');
    await ana.says('Do we need three quotes?');
    await at('2026-06-02T09:00');
    const words = { title: 'I am your liaison now', text: 'I know roads <!channel> and bridges.' };
    const preview = await maria.presses('Change', { ...words, agencies: 'DOT', day: '2026-06-03', time: '9 AM' });
    expect(preview).toContain('Hours: Mon–Fri, 9 AM–5 PM Eastern');
    await maria.presses('Plan it');
    await at('2026-06-03T09:00');
    expect(await ana.seen()).toContain('I know roads <!channel> and bridges.');
    expect(await ana.seen()).toContain('Hours: Mon–Fri, 9 AM–5 PM Eastern');
    expect(ana.faces()).toContain('Maria Lopez');
    expect(story.failures).toEqual([]);
  },
);
