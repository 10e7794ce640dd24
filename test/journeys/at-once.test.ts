import { sql } from 'drizzle-orm';
import { describe, expect, inject, test } from 'vitest';
import { type Database, rows } from '../../db/engine/client.ts';
import { listenOnce } from '../../src/run/listen.ts';
import type { Logger } from '../../src/run/log.ts';
import type { Tx } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const log: Logger = { info() {}, warn() {}, failure() {} };

/** Locks R-1001, or something else, until it is told how to end. */
async function hold(
  story: Story,
  lock: (tx: Tx) => Promise<unknown> = (tx) => tx.requests.facts(1001, true),
): Promise<{ end(work: (tx: Tx) => Promise<unknown>): Promise<void> }> {
  let tell = (_: (tx: Tx) => Promise<unknown>) => {};
  const told = new Promise<(tx: Tx) => Promise<unknown>>((resolve) => {
    tell = resolve;
  });
  let ended: Promise<unknown> = Promise.resolve();
  await new Promise<void>((locked, fail) => {
    ended = story.store.transaction(async (tx) => {
      await lock(tx);
      locked();
      await (await told)(tx);
    });
    ended.catch(fail);
  });
  return {
    async end(work) {
      tell(work);
      await ended;
    },
  };
}

/** Or until this has ended without waiting. */
async function somebodyWaits(database: Database, ended: () => boolean = () => false): Promise<void> {
  const waiting = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!ended() && (await rows(database.db, waiting)).length === 0);
}

describe.skipIf(inject('databaseKind') === 'pglite')('two at once, where a database has several connections', () => {
  test('an answer that comes while the request ends is not lost in what has ended', async () => {
    const story = await openStory(data.database);
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('May I buy a drone?');
    await lee.presses('Ask the agency', { text: 'Which one?' });
    const other = await hold(story);
    await story.chat.write('ana@state.example', 'The red one.');
    const heard = listenOnce(story.store, story.now, log);
    await somebodyWaits(data.database);
    await other.end((tx) => tx.requests.save(1001, { state: 'withdrawn' }));
    await heard;
    await story.settle();
    expect(ana.last()).toContain('R-1002: The red one.');
    const facts = await story.store.transaction((tx) => tx.requests.facts(1001, false));
    expect(facts?.messages).toHaveLength(2);
  });

  test('whoever checks in with an agency while another does waits, and sees that it was done', async () => {
    const story = await openStory(data.database, { at: '2026-06-01T10:00' });
    const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
    await ana.says('May I buy a drone?');
    await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
    await story.at('2026-07-06T09:01');
    const opened = await sam.answer('Check in with Transportation');
    if (opened.kind !== 'form') throw new Error('a form opens');
    const facts = await story.store.transaction((tx) => tx.requests.facts(1001, false));
    const { requesterId, agencyId } = facts?.request ?? { requesterId: 0, agencyId: 0 };
    const other = await hold(story, (tx) => tx.people.lock(requesterId));
    let hasEnded = false;
    const sent = story.chat.submit('sam@state.example', opened.form, { text: 'How are you?' }).finally(() => {
      hasEnded = true;
    });
    await somebodyWaits(data.database, () => hasEnded);
    await other.end((tx) =>
      tx.records.addToOffice(1, {
        ...{ kind: 'checked in', at: story.now(), actorId: null },
        data: { agency: agencyId ?? 0, people: [requesterId] },
      }),
    );
    expect(await sent).toMatchObject({ text: ['Somebody has checked in with Transportation already.'] });
    await story.settle();
    expect(ana.sees().join()).not.toContain('asks how you are doing');
  });

  test('of two who send at once what did not arrive, one does', async () => {
    const story = await openStory(data.database, { at: '2026-06-01T10:00' });
    const [ben, sam] = [story.person('ben'), story.person('sam')];
    await ben.says('help');
    const actor = await story.store.transaction((tx) => tx.people.everybody(100));
    const id = actor.find(({ person }) => person.name === 'Ben Osei')?.person.id ?? 0;
    story.chat.failNext('ben@state.example', 'rejected');
    const message = { blocks: [{ kind: 'heading' as const, text: 'Meeting on Friday' }] };
    const told = { key: 'agenda', kind: 'notice' as const, to: { personId: id }, officeId: 1, message };
    await story.store.transaction((tx) => tx.outbox.put([told]));
    await story.settle();
    await story.at('2026-06-02T09:01');
    const other = await hold(story, (tx) => tx.people.lock(id));
    let hasEnded = false;
    const sent = sam.answer('Try Ben Osei again').finally(() => {
      hasEnded = true;
    });
    await somebodyWaits(data.database, () => hasEnded);
    await other.end(async (tx) => {
      expect(await tx.outbox.sendAgain({ officeId: 1, to: { personId: id }, upTo: 999_999 }, id)).toBe(1);
    });
    expect(await sent).toMatchObject({ text: ['Somebody has seen to this already.'] });
    await story.settle();
    expect(ben.sees().filter((text) => text === 'Meeting on Friday')).toHaveLength(1);
  });

  test('whoever only writes about a request does not wait for whoever works on it', async () => {
    const story = await openStory(data.database);
    await story.person('ana').says('May I buy a drone?');
    const other = await hold(story);
    const message = { blocks: [] };
    await story.store.transaction((tx) =>
      tx.outbox.put([{ key: 'aside', kind: 'notice', to: { personId: 1 }, message, officeId: 1, requestId: 1001 }]),
    );
    await other.end(async () => {});
  });
});

test('a form that was not filled in is answered so each time it is sent, and a whole one does it once', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  const opened = await lee.answer('Reply');
  if (opened.kind !== 'form') throw new Error('a form opens');
  const send = (text: string, key: string) => story.chat.submit('lee@state.example', opened.form, { text }, key);
  for (const _ of [1, 2]) expect(await send(' ', 'empty')).toMatchObject({ kind: 'errors' });
  for (const kind of ['notice', 'done']) expect(await send('Yes.', 'whole')).toMatchObject({ kind });
  await story.settle();
  expect(ana.sees().filter((text) => text.includes('Yes.'))).toHaveLength(1);
});
