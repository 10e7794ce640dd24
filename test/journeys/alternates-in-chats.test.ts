import { expect, test } from 'vitest';
import { alternateRules, application } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: another way is asked for, granted with a condition, reported about, found wanting, renewed and given back',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const telling = { at: '2026-06-01T10:00', office: { alternates: alternateRules } };
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'lee', 'sam']);
    const { ana, lee, sam } = seats;
    for (const each of [ana, lee, sam]) await each.says('help');
    await ana.says('alternate process');
    expect(await ana.seen()).toContain('It ends by itself unless it is renewed.');
    expect(await ana.presses('Ask for one', { ...application, hours: 'many' })).toContain('Write how many hours');
    const what = 'We get three quotes <!channel> ourselves.';
    expect(await ana.presses('Ask for one', { ...application, what })).toContain('It has been sent to');
    expect(await ana.seen()).toContain('Sam Reed decides by');
    await lee.presses('Say what I think', { recommends: 'yes', because: 'They keep lists.', conditions: '' });
    expect(await sam.seen()).toContain('Lee Park recommends it');
    const granted = { from: '2026-06-01', until: '2026-08-31', conditions: 'Up to $20k.', reports: 'purchases' };
    expect(await sam.presses('Grant', granted)).toContain('Granted.');
    expect(await ana.seen()).toContain('Up to $20k.');
    expect(await ana.seen(), 'it stays in the office').not.toContain('They keep lists.');
    await at('2026-07-08T10:00');
    const report = { hours: '12', times: '9', words: 'It went well.', link: 'https://files.example/list' };
    expect(await ana.presses('Send the report', { ...report, hours: 'lots' })).toContain('Write how many hours');
    expect(await ana.presses('Send the report', report)).toContain('Thank you, the report is in.');
    expect(await lee.seen()).toContain('It went well.');
    await lee.presses('This is not enough', { because: 'Prices are missing.' });
    expect(await ana.seen()).toContain('Prices are missing.');
    await ana.presses('Correct it', { ...report, words: 'With prices.' });
    await at('2026-07-31T09:00');
    const { what: same, why, times, hours, stake } = { ...application, what };
    await ana.presses('Ask to renew it', { what: same, why, times, hours, stake });
    await lee.presses('Say what I think', { recommends: 'no', because: 'They need it no more.', conditions: '' });
    await sam.presses('Not this way', { because: 'Too large.', instead: 'We buy them in two days.' });
    expect(await ana.seen()).toContain('We buy them in two days.');
    await ana.presses('Give it back', { because: 'The bridge stands.' });
    expect(await lee.seen()).toContain('The bridge stands.');
    expect(story.failures).toEqual([]);
  },
);
