import { expect, test } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** A form of somebody's that stands open while others go on. */
async function opens(story: Story, who: string, label: string) {
  const answer = await story.person(who).answer(label);
  if (answer.kind !== 'form') throw new Error(`“${label}” opens a form`);
  return answer.form;
}

async function sends(
  story: Story,
  who: string,
  form: Awaited<ReturnType<typeof opens>>,
  values: Record<string, string>,
) {
  const answer = await story.chat.submit(`${who}@state.example`, form, values);
  await story.settle();
  return answer;
}

const asked = async (): Promise<Story> => {
  const story = await openStory(data.database);
  await story.person('ana').says('Do I need three quotes?');
  await story.person('lee').presses('Hand over', { person: await idOf(story, 'Devon Clark'), reason: 'He knows' });
  return story;
};

const idOf = async (story: Story, name: string): Promise<string> => {
  const all = await story.store.transaction((tx) => tx.people.everybody(100));
  return String(all.find(({ person }) => person.name === name)?.person.id);
};

test('a reply shows what it is about, and is held back when somebody has answered meanwhile', async () => {
  const story = await openStory(data.database);
  const ana = story.person('ana');
  await ana.says('Do I need three quotes?');
  const form = await opens(story, 'lee', 'Reply');
  const intro = plainText({ blocks: form.intro ?? [] });
  expect(intro).toContain('R-1001 · Do I need three quotes?');
  expect(intro).toContain('R-1001·1 Ana Ruiz: Do I need three quotes?');
  await story.chat.hand('sam@state.example', {
    ...{ kind: 'submit', press: { name: 'reply', about: 'v2 request=1001' } },
    values: { text: 'Two are enough.' },
  });
  await story.settle();
  const held = await sends(story, 'lee', form, { text: 'Yes, three.' });
  if (held.kind !== 'form') throw new Error('asked again');
  const words = plainText({ blocks: held.form.intro ?? [] });
  expect(words).toContain('Nothing was sent yet. While you were writing, this happened: Sam Reed wrote something.');
  expect(words).toContain('R-1001·2 Sam Reed (delivered): Two are enough.');
  expect(held.form.submit).toBe('Send anyway');
  expect(held.form.fields[0]).toMatchObject({ name: 'text', initial: 'Yes, three.' });
  expect(ana.sees().join('\n')).not.toContain('Yes, three.');
  expect(await sends(story, 'lee', held.form, { text: 'Sam is right.' })).toMatchObject({ kind: 'notice' });
  expect(ana.last()).toContain('Sam is right.');
});

test('a reply is held back when the request was resolved meanwhile, and a note never is', async () => {
  const story = await openStory(data.database);
  await story.person('ana').says('Do I need three quotes?');
  const [reply, note, ask] = [
    await opens(story, 'lee', 'Reply'),
    await opens(story, 'lee', 'Note'),
    await opens(story, 'lee', 'Ask the agency'),
  ];
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  const held = await sends(story, 'lee', reply, { text: 'Yes, three.' });
  expect(held.kind === 'form' && plainText({ blocks: held.form.intro ?? [] })).toContain(
    'this happened: R-1001 is resolved now.',
  );
  expect(await sends(story, 'lee', note, { text: 'As ever.' })).toMatchObject({ kind: 'notice' });
  const refused = await sends(story, 'lee', ask, { text: 'For how long?' });
  expect(refused, 'the form stays open with what was typed').toEqual({
    kind: 'errors',
    errors: {
      text: 'R-1001 is resolved already, so this is not possible anymore. Your words are still here, to be copied.',
    },
  });
});

test('whoever resolves reads what was written meanwhile, with all that they filled in', async () => {
  const story = await asked();
  const form = await opens(story, 'devon', 'Resolve');
  await story.person('ana').says('R-1001: for two years, that is.');
  const values = { outcome: 'another way', text: 'We have a contract.', alternative: '', duplicate: '' };
  const held = await sends(story, 'devon', form, values);
  if (held.kind !== 'form') throw new Error('asked again');
  expect(plainText({ blocks: held.form.intro ?? [] })).toContain('Ana Ruiz: R-1001: for two years, that is.');
  expect(held.form.fields.map((field) => field.initial)).toEqual([
    'another way',
    'We have a contract.',
    undefined,
    undefined,
  ]);
  expect(await sends(story, 'devon', held.form, values)).toMatchObject({ kind: 'notice' });
  expect(story.person('ana').last()).toContain('R-1001 is resolved: done another way');
});

test('words that were typed say that they are on their way, and then what became of them', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await lee.says('Yes, three.');
  const form = await opens(story, 'lee', 'Reply to Ana (R-1001)');
  expect(form.fields[0]).toMatchObject({ initial: 'Yes, three.' });
  story.chat.failNext('ana@state.example', 'rejected');
  await sends(story, 'lee', form, { text: 'Yes, three.' });
  expect(lee.sees().join('\n')).toContain('You: Yes, three.\nIt could not be delivered to Ana Ruiz (R-1001).');
  await lee.says('Yes, three!');
  await sends(story, 'lee', await opens(story, 'lee', 'Reply to Ana (R-1001)'), { text: 'Yes, three!' });
  expect(lee.sees().join('\n')).toContain('You: Yes, three!\nDelivered to Ana Ruiz (R-1001).');
  expect(lee.sees().join('\n')).not.toContain('On its way');
});
