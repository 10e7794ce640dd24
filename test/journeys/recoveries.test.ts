import { expect, test } from 'vitest';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

/** A bad rating is to be settled in a business day: what happens as that passes. */

const data = useDatabase();

/** Ana rated what Lee resolved with 2 on Tuesday at 10:01; it is to be settled on Wednesday at 10:01. */
async function ratedBadly(office: Partial<OfficeSetup> = {}): Promise<Story> {
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office });
  await story.person('ana').asks('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-02T10:01');
  await story.person('ana').presses('2 – Dissatisfied', { comment: 'It took a week.' });
  return story;
}

const cards = (story: Story, who: string): string[] =>
  story
    .person(who)
    .sees()
    .filter((text) => text.includes('2 of 5 for R-1001'));

test('whoever sees to it is told before its time, and then the supervisors: each once', async () => {
  const story = await ratedBadly();
  const [lee, sam] = [story.person('lee'), story.person('sam')];
  await lee.presses('I have this');
  await story.at('2026-06-02T15:59');
  expect(cards(story, 'lee').join()).not.toContain('Please settle this');
  await story.at('2026-06-02T16:02');
  expect(lee.last()).toContain('Please settle this by Wed, Jun 3, 10:01 AM EDT: Ana Ruiz is to hear what came of it.');
  expect(lee.last(), 'with all that the card has').toContain('It is settled');
  expect(cards(story, 'lee'), 'the card stands once').toHaveLength(1);
  expect(lee.sees().join(), 'and where it stood is said so').toContain('This bad rating stands below once more.');
  expect(cards(story, 'sam').join(), 'somebody else has it').not.toContain('Please settle');
  await story.at('2026-06-03T10:03');
  for (const who of ['lee', 'sam']) {
    const card = cards(story, who).join();
    expect(card).toContain('This should have been settled by Wed, Jun 3, 10:01 AM EDT. Lee Park sees to it.');
    expect(card).toContain('Late since: Wed, Jun 3, 10:01 AM EDT');
  }
  const rung = [lee, sam].map((person) => person.sees().length);
  await story.at('2026-06-03T16:00');
  expect([lee, sam].map((person) => person.sees().length)).toEqual(rung);
  await story.at('2026-06-04T09:01');
  expect(sam.last()).toContain(
    'Rated 2 of 5: R-1001 “It took a week.” · Lee Park sees to it · late since Wed, Jun 3, 10:01 AM EDT',
  );
  await lee.presses('It is settled', { text: 'We send the list first.' });
  expect(cards(story, 'sam').join()).toContain('Settled: Thu, Jun 4');
  expect(cards(story, 'sam').join()).not.toContain('Late since');
});

test('while nobody has it the supervisors are told, and their morning says until when', async () => {
  const story = await ratedBadly();
  const sam = story.person('sam');
  await story.at('2026-06-02T16:02');
  expect(sam.last()).toContain('Nobody sees to this yet. Please settle it by Wed, Jun 3, 10:01 AM EDT.');
  await story.at('2026-06-03T09:01');
  expect(sam.last()).toContain('nobody sees to it yet · settle it by Wed, Jun 3, 10:01 AM EDT');
  const digest = sam.sees().length - 1;
  await story.at('2026-06-03T10:03');
  expect(cards(story, 'sam').join()).toContain(
    'This should have been settled by Wed, Jun 3, 10:01 AM EDT, and nobody sees to it yet.',
  );
  expect(await sam.presses('I have this')).toContain('You have this');
  expect(sam.last()).toContain('Who sees to it: Sam Reed');
  expect(sam.last(), 'what was new about it then').not.toContain('nobody sees to it yet');
  expect(sam.sees()[digest], 'the digest that offered it says who').toContain('Now: Sam Reed sees to it.');
  expect(sam.sees()[digest]).not.toContain('I see to R-1001');
});

test('what is settled in time is never told of again', async () => {
  const story = await ratedBadly();
  const sam = story.person('sam');
  await sam.presses('It is settled', { text: 'We send the list first.' });
  await story.at('2026-06-04T16:00');
  expect(sam.sees().join()).not.toMatch(/Please settle|should have been settled|Late since/u);
});

test('a day on which the office closes after all gives a day more, where the card says so', async () => {
  const story = await ratedBadly();
  const sam = story.person('sam');
  await sam.presses('I have this');
  await sam.says('Office closed today from 3 PM: power cut');
  await sam.presses('Close the office');
  await story.at('2026-06-02T16:10');
  expect(sam.sees().join()).not.toContain('Please settle');
  await story.at('2026-06-03T10:05');
  expect(cards(story, 'sam').join()).toContain('Please settle this by Wed, Jun 3, 12:01 PM EDT');
  await story.at('2026-06-03T12:05');
  expect(cards(story, 'sam').join()).toContain('Late since: Wed, Jun 3, 12:01 PM EDT');
});

test('who has it and is out by then is not told: the supervisors are', async () => {
  const story = await ratedBadly();
  const lee = story.person('lee');
  await lee.presses('I have this');
  await lee.says('away');
  await lee.presses("I'm away", { from: '2026-06-02', until: '2026-06-03' });
  await story.at('2026-06-02T16:02');
  expect(lee.sees().join()).not.toContain('Please settle');
  expect(cards(story, 'sam').join()).toContain('Please settle this by');
});

test('nobody is told at night where they are; they are when it is day there', async () => {
  const people = storyOffice().people.map((one) =>
    one.name === 'Sam Reed' ? { ...one, zone: 'Pacific/Honolulu' } : one,
  );
  const story = await ratedBadly({ people });
  const sam = story.person('sam');
  await story.at('2026-06-02T16:10');
  expect(sam.sees().join(), 'ten in the morning there').toContain('Nobody sees to this yet.');
  await story.at('2026-06-03T12:59');
  expect(sam.sees().join(), 'before seven there').not.toContain('should have been settled');
  expect(cards(story, 'sam').join(), 'though it says so where it stands').toContain('Late since');
  await story.at('2026-06-03T13:35');
  const told = () => sam.sees().filter((text) => text.includes('should have been settled')).length;
  expect(told()).toBe(1);
  await story.at('2026-06-03T16:59');
  expect(told()).toBe(1);
});
