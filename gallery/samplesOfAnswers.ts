import type { NamedAnswer } from '../src/answers/answer.ts';
import * as digest from '../src/answers/digestWords.ts';
import { findForm, renewForm, withdrawForm, writeForm } from '../src/answers/forms.ts';
import { newAnswerPress } from '../src/answers/presses.ts';
import * as words from '../src/answers/words.ts';
import type { Message } from '../src/chat/message.ts';
import type { ToDecide } from '../src/feature/digestPart.ts';
import type { BeforeIt } from '../src/requests/facts.ts';
import { helped } from '../src/requests/words/before.ts';
import { card } from '../src/requests/words/card.ts';
import * as join from '../src/requests/words/joining.ts';
import { receipt } from '../src/requests/words/receipt.ts';
import { reply, replyForm } from '../src/requests/words/reply.ts';
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

const colleague = { id: 1041, subject: 'Where do we buy road salt?', agencyId: 1, officeId: 1 };
const same = facts({}, { before: { answer: null, offered: false, helped: false, colleague } });
const cy = { id: 9, name: 'Cy Hale', requestId: 1043, since: now.toISOString() };
const joined = facts({}, { joined: [cy] });
const part = facts({ state: 'resolved', outcome: 'duplicate', resolvedBy: 1, duplicateOf: 1041 }, { clocks: [] });
const answered = facts({ state: 'resolved', outcome: 'answered', resolvedBy: lee.id }, { joined: [cy], clocks: [] });

const decide = (line: ToDecide): Message => ({
  blocks: [{ kind: 'row', text: line.text, buttons: [...(line.buttons ?? [])] }],
});

export const samplesOfAnswers: Sample[] = [
  {
    of: 'waitingLine',
    reader: 'office',
    when: 'In a digest: a draft waits',
    message: decide(digest.waitingLine(draft)),
  },
  {
    of: 'waitingLine',
    reader: 'office',
    when: 'In a digest: a change waits',
    message: decide(digest.waitingLine(changed)),
  },
  {
    of: 'endingLine',
    reader: 'office',
    when: 'In a digest: an answer ends soon',
    message: decide(digest.endingLine({ ...kept, validUntil: '2026-06-30' }, today)),
  },
  {
    of: 'endingLine',
    reader: 'office',
    when: 'In a digest: an answer has ended',
    message: decide(digest.endingLine(ended, today)),
  },
  {
    of: 'askedLine',
    reader: 'office',
    when: 'In a weekly digest: many agencies ask the same',
    message: decide(
      digest.askedLine({
        agencies: new Set([1, 2, 3, 4, 5]),
        first: { id: 1042, agencyId: 1, subject: 'Do I need three quotes for $40k?', question: '' },
      }),
    ),
  },

  {
    of: 'sayColleague',
    reader: 'requester',
    when: 'A colleague has asked the same',
    message: receipt(same, ['Lee Park has your question']),
  },
  { of: 'joining', reader: 'requester', when: 'They press Join', message: join.joining(same, colleague) },
  {
    of: 'joinedEnd',
    reader: 'requester',
    when: 'They have joined',
    message: receipt(part, ['Lee Park has your question']),
  },
  {
    of: 'sayJoined',
    reader: 'requester',
    when: 'Somebody has joined them',
    message: receipt(joined, ['Lee Park has your question']),
  },
  { of: 'joinedNames', reader: 'office', when: 'Somebody reads along', message: card(joined, lee) },
  { of: 'replyForm', reader: 'office', when: 'Somebody reads along', form: replyForm(joined, {}) },
  {
    of: 'relayedTo',
    reader: 'requester',
    when: 'They joined a colleague, and the office replies',
    message: join.relayedTo(reply(joined, lee, 'At the depot in Yakima.', 2, false), cy),
  },
  {
    of: 'resolvedForJoined',
    reader: 'requester',
    when: 'They joined a colleague, and it is resolved',
    message: join.resolvedForJoined(answered, lee, 'At the depot in Yakima.', cy),
  },
  {
    of: 'withdrawnForJoined',
    reader: 'requester',
    when: 'They joined a colleague, who withdraws it',
    message: join.withdrawnForJoined(facts({ state: 'withdrawn' }), cy),
  },

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
