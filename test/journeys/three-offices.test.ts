import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { beside, rosterPerson as person } from '../support/beside.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

/**
 * Three offices: procurement in New York, human resources in Los Angeles, and IT in Chicago. Lee is a liaison of
 * procurement and a customer of human resources; Sam supervises both. Ana's agency is served by all three.
 */
async function begin() {
  const names = ['ana', 'ben', 'fay', 'lee', 'devon', 'maria', 'sam', 'ada', 'kim', 'ian', 'ida'];
  const story = await openStory(data.database, {
    at: '2026-06-01T14:00',
    chats: (now) => [fakeChat({ now, emails: names.map((name) => `${name}@state.example`) })],
  });
  const hr = beside('hr', 'Human Resources', 'America/Los_Angeles', 'benefits', [
    person('kim', 'Kim Bell', 'liaison'),
    person('sam', 'Sam Reed', 'supervisor'),
    person('lee', 'Lee Park', 'requester', 'ADM'),
  ]);
  const it = beside('it', 'Information Technology', 'America/Chicago', 'laptop', [
    person('ian', 'Ian Frost', 'liaison'),
    person('ida', 'Ida Holm', 'supervisor'),
  ]);
  for (const office of [hr, it]) await story.store.transaction((tx) => importOffice(tx, office, story.now()));
  return story;
}

test('each office promises by its own hours, and people are what they are in each', async () => {
  const story = await begin();
  const [ana, lee, kim] = [story.person('ana'), story.person('lee'), story.person('kim')];
  await ana.says('How do benefits work when I move?');
  expect(ana.last()).toContain('Kim Bell has your question. You will have a reply by Mon, Jun 1, 3:00 PM PDT');
  expect(ana.last()).toContain('Human Resources');
  await ana.says('my liaison');
  for (const who of ['Purchasing: Lee Park', 'Benefits: Kim Bell', 'Laptop: Ian Frost'])
    expect(ana.last()).toContain(who);
  await ana.says('when are you open?');
  expect(ana.last()).toMatch(
    /^- Procurement Office: .*\n- Human Resources: .* Pacific\..*\n- Info.*\nChoose: My liaison$/u,
  );
  // A liaison of one office who is a customer of another: nothing typed goes there by itself.
  await lee.says('What about my benefits?');
  expect(lee.last()).toContain('Nothing was sent. Where does this belong?');
  expect(kim.sees().join()).not.toContain('What about my benefits?');
  await lee.presses('Ask it as a question');
  expect(kim.last()).toContain('What about my benefits?');
  expect(await lee.home()).toContain('Nothing waits for you.');
  expect(await kim.home()).toContain('My queue: 2 due today, 2 in all.');
});

test('after a line that says nothing, the line that says what it is about chooses the office', async () => {
  const story = await begin();
  const [ana, kim, lee] = [story.person('ana'), story.person('kim'), story.person('lee')];
  const address = 'ana@state.example';
  const line = async (text: string) => {
    await story.chat.hand(address, { kind: 'message', text, address, bursts: true });
    await story.settle();
  };
  await line('Hi, I have a question');
  expect(ana.last()).toContain('R-1001: which office is this for?');
  await line('How do benefits work when I move?');
  expect(kim.last()).toContain('R-1001 · Transportation: How do benefits work when I move?');
  expect(lee.sees()[0]).toContain('Kim Bell has it now.');
  expect(ana.sees()[0]).toContain('Kim Bell has your question.');
  expect(ana.sees().join('\n')).not.toMatch(/which office is this for\?.*\nChoose:/u);
  // What was taken for a part of it, and is a question of its own, stays in its office.
  await story.at('2026-06-01T14:10');
  await line('And who signs?');
  await ana.presses('No, it is a new question');
  expect(kim.last()).toContain('R-1001·3 is a new question, now R-1002.');
  expect(kim.sees().join('\n')).toContain('R-1002 · Transportation: And who signs?');
  expect(ana.sees().join('\n')).not.toContain('R-1002: which office is this for?');
});

test('a request moves to another office: reason, liaison, hours from the first moment, and the record', async () => {
  const story = await begin();
  const [ana, kim, ian] = [story.person('ana'), story.person('kim'), story.person('ian')];
  await ana.says('How do benefits work when I move?');
  const it = (await story.store.transaction((tx) => tx.offices.all())).find(({ code }) => code === 'it');
  await story.at('2026-06-01T15:00');
  await ana.presses('Another office', { line: String(it?.lines[0]?.id), reason: 'It is about my laptop' });
  const told = ana.sees().join('\n---\n');
  expect(told).toContain('Ian Frost has your question');
  // Asked at 1 PM in Chicago: four hours of that office's day, whenever it moved.
  expect(told).toContain('Mon, Jun 1, 5:00 PM CDT');
  expect(kim.sees().join('\n')).toContain(
    'Ana Ruiz moved it to Information Technology. Ian Frost has it now. Reason: It is about my laptop.',
  );
  expect(ian.sees().join('\n')).toContain(
    'Ana Ruiz moved it here from Human Resources. Reason: It is about my laptop.',
  );
  expect(ian.sees().join()).toContain('How do benefits work when I move?');
  const { request, events } = await story.store.transaction(async (tx) => ({
    request: await tx.requests.read(1001),
    events: await tx.records.of({ kind: 'request', id: 1001 }),
  }));
  expect(request?.officeId).toBe(it?.id);
  expect(events).toContainEqual(
    expect.objectContaining({
      kind: 'office changed',
      data: expect.objectContaining({ to: it?.id, reason: 'It is about my laptop' }),
    }),
  );
  expect(await kim.home()).toContain('Nothing waits for you.');
  expect(await ian.home()).toContain('My queue: 1 due today, 1 in all.');
  // Nobody of the office it left can act on it any more.
  expect(await kim.presses('Reply').catch((error: Error) => error.message)).not.toContain('form:');
  // Past its time, that office's supervisor hears of it as it opens, and no other.
  await story.at('2026-06-02T10:05');
  expect(story.person('ida').sees().join()).toContain('Late: R-1001');
  expect(story.person('sam').sees().join()).not.toContain('Late: R-1001');
});

test('supervisors see and hear of their own offices alone, each in its hours', async () => {
  const story = await begin();
  const [ana, sam, ida] = [story.person('ana'), story.person('sam'), story.person('ida')];
  await ana.says('How do benefits work when I move?');
  await ana.says('/ask My laptop is broken.');
  await story.at('2026-06-02T09:05');
  expect(sam.sees().join()).toContain('Daily digest: Procurement Office');
  expect(sam.sees().join()).not.toContain('Daily digest: Human Resources');
  await story.at('2026-06-02T12:05');
  expect(sam.sees().join()).toContain('Daily digest: Human Resources');
  expect(sam.sees().join()).not.toContain('Information Technology');
  expect(ida.sees().filter((text) => text.includes('digest'))).toHaveLength(1);
  expect(ida.sees().join()).toContain('Daily digest: Information Technology');
  expect(ida.sees().join()).not.toContain('Human Resources');
});

test('the same requester is asked about one office only within the cool-down', async () => {
  const story = await begin();
  const [ana, kim, lee] = [story.person('ana'), story.person('kim'), story.person('lee')];
  await ana.says('How do benefits work when I move?');
  await kim.presses('Reply', { text: 'They move with you.' });
  await kim.presses('Resolve', { outcome: 'answered' });
  await ana.says('Do I need three quotes?');
  await lee.presses('Reply', { text: 'You do.' });
  await lee.presses('Resolve', { outcome: 'answered' });
  for (const day of ['02', '03', '04']) await story.at(`2026-06-${day}T15:00`);
  const surveys = await story.store.transaction(async (tx) => [await tx.surveys.of(1001), await tx.surveys.of(1002)]);
  expect(surveys.filter((survey) => survey?.askedAt)).toHaveLength(1);
  expect(surveys.filter((survey) => survey?.skipped)).toHaveLength(1);
});

test('a customer who works for another office answers by typing, too', async () => {
  const story = await begin();
  const [lee, kim] = [story.person('lee'), story.person('kim')];
  await lee.says('What about my benefits?');
  await lee.presses('Ask it as a question');
  await kim.presses('Ask the agency', { text: 'Which plan?' });
  await lee.says('The first one');
  expect(lee.last()).toContain('Nothing was sent. Where does this belong?');
  expect(lee.last()).toContain('Choose: Add to R-1001, Ask it as a question, My queue');
  expect(await lee.presses('Add to R-1001')).toBe('Added to R-1001.');
  expect(kim.last()).toContain('Lee Park: The first one');
});
