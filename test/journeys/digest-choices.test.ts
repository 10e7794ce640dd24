import { expect, test } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Seat } from '../support/story.ts';

const data = useDatabase();

test('a supervisor moves the digest to seven, then wants none, and can look at one at any time', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  const digests = () => sam.sees().filter((text) => /^(?:Daily|Weekly) digest/u.test(text)).length;
  await ana.says('May I buy a drone?');
  await sam.says('digests');
  expect(sam.last()).toContain('You get one each working day, on the first working day of a week');
  expect(await sam.presses('Change', { kinds: 'daily', hour: '7' })).toBe(
    'Saved. Procurement Office: You get one each working day, at 7 AM your time.',
  );
  await story.at('2026-06-02T06:59');
  expect(digests()).toBe(0);
  await story.at('2026-06-02T07:01');
  expect(digests()).toBe(1);
  await sam.presses('Change', { kinds: '', hour: 'opening' });
  await story.at('2026-06-03T09:01');
  await story.at('2026-06-08T09:01');
  expect(digests()).toBe(1);
  const shown = await sam.answer('Show me one now');
  expect(shown.kind).toBe('show');
});

test('whoever is out gets no digest, and on their return one, of what is true then', async () => {
  const absence = { person: 'sam@state.example', from: '2026-06-02', until: '2026-06-03', cover: null };
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { absences: [absence] } });
  const sam = story.person('sam');
  const digests = () => sam.sees().filter((text) => /^(?:Daily|Weekly) digest/u.test(text)).length;
  await story.at('2026-06-02T09:01');
  await story.at('2026-06-03T09:01');
  expect(digests()).toBe(0);
  await story.at('2026-06-04T09:01');
  expect(digests()).toBe(1);
});

test('a liaison with a full day reads it in the morning, with a reply to each; with a quiet one nothing', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  const mine = () => lee.sees().filter((text) => text.startsWith('Your day'));
  await ana.asks('May I buy a drone?');
  await story.at('2026-06-02T09:01');
  expect(mine()).toHaveLength(0);
  await lee.presses('Reply', { text: 'You may.' });
  await story.at('2026-06-02T15:30');
  for (const text of ['Who signs for spreaders?', 'May we extend the salt contract?', 'What is the limit for cards?'])
    await ana.asks(text);
  await story.at('2026-06-03T09:01');
  const [day] = mine();
  expect(day).toContain('Your day: Procurement Office');
  expect(day).toContain('Due today: R-1002 Who signs for spreaders?');
  await lee.presses('Reply to R-1002', { text: 'The director.' });
  expect(mine()[0]).toContain('Now: it has its answer.');
  expect(mine()[0]).not.toContain('Choose: Reply to R-1002');
  expect(mine()[0]).toContain('Choose: Reply to R-1003');
});

test('an agency that has gone quiet is checked in with, once', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  const newest = () => sam.sees().findLast((text) => text.startsWith('Weekly digest')) ?? '';
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  await story.at('2026-06-29T09:01');
  expect(newest()).not.toContain('has asked nothing');
  await story.at('2026-07-06T09:01');
  expect(newest()).toContain('Transportation has asked nothing since Monday, June 1.');
  expect(await sam.presses('Check in with Transportation', { text: 'Is there anything we can do for you?' })).toBe(
    'Your words go to Ana of Transportation.',
  );
  expect(ana.last()).toContain('Sam Reed of Procurement Office asks how you are doing:');
  expect(await sam.presses('Check in with Transportation')).toBe(
    'Somebody has checked in with Transportation already.',
  );
  await story.at('2026-07-13T09:01');
  expect(newest()).not.toContain('has asked nothing');
  // What she answers is a question like any other.
  await ana.says('Yes, how do I lease a car?');
  expect(ana.last()).toContain('R-1002');
});

test('whoever has three times what others have is relieved of some with one form', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, devon, sam] = [story.person('ana'), story.person('devon'), story.person('sam')];
  for (let n = 1; n <= 7; n += 1) await ana.asks(`Question ${n}: may I buy a drone?`);
  await story.at('2026-06-08T09:01');
  const digest = sam.sees().findLast((text) => text.startsWith('Weekly digest')) ?? '';
  expect(digest).toMatch(/Lee Park has 7 open requests; half of the others have \d or fewer\./u);
  const opened = await sam.answer('Hand some of Lee Park over');
  const fields = opened.kind === 'form' ? opened.form.fields : [];
  const whom = fields
    .flatMap((field) => ('options' in field ? field.options : []))
    .find(({ label }) => label.startsWith('Devon Clark'));
  expect(whom?.label, 'whoever names somebody sees how much they have').toBe('Devon Clark (none open)');
  expect(await sam.presses('Hand some of Lee Park over', { requests: '1007,1006', person: whom?.value ?? '' })).toBe(
    'Devon Clark has 2 open requests of Lee Park now.',
  );
  expect(devon.sees().join('\n')).toContain('Lee Park has a lot to answer just now.');
  expect(ana.last()).toContain('Devon Clark has your requests now');
});

test('the first digest of a month says how the last one went, with a picture once there are two months to compare', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  const newest = () => sam.sees().findLast((text) => /^[A-Z][a-z]+ 2026: /u.test(text)) ?? '';
  await ana.asks('May I buy a drone?');
  await lee.presses('Reply', { text: 'You may.' });
  await story.at('2026-07-01T09:01');
  expect(newest()).toContain('June 2026: Procurement Office');
  expect(newest()).toContain('First replies on time: 100% (1 of 1)');
  expect(newest()).toContain('Satisfaction: too few answers to show');
  expect(newest()).not.toContain('typical wait');
  await ana.asks('Who signs for spreaders?');
  await story.at('2026-08-03T09:01');
  expect(newest()).toContain('July 2026: 0% (0 of 1) on time, typical wait');
  expect(newest()).toContain('June 2026: 100% (1 of 1) on time.');
});

/** With somebody for every agency: nothing waits for a decision. */
function covered() {
  const { agencies, people } = storyOffice();
  return {
    agencies: agencies.filter(({ code }) => code !== 'FIN'),
    people: people.filter(({ name }) => name !== 'Fay Lund'),
  };
}

test('a digest with nothing to say is one line, or left out as its reader or their office has it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: covered() });
  const sam = story.person('sam');
  const digests = () => sam.sees().filter((text) => /^(?:Daily|Weekly) digest|^\w+ 2026:/u.test(text));
  await story.at('2026-06-02T09:01');
  expect(digests()).toEqual([
    'Daily digest: Procurement Office. Nothing was asked or answered since yesterday, nothing is open, and nothing waits for you. To leave such digests out, write “digests”.',
  ]);
  await sam.says('digests');
  const form = { kinds: 'daily,weekly,monthly', hour: 'opening', empty: 'none' };
  expect(await sam.presses('Change', form)).toContain('None comes when there is nothing to say.');
  await story.at('2026-06-03T09:01');
  await story.at('2026-06-08T09:01');
  await story.at('2026-07-01T09:01');
  expect(digests()).toHaveLength(1);
  expect(plainText((await shownTo(sam)) ?? { blocks: [] })).toMatch(/^Weekly digest: Procurement Office\. Nothing/u);
  await story.person('ana').asks('May I buy a drone?');
  await story.at('2026-07-02T09:01');
  expect(digests().at(-1)).toContain('Open now: 1');
});

const shownTo = async (person: Seat) => {
  const answer = await person.answer('Show me one now');
  return answer.kind === 'show' ? answer.message : undefined;
};

test('an office may leave out digests with nothing to say; whoever wants the line says so', async () => {
  const office = { ...covered(), sendsEmptyDigests: false };
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office });
  const sam = story.person('sam');
  const digests = () => sam.sees().filter((text) => /^(?:Daily|Weekly) digest|^\w+ 2026:/u.test(text));
  await story.at('2026-06-02T09:01');
  await story.at('2026-07-01T09:01');
  expect(digests()).toEqual([]);
  await sam.says('digests');
  await sam.presses('Change', { kinds: 'daily,monthly', hour: 'opening', empty: 'line' });
  await story.at('2026-08-03T09:01');
  expect(digests().join('\n')).toContain(
    'July 2026: Procurement Office. Nothing was due then or in the month before, and nobody was served.',
  );
});
