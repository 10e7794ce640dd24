import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

const telling = {
  at: '2026-06-01T10:00',
  office: {
    meetings: [
      {
        ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'] },
        ...{ rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const } },
        ...{ minute: 600, minutes: 30, place: 'Room 4' },
      },
    ],
  },
};

test.each(inChats)(
  'in %s: an agenda comes with its file, the meeting moves, its minutes are confirmed, and what was taken on is done',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'lee']);
    const { ana, lee } = seats;
    for (const each of [ana, lee]) await each.says('help');
    await at('2026-06-05T09:00');
    expect(await ana.seen()).toContain('Room 4');
    expect(await ana.files()).toEqual(['meeting-2026-06-09.ics']);
    await ana.presses('Add a topic', { text: 'Road salt <!channel>' });
    expect(await lee.seen()).toContain('Road salt');
    await ana.presses('Take it back');
    for (const each of [ana, lee]) expect(await each.seen()).not.toContain('Road salt');
    await ana.presses('I can’t come', { reason: 'Court', day: '2026-06-10', time: '2 PM' });
    expect(await lee.seen()).toContain('They suggest Wed, Jun 10, 2:00 PM EDT.');
    await lee.presses('Move it', { day: '2026-06-10', time: '2 PM', reason: 'I am in court.' });
    expect(await ana.seen()).toContain('Lee Park has moved it.');
    expect(await ana.files()).toContain('meeting-2026-06-10.ics');
    await at('2026-06-11T09:00');
    expect(await lee.seen()).toContain('Did it take place?');
    await lee.presses('It took place');
    const owner = await story.store.transaction(async (tx) => {
      const all = await tx.people.named(Array.from({ length: 20 }, (__, n) => n + 1));
      return [...all.values()].find(({ name }) => name === 'Ana Ruiz')?.id;
    });
    const minutes = { said: 'Salt is short.', what: 'Send the list', owner: String(owner), due: '2026-06-18' };
    expect(await lee.presses('Write the minutes', minutes)).toContain('Send the list');
    await lee.presses('Send to both sides');
    expect(await ana.seen()).toContain('Salt is short.');
    await ana.presses('Something is wrong', { wrong: 'Grit, too.' });
    expect(await lee.seen()).toContain('Grit, too.');
    await lee.presses('Change the minutes', { said: 'Salt and grit are short.' });
    await lee.presses('Send to both sides');
    await ana.presses('That is right');
    expect(await lee.seen()).toContain('These minutes stand. Ana Ruiz confirmed them.');
    await at('2026-06-11T09:30');
    expect(await ana.seen()).toContain('You have taken this on:');
    await ana.presses('Done', { result: 'It is in the folder.' });
    await ana.says('actions');
    expect(await ana.seen()).toContain('Nothing is open.');
    expect(story.failures).toEqual([]);
  },
);
