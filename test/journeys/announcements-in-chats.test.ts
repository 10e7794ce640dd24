import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: a supervisor tells all agencies what changes; one reads it, one asks, and one is reminded once',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, { at: '2026-06-01T10:00' }, ['ana', 'ben', 'fay', 'sam']);
    const { ana, ben, fay, sam } = seats;
    // Heard of, so that the desk can write to them.
    for (const each of [ana, ben, fay, sam]) await each.says('help');
    await sam.says('announce');
    await sam.presses('Announce something', {
      ...{ title: 'Mileage rates change', text: 'The state pays 70 cents a mile.' },
      ...{ audience: 'everybody', holdsFrom: '2026-07-01', readBy: '2026-06-05' },
    });
    expect(await ana.seen(), 'nobody is told before it is confirmed').not.toContain('Mileage');
    await sam.presses('Send it');
    for (const each of [ana, ben, fay]) {
      expect(await each.seen()).toContain('Mileage rates change');
      expect(await each.seen()).toContain('The state pays 70 cents a mile.');
    }
    await ana.presses('I have read this');
    expect(await ana.seen()).toContain('You have read this.');
    await ben.presses('Ask about this', { question: 'From which form on?' });
    expect(await ben.seen()).toContain('About “Mileage rates change”: From which form on?');
    await at('2026-06-01T10:30');
    expect(await sam.seen()).toContain('Of 3 people, 2 have read it and 1 has not.');
    await at('2026-06-04T09:00');
    await at('2026-06-04T09:30');
    expect((await fay.seen()).split('Sam Reed asks you to read this by')).toHaveLength(2);
    for (const each of [ana, ben]) expect(await each.seen()).not.toContain('asks you to read');
    await fay.presses('I have read this');
    expect(
      (await fay.seen()).split('You have read this.'),
      'where it stands, and where they were reminded',
    ).toHaveLength(3);
    await sam.presses('Take it back', { reason: 'It is put off <!channel>.' });
    for (const each of [ana, ben, fay]) {
      expect((await each.seen()).split('Sam Reed has taken this back')).toHaveLength(3);
      expect(await each.seen()).not.toContain('I have read this');
    }
    expect(story.failures).toEqual([]);
  },
);
