import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { idOf, rfq } from '../support/training.ts';

const data = useDatabase();

const telling = { at: '2026-06-01T10:00', office: { courses: [rfq] } };

test.each(inChats)(
  'in %s: a session is planned, a seat goes to whoever waits, and whoever was there has a certificate',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'ben', 'lee']);
    const { ana, ben, lee } = seats;
    for (const each of [ana, ben, lee]) await each.says('help');
    const leader = await idOf(data.database, 'lee');
    const planned = { day: '2026-06-17', time: '10 AM', minutes: '120', seats: '1', place: 'Room 4 <!channel>' };
    await lee.says('training');
    expect(await lee.presses('Plan a session', { ...planned, course: '1', leader, shared: 'no' })).toContain(
      'Planned:',
    );
    await ana.says('training');
    await ana.presses('Sign up');
    expect(await ana.seen()).toContain('You have a seat: ');
    expect(await ana.files()).toEqual(['training-2026-06-17.ics']);
    await ben.says('training');
    await ben.presses('Join the waiting list');
    expect(await ben.seen()).toContain('You are number 1 on the waiting list');
    await ana.presses('I can’t come');
    expect(await ben.seen()).toContain('A seat came free, and it is yours');
    expect(await ben.files()).toEqual(['training-2026-06-17.ics']);
    await at('2026-06-15T09:00');
    await at('2026-06-17T12:00');
    expect(await lee.seen()).toContain('Who was there?');
    const others = 'ana@state.example';
    await lee.presses('Say who was there', { there1: await idOf(data.database, 'ben'), others });
    expect(await lee.seen()).toContain('2 people were there (Lee Park).');
    for (const each of [ana, ben]) expect(await each.seen()).toContain('holds until June 17, 2028.');
    await ben.presses('5');
    await ben.presses('Say more', { words: 'More examples, please.' });
    expect(await ben.seen()).toContain('You found it 5 of 5 useful.');
    expect(story.failures).toEqual([]);
  },
);
