import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { storyOffice } from '../support/office.ts';

const data = useDatabase();

const head = {
  ...{ email: 'dora@state.example', name: 'Dora Hale', zone: null },
  roles: [{ role: 'agency head' as const, agency: 'DOT' }],
};
const telling = { at: '2026-06-01T10:00', office: { people: [...storyOffice().people, head] } };

test.each(inChats)(
  'in %s: the head of an agency reads the month with its picture, asks for one now, and chooses when it comes',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'lee', 'dora']);
    const { ana, lee, dora } = seats;
    for (const each of [ana, lee, dora]) await each.says('help');
    await ana.says('May I buy a drone?');
    await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
    await at('2026-07-01T09:01');
    expect(await dora.seen()).toContain('June 2026: Procurement Office for Transportation');
    expect(await dora.seen()).not.toContain('drone');
    await ana.says('Who signs for spreaders?');
    await at('2026-08-03T09:01');
    // With two months there is something to draw; the finding stands as text beside the picture.
    expect(await dora.seen()).toContain('July 2026: 0% (0 of 1) on time');
    await dora.says('digests');
    expect(await dora.seen()).toContain('You get one on the first working day of a month, when the office opens.');
    expect(await dora.presses('Show me one now')).toContain('Your agency asked: 1 request · June 2026: 1');
    expect(await dora.presses('Change', { kinds: '', hour: 'opening', empty: 'line' })).toContain('You get none.');
    await at('2026-09-01T09:01');
    expect(await dora.seen()).not.toContain('August 2026: Procurement Office');
    await dora.says('How do I lease a car?');
    expect(await lee.seen()).toContain('How do I lease a car?');
    expect(story.failures).toEqual([]);
  },
);
