import { expect } from 'vitest';
import type { Database } from '../../db/engine/client.ts';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';
import { alternateRules, application } from './alternates.ts';
import { listeningPeople, sends } from './listening.ts';
import { fillPart, personId, yearly } from './reviews.ts';
import type { Story } from './story.ts';
import { formOf, plan, rfq, signsUp } from './training.ts';

/** Each kind of record of the programme, lived through until it has ended. */

const monthly = {
  ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'] },
  ...{ rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const } },
  ...{ minute: 600, minutes: 30, place: 'Room 4' },
};
/** What an office says that has all of them. */
export const programmeOffice = {
  ...{ meetings: [monthly], reviews: [yearly], courses: [rfq], alternates: alternateRules },
  answers: { offered: true, validMonths: 12 },
  people: listeningPeople,
};

/** Words that nobody else writes. */
export function createWords() {
  const written: string[] = [];
  const word = (): string => {
    const made = `zq${[...`${1000 + written.length}`].map((digit) => 'bdgkmpvxzt'[Number(digit)]).join('')}xu`;
    written.push(made);
    return made;
  };
  return { written, word };
}

type Word = () => string;
const seat = (story: Story, name: string) => story.person(name);

/** What people do until such a record has ended, with words of their own. */
export const lives: Record<ProgrammeKind, (story: Story, word: Word, database: Database) => Promise<void>> = {
  async announcements(story, word) {
    const sam = seat(story, 'sam');
    await sam.says('announce');
    await sam.presses('Announce something', {
      ...{ title: `Rates ${word()} change`, text: `The state pays ${word()}.` },
      ...{ holdsFrom: '2026-06-04', readBy: '2026-06-03' },
    });
    await sam.presses('Send it');
    await seat(story, 'ana').presses('I have read this');
    for (const day of ['02', '03', '04', '05']) await story.at(`2026-06-${day}T09:00`);
  },
  async meetings(story, word) {
    const [ana, lee] = [seat(story, 'ana'), seat(story, 'lee')];
    await story.at('2026-06-05T09:00');
    await ana.presses('Add a topic', { text: `Salt ${word()}` });
    await lee.presses('Move it', { day: '2026-06-10', time: '2 PM', reason: `Court ${word()}` });
    await story.at('2026-06-10T14:30');
    await story.at('2026-06-11T09:00');
    await lee.presses('It took place');
    await lee.presses('Write the minutes', {
      ...{ said: `We spoke of ${word()}`, decisions: `Buy ${word()} early`, what: `Send the list ${word()}` },
      ...{ owner: await personId(story, 'Ana Ruiz'), due: '2026-06-15' },
    });
    await lee.presses('Send to both sides');
    await ana.presses('Something is wrong', { wrong: `It was ${word()}` });
    await lee.presses('Change the minutes', { said: `We spoke of ${word()} after all` });
    await lee.presses('Send to both sides');
    await ana.presses('That is right');
    await story.at('2026-06-12T09:00');
    await story.at('2026-06-15T10:00');
    await ana.presses('Done', { result: `It is there ${word()}` });
    await story.at('2026-07-02T09:00');
  },
  async reviews(story, word) {
    const [ana, lee] = [seat(story, 'ana'), seat(story, 'lee')];
    await story.at('2026-06-02T09:00');
    const ask = await personId(story, 'Ana Ruiz');
    await lee.presses('Name the files', { files: `PO ${word()}\nPO ${word()}`, ask });
    await ana.presses('Answer', { answer: `In room ${word()}` });
    await fillPart(story, 'lee', 's0', { 'outcome-split': 'minor', 'words-split': `Two ${word()}`, rest: 'fine' });
    await fillPart(story, 'lee', 'f1', { rest: 'fine' });
    await fillPart(story, 'lee', 'f2', { rest: 'fine' });
    await lee.presses('Finish', { summary: `Good ${word()}`, owner: ask, due: '2026-07-10' });
    await lee.presses('Send the result');
    await story.at('2026-06-03T09:00');
    await ana.presses('Done', { result: `One order now ${word()}` });
    await story.at('2026-06-04T09:00');
    await lee.presses('Accept');
    await story.at('2026-06-05T09:00');
  },
  async training(story, word, database) {
    const [ana, lee] = [seat(story, 'ana'), seat(story, 'lee')];
    await plan(database, lee, { place: `Room ${word()}` });
    await signsUp(ana);
    await story.at('2026-06-15T09:00');
    await story.at('2026-06-17T12:30');
    await story.at('2026-06-18T09:00');
    await formOf(
      story,
      'lee',
      { name: 'training attendance', about: 'v2 session=1' },
      { there: await personId(story, 'Ana Ruiz') },
    );
    await story.at('2026-06-18T10:00');
    await formOf(story, 'ana', { name: 'training useful', about: 'v2 session=1 useful=4' }, {});
    await formOf(
      story,
      'ana',
      { name: 'training words', about: 'v2 session=1' },
      { words: `Too long ${word()}`, text: `Too long ${word()}` },
    );
    await story.at('2026-06-19T09:00');
  },
  async listening(story, word) {
    const [ana, ben, sam] = [seat(story, 'ana'), seat(story, 'ben'), seat(story, 'sam')];
    await sam.says('listening');
    await sam.presses('Ask the agencies', {
      ...{ question: `Which contracts ${word()}?`, why: `We plan ${word()}` },
      ...{ answerUntil: '2026-06-12', voteUntil: '2026-06-19' },
    });
    await sam.presses('Ask them');
    await ana.presses('Answer', { text: `Road salt ${word()}` });
    await ben.presses('Answer', { text: `Drones ${word()}` });
    await story.at('2026-06-15T09:00');
    await sam.presses('Merge answers', { answers: '1', name: `Salt for all ${word()}` });
    await sam.presses('Merge answers', { answers: '2', name: `Flying ${word()}` });
    await sam.presses('Go on');
    await sam.presses('Open the vote', { until: '2026-06-19' });
    await story.at('2026-06-16T09:00');
    await sends(story, 'ben', 'listening vote', 'v2 round=1 agency=2', { needs: '1' });
    await story.at('2026-06-22T09:00');
    for (const need of [1, 2])
      await sends(story, 'sam', 'decide need', `v2 need=${need}`, {
        ...{ choice: 'later', effort: 'large', because: `No money ${word()}`, instead: `Share it ${word()}` },
        again: '2026-06-30',
      });
    await sends(story, 'sam', 'tell listening results', 'v2 round=1', {});
    await story.settle();
    await story.at('2026-06-23T09:00');
    await story.at('2026-06-24T09:00');
  },
  async recommendations(story, word) {
    const [ana, sam] = [seat(story, 'ana'), seat(story, 'sam')];
    await ana.says('recommend a change');
    await ana.presses('Recommend a change', { title: `One form ${word()}`, text: `We fill in ${word()}` });
    await story.at('2026-06-02T09:00');
    await sends(story, 'sam', 'decide need', 'v2 need=1', {
      ...{ choice: 'now', effort: 'small', because: `Good ${word()}`, owner: await personId(story, 'Sam Reed') },
      due: '2026-06-10',
    });
    await story.at('2026-06-03T09:00');
    await sends(story, 'sam', 'finish need', 'v2 need=1', { text: `There is one form ${word()}` });
    await story.at('2026-06-10T09:00');
    expect(sam.sees().length).toBeGreaterThan(0);
  },
  async alternates(story, word) {
    const [ana, lee, sam] = [seat(story, 'ana'), seat(story, 'lee'), seat(story, 'sam')];
    await ana.says('alternate process');
    await ana.presses('Ask for one', {
      ...application,
      ...{ what: `Quotes ${word()}`, why: `Bridges ${word()}`, stake: `A closed ${word()}` },
    });
    await lee.presses('Say what I think', { recommends: 'yes', because: `They keep ${word()}` });
    await story.at('2026-06-02T09:00');
    await sam.presses('Grant', { until: '2026-08-31', reports: 'purchases' });
    await story.at('2026-07-10T10:00');
    await ana.presses('Send the report', { hours: '12', times: '9', words: `It went ${word()}` });
    const [name, inside] = [`${word()}.txt`, word()];
    story.chat.attached.set('list', new TextEncoder().encode(inside));
    const address = 'ana@state.example';
    const files = [{ ref: 'list', name, type: 'text/plain', size: 9 }];
    await story.chat.hand(address, { kind: 'message', text: `Here it is ${word()}`, address, files });
    await story.settle();
    await sends(story, 'sam', 'end alternate', 'v2 alternate=1', { because: `The law ${word()}` });
    await story.at('2026-07-14T09:00');
    await story.at('2026-07-15T09:00');
  },
  async office_hours(story, word) {
    const [ana, lee] = [seat(story, 'ana'), seat(story, 'lee')];
    await lee.says('my office hours');
    await lee.presses('Add office hours', { weekday: 'tue', from: '10 AM', until: '11 AM', minutes: '30' });
    await ana.says('my liaison');
    await ana.presses('Schedule');
    await ana.presses('Take a slot', { slot: '2026-06-02T14:00:00.000Z', about: `Salt ${word()}` });
    await story.at('2026-06-02T09:00');
    await story.at('2026-06-03T09:00');
  },
  async answers(story, word) {
    const [ben, sam] = [seat(story, 'ben'), seat(story, 'sam')];
    await sam.says('answers');
    await sam.presses('New answer', {
      ...{ question: `May I buy drones ${word()}?`, answer: `Only with a permit ${word()}.` },
      ...{ sources: `Handbook ${word()}`, validUntil: '2026-06-30', owner: await personId(story, 'Sam Reed') },
    });
    await ben.says('May I buy drones?');
    await story.at('2026-06-02T09:00');
  },
  async certificates(story, word, database) {
    await lives.training(story, word, database);
  },
  async voices(story, word) {
    const [ana, sam] = [seat(story, 'ana'), seat(story, 'sam')];
    await ana.says('feedback');
    await ana.presses('Tell the supervisor', { text: `It takes ${word()}`, name: 'nameless' });
    await sam.presses('Answer', { text: `We see ${word()}` });
    await ana.presses('Answer', { text: `Thank you ${word()}` });
    await story.at('2026-06-02T09:00');
  },
};
