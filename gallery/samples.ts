import type { Form, Message } from '../src/chat/message.ts';
import { awayForm, myAbsences } from '../src/coverage/awayWords.ts';
import { accountClosed } from '../src/coverage/closedWords.ts';
import * as openAway from '../src/coverage/openWords.ts';
import * as parked from '../src/doors/parkedWords.ts';
import { countedClock } from '../src/requests/counted.ts';
import { lookPress, replyPress } from '../src/requests/presses.ts';
import * as about from '../src/requests/words/about.ts';
import * as agency from '../src/requests/words/agency.ts';
import * as card from '../src/requests/words/card.ts';
import * as changes from '../src/requests/words/changes.ts';
import { counted } from '../src/requests/words/counted.ts';
import { withoutOffers } from '../src/requests/words/ended.ts';
import * as choosing from '../src/requests/words/handingChosen.ts';
import * as many from '../src/requests/words/handingMany.ts';
import * as handing from '../src/requests/words/handingOver.ts';
import * as holder from '../src/requests/words/holder.ts';
import { whole } from '../src/requests/words/look.ts';
import * as place from '../src/requests/words/place.ts';
import * as promise from '../src/requests/words/promise.ts';
import * as receipt from '../src/requests/words/receipt.ts';
import * as reply from '../src/requests/words/reply.ts';
import * as resolution from '../src/requests/words/resolution.ts';
import * as smallTalk from '../src/requests/words/smallTalk.ts';
import * as undelivered from '../src/requests/words/undelivered.ts';
import { ana, devon, facts, finishDue, late, lee, now, office, otherOffice, replied, replyDue, sam } from './facts.ts';

/** What somebody is told, or asked in a form: by whom it is read, and when it comes. */
export type Sample = { of: string; reader: 'requester' | 'office'; when: string } & (
  | { message: Message }
  | { form: Form }
);

const elsewhere = handing.movedOffice(ana.name, office.name, otherOffice.name);

/** Asked on Monday, answered on Wednesday, with a question to the agency in between. */
const at9 = new Date('2026-06-03T15:00:00Z');
const waitedReply = { ...finishDue, stoppedAt: at9, met: true };
const waited = facts(
  {},
  {
    pauses: [
      { kind: 'waiting_on_agency', from: new Date('2026-06-01T18:00:00Z'), to: new Date('2026-06-02T15:00:00Z') },
    ],
  },
);
const open = facts();
const who = holder.sayHolder(open);
const held = { id: 1042, subject: 'Do I need three quotes for $40k?', requester: ana.name };
const choice = { holderId: 3, reason: 'covering', away: [{ personId: 2, until: '2026-06-09' }] } as const;
const covered = holder.sayHolder(
  facts({}, { holder: devon }),
  { ...choice, away: [...choice.away] },
  new Map([[2, lee]]),
);
const nobody = facts({ holderId: null }, { holder: null });
const unknown = facts({ agencyId: null, holderId: null }, { agency: null, holder: null });
const resolved = (outcome: 'answered' | 'another way' | 'not possible' | 'duplicate', more = {}) =>
  facts({ state: 'resolved', outcome, ...more });

const out = {
  ...{ id: 1, officeId: null, personId: 2, from: '2026-06-08', until: '2026-06-12', coverId: null, filed: null },
  ...{ plannedAt: now, askedAt: null, begunAt: null, returnedAt: null, endedAt: null },
};
const atDevons = facts({ holderId: 3 }, { holder: devon });
const atSams = facts({ id: 1043, subject: 'Which form is it?', holderId: 4 }, { holder: sam });
const goes = [
  { facts: open, holder: devon, move: { by: lee, at: now, reason: 'Lee Park is away' } },
  { facts: facts({ id: 1043, subject: 'Which form is it?' }), holder: sam, move: { by: lee, at: now, reason: '' } },
];
const colleagues = [
  { person: devon, open: 3 },
  { person: sam, open: 0 },
];
const ofTwo = [
  { id: 2, code: 'FIN', name: 'Finance', inChat: false },
  { id: 1, code: 'DOT', name: 'Transportation', inChat: false },
];
const isOut = { kind: 'out', why: 'Lee Park is out through Friday, June 12' } as const;

const toRequester = (of: string, when: string, said: Message | Form): Sample => sample(of, 'requester', when, said);
const toOffice = (of: string, when: string, said: Message | Form): Sample => sample(of, 'office', when, said);
const sample = (of: string, reader: Sample['reader'], when: string, said: Message | Form): Sample =>
  'blocks' in said ? { of, reader, when, message: said } : { of, reader, when, form: said };

/** Every message and every form, told as one request goes on; lists and cards stand in files of their own. */
export const samples: Sample[] = [
  toRequester('receipt', 'A question is asked', receipt.receipt(open, who)),
  toRequester(
    'receipt',
    'A question is asked on a Saturday',
    receipt.receipt(facts({ openedAt: new Date('2026-05-30T14:00:00Z') }), who),
  ),
  toOffice('card', 'The liaison gets it', card.card(open, lee)),
  toOffice(
    'card',
    'It stays with somebody who is out',
    card.card({ ...open, day: '2026-06-08', holderAbsences: [{ ...out, personId: lee.id }] }, lee),
  ),
  toRequester(
    'receipt',
    'They belong to several agencies',
    receipt.receipt({ ...unknown, theirAgencies: ofTwo }, holder.sayHolder(unknown)),
  ),
  toRequester('wrongAgencyForm', 'They chose the wrong agency', agency.wrongAgencyForm('Transportation', ofTwo, 2)),
  toOffice('saidOtherwise', 'They chose the wrong agency', agency.saidOtherwise(open, 'Transportation')),
  toRequester('receipt', 'The liaison is out', receipt.receipt(facts({}, { holder: devon }), covered)),
  toRequester('receipt', 'Nobody answers for the agency', receipt.receipt(nobody, holder.sayHolder(nobody))),
  toOffice('triage', 'Nobody answers for the agency', card.triage(nobody)),
  toOffice(
    'withoutOffers',
    'Somebody takes it, and the other supervisors see who',
    withoutOffers(card.triage(nobody), () => false, { facts: open, readerId: sam.id }),
  ),
  toRequester('receipt', 'Nobody knows who asks', receipt.receipt(unknown, holder.sayHolder(unknown))),
  toRequester(
    'agencyForm',
    'They choose their agency',
    agency.agencyForm(unknown, [
      { id: 1, name: 'Transportation' },
      { id: 2, name: 'Finance' },
    ]),
  ),
  toOffice('newcomer', 'Do they work there?', agency.newcomer(open)),
  toOffice(
    'newcomerSettled',
    'The liaison has said yes',
    agency.newcomerSettled(open, lee.name, 'Transportation', true),
  ),
  toOffice(
    'newcomerSettled',
    'The liaison has said no',
    agency.newcomerSettled(unknown, lee.name, 'Transportation', false),
  ),
  toRequester(
    'receipt',
    'The calendar has ended',
    receipt.receipt(facts({}, { clocks: [{ ...replyDue, dueAt: null }] }), who),
  ),
  toOffice('replyForm', 'The liaison presses Reply', reply.replyForm(open, {})),
  toRequester(
    'reply',
    'The liaison replies',
    reply.reply(open, lee, 'Yes: three written quotes from $10k on.', 2, false),
  ),
  toOffice('wroteTo', 'A colleague replies', reply.wroteTo(open, devon, 'Yes: three written quotes from $10k on.')),
  toRequester('receipt', 'A reply was delivered', receipt.receipt(replied, who)),
  toOffice('askAgencyForm', 'The liaison needs something', reply.askAgencyForm(open, {})),
  toRequester('reply', 'The liaison needs something', reply.reply(open, lee, 'Is the price for one year?', 3, true)),
  toRequester('receipt', 'The answer is waited for', receipt.receipt(facts({ state: 'waiting' }), who)),
  toRequester('added', 'They write more', receipt.added(open, 4, { promise: replyDue, goesOn: false, held: 3 })),
  toRequester(
    'added',
    'They still need help',
    receipt.added(open, 4, { promise: replyDue, goesOn: false, reopens: true }),
  ),
  toRequester('added', 'They answer', receipt.added(open, 4, { promise: replyDue, goesOn: true })),
  toOffice('relay', 'They write more', reply.relay(open, 'For three years, in fact.', 4)),
  toOffice('noteForm', 'A note is written', reply.noteForm(open, {})),
  toOffice('leftNote', 'A colleague leaves a note', reply.leftNote(open, devon, 'The same as last year.')),
  toRequester('addOrNew', 'It is not clear where it belongs', place.addOrNew(55, 'And who signs?', [held])),
  toRequester(
    'addOrNew',
    'Nobody said so: they are reminded once',
    place.addOrNew(55, 'And who signs?', [held], { last: held }),
  ),
  toRequester(
    'addOrNew',
    'Another question of theirs has just ended',
    place.addOrNew(55, 'And who signs?', [held], { ended: { id: 1040, subject: 'Which salt may we order?' } }),
  ),
  toRequester(
    'added',
    'They say where it belongs',
    receipt.added(open, 4, { promise: replyDue, goesOn: false, asked: 'And who signs?' }),
  ),
  toRequester('placed', 'It is a new question', place.placed('And who signs?', 'This is now a new question: R-1043.')),
  toRequester(
    'inSpanish',
    'They greet in Spanish',
    place.inSpanish(place.saying('Write your question here, in plain words.')),
  ),
  toRequester(
    'reopenOrNew',
    'Written soon after it was resolved',
    place.reopenOrNew(55, 'And who signs?', { ...held, state: 'resolved' }),
  ),
  toRequester(
    'added',
    'Nobody said where it belongs',
    receipt.added(open, 4, { promise: replyDue, goesOn: false, held: 55, asked: 'And who signs?' }),
  ),
  toOffice('nothingSent', 'A liaison types', place.nothingSent(55, 'Ask him tomorrow', [held], { own: [] })),
  toOffice(
    'nothingSent',
    'A liaison types who is asked something as a customer',
    place.nothingSent(55, 'The first one', [held], { own: [{ id: 1050, subject: 'When is payroll?' }] }),
  ),
  toRequester('saying', 'Thanks are said', place.saying('You are welcome.')),
  toRequester('urgentForm', 'It is urgent', promise.urgentForm(open)),
  toOffice('priorityForm', 'A supervisor changes the priority', promise.priorityForm(open)),
  toOffice(
    'priorityChanged',
    'It is urgent',
    promise.priorityChanged(facts({ priority: 'urgent' }), ana.name, 'winter begins'),
  ),
  toOffice('partCounted', 'What was asked first is a part of it', promise.partCounted(open, devon.name, 1039)),
  toRequester(
    'promiseMoved',
    'The office closes',
    promise.promiseMoved(open, [replyDue], 'the office is closed on Tuesday, June 2 (storm)', now),
  ),
  toRequester(
    'promiseMoved',
    'The time to finish moves',
    promise.promiseMoved(replied, [finishDue], 'the office is closed on Tuesday, June 2 (storm)', now),
  ),
  toRequester(
    'promiseStays',
    'It is made urgent shortly before it is due',
    promise.promiseStays(open, replyDue, 'you made it urgent: winter begins', now),
  ),
  toRequester(
    'promiseStays',
    'It is made urgent when it is late already',
    promise.promiseStays(open, { ...replyDue, breachedAt: now }, 'you made it urgent: winter begins', now),
  ),
  toRequester(
    'promisesMoved',
    'The office closes: several promises at once',
    promise.promisesMoved(
      [
        { facts: open, clocks: [replyDue] },
        { facts: replied, clocks: [finishDue] },
      ],
      'the office is closed on Tuesday, June 2 (storm)',
      now,
    ),
  ),
  toOffice(
    'promisesMovedForHolder',
    'The office closes',
    promise.promisesMovedForHolder('the office is closed on Tuesday, June 2 (storm)'),
  ),
  toOffice(
    'handOverForm',
    'It is handed over',
    handing.handOverForm(open, [
      { person: devon, open: 3, absent: false },
      { person: sam, open: 0, absent: true },
    ]),
  ),
  toOffice(
    'handChosenForm',
    'Several are chosen in a list of the page',
    choosing.handChosenForm(
      [open],
      [{ id: 1050, why: choosing.whyLeft.ended({ state: 'resolved' }) }],
      [{ person: devon, open: 3, absent: false }],
      '1042.1050',
    ),
  ),
  toOffice('sayHanded', 'One of them is handed over', {
    blocks: [{ kind: 'text', text: [choosing.sayHanded(devon.name, [1042])] }],
  }),
  toOffice(
    'handedChosen',
    'Some of them stay',
    choosing.handedChosen(
      devon.name,
      [1042, 1043],
      [
        { id: 1050, why: choosing.whyLeft.already(devon.name) },
        { id: 1051, why: choosing.whyLeft.hidden },
        { id: 1052, why: choosing.whyLeft.elsewhere('Human Resources', 'Procurement Services') },
      ],
    ),
  ),
  toRequester(
    'handedOver',
    'It is handed over',
    handing.handedOver(
      facts({}, { holder: devon }),
      holder.sayHolder(facts({}, { holder: devon })),
      'he knows spreaders',
      now,
    ),
  ),
  toRequester(
    'handedOver',
    'It goes to another office',
    handing.handedOver(
      facts({}, { holder: devon }),
      holder.sayHolder(facts({}, { holder: devon })),
      'human resources hires trainers',
      now,
      open.clocks.filter(({ kind }) => kind === 'first_reply'),
    ),
  ),
  toOffice(
    'takenFrom',
    'It goes to another office',
    handing.takenFrom(facts({}, { holder: devon }), 'it is about pay', elsewhere),
  ),
  toOffice(
    'givenTo',
    'It comes from another office',
    handing.givenTo(facts({}, { holder: devon }), undefined, 'it is about pay', elsewhere),
  ),
  toOffice(
    'givenTo',
    'Its topic was changed',
    handing.givenTo(facts({}, { holder: devon }), undefined, '', handing.changedTopic(ana.name, 'Contracts')),
  ),
  toOffice('takenFrom', 'It is handed over', handing.takenFrom(facts({}, { holder: devon }), 'he knows spreaders')),
  toOffice(
    'givenTo',
    'It is handed over',
    handing.givenTo(facts({}, { holder: devon }), lee.name, 'he knows spreaders'),
  ),
  toOffice('movedOn', 'It is handed over', card.movedOn(facts({}, { holder: devon }))),
  toRequester(
    'whichOffice',
    'The words do not say which office',
    handing.whichOffice(open, [office, otherOffice], 'Who signs this?'),
  ),
  toRequester(
    'handedOver',
    'Their agency does not know them',
    handing.handedOver(
      facts({ agencyId: null }, { holder: null, agency: null }),
      ['We have your question'],
      'Corrections could not confirm you. Please choose your agency again.',
      now,
    ),
  ),
  toRequester('moveOfficeForm', 'It belongs to another office', handing.moveOfficeForm(open, [office, otherOffice])),
  toRequester(
    'newsTold',
    'They type “any update?”',
    smallTalk.newsTold({ blocks: [{ kind: 'text', text: ['(their requests)'] }] }, [lee]),
  ),
  toOffice('newsAsked', 'The requester asks for news', smallTalk.newsAsked(open, [open])),
  toOffice('talkAsked', 'The requester wants to talk to a person', smallTalk.talkAsked(open, [open])),
  toRequester('nothingOpen', 'They type “any update?”, and nothing is open', smallTalk.nothingOpen),
  toRequester('offerWithdrawal', 'They type “never mind”', smallTalk.offerWithdrawal([held])),
  toRequester('offerUrgent', 'They type “ASAP!!”', smallTalk.offerUrgent([held])),
  toRequester('offerUrgent', 'It is urgent already', smallTalk.offerUrgent([])),
  toRequester(
    'whoIsThere',
    'They want to talk to a person',
    smallTalk.whoIsThere({ holders: [lee], supervisors: [{ office: office.name, people: [sam] }], mayTell: true }),
  ),
  toRequester('receipt', 'The promise is broken', receipt.receipt(late, who)),
  toOffice(
    'whole',
    'Somebody looks it up',
    whole(
      replied,
      { person: lee, notes: true, rating: true, buttons: [replyPress.button('Reply', { request: 1042 })] },
      [
        { kind: 'opened', at: now, actorId: ana.id, data: { number: 1, promised: null } },
        { kind: 'priority changed', at: now, actorId: sam.id, data: { from: 'normal', to: 'urgent', reason: 'snow' } },
        { kind: 'escalated', at: now, actorId: null, data: { clock: 'first_reply', percent: 80, told: [lee.id] } },
        {
          kind: 'escalated',
          at: now,
          actorId: null,
          data: { clock: 'first_reply', percent: 100, told: [lee.id, sam.id] },
        },
        { kind: 'message', at: now, actorId: lee.id, data: { number: 2, kind: 'to agency' } },
        { kind: 'rated', at: now, actorId: ana.id, data: { rating: 4 } },
      ],
      new Map([ana, lee, sam].map((person) => [person.id, person])),
    ),
  ),
  toOffice('breachTakenBack', 'It was in time after all', undelivered.breachTakenBack(open)),
  toOffice(
    'undelivered',
    'Something does not arrive',
    undelivered.undelivered(open, {
      ...{ what: 'message R-1042·2 for Ana Ruiz', reason: 'no chat account is known for this person', recipient: ana },
    }),
  ),
  toOffice(
    'undelivered',
    'Whoever has it is not reached anymore, and it went to the backup',
    undelivered.undelivered(atDevons, {
      what: 'a card for Lee Park',
      reason: 'Teams: this person has blocked the bot; no other chat account is known',
      recipient: lee,
      moved: true,
    }),
  ),
  toOffice('accountClosed', 'An account is closed', accountClosed(ana.name, [held], { asks: true, how: 'closed' })),
  toOffice(
    'accountClosed',
    'A liaison took the app away',
    accountClosed(lee.name, [held], { asks: false, how: 'removed' }),
  ),
  toRequester('notHandled', 'The desk fails', parked.notHandled({ when: now, zone: 'America/New_York' })),
  toOffice(
    'someonesNotHandled',
    'The desk fails',
    parked.someonesNotHandled(ana.name, { when: now, zone: 'America/New_York' }),
  ),
  toOffice('manyNotHandled', 'The desk fails again and again', parked.manyNotHandled),
  toOffice('resolveForm', 'It is resolved', resolution.resolveForm(open, true)),
  toRequester(
    'resolution',
    'It is answered',
    resolution.resolution(resolved('answered'), lee, 'Three quotes, and the form is on our page.', 'them'),
  ),
  toRequester(
    'resolution',
    'It is not possible',
    resolution.resolution(
      resolved('not possible', { alternative: 'The state contract has spreaders.' }),
      lee,
      'We are past the limit.',
      'them',
    ),
  ),
  toRequester(
    'resolution',
    'It is a duplicate',
    resolution.resolution(resolved('duplicate', { duplicateOf: 1001 }), lee, '', 'them'),
  ),
  toRequester(
    'withoutOffers',
    'They still need help, so it is open again',
    withoutOffers(resolution.resolution(resolved('answered'), lee, 'Three quotes.', 'them'), () => false, {
      facts: open,
      readerId: ana.id,
    }),
  ),
  toOffice('resolvedBy', 'A colleague resolves it', resolution.resolvedBy(resolved('answered'), devon)),
  toRequester('receipt', 'It is resolved', receipt.receipt(resolved('answered'), who)),
  toRequester('reopenForm', 'They still need help', resolution.reopenForm(resolved('answered'), false)),
  toRequester('reopenForm', 'They still need help, much later', resolution.reopenForm(resolved('answered'), true)),
  toRequester('withdrawForm', 'They need no answer anymore', resolution.withdrawForm(open)),
  toOffice('withdrawn', 'They need no answer anymore', resolution.withdrawn(open, 'we found it')),
  toOffice('edited', 'A message is changed', changes.edited(1042, 1, ana.name, 'Do I need four quotes?')),
  toOffice('movedAway', 'It is a question of its own', changes.movedAway(1042, [2, 2], ana.name, 1043)),
  toOffice('movedAway', 'Its lines are a question of their own', changes.movedAway(1042, [2, 4], ana.name, 1043)),
  toOffice('deleted', 'A message is deleted', changes.deleted(1042, 1, ana.name)),
  toOffice('broughtBack', 'A message is back', changes.broughtBack(1042, 1, ana.name, 'Do I need three quotes?')),
  toOffice('reacted', 'Somebody reacts', changes.reacted(1042, 2, ana.name, '👍')),
  toOffice('fileFrom', 'A file comes', changes.fileFrom(1042, 1, ana.name, 'quote.pdf')),
  toOffice(
    'fileMissing',
    'A file is not taken',
    changes.fileMissing(1042, 1, ana.name, 'quote.exe', 'programs are not passed on'),
  ),
  toRequester(
    'fileRefused',
    'A file is not taken',
    changes.fileRefused(1042, 'quote.exe', 'programs are not passed on'),
  ),
  toOffice('awayForm', 'A liaison goes away', awayForm('2026-06-01', colleagues, 3)),
  toOffice('awayForm', 'They change it', awayForm('2026-06-01', colleagues, 0, out)),
  toOffice('myAbsences', 'They have planned nothing', myAbsences([], '2026-06-01')),
  toOffice(
    'myAbsences',
    'They look what they have planned',
    myAbsences(
      [
        { ...out, id: 2, from: '2026-06-01', until: '2026-06-01', cover: 'Devon Clark' },
        { ...out, officeId: 1, cover: undefined },
        { ...out, id: 3, from: '2027-01-04', until: '2027-01-04', cover: undefined },
      ],
      '2026-06-01',
    ),
  ),
  toOffice(
    'askOpen',
    'They hold open requests',
    openAway.askOpen(out, goes, { today: '2026-06-01', decides: replyDue.dueAt ?? now, zone: 'America/New_York' }),
  ),
  toOffice('oneByOneForm', 'They say it one by one', openAway.oneByOneForm(out, goes, [devon, sam])),
  toOffice('settledOpen', 'They have said it', openAway.settledOpen('2 open requests stay with you.')),
  toOffice('begun', 'The first morning', openAway.begun(out, [atDevons], goes.slice(1), '2026-06-08')),
  toOffice('forHolder', 'Four or more come to somebody', many.forHolder(isOut, [atDevons, atSams], devon)),
  toRequester('forRequester', 'One of theirs goes to somebody', many.forRequester(isOut, [atDevons], now)),
  toRequester('forRequester', 'Several of theirs do', many.forRequester(isOut, [atDevons, atSams], now)),
  toOffice('takeThemBack', 'The liaison is back', openAway.takeThemBack(out, [atDevons, atSams])),
  toOffice('someBackForm', 'They choose', openAway.someBackForm(out, [atDevons, atSams])),
  toOffice('tookBack', 'They take them back', openAway.tookBack(lee.name, [atDevons])),
  toRequester(
    'forRequester',
    'They take them back',
    many.forRequester({ kind: 'back', why: 'Lee Park is back' }, [atDevons, atSams], now),
  ),
  toRequester(
    'counted',
    'They ask how it was counted',
    counted(
      waited,
      [countedClock(waited, waitedReply, at9)].flatMap((each) => each ?? []),
      {
        events: [
          {
            ...{ kind: 'priority changed', at: now, actorId: sam.id },
            data: { from: 'normal', to: 'urgent', reason: 'snow' },
          },
        ],
        ...{ versions: { calendar: 2, policy: 1 }, viewer: ana, people: new Map([[sam.id, sam]]) },
      },
    ),
  ),
  toRequester(
    'counted',
    'They ask it of a part of another request',
    counted(facts({ state: 'resolved', outcome: 'duplicate', duplicateOf: 1041 }, { clocks: [] }), [], {
      ...{ events: [], versions: { calendar: 1, policy: 1 }, viewer: ana, people: new Map() },
    }),
  ),
  toOffice(
    'aboutRequest',
    'Anything else',
    about.aboutRequest(open, ['something is worth knowing.'], lookPress.button('Show all', { request: 1042 })),
  ),
];
