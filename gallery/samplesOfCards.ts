import type { RequestFacts } from '../src/requests/facts.ts';
import { type RequestMessage, titleOf } from '../src/requests/request.ts';
import { card } from '../src/requests/words/card.ts';
import { givenTo, saidSoFar } from '../src/requests/words/handingOver.ts';
import { placed } from '../src/requests/words/place.ts';
import { placedOn, relay, relayNow, replyForm, replyNow, sayArrived } from '../src/requests/words/reply.ts';
import { resolveForm, stillNeeded } from '../src/requests/words/resolution.ts';
import { devon, facts, finishDue, late, lee, now, question, replied, replyDue } from './facts.ts';
import type { Sample } from './samples.ts';

/** The liaison's card as the conversation goes on. */

const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const said = (
  number: number,
  authorId: number,
  text: string,
  change: Partial<RequestMessage> = {},
): RequestMessage => ({
  ...question,
  ...{ id: number, number, authorId, text, at: later(number * 10), kind: authorId === 1 ? 'from agency' : 'to agency' },
  ...{ deliveredAt: authorId === 1 ? later(number * 10) : null },
  ...change,
});

const reply = said(2, lee.id, 'Yes: three written quotes from $10k on. Do you have them?', { asks: true });
const taken = (message: RequestMessage): RequestMessage => ({ ...message, deletedAt: later(30) });
const delivered = { ...reply, deliveredAt: later(21) };
const answer = said(3, 1, 'Two so far. The third comes on Friday.');
const long = `${'We want to buy salt spreaders before winter, and nobody here has done it before. '.repeat(60)}Who signs?`;
const tellOf = (messages: RequestMessage[], more: Partial<RequestFacts> = {}, change = {}): RequestFacts =>
  facts(change, { ...more, messages: [question, ...messages] });

const note = said(4, lee.id, 'The same as last year.', { kind: 'note' });
const atDevons = { ...tellOf([delivered, answer, note]), holder: devon, authors: [lee] };

const at = (when: string, of: RequestFacts): Sample => ({ of: 'card', reader: 'office', when, message: card(of, lee) });

export const samplesOfCards: Sample[] = [
  at('The question is long', facts({}, { messages: [{ ...question, text: long }] })),
  at('A reply is on its way', tellOf([reply])),
  at('It was delivered, and asks something', {
    ...tellOf([delivered], { clocks: replied.clocks, pauses: [{ kind: 'waiting_on_agency', from: later(21) }] }),
    request: { ...facts().request, state: 'waiting' },
  }),
  at(
    'They answer, with files',
    tellOf([delivered, answer], {
      edited: [3],
      files: [
        { id: 1, number: 1, name: 'spreader.pdf', state: 'stored' },
        { id: 2, number: 3, name: 'quote-1.pdf', state: 'stored' },
      ],
    }),
  ),
  at('The question was changed', {
    ...tellOf([], { edited: [1] }, { subject: titleOf(question, true) }),
  }),
  at('The question was deleted', {
    ...facts({ subject: titleOf(taken(question), false) }, { messages: [taken(question)] }),
  }),
  at(
    'A colleague has answered',
    tellOf([{ ...delivered, authorId: devon.id, asks: false }], { clocks: replied.clocks, authors: [devon] }),
  ),
  at('The reply could not be delivered', tellOf([{ ...reply, failedAt: later(21) }])),
  at('The promise is broken', late),
  at(
    'It is reopened',
    tellOf([{ ...delivered, asks: false }, answer], {
      clocks: [replyDue, finishDue],
      pauses: [{ kind: 'resolved', from: later(25), to: later(30) }],
    }),
  ),
  at(
    'It is resolved',
    tellOf([{ ...delivered, asks: false }], { clocks: [] }, { state: 'resolved', outcome: 'answered' }),
  ),
  {
    of: 'givenTo',
    reader: 'office',
    when: 'It is handed over after some words',
    message: givenTo(atDevons, lee.name, 'he knows spreaders'),
  },
  { of: 'saidSoFar', reader: 'office', when: 'Devon takes it over', message: saidSoFar(atDevons) },
  {
    of: 'replyForm',
    reader: 'office',
    when: 'The liaison presses Reply after some words',
    form: replyForm(atDevons, {}),
  },
  {
    of: 'sayMeanwhile',
    reader: 'office',
    when: 'Somebody else has answered while they wrote',
    form: replyForm(atDevons, { text: 'Two are enough.', meanwhile: { news: [delivered], asOpen: true } }),
  },
  {
    of: 'sayMeanwhile',
    reader: 'office',
    when: 'They resolve it, and the requester wrote meanwhile',
    form: resolveForm(atDevons, true, {
      values: { outcome: 'answered', text: 'Three, please.' },
      meanwhile: { news: [answer], asOpen: true },
    }),
  },
  {
    of: 'sayArrived',
    reader: 'office',
    when: 'Typed words have arrived',
    message: sayArrived(placed('Yes, three.', placedOn(facts())), facts(), true),
  },
  {
    of: 'sayArrived',
    reader: 'office',
    when: 'Typed words could not be delivered',
    message: sayArrived(placed('Yes, three.', placedOn(facts())), facts(), false),
  },
  {
    of: 'relayNow',
    reader: 'office',
    when: 'A further message was changed since',
    message: relayNow(tellOf([answer], { edited: [3] }), answer, relay(facts(), 'One so far.', 3)),
  },
  {
    of: 'replyNow',
    reader: 'requester',
    when: 'A reply was changed since',
    message: replyNow(tellOf([delivered], { edited: [2] }), delivered),
  },
  {
    of: 'replyNow',
    reader: 'requester',
    when: 'A reply was deleted since',
    message: replyNow(facts(), taken(delivered)),
  },
  {
    of: 'relay',
    reader: 'office',
    when: 'The requester reopens it',
    message: relay(facts(), 'And who signs?', 4, true),
  },
  {
    of: 'stillNeeded',
    reader: 'requester',
    when: 'They react with 👎 to a resolution',
    message: stillNeeded(facts({ state: 'resolved', outcome: 'answered' })),
  },
];
