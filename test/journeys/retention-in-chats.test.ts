import { afterEach, expect, test } from 'vitest';
import { runRecords } from '../../src/cli/records.ts';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { type ChatSeat, inSlack, inTeams } from '../support/in-chats.ts';

const data = useDatabase();

/** Each of these goes over a server, on a machine that does much else at the same time. */
const LONG = 60_000;

let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0)) await end();
  close = [];
});

test.each([
  ['Slack', inSlack],
  ['Teams', inTeams],
])(
  'in %s: what is due is told once a month, one request is held, the other is destroyed and takes no more words',
  { timeout: LONG },
  async (_, begin) => {
    const told = await begin(data.database, { at: '2026-06-01T10:00', office: { records: recordRules } });
    close.push(told.close);
    const { story, ana, ada } = told;
    const seen = async (seat: ChatSeat) => (await seat.sees()).join('\n---\n');
    await ada.says('help');
    await ana.says('May I buy a drone?');
    await ana.presses('Withdraw', { reason: 'Found one' });
    await ana.says('May I buy road salt?');
    await ana.presses('New question');
    await ana.presses('Withdraw', { reason: 'Spring came' });

    await story.at('2027-07-05T10:00');
    expect(await seen(ada)).toContain('2 requests of Procurement Office');
    await ada.says('retention');
    await ada.presses('Set a hold', { kind: 'words', of: 'salt', reason: 'Doe v. State' });
    await ada.says('retention');
    expect(await seen(ada)).toContain('Hold 1: all with the words “salt” · Doe v. State');
    await ada.presses('See the list');
    await runRecords(['destroy', 'letters', '--by', 'ada@state.example', '--reason', 'The schedule of 2027', '--yes'], {
      ...{ out() {}, err() {}, now: story.now, ask: undefined },
      withStore: (work) => work(story.store),
    });

    await ana.says('R-1001');
    expect(await seen(ana)).toContain('R-1001: Content destroyed');
    await ana.says('R-1002');
    expect(await seen(ana)).toContain('R-1002: May I buy road salt?');
  },
);
