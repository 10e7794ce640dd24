import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { HALF_PAST, openOfficeHours, schedule, TEN, takes, tuesdays } from '../support/office-hours.ts';

const data = useDatabase();
const open = () => openOfficeHours(data.database);

test('a liaison says when they hold office hours, in words that are checked; changes, pauses and ends them', async () => {
  const { lee, ana, devon } = await open();
  await lee.says('my office hours');
  expect(lee.last()).toBe(
    [
      'My office hours',
      '- Tuesdays, 10 AM–11 AM, 30 minutes each, Room 4',
      '  Choose: Change, Pause, End',
      'Choose: Add office hours',
    ].join('\n'),
  );
  const refused = async (values: Record<string, string>) => lee.presses('Add office hours', { ...tuesdays, ...values });
  expect(await refused({ from: '10' })).toContain('from: “10” may be morning or afternoon.');
  expect(await refused({ weekday: 'sat' })).toBe(
    'from: The office is closed then. It is open Mon–Fri, 9 AM–5 PM Eastern.',
  );
  expect(await refused({ weekday: 'wed', until: '9 AM' })).toBe('until: That is not after they begin.');
  expect(await refused({ weekday: 'wed', minutes: '60', until: '10:30 AM' })).toBe(
    'minutes: No slot of 60 minutes fits in there.',
  );
  expect(await refused({ from: '10:30 AM', until: 'noon' })).toContain('You hold office hours then already: Tuesdays');
  expect(await refused({ weekday: 'wed', place: 'x'.repeat(301) })).toContain('place: Please keep it under 300');
  await lee.says('my office hours');
  expect(await lee.presses('Change', { from: '2 PM', until: '3 PM', minutes: '60', place: '' })).toContain(
    'Changed: Tuesdays, 2 PM–3 PM, 60 minutes each.',
  );
  expect(await schedule(ana)).toContain('Free slots\n- Tue, Jun 2, 2:00 PM EDT, 60 minutes\n');
  await lee.says('my office hours');
  expect(await lee.presses('Pause')).toBe('They pause: no slot is free until you press Go on.');
  expect(await schedule(ana)).toContain('Lee Park’s office hours pause at present.');
  await lee.says('my office hours');
  expect(await lee.presses('Go on')).toBe('They go on: their slots may be taken again.');
  expect(await lee.presses('End')).toBe('There are no more of these.');
  expect(await lee.presses('End')).toBe('There are no more of these.');
  expect(await schedule(ana)).toContain('Lee Park holds no office hours.');
  await devon.says('my office hours');
  expect(devon.last(), 'they are nobody else’s').toContain('You hold no office hours.');
});

test('an agency sees when its liaison is there, who answers meanwhile and which slots are free, and never why', async () => {
  const { ana, lee, fay } = await open();
  await lee.says('menu');
  await lee.presses("I'm away", { from: '2026-06-09', until: '2026-06-10' });
  expect(await schedule(ana)).toBe(
    [
      'When Lee Park is there',
      'Procurement Office is open Mon–Fri, 9 AM–5 PM Eastern.',
      'Out in the coming four weeks',
      '- Tuesday, June 9 through Wednesday, June 10; Devon Clark answers',
      'Office hours',
      '- Tuesdays, 10 AM–11 AM, 30 minutes each, Room 4',
      'Free slots',
      '- Tue, Jun 2, 10:00 AM EDT, 30 minutes, Room 4',
      '- Tue, Jun 2, 10:30 AM EDT, 30 minutes, Room 4',
      '- Tue, Jun 16, 10:00 AM EDT, 30 minutes, Room 4',
      '- Tue, Jun 16, 10:30 AM EDT, 30 minutes, Room 4',
      '- Tue, Jun 23, 10:00 AM EDT, 30 minutes, Room 4',
      '… and 1 more in the coming four weeks.',
      'Choose: Take a slot',
    ].join('\n'),
  );
  await ana.says('office hours');
  expect(ana.last()).toContain('When Lee Park is there');
  await fay.says('office hours');
  expect(fay.last(), 'nobody is assigned to Finance').not.toContain('Lee Park');
});

test('a slot is taken once: both sides have it with a file, and who comes second sees what is free', async () => {
  const { story, files, ana, lee, ben } = await open();
  await schedule(ana);
  await schedule(ben).catch(() => '');
  expect(await takes(ana, TEN, ' ')).toBe('about: Say in a few words what it is about.');
  expect(await takes(ana, TEN, 'x'.repeat(301))).toContain('about: Please keep it under 300');
  expect(await takes(ana, TEN, 'Road <!channel> salt')).toContain('It is yours: Tue, Jun 2, 10:00 AM EDT.');
  expect(ana.last()).toBe(
    [
      'You have a slot with Lee Park: Tue, Jun 2, 10:00 AM EDT, 30 minutes, Room 4.',
      'Ana Ruiz: Road <!channel> salt',
      'The file that comes with this puts it into your calendar.',
      'Choose: Call it off',
    ].join('\n'),
  );
  expect(lee.last()).toContain('Ana Ruiz (Transportation) has taken a slot: Tue, Jun 2, 10:00 AM EDT');
  expect(files('ana')[0]).toContain('DTSTART:20260602T140000Z');
  expect(files('ana')[0]).toContain('SUMMARY:Office hours: Lee Park');
  expect(files('lee')[0]).toContain('SUMMARY:Office hours: Ana Ruiz\\, Transportation');
  expect(await takes(ana, TEN), 'a press that comes twice').toContain('You have that slot already');
  // Ben is of Agriculture, which Lee backs.
  const { person } = (await story.store.transaction((tx) => tx.people.withRole(1, 'liaison'))).flatMap((each) =>
    each.name === 'Lee Park' ? [{ person: each.id }] : [],
  )[0] ?? { person: 0 };
  const press = { name: 'take slot', about: `v2 office=1 person=${person}` };
  const form = await story.chat.hand('ben@state.example', { kind: 'press', press });
  if (form.kind !== 'form') throw new Error('the backup answers them too');
  const late = await story.chat.submit('ben@state.example', form.form, { slot: TEN, about: 'Seed' });
  expect(late).toMatchObject({ kind: 'show' });
  expect(JSON.stringify(late)).toContain('That slot is not free any more. Please choose another.');
  expect(JSON.stringify(late)).not.toContain('Road');
  const slots = await story.store.transaction((tx) =>
    tx.officeHours.ahead({ officeId: 1, liaisonIds: null }, story.now(), 9),
  );
  expect(slots).toHaveLength(1);
});

test('two at the same moment: one gets it, the other is told', async () => {
  const { story } = await open();
  const id = async (name: string) =>
    story.store.transaction(
      async (tx) => (await tx.people.withRole(1, 'liaison')).find((one) => one.name === name)?.id,
    );
  const press = { name: 'take slot', about: `v2 office=1 person=${await id('Lee Park')}` };
  const both = await Promise.all(
    ['ana', 'ben'].map(async (who) => {
      const opened = await story.chat.hand(`${who}@state.example`, { kind: 'press', press });
      if (opened.kind !== 'form') throw new Error('both may come');
      return story.chat.submit(`${who}@state.example`, opened.form, { slot: TEN, about: 'Salt' });
    }),
  );
  expect(both.map(({ kind }) => kind).sort()).toEqual(['notice', 'show']);
  await story.settle();
  expect(
    story
      .person('lee')
      .sees()
      .filter((text) => text.includes('has taken a slot')),
  ).toHaveLength(1);
});

test('nobody has more than two ahead, nor a slot of whom they do not ask', async () => {
  const { story, ana, fay } = await open();
  await takes(ana, TEN);
  await takes(ana, HALF_PAST);
  expect(await takes(ana, '2026-06-09T14:00:00.000Z')).toBe(
    'You have two slots ahead, Tue, Jun 2, 10:00 AM EDT and Tue, Jun 2, 10:30 AM EDT. So that others find one, too, take the next when one of them is over, or call one off.',
  );
  await story.at('2026-06-02T11:00');
  expect(await takes(ana, '2026-06-09T14:00:00.000Z')).toContain('It is yours');
  const lee = await story.store.transaction(async (tx) => (await tx.officeHours.of({ officeId: 1 }))[0]?.liaisonId);
  for (const name of ['schedule', 'take slot']) {
    const answer = await story.chat.hand('fay@state.example', {
      kind: 'press',
      press: { name, about: `v2 office=1 person=${lee}` },
    });
    const nobody = await story.chat.hand('fay@state.example', {
      kind: 'press',
      press: { name, about: 'v2 office=9 person=999' },
    });
    expect(answer, 'the words of what does not exist').toEqual(nobody);
  }
  expect(
    await story.chat.hand('fay@state.example', { kind: 'press', press: { name: 'call off slot', about: 'v2 slot=1' } }),
  ).toEqual(
    await story.chat.hand('fay@state.example', {
      kind: 'press',
      press: { name: 'call off slot', about: 'v2 slot=99' },
    }),
  );
  expect(fay.sees()).toEqual([]);
});
