import { expect, test } from 'vitest';
import type { NewDelivery } from '../../src/delivery/delivery.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Seat, type Story } from '../support/story.ts';

/** Lines of a supervisor's digest about what did not arrive, each with what helps. */

const data = useDatabase();

const newest = (who: Seat): string => who.sees().findLast((text) => text.includes('digest: Procurement Office')) ?? '';
const idOf = async (story: Story, name: string): Promise<number> => {
  const all = await story.store.transaction((tx) => tx.people.everybody(100));
  return all.find(({ person }) => person.email === `${name}@state.example`)?.person.id ?? 0;
};
const say = (story: Story, told: Omit<NewDelivery, 'kind' | 'message' | 'officeId'>, text: string): Promise<void> =>
  story.store.transaction((tx) =>
    tx.outbox.put([{ ...told, kind: 'notice', officeId: 1, message: { blocks: [{ kind: 'heading', text }] } }]),
  );

/** What the office told Ben about no request fails, and Sam reads it next morning. */
async function missedByBen(): Promise<{ story: Story; ben: Seat; sam: Seat; id: number }> {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ben, sam] = [story.person('ben'), story.person('sam')];
  await ben.says('help');
  const id = await idOf(story, 'ben');
  story.chat.failNext('ben@state.example', 'gone');
  await say(story, { key: 'agenda 1', to: { personId: id } }, 'Meeting on Friday');
  await story.settle();
  await story.at('2026-06-02T09:01');
  return { story, ben, sam, id };
}

test('what did not arrive is sent once more by a press, as it reads by then, however many press', async () => {
  const { story, ben, sam, id } = await missedByBen();
  expect(newest(sam)).toMatch(/- Not delivered to Ben Osei, “Meeting on Friday”: .+gone|told to fail/u);
  await say(story, { key: 'agenda 1 off', to: { personId: id }, replaces: 'agenda 1' }, 'The meeting is called off');
  await story.settle();
  expect(ben.sees().join()).not.toMatch(/Meeting on|called off/u);
  expect(await sam.presses('Try Ben Osei again')).toBe(
    'It is on the way to Ben Osei once more. If that fails, I tell you.',
  );
  expect(ben.last()).toBe('The meeting is called off');
  const seen = ben.sees().length;
  expect(await sam.presses('Try Ben Osei again')).toBe('Somebody has seen to this already.');
  expect(await sam.presses('Set aside for Ben Osei')).toBe('Somebody has seen to this already.');
  expect(ben.sees()).toHaveLength(seen);
  await story.at('2026-06-03T09:01');
  expect(newest(sam)).not.toContain('Not delivered');
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.find(({ kind }) => kind === 'failures seen to')).toMatchObject({
    data: { how: 'sent again', person: id, account: null, messages: 1 },
  });
});

test('what fails once more is said once more; set aside it is not, in the week’s digest neither', async () => {
  const { story, ben, sam } = await missedByBen();
  story.chat.failNext('ben@state.example', 'gone');
  await sam.presses('Try Ben Osei again');
  await story.at('2026-06-03T09:01');
  expect(newest(sam)).toContain('Not delivered to Ben Osei, “Meeting on Friday”');
  expect(await sam.presses('Set aside for Ben Osei')).toContain('It is set aside');
  await story.at('2026-06-08T09:01');
  expect(newest(sam)).toContain('Weekly digest');
  expect(newest(sam)).not.toContain('Not delivered');
  expect(ben.sees().join()).not.toContain('Meeting');
});

const failedAgain = (who: Seat): string[] =>
  who.sees().filter((text) => text.startsWith('- What you had me try again'));

test('whoever tried again reads at once that it failed once more, one word for all of it, and nobody else does', async () => {
  const { story, ben, sam, id } = await missedByBen();
  story.chat.failNext('ben@state.example', 'gone');
  await say(story, { key: 'agenda 2', to: { personId: id } }, 'And on Monday');
  await story.settle();
  await story.at('2026-06-03T09:01');
  expect(newest(sam)).toContain('2 messages not delivered to Ben Osei');
  // The first finds that nobody is there, and so does the other.
  story.chat.failNext('ben@state.example', 'gone');
  expect(await sam.presses('Try Ben Osei again')).toContain('2 messages are on the way to Ben Osei once more.');
  expect(failedAgain(sam)).toEqual([
    expect.stringMatching(
      /^- What you had me try again did not reach Ben Osei: \S.*\n {2}Choose: Show what did not arrive$/u,
    ),
  ]);
  expect(await sam.presses('Show what did not arrive')).toContain('2 messages not delivered to Ben Osei');
  // Another press, another word; what arrives needs none.
  story.chat.failNext('ben@state.example', 'gone');
  await sam.presses('Try Ben Osei again');
  expect(failedAgain(sam)).toHaveLength(2);
  await ben.says('help');
  await sam.presses('Try Ben Osei again');
  expect(ben.sees().join()).toContain('And on Monday');
  expect(failedAgain(sam)).toHaveLength(2);
  for (const who of ['lee', 'devon', 'ada']) expect(failedAgain(story.person(who)), who).toEqual([]);
});

test('nobody but those who supervise the office sees to it', async () => {
  const { story, id } = await missedByBen();
  const about = `v2 office=1 person=${id} upTo=999999`;
  for (const name of ['send again', 'set aside'])
    for (const who of ['lee', 'ben', 'ada'])
      expect(
        await story.chat.hand(`${who}@state.example`, { kind: 'press', press: { name, about } }),
        `${name} by ${who}`,
      ).toMatchObject({ text: ['There is no such request among yours.'] });
});

test('a liaison who is not reached is tried once more, and their work can be handed over, from the same line', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await lee.says('queue');
  story.chat.failNext('lee@state.example', 'gone', 'gone');
  await ana.says('May I buy a drone?');
  await story.at('2026-06-02T09:01');
  expect(newest(sam)).toContain('Lee Park, liaison, cannot be written to');
  expect(await sam.presses('Hand some of Lee Park over')).toBe('Lee Park holds no open requests anymore.');
  // The second time it fails as well, and Sam reads it at once; the next digest says so too.
  expect(await sam.presses('Try Lee Park again')).toContain('I have written to Lee Park.');
  expect(failedAgain(sam)).toEqual([expect.stringContaining('did not reach Lee Park: ')]);
  expect(await sam.presses('Try Lee Park again')).toBe('Somebody has seen to this already.');
  await story.at('2026-06-03T09:01');
  expect(newest(sam)).toContain('Lee Park, liaison, cannot be written to');
  expect(newest(sam), 'one line for one person').not.toContain('Not delivered to Lee Park');
  expect(newest(sam)).toContain('and missed a message');
  expect(await sam.presses('Try Lee Park again')).toContain('on the way to Lee Park once more');
  expect(lee.last()).toContain('Sam Reed asked me to try whether I reach you');
  await story.at('2026-06-04T09:01');
  expect(newest(sam)).not.toContain('Lee Park, liaison');
});

/** What Ben writes is put aside, as if the desk could not handle it. */
async function unheardOfBen(story: Story): Promise<void> {
  const from = { platform: 'fake', workspace: 'test', userId: 'ben@state.example', address: 'ben@state.example' };
  const inbound = {
    ...{ kind: 'message' as const, key: 'odd', at: story.now(), address: from.address, text: 'May I buy a boat?' },
    from: { ...from, email: from.userId, vouched: 'office' as const },
  };
  await story.store.transaction(async (tx) => {
    await tx.inbox.add(inbound, false);
    const next = await tx.inbox.next();
    if (next) await tx.inbox.park(next.id, 'TypeError');
  });
}

test.each([
  ['Try again what Ben Osei wrote', 'I try it again.', true],
  ['Set aside what Ben Osei wrote', 'It is set aside.', false],
])('what somebody wrote and nobody has stands in the digest until somebody presses: %s', async (label, said, heard) => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ben, sam] = [story.person('ben'), story.person('sam')];
  await ben.says('help');
  await unheardOfBen(story);
  await story.at('2026-06-02T09:01');
  await story.at('2026-06-03T09:01');
  expect(newest(sam)).toContain('- Nobody has what Ben Osei wrote on Mon, Jun 1, 10:00 AM EDT: I could not handle it.');
  const press = { name: 'hear again', about: 'v2 office=1 event=1' };
  expect(await story.chat.hand('lee@state.example', { kind: 'press', press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
  expect(await sam.presses(label)).toContain(said);
  expect(ben.sees().join().includes('R-1001')).toBe(heard);
  for (const again of ['Try again what Ben Osei wrote', 'Set aside what Ben Osei wrote'])
    expect(await sam.presses(again)).toBe('Somebody has seen to this already.');
  await story.at('2026-06-04T09:01');
  expect(newest(sam)).not.toContain('Nobody has what');
});

test('a newcomer without an open request is confirmed, or not, from the line that asks for it, once', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [kim, lee, sam] = [story.person('kim'), story.person('lee'), story.person('sam')];
  const agencies = await story.store.transaction((tx) => tx.people.agencies([1]));
  await kim.says('Do I need three quotes?');
  await kim.presses('Choose your agency', { agency: String(agencies.find(({ code }) => code === 'DOT')?.id) });
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-02T09:01');
  expect(newest(sam)).toMatch(/- .+ says they work for Transportation; nobody has confirmed it\./u);
  const [, name = ''] = /- (.+) says they work for/u.exec(newest(sam)) ?? [];
  expect(await sam.presses(`Confirm ${name}`)).toBe(`${name} is confirmed for Transportation.`);
  expect(await sam.presses(`${name} does not work there`)).toBe('That has been settled already.');
  const press = { name: 'works elsewhere', about: 'v2 office=1 agency=1 person=1' };
  expect(await story.chat.hand('lee@state.example', { kind: 'press', press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
  await story.at('2026-06-03T09:01');
  expect(newest(sam)).not.toContain('says they work for');
});
