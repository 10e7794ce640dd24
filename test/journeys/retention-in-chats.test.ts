import { expect, test } from 'vitest';
import { runRecords } from '../../src/cli/records.ts';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: what is due is told once a month, one request is held, the other is destroyed and takes no more words',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const telling = { at: '2026-06-01T10:00', office: { records: recordRules } };
    const { story, seats, at } = await begin(data.database, telling, ['ana', 'ada']);
    const { ana, ada } = seats;
    await ada.says('help');
    await ana.says('May I buy a drone?');
    await ana.presses('Withdraw', { reason: 'Found one' });
    await ana.says('May I buy road salt?');
    await ana.presses('New question');
    await ana.presses('Withdraw', { reason: 'Spring came' });

    await at('2027-07-05T10:00');
    expect(await ada.seen()).toContain('2 requests of Procurement Office');
    await ada.says('retention');
    await ada.presses('Set a hold', { kind: 'words', of: 'salt', reason: 'Doe v. State' });
    await ada.says('retention');
    expect(await ada.seen()).toContain('Hold 1: all with the words “salt” · Doe v. State');
    await ada.presses('See the list');
    await runRecords(['destroy', 'letters', '--by', 'ada@state.example', '--reason', 'The schedule of 2027', '--yes'], {
      ...{ out() {}, err() {}, now: story.now, ask: undefined },
      withStore: (work) => work(story.store),
    });

    await ana.says('R-1001');
    expect(await ana.seen()).toContain('R-1001: Content destroyed');
    await ana.says('R-1002');
    expect(await ana.seen()).toContain('R-1002: May I buy road salt?');
  },
);
