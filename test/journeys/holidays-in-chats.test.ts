import { expect, test } from 'vitest';
import { runHolidays } from '../../src/cli/holidays.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: a request past the calendar’s end, the days as they are typed, a draft from a file, and *Confirm 2028*',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats } = await begin(data.database, { at: '2027-12-31T15:00-05:00' }, ['ana', 'ada']);
    const { ana, ada } = seats;
    // Heard of, so that the desk can write to her.
    await ada.says('help');
    await ana.says('May I buy a drone?');
    await story.sweep();
    expect(await ana.seen()).toContain('We cannot promise a time yet');
    expect(await ada.seen()).toContain(
      'The calendar of Procurement Office ends on December 31, 2027. 1 request has a promise that cannot be dated: R-1001.',
    );

    expect(await ada.presses('Holidays of 2028', { days: '2028- Christmas Day' })).toContain('has no date yet');
    const looked = await ada.presses('Holidays of 2028', { days: 'December 25: Christmas Day' });
    expect(looked).toContain('Monday, December 25: Christmas Day');
    expect(looked).toContain('1 request without a time gets one (R-1001).');
    expect(await ana.seen()).not.toContain('we can give you a time');

    await runHolidays(['draft', 'offices/sample/holidays-2028.ics'], {
      ...{ out() {}, err() {}, now: story.now, ask: undefined, progress() {} },
      withStore: (work) => work(story.store),
    });
    await story.sweep();
    expect(await ada.seen()).toContain('This is a draft, from the file holidays-2028.ics');
    expect(await ada.presses('Confirm 2028')).toContain('The holidays of 2028 are confirmed for Procurement Office.');
    await story.sweep();
    await story.sweep();
    expect(await ana.seen()).toContain('R-1001: we can give you a time now.');
    expect(await ana.seen()).toContain('Jan 3, 2028');
    expect(await ada.seen()).toContain('The calendar of Procurement Office has 2028 now.');
    expect(await ada.seen()).not.toContain('Confirm 2028');
    expect(story.failures).toEqual([]);
  },
);
