import type { Form, Message } from '../src/chat/message.ts';
import { extended, takenBack } from '../src/requests/agreedTimes.ts';
import { card } from '../src/requests/words/card.ts';
import { sayHolder } from '../src/requests/words/holder.ts';
import * as longer from '../src/requests/words/longer.ts';
import { receipt } from '../src/requests/words/receipt.ts';
import { facts, finishDue, lee, now, replyDue, sam } from './facts.ts';
import type { Sample } from './samples.ts';

const { rules } = facts();
const due = new Date('2026-06-03T19:00:00Z');
const clocks = extended([replyDue, finishDue], { promise: replyDue, due, at: now }, [], rules);
const agreed = clocks.find(({ kind }) => kind === 'agreed_reply') ?? replyDue;
const since = facts({}, { clocks });
const refused = facts({}, { clocks: takenBack(clocks, [agreed], { at: now, contested: agreed }, [], rules) });
const reason = 'The vendor answers on Wednesday.';

/** An office that promises news to whoever waits. */
const waits = facts(
  {},
  {
    clocks: [
      { ...replyDue, stoppedAt: now, met: true },
      { ...replyDue, id: 4, kind: 'update', target: 960, startedAt: now, dueAt: due },
      finishDue,
    ],
  },
);

const sample =
  (reader: Sample['reader']) =>
  (of: string, when: string, said: Message | Form): Sample =>
    'blocks' in said ? { of, reader, when, message: said } : { of, reader, when, form: said };
const [toOffice, toRequester] = [sample('office'), sample('requester')];

/** A later time than was promised, and what whoever asked says to it. */
export const samplesOfLonger: Sample[] = [
  toOffice('longerForm', 'They know that it takes longer', longer.longerForm(since, replyDue, due)),
  toRequester('takesLonger', 'It takes longer', longer.takesLonger(since, lee, agreed, replyDue, reason)),
  toOffice('longerSaid', 'A supervisor named a later time', longer.longerSaid(since, sam, agreed, reason)),
  toRequester('receipt', 'A later time was named', receipt(since, sayHolder(since))),
  toOffice('card', 'A later time was named', card(since, lee)),
  toOffice('tooLate', 'It is too late for them', longer.tooLate(refused)),
  toRequester('receipt', 'They said that it is too late', receipt(refused, sayHolder(refused))),
  toOffice('card', 'It is too late for them', card(refused, lee)),
  toRequester('receipt', 'They wait, and news are promised', receipt(waits, sayHolder(waits))),
  toOffice('card', 'They wait, and news are promised', card(waits, lee)),
];
