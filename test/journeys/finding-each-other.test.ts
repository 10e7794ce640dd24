import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('Maria is out: the requester is told truthfully who has it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ben, maria, lee] = [story.person('ben'), story.person('maria'), story.person('lee')];
  await maria.says('hello');
  expect(maria.last()).toContain('Nothing waits for you.');
  expect(await maria.presses("I'm away", { from: '2026-06-01', until: '2026-06-02' })).toBe(
    'You are out through Tuesday, June 2.',
  );
  await ben.says('Where do I buy seed?');
  expect(ben.last()).toContain('Maria Lopez is out through Tuesday, June 2; Lee Park has your question');
  expect(lee.last()).toContain('Agriculture: Where do I buy seed?');
  expect(await ben.home()).toContain('My liaison');
  await ben.says('who is my liaison?');
  expect(ben.last()).toContain('Purchasing: Maria Lopez, out through Tuesday, June 2; Lee Park answers');
  expect(ben.last()).toContain('is open now');
  await maria.says('my absences');
  expect(await maria.presses("I'm back")).toContain('Welcome back');
  await ben.says('who is my liaison?');
  expect(ben.last()).toContain('Purchasing: Maria Lopez; when out, Lee Park');
});

test('going away hands open requests to whoever covers, and each requester is told', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ben, maria, lee] = [story.person('ben'), story.person('maria'), story.person('lee')];
  await ben.says('Where do I buy seed?');
  await maria.says('menu');
  expect(await maria.presses("I'm away", { from: '2026-06-01', open: 'hand over' })).toContain(
    '1 open request handed over',
  );
  expect(ben.last()).toContain('Maria Lopez is out; Lee Park has your question');
  expect(lee.last()).toContain('Where do I buy seed?');
  expect(maria.sees().join()).toContain('Lee Park has it now.');
});

test('the words of a question choose the service line, and a button corrects it', async () => {
  const story = await openStory(data.database);
  const [ben, maria, devon] = [story.person('ben'), story.person('maria'), story.person('devon')];
  await ben.says('Our contract renewal is stuck');
  expect(ben.last()).toContain('Devon Clark has your question');
  expect(ben.last()).toContain('R-1001 · Contracts');
  expect(await ben.presses('Change topic to Purchasing')).toBe('R-1001 is about Purchasing now.');
  expect(maria.last()).toContain('Topic: Purchasing');
  expect(devon.sees().at(-1)).toContain('Maria Lopez has it now');
  expect(devon.sees()[0]).not.toContain('Choose:');
  expect(ben.last()).toContain('Maria Lopez has your question');
});

test('an agency without a liaison: the supervisor is told, hands it over, and the requester hears who has it', async () => {
  const story = await openStory(data.database);
  const [fay, sam, devon] = [story.person('fay'), story.person('sam'), story.person('devon')];
  await fay.says('Who signs this?');
  expect(fay.last()).toContain('A supervisor of Procurement Office will name who answers');
  expect(fay.last()).toContain('reply by Mon, Jun 1, 2:00 PM EDT');
  expect(sam.last()).toContain('has nobody to answer it');
  await sam.says('triage');
  expect(sam.last()).toContain('R-1001 Who signs this?\n  Fay Lund, Finance · nobody has it yet · ');
  expect(
    await sam.presses('Hand over', { person: String(await idOf(story, 'devon')), reason: 'Devon knows the rules' }),
  ).toBe('Devon Clark has R-1001 now.');
  expect(devon.last()).toContain('Finance: Who signs this?');
  expect(fay.last()).toContain('Devon Clark has your question. Reason: Devon knows the rules');
  await sam.says('triage');
  expect(sam.last()).toContain('Every request has somebody who answers it.');
});

test('somebody nobody knows is taken at once, chooses the agency, and its liaison confirms', async () => {
  const story = await openStory(data.database);
  const [kim, lee, sam] = [story.person('kim'), story.person('lee'), story.person('sam')];
  await kim.says('Can I get a purchasing card?');
  expect(kim.last()).toContain('We have your question. You will have a reply by Mon, Jun 1, 2:00 PM EDT');
  expect(kim.last()).toContain('Which agency do you work for?');
  expect(sam.last()).toContain('Their agency is not known.');
  const form = await kim.answer('Choose your agency');
  if (form.kind !== 'form') throw new Error('a form opens');
  const [field] = form.form.fields;
  const options = field?.kind === 'choice' ? field.options : [];
  expect(options.map((option) => option.label)).toEqual(['Agriculture', 'Finance', 'Transportation']);
  const dot = options.find((option) => option.label === 'Transportation')?.value ?? '';
  expect(await kim.presses('Choose your agency', { agency: dot })).toBe('Thank you. Lee Park has your question.');
  expect(lee.sees().join()).toContain('Transportation: Can I get a purchasing card?');
  expect(lee.last()).toContain('is new here and says they work for Transportation');
  expect(await lee.presses('Yes, they work for Transportation')).toBe('kim is confirmed for Transportation.');
  expect(lee.sees().join()).toContain('Lee Park confirmed that kim works for Transportation.');
  expect(lee.sees().join(), 'what is answered has no buttons').not.toContain('No, not from there');
});

test('small talk of somebody nobody knows is no question either', async () => {
  const story = await openStory(data.database);
  const [kim, sam] = [story.person('kim'), story.person('sam')];
  await kim.says('Any update?');
  expect(kim.last()).toContain('You have no open request. Write your question here, in plain words.');
  await kim.says('talk to a human');
  expect(kim.last()).toContain('Procurement Office: the supervisor is Sam Reed');
  expect(sam.sees()).toEqual([]);
  await kim.says('Can I get a purchasing card?');
  expect(kim.last()).toContain('R-1001: Can I get a purchasing card?');
});

test('"not from there" puts the question back into triage', async () => {
  const story = await openStory(data.database);
  const [kim, lee, sam] = [story.person('kim'), story.person('lee'), story.person('sam')];
  await kim.says('Can I get a purchasing card?');
  const form = await kim.answer('Choose your agency');
  const field = form.kind === 'form' ? form.form.fields[0] : undefined;
  const dot =
    field?.kind === 'choice' ? (field.options.find((option) => option.label === 'Transportation')?.value ?? '') : '';
  await kim.presses('Choose your agency', { agency: dot });
  await lee.presses('No, not from there');
  await sam.says('triage');
  expect(sam.last()).toContain('Can I get a purchasing card?');
  expect(lee.sees()[0]).toContain('it waits for a supervisor now');
  expect(lee.sees()[0]).not.toContain('Choose:');
  const told = () => kim.sees().find((text) => text.includes('could not confirm you')) ?? '';
  expect(told()).toMatch(
    /^R-1001: Transportation could not confirm you\. Please choose your agency again\. The reply/u,
  );
  expect(told()).toContain('Choose: Choose your agency');
  const again = await kim.answer('Choose your agency');
  const other = again.kind === 'form' ? again.form.fields[0] : undefined;
  const agr = other?.kind === 'choice' ? other.options.find(({ label }) => label === 'Agriculture')?.value : '';
  await kim.presses('Choose your agency', { agency: agr ?? '' });
  expect(told(), 'what is answered has no buttons').not.toContain('Choose:');
});

async function idOf(story: Awaited<ReturnType<typeof openStory>>, name: string): Promise<number> {
  const { person } = (await story.store.transaction((tx) =>
    tx.people.everybody(100).then((all) => all.find((each) => each.person.email === `${name}@state.example`)),
  )) ?? { person: { id: 0 } };
  return person.id;
}

test('whoever is named to cover may see to what stays with the absent, and to nothing of others', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, maria] = [story.person('ana'), story.person('lee'), story.person('maria')];
  await ana.says('Can we renew the copier contract?');
  await maria.says('R-1001');
  expect(maria.last()).toContain('no such request');
  const people = await story.store.transaction((tx) => tx.people.everybody(50));
  const cover = String(people.find(({ person }) => person.name === 'Maria Lopez')?.person.id);
  await lee.says('hello');
  await lee.presses("I'm away", { from: '2026-06-01', until: '2026-06-01', cover, open: 'keep' });
  await maria.says('R-1001');
  expect(maria.last()).toContain('Can we renew the copier contract?');
  expect(await maria.presses('Reply', { text: 'Yes, until August.' })).toContain('On its way to Ana Ruiz.');
  expect(ana.last()).toContain('Maria Lopez, Procurement Office: Yes, until August.');
});
