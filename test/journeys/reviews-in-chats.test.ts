import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { personId, yearly } from '../support/reviews.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: a review begins, is filled in and finished; the agency reads, comments and answers, and the office accepts',
  { timeout: 2 * inChatsTimeout },
  async (_, begin) => {
    const telling = {
      at: '2026-06-01T10:00',
      office: { reviews: [{ ...yearly, files: 1, sections: yearly.sections.slice(1) }] },
    };
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'lee']);
    const { ana, lee } = seats;
    for (const each of [ana, lee]) await each.says('help');
    await at('2026-06-01T10:01');
    await at('2026-06-02T09:00');
    expect(await lee.seen()).toContain('Name the 1 file that you look at.');
    const ask = await personId(story, 'Ana Ruiz');
    await lee.presses('Name the files', { files: 'PO 1 <!channel>', ask });
    expect(await ana.seen()).toContain('Please have them ready');
    await ana.presses('Answer', { answer: 'They are in room 3.' });
    expect(await lee.seen()).toContain('They are in room 3.');
    const quotes = { 'outcome-quotes': 'major', 'words-quotes': 'Two are missing.' };
    await lee.presses('Fill in', quotes);
    expect(await lee.seen()).toContain('1 of 2');
    expect(await lee.presses('Finish')).toContain('1 item has no outcome yet');
    await lee.presses('Go on', { ...quotes, rest: 'fine' });
    expect(await lee.seen()).toContain('2 of 2');
    expect(await lee.presses('Finish', { summary: 'Thank you.', owner: ask, due: '2026-07-10' })).toContain(
      'will read it',
    );
    await lee.presses('Send the result');
    expect(await ana.seen()).toContain('1 major finding');
    await ana.presses('Comment on this', { comment: 'We see.' });
    expect(await lee.seen()).toContain('We see.');
    await ana.presses('Done', { result: 'They are there.' });
    await at('2026-06-02T09:30');
    expect(await lee.seen()).toContain('has answered: They are there.');
    await lee.presses('Open again', { reason: 'One is old.', due: '2026-07-20' });
    expect(await ana.seen()).toContain('One is old.');
    await ana.presses('Done', { result: 'It is new.' });
    await at('2026-06-02T09:40');
    await lee.presses('Accept');
    expect(await ana.seen()).toContain('All findings are closed.');
    expect(story.failures).toEqual([]);
  },
);
