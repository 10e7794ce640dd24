import { expect, test } from 'vitest';
import { sweepMornings } from '../../src/mornings/feature.ts';
import { useDatabase } from '../support/database.ts';
import { useOutbox } from '../support/outbox.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const { put, states } = useOutbox(data);
const [lee, ana] = ['lee@state.example', 'ana@state.example'];
const notBefore = new Date('2026-06-02T13:00:00Z');
const seen = (story: Story, who: string) => story.person(who).sees();

test('what waits is not told before its time, by the desk’s clock, and then once', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T22:00' });
  await put(story, 'moved', ana, { notBefore });
  await story.settle();
  expect(seen(story, 'ana')).toEqual([]);
  await story.at('2026-06-02T08:59');
  expect(await states()).toEqual({ moved: 'waiting' });
  expect((await story.store.transaction((tx) => tx.outbox.nextRelease(story.now())))?.toISOString()).toBe(
    notBefore.toISOString(),
  );
  await story.at('2026-06-02T09:00');
  await story.at('2026-06-02T09:01');
  expect(seen(story, 'ana')).toEqual(['moved']);
});

test('other words of the conversation do not wait for it; several that waited keep their order', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T22:00' });
  await put(story, 'first', ana, { notBefore });
  await put(story, 'second', ana, { notBefore });
  await put(story, 'relay', ana, { kind: 'relay' });
  await story.settle();
  expect(seen(story, 'ana')).toEqual(['relay']);
  await story.at('2026-06-02T09:00');
  expect(seen(story, 'ana')).toEqual(['relay', 'first', 'second']);
});

test('of what is said on the same, whoever sleeps hears the last; others hear what was said to them', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T22:00' });
  const latestOn = 'meeting 7';
  await put(story, 'moved to ten', ana, { notBefore, latestOn, knows: 'nine' });
  await put(story, 'moved to ten for Lee', lee, { notBefore, latestOn, knows: 'nine' });
  expect(await story.store.transaction((tx) => tx.outbox.untold(latestOn))).toMatchObject([
    { knows: 'nine' },
    { knows: 'nine' },
  ]);
  await put(story, 'moved to eleven', ana, { notBefore, latestOn });
  await put(story, 'another meeting', ana, { notBefore, latestOn: 'meeting 8' });
  await story.at('2026-06-02T09:00');
  expect(seen(story, 'ana')).toEqual(['moved to eleven', 'another meeting']);
  expect(seen(story, 'lee')).toEqual(['moved to ten for Lee']);
  expect(await story.store.transaction((tx) => tx.outbox.untold(latestOn))).toEqual([]);
});

test('what is told by day takes the place of what still waits', async () => {
  const story = await openStory(data.database);
  await put(story, 'moved', ana, { notBefore, latestOn: 'meeting 7' });
  await put(story, 'moved again', ana, { latestOn: 'meeting 7' });
  await story.at('2026-06-02T09:00');
  expect(seen(story, 'ana')).toEqual(['moved again']);
});

test('what was withdrawn is told to nobody, or not to those of whom it was', async () => {
  const story = await openStory(data.database);
  await put(story, 'moved', ana, { notBefore, latestOn: 'meeting 7' });
  await put(story, 'moved for Lee', lee, { notBefore, latestOn: 'meeting 7' });
  const all = await story.store.transaction((tx) => tx.people.everybody(50));
  const id = all.find(({ person }) => person.email === ana)?.person.id ?? 0;
  await story.store.transaction((tx) => tx.outbox.withdraw('meeting 7', [id]));
  await story.at('2026-06-02T09:00');
  expect(seen(story, 'ana')).toEqual([]);
  expect(seen(story, 'lee')).toEqual(['moved for Lee']);
});

test('a change of what waits changes its words: told once, as it is then', async () => {
  const story = await openStory(data.database);
  await put(story, 'agenda', ana, { notBefore });
  const words = (text: string) => ({ blocks: [{ kind: 'text' as const, text: [text] }] });
  await put(story, 'agenda change 1', ana, { replaces: 'agenda', message: words('with a topic') });
  await put(story, 'agenda change 1', ana, { replaces: 'agenda', message: words('with two topics') });
  await story.settle();
  expect(seen(story, 'ana')).toEqual([]);
  await story.at('2026-06-02T09:00');
  expect(seen(story, 'ana')).toEqual(['with two topics']);
  await put(story, 'agenda change 1', ana, { replaces: 'agenda', message: words('with three') });
  await story.settle();
  expect(seen(story, 'ana'), 'what stands is changed in its place').toEqual(['with three']);
});

test('who has left by then is told nothing', async () => {
  const story = await openStory(data.database);
  await put(story, 'moved', ana, { notBefore });
  await data.database.db.execute(`update people set active = false where email = '${ana}'`);
  await story.at('2026-06-02T09:00');
  expect(await states()).toMatchObject({ moved: 'superseded' });
});

test('what waited all night is not old in the morning', async () => {
  const story = await openStory(data.database);
  await put(story, 'moved', ana, { notBefore });
  await data.database.db.execute("update deliveries set created_at = now() - interval '10 hours'");
  const age = () => story.store.transaction(async (tx) => (await tx.facts.health()).outboxAge);
  expect(await age()).toBe(0);
  await sweepMornings(story.store, notBefore);
  expect(await age()).toBeLessThan(3_600);
});

test('two desks let go of it once', async () => {
  const story = await openStory(data.database);
  await put(story, 'moved', ana, { notBefore });
  const release = () => sweepMornings(story.store, notBefore, 10);
  const released = await Promise.all([release(), release()]);
  expect(released.reduce((sum, each) => sum + each)).toBe(1);
});
