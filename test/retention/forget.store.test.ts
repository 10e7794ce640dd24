import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import type { ChangingIo } from '../../src/cli/changingIo.ts';
import { runForget } from '../../src/cli/forget.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { verifyChains } from '../../src/records/verify.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { alternateRules, application } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { dumpAll, whereIs } from '../support/dump.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { linkOf, openPage } from '../support/page.ts';
import { yearly } from '../support/reviews.ts';
import type { Story } from '../support/story.ts';

/** Somebody who has left is forgotten: in every table, but for what people wrote. */

const data = useDatabase();
const EMAIL = 'zelquan.vorbex@state.example';
const LONG = 120_000;

/** Zelquan Vorbex in the place of Lee Park. */
function office(change: (all: OfficeSetup) => Partial<OfficeSetup> = () => ({})): OfficeSetup {
  const whole = storyOffice();
  const renamed: OfficeSetup = {
    ...whole,
    people: whole.people.map((each) =>
      each.email === 'lee@state.example' ? { ...each, email: EMAIL, name: 'Zelquan Vorbex' } : each,
    ),
    assignments: whole.assignments.map((each) => ({
      ...each,
      liaison: each.liaison === 'lee@state.example' ? EMAIL : each.liaison,
      backup: each.backup === 'lee@state.example' ? EMAIL : each.backup,
    })),
  };
  const meetings = [
    {
      ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'], place: null },
      ...{
        rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const },
        minute: 600,
        minutes: 30,
      },
    },
  ];
  const courses = [
    {
      ...{ code: 'rfq', name: 'Requests for quotes', about: null, roles: ['requester' as const], prerequisite: null },
      ...{ months: 24, authority: null, sessions: null },
    },
  ];
  const reviews = [{ ...yearly, firstDue: '2026-12-31' }];
  return { ...renamed, meetings, courses, reviews, alternates: alternateRules, ...change(renamed) };
}

/** They answer, note, are away, come back, sign in at the page, and are named by what others write. */
async function open(): Promise<{ story: Story; close(): Promise<unknown> }> {
  const emails = ['ana', 'ben', 'devon', 'maria', 'sam', 'ada'].map((name) => `${name}@state.example`);
  const { story, browser } = await openPage(data.database, {
    story: { office: office(), chats: (now) => [fakeChat({ now, emails: [...emails, EMAIL] })] },
  });
  const [ana, sam, zel] = [story.person('ana'), story.person('sam'), story.person(EMAIL)];
  for (const what of ['a drone', 'a tent', 'a boat', 'a kite']) await ana.asks(`May I buy ${what}?`);
  await zel.says('R-1001');
  await zel.presses('Reply', { text: 'Yes, you may.' });
  await zel.says('R-1002');
  await zel.presses('Note', { text: 'Ask legal first.' });
  await ana.says('R-1003: is Zelquan Vorbex around?');
  await zel.says('R-1004');
  await zel.presses('Resolve', { outcome: 'resolved', text: 'Yes.' });
  await zel.says('training');
  const [leader] = await rows<{ id: number }>(data.database.db, sql`select id from people where email = ${EMAIL}`);
  const planned = { course: '1', day: '2026-06-17', time: '10 AM', leader: String(leader?.id), shared: 'no' };
  await zel.presses('Plan a session', planned);
  await ana.says('training');
  await ana.presses('Sign up');
  await browser()(await linkOf(story, EMAIL), {});
  await ana.says('alternate process');
  await ana.presses('Ask for one', application);
  await zel.presses('Say what I think', { recommends: 'yes', because: 'They keep good lists.' });
  await sam.presses('Grant', { until: '2026-08-31' });
  await zel.says('my office hours');
  await zel.presses('Add office hours', { weekday: 'mon', from: '10 AM', until: '11 AM', minutes: '30' });
  await ana.says('my liaison');
  await ana.presses('Schedule');
  await ana.presses('Take a slot', { slot: '2026-06-08T14:00:00.000Z', about: 'Road salt' });
  await zel.says('listening');
  const round = {
    question: 'What do you need?',
    why: 'We plan by it.',
    answerUntil: '2026-06-02',
    voteUntil: '2026-06-09',
  };
  await zel.presses('Ask the agencies', { ...round, agencies: 'DOT' });
  await zel.presses('Ask them');
  await ana.presses('Answer', { text: 'Road salt' });
  await story.at('2026-06-02T18:00');
  await sam.says('figures');
  await sam.says('at risk');
  await zel.says('reviews');
  await zel.presses('Begin a review', { agency: 'DOT' });
  await zel.presses('Name the files', { files: 'PO 1\nPO 2' });
  await zel.presses('Fill in', { rest: 'fine' });
  await zel.says('menu');
  await zel.presses("I'm away", { from: '2026-06-03', until: '2026-06-04' });
  await story.at('2026-06-03T10:00');
  await story.at('2026-06-05T10:00');
  await zel.says('listening');
  await zel.presses('Show it');
  await zel.presses('Merge answers', { answers: '1', name: 'Road salt' });
  await zel.presses('Go on');
  await zel.presses('Decide without a vote');
  const now = { choice: 'now', effort: 'small', owner: String(leader?.id), due: '2026-06-09' };
  await zel.presses('Decide', now);
  await zel.presses('Tell everybody who answered');
  return { story, close: () => closeAll(story) };
}

/** All that is open of Ana's ends, and Zelquan is in the office's files no more. */
async function closeAll(story: Story): Promise<void> {
  for (const n of [1001, 1002, 1003]) {
    await story.person('sam').says(`R-${n}`);
    await story.person('sam').presses('Resolve', { outcome: 'resolved', text: 'Done.' });
  }
  await leave(story);
  await story.sweep();
}

async function leave(story: Story): Promise<void> {
  const next = office(({ people, assignments }) => ({
    people: people.filter(({ email }) => email !== EMAIL),
    assignments: assignments.map((each) => ({
      ...each,
      liaison: each.liaison === EMAIL ? 'devon@state.example' : each.liaison,
      backup: each.backup === EMAIL ? null : each.backup === 'devon@state.example' ? null : each.backup,
    })),
  }));
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, next, story.now());
    const choices = { handOverTo: 'devon@state.example' };
    await applyImport(tx, plan, choices, story.now(), importDuties(story.now));
  });
}

async function forget(story: Story, args: string[] = ['--yes'], ask?: ChangingIo['ask']) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const code = await runForget([EMAIL, '--by', 'ada@state.example', '--reason', 'Erasure 26-3', ...args], {
    ...{ out: say, err: say, now: story.now, ask },
    withStore: (work) => work(story.store),
  });
  return { code, said: said.join('\n') };
}

const WORDS = ['zelquan', 'vorbex'];
/** Where people's own words stand; Ana wrote “around”. */
const OWN_WORDS = ['messages', 'requests', 'inbox', 'held_messages', 'request_words'];

test('nothing of the name is in any table, but in what people wrote; and the record verifies', {
  timeout: LONG,
}, async () => {
  const { story, close } = await open();
  await close();
  const before = whereIs(await dumpAll(data.database), WORDS);
  // What the desk wrote into the record by itself.
  expect(before.filter((line) => line.startsWith('events:') && /Vorbex is (?:away|out)/u.test(line))).not.toEqual([]);
  const sent = before.filter((line) => line.startsWith('deliveries:')).join('\n');
  for (const what of ['slot 1 taken to taker', 'listening results 1', 'alternate 1 card']) expect(sent).toContain(what);
  for (const table of ['people', 'accounts', 'inbox', 'deliveries', 'events', 'messages'])
    expect(
      before.some((line) => line.startsWith(`${table}:`)),
      table,
    ).toBe(true);
  const { code, said } = await forget(story);
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/^Zelquan Vorbex .*Done: they are Former colleague [\da-f]{4} now/su),
  ]);
  const dump = await dumpAll(data.database);
  const own = dump.filter(({ table, row }) => OWN_WORDS.includes(table) && row.includes('around'));
  expect(whereIs(own, WORDS).some((line) => line.startsWith('messages:'))).toBe(true);
  expect(
    whereIs(
      dump.filter((each) => !own.includes(each)),
      WORDS,
    ),
  ).toEqual([]);
  const findings: unknown[] = [];
  await story.store.transaction((tx) => verifyChains(tx.chain, (finding) => findings.push(finding)));
  expect(findings).toEqual([]);
  // It is still one person, with all that they did.
  const pseudonym = /Former colleague [\da-f]{4}/u.exec(said)?.[0] ?? '';
  const sam = story.person('sam');
  await sam.says('R-1001');
  expect(sam.last()).toContain(pseudonym);
  const [row] = await rows<{ id: number }>(
    data.database.db,
    sql`select id from people where name = ${pseudonym}::text`,
  );
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'person', id: row?.id ?? 0 }));
  expect(events.at(-1)).toMatchObject({ kind: 'forgotten', data: { pseudonym, reason: 'Erasure 26-3' } });
  expect((await forget(story)).said).toContain('The desk knows nobody');
  // Who writes from that account is somebody new, and nothing of the office is theirs.
  await story.person(EMAIL).says('queue');
  expect(story.person(EMAIL).last()).not.toContain('May I buy');
});

test('whoever is there, has something open, or is held is not forgotten; and why is said', {
  timeout: LONG,
}, async () => {
  const { story } = await open();
  expect(await forget(story)).toEqual({ code: 1, said: expect.stringContaining('is still in an office') });
  await closeAll(story);
  const id = await story.store.transaction(async (tx) => (await tx.retention.personNamed(EMAIL))?.id ?? 0);
  await data.database.db.execute(sql`update requests set state = 'open', holder_id = ${id}::int where id = 1002`);
  expect((await forget(story)).said).toContain('still waits for or holds R-1002');
  await data.database.db.execute(sql`update requests set state = 'resolved' where id = 1002`);
  const ada = (await story.store.transaction((tx) => tx.people.withRole(1, 'administrator')))[0]?.id ?? 0;
  const hold = await story.store.transaction((tx) =>
    tx.retention.setHold({
      ...{ kind: 'request', requestId: 1001, officeId: 1, reason: 'Doe v. State', setBy: ada, setAt: story.now() },
    }),
  );
  expect((await forget(story)).said).toContain(`Hold ${hold} keeps what Zelquan Vorbex asked`);
  await story.store.transaction((tx) => tx.retention.liftHold(hold, ada, story.now()));
  // Nobody is there to be asked, or says no; somebody else asks for it.
  expect((await forget(story, [])).code).toBe(1);
  expect(await forget(story, [], async () => false)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Nothing was changed'),
  });
  const io = { out: () => {}, err: () => {}, now: story.now, ask: undefined };
  const bySam = ['--by', 'sam@state.example', '--reason', 'x', '--yes'];
  expect(await runForget([EMAIL, ...bySam], { ...io, withStore: (work) => work(story.store) })).toBe(1);
  expect(await story.store.transaction((tx) => tx.retention.personNamed(EMAIL))).toMatchObject({
    name: 'Zelquan Vorbex',
  });
});
