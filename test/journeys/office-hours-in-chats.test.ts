import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: a liaison says when, somebody takes a slot with its file, it is called off, and the next is taken',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, { at: '2026-06-01T10:00' }, ['ana', 'lee']);
    const { ana, lee } = seats;
    await ana.says('help');
    await lee.says('my office hours');
    const tuesdays = { weekday: 'tue', from: '10 AM', until: '11 AM', minutes: '30', place: 'Room <!channel> 4' };
    expect(await lee.presses('Add office hours', { ...tuesdays, from: '10' })).toContain('morning or afternoon');
    expect(await lee.presses('Add office hours', tuesdays)).toContain('Tuesdays, 10 AM');
    const schedule = async () => {
      await ana.says('my liaison');
      return ana.presses('Schedule');
    };
    expect(await schedule()).toContain('Free slots');
    await ana.presses('Take a slot', { slot: '2026-06-02T14:00:00.000Z', about: 'Road <!channel> salt' });
    expect(await ana.seen()).toContain('You have a slot with Lee Park');
    expect(await ana.files()).toEqual(['office-hours-2026-06-02.ics']);
    expect(await lee.seen()).toContain('Ana Ruiz (Transportation) has taken a slot');
    expect(await lee.files()).toEqual(['office-hours-2026-06-02.ics']);
    await lee.presses('Call it off', { reason: 'I am in court.' });
    expect(await ana.seen()).toContain('I am in court.');
    expect(await ana.seen()).toContain('Free next');
    await ana.presses('Take a slot', { slot: '2026-06-02T14:30:00.000Z', about: 'Grit' });
    await at('2026-06-02T09:00');
    expect(await ana.seen()).toContain('A reminder: this slot is today.');
    expect(await lee.seen()).toContain('A reminder: this slot is today.');
    expect(story.failures).toEqual([]);
  },
);
