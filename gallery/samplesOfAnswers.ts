import type { NamedAnswer } from '../src/answers/answer.ts';
import { findForm, renewForm, withdrawForm, writeForm } from '../src/answers/forms.ts';
import { newAnswerPress } from '../src/answers/presses.ts';
import * as words from '../src/answers/words.ts';
import type { BeforeIt } from '../src/requests/facts.ts';
import { helped } from '../src/requests/words/before.ts';
import { card } from '../src/requests/words/card.ts';
import { receipt } from '../src/requests/words/receipt.ts';
import { facts, lee, now, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** What was answered before: offered, used, kept. */

const today = '2026-06-01';
const kept: NamedAnswer = {
  ...{ id: 7, officeId: 1, state: 'approved', question: 'Do we need three quotes below $50,000?', lineId: 1 },
  answer: 'Yes: from $10,000 on three written quotes. Keep them with the order.',
  ...{ sources: ['Procurement manual, 4.2', 'https://procurement.example/quotes'], validUntil: '2027-06-01' },
  ...{ ownerId: lee.id, authorId: lee.id, at: now, approvedBy: sam.id, approvedAt: now, withdrawnAt: null },
  ...{ fromRequest: 1042, revision: 1, proposed: null, owner: lee.name, approver: sam.name, line: 'Purchasing' },
  uses: { suggested: 0, offered: 0, used: 0, helped: 0 },
};
const draft: NamedAnswer = { ...kept, id: 8, state: 'draft', approvedBy: null, approver: null };
const served: NamedAnswer = { ...kept, uses: { suggested: 31, offered: 24, used: 9, helped: 11 } };
const changed: NamedAnswer = {
  ...served,
  revision: 2,
  proposed: { ...kept, answer: 'Yes: from $15,000 on three written quotes.', by: lee.id },
};
const ended: NamedAnswer = { ...served, id: 9, validUntil: '2026-05-01', question: 'May we buy used cars?' };
const may = { change: true, renew: true, withdraw: true, approve: true };
const shown = (answer: NamedAnswer) => words.one(answer, { office: office.name, today, may });

const before: BeforeIt = { answer: kept, offered: true, helped: false, colleague: null };
const asked = facts({}, { before });
const over = facts(
  { state: 'resolved', outcome: 'answered', resolvedBy: 1 },
  { before: { ...before, helped: true }, clocks: [] },
);
const writing = { office, team: [lee, sam], begun: { ...kept, ownerId: lee.id } };

export const samplesOfAnswers: Sample[] = [
  {
    of: 'offeredAnswer',
    reader: 'requester',
    when: 'They ask what was answered before, and the office offers it',
    message: receipt(asked, ['Lee Park has your question']),
  },
  {
    of: 'offeredAnswer',
    reader: 'requester',
    when: 'They say that it answered them',
    message: receipt(over, ['Lee Park has your question']),
  },
  { of: 'answeredRow', reader: 'office', when: 'The like was answered before', message: card(asked, lee) },
  {
    of: 'helped',
    reader: 'office',
    when: 'An answer of before helped whoever asked',
    message: helped(over, kept.question),
  },
  {
    of: 'writeForm',
    reader: 'office',
    when: 'A liaison keeps an answer',
    form: writeForm('Keep as an answer', newAnswerPress.to({}), { ...writing, approves: false }),
  },
  {
    of: 'writeForm',
    reader: 'office',
    when: 'A supervisor writes one, and the office offers them',
    form: writeForm('New answer', newAnswerPress.to({}), {
      ...{ ...writing, office: { ...office, answers: { offered: true, validMonths: 12 } } },
      approves: true,
    }),
  },
  {
    of: 'writeForm',
    reader: 'office',
    when: 'A liaison changes one that is in use',
    form: writeForm('Change an answer', newAnswerPress.to({}), { ...writing, approves: false, inUse: true }),
  },
  { of: 'renewForm', reader: 'office', when: 'It ends soon', form: renewForm(kept, '2028-06-01') },
  { of: 'withdrawForm', reader: 'office', when: 'It holds no more', form: withdrawForm(kept) },
  { of: 'findForm', reader: 'office', when: 'They look for one', form: findForm() },
  { of: 'saved', reader: 'office', when: 'A liaison has kept one', message: words.saved(draft, today) },
  { of: 'saved', reader: 'office', when: 'A supervisor has kept one', message: words.saved(kept, today) },
  { of: 'one', reader: 'office', when: 'It waits for approval', message: shown(draft) },
  { of: 'one', reader: 'office', when: 'It has served', message: shown(served) },
  { of: 'one', reader: 'office', when: 'A change waits', message: shown(changed) },
  {
    of: 'list',
    reader: 'office',
    when: 'They type “answers”',
    message: words.list({ answers: [draft, served, ended], count: 14, which: 'all', today }),
  },
  {
    of: 'list',
    reader: 'office',
    when: 'Nothing is kept',
    message: words.list({ answers: [], count: 0, which: 'all', today }),
  },
  {
    of: 'list',
    reader: 'office',
    when: 'They have looked for something',
    message: words.list({ answers: [], count: 0, which: 'in use', today, words: 'boats' }),
  },
  {
    of: 'withdrawnBy',
    reader: 'office',
    when: 'A supervisor withdraws theirs',
    message: words.withdrawnBy(kept, sam.name, 'The limit has changed.'),
  },
];
