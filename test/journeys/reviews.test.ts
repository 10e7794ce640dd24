import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import type { storyOffice } from '../support/office.ts';
import { fillAll, fillPart, finish, openPart, personId, yearly } from '../support/reviews.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const open = (change: Parameters<typeof storyOffice>[0] = {}, at?: string) =>
  openStory(data.database, { office: { reviews: [yearly], ...change }, ...(at !== undefined && { at }) });
const begun = async (change: Parameters<typeof storyOffice>[0] = {}): Promise<Story> => {
  const story = await open(change);
  await story.sweep();
  await story.at('2026-06-02T09:00');
  return story;
};
const reviewsOf = (story: Story, who: string) =>
  story
    .person(who)
    .sees()
    .filter((text) => text.startsWith('Yearly review: Transportation'));

test('a review begins four weeks before its day, as the office opens, for who answers the agency', async () => {
  const story = await open();
  await story.sweep();
  await story.at('2026-06-02T08:59');
  expect(reviewsOf(story, 'lee')).toEqual([]);
  await story.at('2026-06-02T09:00');
  expect(reviewsOf(story, 'lee')).toEqual([
    [
      'Yearly review: Transportation',
      'Due: Tuesday, June 30',
      'Answered: nothing yet, of 2 items',
      'What is filled in is kept: you or a colleague may go on at any time.',
      '- Name the 2 files that you look at.',
      '  Choose: Name the files',
      '- Spend: 0 of 2',
      '  Choose: Fill in',
      'Choose: Finish, Call it off',
    ].join('\n'),
  ]);
  await story.at('2026-06-03T09:00');
  expect(reviewsOf(story, 'lee'), 'once').toHaveLength(1);
  for (const other of ['devon', 'maria', 'ana', 'sam']) expect(reviewsOf(story, other), other).toEqual([]);
});

test('who is out is covered, and a closed day is passed over', async () => {
  const absences = [{ person: 'lee@state.example', from: '2026-05-20', until: '2026-06-12', cover: null }];
  const story = await open({ absences, reviews: [{ ...yearly, firstDue: '2026-07-31' }] });
  await story.sweep();
  await story.at('2026-07-03T12:00');
  expect(reviewsOf(story, 'lee')).toEqual([]);
  await story.at('2026-07-06T09:00');
  expect(reviewsOf(story, 'lee'), 'he is back').toHaveLength(1);
});

test('while somebody is out, their cover has it, and may do all of it', async () => {
  const absences = [{ person: 'lee@state.example', from: '2026-05-20', until: '2026-06-12', cover: null }];
  const story = await begun({ absences });
  expect(reviewsOf(story, 'lee')).toEqual([]);
  expect(reviewsOf(story, 'devon')).toHaveLength(1);
  expect(await story.person('devon').presses('Name the files', { files: 'PO 1\nPO 2' })).toContain('PO 1: 0 of 2');
});

test('files are named, asked for, and answered for', async () => {
  const story = await begun();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  const ask = await personId(story, 'Ana Ruiz');
  expect(await lee.presses('Name the files', { files: '- PO 1\n- PO 1' })).toBe(
    'fewer: The checklist wants 2. Name more, or say why there are fewer.',
  );
  await lee.presses('Name the files', { files: '- PO 1\n- PO 2', ask });
  expect(ana.last()).toBe(
    [
      'Lee Park reviews Transportation (Yearly review, due Tuesday, June 30) and looks at these files:',
      ...['- PO 1', '- PO 2', 'Please have them ready, or say where they are.', 'Choose: Answer'],
    ].join('\n'),
  );
  expect(reviewsOf(story, 'lee')[0]).toContain('Ana Ruiz was asked for the files Tue, Jun 2, 9:00 AM EDT.');
  expect(await ana.presses('Answer', { answer: 'They are in room 3.' })).toBe('Thank you. Whoever asked you reads it.');
  expect(lee.last()).toContain('Ana Ruiz: They are in room 3.');
  expect(reviewsOf(story, 'lee')[0], 'it stands there, too').toContain('Ana Ruiz: They are in room 3.');
  await lee.presses('Change the files', { files: 'PO 1\nPO 3' });
  expect(reviewsOf(story, 'lee')[0]).toContain('- PO 3: 0 of 2');
  expect(reviewsOf(story, 'lee')[0]).not.toContain('PO 2');
  const gone = await story.chat.hand('lee@state.example', {
    kind: 'press',
    press: { name: 'fill review', about: 'v2 review=1 part=f2' },
  });
  expect(gone).toMatchObject({ kind: 'notice', text: [expect.stringContaining('looked at no more')] });
});

test('it is not finished before everything has an outcome; then the agency reads, answers, and the office accepts', async () => {
  const story = await begun();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  expect(await lee.presses('Finish')).toContain(
    'Name its files first. 2 items have no outcome yet:\n- Spend: Purchases',
  );
  await fillAll(story);
  expect(reviewsOf(story, 'lee')[0]).toContain(
    'Answered: 6 of 6: 3 fine, 2 findings (1 major, 1 minor), 1 not applicable',
  );
  expect(ana.sees(), 'nobody of the agency reads any of it').toEqual([]);
  const values = { summary: 'Thank you.', owner: await personId(story, 'Ana Ruiz'), due: '2026-07-10' };
  expect(await lee.presses('Finish', { ...values, due: '2026-05-01' })).toBe('due: That day is over.');
  expect(await lee.presses('Finish', { ...values, owner: '' })).toBe('owner: Choose who does it.');
  const preview = await lee.presses('Finish', values);
  expect(preview).toContain('Lee Park: Thank you.\n- Major · Contract files · PO 1\n  “Three quotes are in the file.”');
  expect(preview).toContain('Ana Ruiz will read it.');
  expect(await lee.presses('Change', { what: 'Order once a month', due: '2026-07-20' })).toContain(
    'To do: Order once a month, Ana Ruiz, by Monday, July 20',
  );
  expect(ana.sees()).toEqual([]);
  expect(await lee.presses('Send the result')).toBe(
    'Finished. One person of Transportation reads the result. You hear of each answer.',
  );
  expect(await lee.presses('Send the result').catch(() => 'gone'), 'twice').toBe('This review is finished.');
  expect(ana.sees(), 'one message says all, what is theirs to do too').toHaveLength(1);
  expect(ana.last()).toContain('To put right: Ana Ruiz, by Friday, July 10\n  Choose: Done');
  await story.at('2026-06-02T10:00');
  expect(ana.sees()).toHaveLength(1);

  expect(await ana.presses('Comment on this', { comment: 'We disagree.' })).toBe(
    'Thank you. It stands with the result.',
  );
  expect(lee.last()).toContain('Ana Ruiz: We disagree.');
  expect(ana.last()).not.toContain('Comment on this');

  expect(await ana.presses('Done', { result: 'It is done.' })).toBe('Done. Thank you.');
  await story.sweep();
  expect(lee.last()).toContain('Ana Ruiz has answered: It is done.\n  Choose: Accept, Open again');
  expect(await lee.presses('Open again', { reason: '', due: '2026-07-30' })).toContain('reason: Say what is still');
  expect(await lee.presses('Open again', { reason: 'June is missing.', due: '2026-07-30' })).toBe(
    'Opened again. Ana Ruiz reads why.',
  );
  expect(ana.last()).toContain('Lee Park: June is missing.\nChoose: Done');
  expect(lee.last(), 'what told of the answer leads nowhere').not.toContain('Accept');
  await story.at('2026-06-02T11:00');
  await ana.presses('Done', { result: 'Now it is.' });
  await story.sweep();
  expect(await lee.presses('Accept')).toBe('Accepted. 1 still open.');
  const [result] = reviewsOf(story, 'ana');
  expect(result).toContain('Ana Ruiz has answered: Now it is. · closed');
  expect(await ana.presses('Done'), 'an old button').toBe('This is done already. Thank you.');
  const press = { name: 'finish action', about: 'v2 action=2' };
  const form = await story.chat.hand('ana@state.example', { kind: 'press', press });
  if (form.kind !== 'form') throw new Error('it opens');
  await story.chat.submit('ana@state.example', form.form, {});
  await story.sweep();
  expect(await lee.presses('Accept')).toBe('Accepted. All findings of this review are closed.');
  expect(reviewsOf(story, 'ana')[0]).toContain('All findings are closed.');
  const kinds = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(kinds.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining([
      ...['review begun', 'review sample named', 'review item judged', 'review finished', 'action opened'],
      ...['review commented', 'action done', 'finding opened again', 'finding accepted'],
    ]),
  );
});

test('two fill in at once: nothing is lost, and of one item the last word counts', async () => {
  const story = await begun();
  await story.person('lee').presses('Name the files', { files: 'PO 1\nPO 2' });
  const [lees, sams] = [await openPart(story, 'lee', 's0'), await openPart(story, 'sam', 's0')];
  await fillPart(story, 'lee', 's0', { 'outcome-limit': 'major', 'words-limit': 'Two were not.' }, { opened: lees });
  // Sam has not seen what Lee said, and says nothing of that item.
  await fillPart(story, 'sam', 's0', { 'outcome-split': 'fine' }, { opened: sams });
  expect(reviewsOf(story, 'lee')[0]).toContain('- Spend: 2 of 2, 1 major finding');
  // "The rest is fine" is no word about what a colleague has said meanwhile.
  await fillPart(story, 'sam', 's0', { rest: 'fine' }, { opened: sams });
  expect(reviewsOf(story, 'lee')[0]).toContain('1 major finding');
  const answer = await fillPart(story, 'sam', 's0', { 'outcome-limit': 'fine' }, { opened: sams });
  expect(JSON.stringify(answer)).toContain('Meanwhile Lee Park had said “major finding, Two were not.” of “');
  expect(reviewsOf(story, 'lee')[0]).toContain('2 of 6: 2 fine, no findings');
  const kept = await story.store.transaction((tx) => tx.reviews.judgements([1]));
  expect(
    kept.filter(({ item }) => item === 'limit'),
    'both are on record',
  ).toHaveLength(2);
});

test('what was filled in after the result was prepared has it looked at once more', async () => {
  const story = await begun();
  await fillAll(story);
  const lee = story.person('lee');
  await lee.presses('Finish', { owner: await personId(story, 'Ana Ruiz'), due: '2026-07-10' });
  await fillPart(story, 'sam', 'f2', { 'outcome-signed': 'critical', 'words-signed': 'Nobody has.' });
  const again = await lee.presses('Send the result');
  expect(again).toContain('Something was filled in meanwhile. Please look at it once more.');
  expect(again).toContain('- Critical · Contract files · PO 2');
  expect(await lee.presses('Send the result')).toContain('Finished.');
  const { length } = await story.store.transaction((tx) => tx.reviews.findings([1]));
  expect(length).toBe(3);
});

test('of other agencies nobody sees anything, nor of this one before it is finished', async () => {
  const story = await begun();
  const show = (who: string, review = 1) =>
    story.chat.hand(`${who}@state.example`, { kind: 'press', press: { name: 'review', about: `v2 review=${review}` } });
  const hidden = await show('lee', 99);
  expect(hidden.kind).toBe('notice');
  for (const who of ['ana', 'ben', 'maria', 'ada']) expect(await show(who), who).toEqual(hidden);
  for (const who of ['lee', 'devon', 'sam']) expect((await show(who)).kind, who).toBe('show');
  await finish(story);
  expect((await show('ana')).kind).toBe('show');
  for (const who of ['ben', 'fay', 'maria']) expect(await show(who), who).toEqual(hidden);
  for (const [name, about] of [
    ...[
      ['accept finding', 'v2 finding=1 answered=x'],
      ['change finding', 'v2 finding=1'],
      ['fill review', 'v2 review=1 part=s0'],
    ],
    ...[
      ['finish review', 'v2 review=1'],
      ['call off review', 'v2 review=1'],
      ['name review files', 'v2 review=1'],
    ],
  ])
    expect(
      await story.chat.hand('ana@state.example', { kind: 'press', press: { name: name ?? '', about: about ?? '' } }),
      name,
    ).toEqual(hidden);
});
