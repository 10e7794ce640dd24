import { describe, expect, test } from 'vitest';
import { figuresOfAll } from '../../src/figures/read.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { listenOnce } from '../../src/run/listen.ts';
import { sweepAll } from '../../src/run/schedule.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** Handles what came in, and sends nothing: what is written is under way. */
async function hear(story: Story): Promise<void> {
  const log = {
    info() {},
    warn() {},
    failure: (message: string, error: unknown) => story.failures.push(`${message}: ${error}`),
  };
  while (await listenOnce(story.store, story.now, log)) {
    // One after another.
  }
}

const running = (story: Story, requestId: number) =>
  story.store.transaction(async (tx) =>
    (await tx.clocks.of([requestId]))
      .filter(({ stoppedAt, droppedAt }) => !stoppedAt && !droppedAt)
      .map(({ kind }) => kind),
  );

describe('no promise slips through', () => {
  test('what is asked while a reply is under way is owed a reply of its own, by the time that was told', async () => {
    const story = await openStory(data.database, { at: '2026-06-01T10:00' });
    const [ana] = [story.person('ana')];
    await ana.says('May I buy a drone?');
    const form = await story.chat.press('lee@state.example', 'Reply');
    if (form.kind !== 'form') throw new Error('a form opens');
    await story.at('2026-06-01T11:00');
    await story.chat.submit('lee@state.example', form.form, { text: 'Yes, from the state contract.' });
    // Written while the reply is still on its way.
    const receipt = story.chat.seen('ana@state.example')[0];
    await story.at('2026-06-01T11:00');
    await story.chat.write('ana@state.example', 'And who pays?', { thread: receipt?.sentId ?? '' });
    await hear(story);
    await story.settle();
    expect(await running(story, 1001)).toContain('next_reply');
    expect(ana.sees().join()).toContain('You will have a reply by Mon, Jun 1, 3:00 PM EDT');
  });

  test('a time to finish that was told and moves is told again, with the reason', async () => {
    const story = await openStory(data.database, { at: '2026-06-01T10:00' });
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('May I buy a drone?');
    await lee.presses('Reply', { text: 'I am on it.' });
    expect(ana.sees()[0]).toContain('We expect to finish by Mon, Jun 8, 10:00 AM EDT');
    const closed = storyOffice();
    const specialDays = [...closed.calendar.specialDays, { date: '2026-06-02', name: 'Storm', windows: [] }];
    const setup = { ...closed, calendar: { ...closed.calendar, specialDays } };
    await story.store.transaction(async (tx) =>
      applyImport(tx, await planImport(tx, setup, story.now()), {}, story.now(), importDuties(story.now)),
    );
    await story.sweep();
    expect(ana.last()).toContain(
      'the time you were promised has changed. We now expect to finish by Tue, Jun 9, 10:00 AM EDT',
    );
    expect(ana.last()).toContain('Reason: ');
  });

  test('"answered" needs words that were said: a reply that could not be delivered is none', async () => {
    const story = await openStory(data.database, { at: '2026-06-01T10:00' });
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('May I buy a drone?');
    story.chat.failNext('ana@state.example', 'rejected');
    await lee.presses('Reply', { text: 'Yes.' });
    expect(await lee.presses('Resolve', { outcome: 'answered' })).toBe(
      'text: Ana Ruiz is waiting for a reply: please write the answer.',
    );
  });

  test('a liaison who is a customer of an office sends nothing by typing: buttons ask', async () => {
    const office = storyOffice();
    const lee = office.people.find(({ name }) => name === 'Lee Park');
    const people = office.people.map((person) =>
      person === lee ? { ...person, roles: [...person.roles, { role: 'requester' as const, agency: 'FIN' }] } : person,
    );
    const story = await openStory(data.database, { office: { people } });
    const seat = story.person('lee');
    await seat.says('Sounds like a plan, ask him tomorrow');
    expect(seat.last()).toContain('Nothing was sent. Where does this belong?');
    expect(await story.store.transaction((tx) => tx.requests.read(1001))).toBeUndefined();
    expect(await seat.presses('Ask it as a question')).toBe('This is now a new question: R-1001.');
    expect(seat.sees().join()).toContain('R-1001: Sounds like a plan, ask him tomorrow');
    expect(seat.sees().join()).not.toContain('Ask it as a question');
  });

  test('asked on Friday evening, it goes to whoever is in on Monday', async () => {
    const story = await openStory(data.database, {
      at: '2026-06-05T17:30',
      office: { absences: [{ person: 'lee@state.example', from: '2026-06-06', until: '2026-06-10', cover: null }] },
    });
    await story.person('ana').says('May I buy a drone?');
    expect(story.person('ana').last()).toContain(
      'Lee Park is out through Wednesday, June 10; Devon Clark has your question',
    );
    expect(story.person('devon').last()).toContain('R-1001 · Transportation: May I buy a drone?');
  });

  test('a request that the text names is the one that is meant, also in its middle', async () => {
    const story = await openStory(data.database);
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('May I buy tyres?');
    await ana.asks('And a drone?');
    await ana.says('r1001: they are winter tyres');
    expect(ana.last()).toContain('Added to R-1001');
    await ana.says('They are for 1002, the drone');
    expect(ana.last()).toContain('Added to R-1002');
    expect(lee.last()).toContain('They are for 1002');
    await ana.says('What of R-9999?');
    expect(ana.last()).toContain('Does this belong to a question that is open');
  });

  test('nobody supervises today: a supervisor who is out is not waited for', async () => {
    const story = await openStory(data.database, {
      at: '2026-06-01T10:00',
      office: { absences: [{ person: 'sam@state.example', from: '2026-06-01', until: '2026-06-12', cover: null }] },
    });
    await story.person('ana').says('May I buy a drone?');
    await story.at('2026-06-01T14:05');
    expect(story.person('ada').sees().join()).toContain('Late: R-1001');
    expect(story.person('sam').sees()).toEqual([]);
  });

  test('a missed reply is counted for whoever held it when it was due', async () => {
    const story = await openStory(data.database, { at: '2026-06-01T10:00' });
    await story.person('ana').says('May I buy a drone?');
    await story.at('2026-06-01T15:00');
    await story.person('sam').presses('Take over');
    await story.person('sam').says('R-1001');
    await story.person('sam').presses('Reply', { text: 'Yes.' });
    const [first] = await story.store.transaction((tx) => tx.clocks.of([1001]));
    const lee = await story.store.transaction(async (tx) =>
      (await tx.people.everybody(100)).find(({ person }) => person.name === 'Lee Park'),
    );
    expect(first).toMatchObject({ kind: 'first_reply', met: false, heldBy: lee?.person.id });
    const [from, to] = [new Date('2026-06-01T00:00:00Z'), new Date('2026-06-02T00:00:00Z')];
    const span = { from, to, until: to };
    const repliesOf = (name: string) =>
      story.store.transaction(async (tx) => {
        const id = (await tx.people.everybody(100)).find(({ person }) => person.name === name)?.person.id ?? 0;
        const of = { officeId: 1, kind: 'first_reply' as const, ...span, liaisonId: id };
        const { due, met } = await figuresOfAll(tx, of, story.now());
        return [due, met];
      });
    expect(await repliesOf('Lee Park')).toEqual([1, 0]);
    expect(await repliesOf('Sam Reed')).toEqual([0, 0]);
  });
});

describe('one that cannot be done keeps no other waiting', () => {
  test('surveys of an office that is closed do not stay first in the line', async () => {
    const story = await openStory(data.database, { at: '2026-06-01T10:00' });
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('May I buy a drone?');
    await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
    await story.at('2026-06-01T18:00');
    await sweepAll({
      store: story.store,
      clock: story.clock,
      log: { info() {}, warn() {}, failure: (m, e) => story.failures.push(`${m} ${e}`) },
    });
    await story.at('2026-06-02T18:30');
    const due = () => story.store.transaction((tx) => tx.surveys.due(story.now(), 200));
    expect(await due()).toEqual([]);
    await story.at('2026-06-03T09:00');
    expect(ana.last()).toContain('How did we do?');
  });
});
