import type { Block } from '../src/chat/message.ts';
import * as digest from '../src/listening/digestWords.ts';
import { answersList, mergeForm, moveForm, splitForm } from '../src/listening/mergeWords.ts';
import type { CountedNeed } from '../src/listening/need.ts';
import * as needWords from '../src/listening/needWords.ts';
import { beginRoundPress } from '../src/listening/presses.ts';
import * as recommended from '../src/listening/recommendWords.ts';
import type { GivenAnswer, NamedAnswer, Round, RoundCounts } from '../src/listening/round.ts';
import { roundForm } from '../src/listening/roundForm.ts';
import * as lead from '../src/listening/roundWords.ts';
import * as votes from '../src/listening/voteWords.ts';
import * as words from '../src/listening/words.ts';
import { ana, lee, now, office, otherOffice, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** Listening rounds, and changes that agencies recommend. */

const zone = 'America/New_York';
const today = '2026-06-01';
const round: Round = {
  ...{ id: 3, officeId: 1, authorId: sam.id, state: 'asking', question: 'Which contracts do you need?' },
  ...{ why: 'We plan the contracts of next year by it.', agencyIds: [1, 2], audience: 'everybody', shows: 'agency' },
  ...{ answerUntil: '2026-06-12', voteUntil: '2026-06-19', rule: 'agency', choices: 3, sendAt: null, sentAt: now },
  ...{ remindAt: null, endsAt: null, closedAt: null, toldAt: null, reason: null, endedBy: null },
  ...{ shown: null, shownAt: null },
};
const told: words.Told = { round, office, author: sam.name, zone, today };
const at = (state: Round['state'], more: Partial<Round> = {}): words.Told => ({
  ...told,
  round: { ...round, state, ...more },
});
const answer: GivenAnswer = {
  ...{ id: 7, officeId: 1, roundId: 3, personId: ana.id, agencyId: 1, text: 'Road salt for the whole winter', at: now },
  ...{ changedAt: null, needId: null },
};
const named: NamedAnswer = { ...answer, person: ana.name, agency: 'Transportation' };
const others: NamedAnswer[] = [
  named,
  { ...named, id: 8, text: 'Salt for roads', person: 'Ben Osei', agency: 'Agriculture', needId: 5 },
];
const need: CountedNeed = {
  ...{ id: 5, officeId: 1, roundId: 3, name: 'Road salt, statewide', lookBy: null, state: 'heard', decision: null },
  ...{ decisions: 0, decidedAt: null, doneAt: null, doneText: null, result: null, actionId: null, createdAt: now },
  ...{ answers: 5, agencies: 3, owner: null },
};
const drones: CountedNeed = { ...need, id: 6, name: 'Drones for inspections', answers: 1, agencies: 1 };
const forms: CountedNeed = { ...need, id: 9, name: 'One form for all offices', answers: 2, agencies: 2 };
const decision = { effort: 'large' as const, because: null, instead: null, again: null, ownerId: null, due: null };
const planned: CountedNeed = {
  ...{
    ...need,
    state: 'planned',
    owner: lee.name,
    decision: { ...decision, choice: 'now', ownerId: 2, due: '2026-07-10' },
  },
  result: { votes: 4, chosenBy: 4, place: 1, tied: false },
};
const refused: CountedNeed = {
  ...{ ...drones, state: 'not now', result: { votes: 2, chosenBy: 2, place: 3, tied: true } },
  decision: { ...decision, choice: 'no', because: 'The law forbids it.', instead: 'Rent them with a pilot.' },
};
const later: CountedNeed = {
  ...{ ...forms, state: 'not now', result: { votes: 2, chosenBy: 2, place: 2, tied: true } },
  decision: { ...decision, choice: 'later', again: '2026-09-01', because: 'The move comes first.' },
};
const finished: CountedNeed = { ...planned, state: 'done', doneText: 'Three suppliers deliver from October on.' };
const decidedAll = [planned, later, refused];
const counts: RoundCounts = { people: 41, answers: 12, agencies: 5, voters: 9, voted: 0 };
const none: RoundCounts = { ...counts, answers: 0, agencies: 0 };
const dot = { id: 1, name: 'Transportation' };
const agr = { id: 2, name: 'Agriculture' };
const cast = [{ agency: dot, by: ana.name, at: now }];

const toOffice = (of: string, when: string) => ({ of, when, reader: 'office' as const });
const toAgency = (of: string, when: string) => ({ of, when, reader: 'requester' as const });

export const samplesOfListening: Sample[] = [
  {
    ...toOffice('roundToMerge', 'A digest names what is to be decided of rounds'),
    message: {
      blocks: [
        ...[
          ...[digest.roundToMerge(round), digest.roundToDecide(round)],
          ...[digest.overdueNeed(planned, '2026-07-13'), digest.overdueNeed(later, '2026-09-02')],
          digest.recommendation({ ...forms, lookBy: '2026-06-08' }, '2026-06-08'),
        ].map(({ text, buttons = [] }): Block => ({ kind: 'row', text, buttons: [...buttons] })),
        digest.votesOut({ round, silent: 3 }, today),
      ],
    },
  },
  {
    ...toOffice('list', 'They type “listening”'),
    message: lead.list([{ round, author: sam.name, today }], [{ need: forms, today, leads: true }], true),
  },
  { ...toOffice('list', 'Nothing was asked yet'), message: lead.list([], [], false) },
  {
    ...toOffice('roundForm', 'They ask the agencies something'),
    form: roundForm([office, otherOffice], beginRoundPress.to({})),
  },
  {
    ...toOffice('roundForm', 'They change what they ask'),
    form: roundForm([office], beginRoundPress.to({}), { asked: round, agencies: ['DOT'], day: today }),
  },
  {
    ...toOffice('preview', 'Before anybody is asked'),
    message: lead.preview(at('draft', { sendAt: now }), { people: 41, agencies: 9, unknown: 3 }),
  },
  {
    ...toOffice('preview', 'It would reach nobody'),
    message: lead.preview(told, { people: 0, agencies: 0, unknown: 0 }),
  },
  { ...toOffice('card', 'It is planned'), message: lead.card(at('planned', { sendAt: now }), none, []) },
  { ...toOffice('card', 'Agencies answer'), message: lead.card(told, counts, [need]) },
  { ...toOffice('card', 'The answers are in'), message: lead.card(at('merging'), counts, [need, drones]) },
  { ...toOffice('card', 'Nobody has answered'), message: lead.card(at('merging'), none, []) },
  { ...toOffice('card', 'Agencies vote'), message: lead.card(at('voting'), { ...counts, voted: 4 }, [need]) },
  {
    ...toOffice('card', 'The vote is over'),
    message: lead.card(at('deciding'), { ...counts, voted: 8 }, [
      planned,
      { ...later, decision: null, state: 'heard' },
      refused,
    ]),
  },
  {
    ...toOffice('card', 'It was decided without a vote'),
    message: lead.card(at('deciding'), { ...counts, voters: 0 }, [need]),
  },
  { ...toOffice('card', 'All is decided'), message: lead.card(at('deciding'), { ...counts, voted: 8 }, decidedAll) },
  {
    ...toOffice('card', 'Everybody is told'),
    message: lead.card(at('told'), { ...counts, voted: 8 }, [finished, later]),
  },
  { ...toOffice('card', 'It was called off'), message: lead.card(at('called off'), counts, []) },
  { ...toOffice('card', 'It was withdrawn'), message: lead.card(at('withdrawn'), none, []) },
  { ...toOffice('yourTurn', 'The answers are in'), message: lead.yourTurn(at('merging'), counts) },
  { ...toOffice('yourTurn', 'Nobody has answered'), message: lead.yourTurn(at('merging'), none) },
  { ...toOffice('yourTurn', 'The vote is over'), message: lead.yourTurn(at('deciding'), counts) },
  { ...toOffice('callOffForm', 'They call it off'), form: lead.callOffForm(round, 12) },
  { ...toOffice('callOffForm', 'They call it off, and nobody has answered'), form: lead.callOffForm(round, 0) },
  { ...toAgency('question', 'They are asked'), message: words.question(told, [], true) },
  {
    ...toAgency('question', 'They are asked; others read answers without a name, and votes count by people'),
    message: words.question(at('asking', { shows: 'words', rule: 'people', choices: 1 }), [], true),
  },
  {
    ...toAgency('question', 'They have answered; others read the needs alone'),
    message: words.question(at('asking', { shows: 'needs' }), [answer], true),
  },
  { ...toAgency('question', 'Nobody answers any more'), message: words.question(at('merging'), [answer], false) },
  { ...toAgency('reminder', 'They have not answered'), message: words.reminder(told) },
  { ...toAgency('answerForm', 'They answer, for one of two agencies'), form: words.answerForm(told, [dot, agr]) },
  { ...toAgency('answerForm', 'They change an answer'), form: words.answerForm(told, [], answer) },
  { ...toAgency('calledOff', 'It is called off'), message: words.calledOff(told, sam.name, 'The budget is gone.') },
  {
    ...toAgency('askedList', 'They type “listening”'),
    message: words.askedList(
      (['asking', 'merging', 'voting', 'deciding', 'told', 'called off'] as const).map((state) => ({
        ...{ round: { ...round, state }, today },
      })),
      [],
    ),
  },
  { ...toAgency('askedList', 'Nobody has asked them anything'), message: words.askedList([], []) },
  {
    ...toAgency('othersSaid', 'They look at what others answered'),
    message: { blocks: words.othersSaid(others, 'agency', 3) },
  },
  {
    ...toOffice('answersList', 'They look at the answers'),
    message: answersList(round, others, { needs: new Map([[5, need.name]]), total: 9, sorts: true, more: true }),
  },
  {
    ...toOffice('answersList', 'Nobody has answered'),
    message: answersList(round, [], { needs: new Map(), total: 0, sorts: true, more: false }),
  },
  { ...toOffice('mergeForm', 'They merge answers'), form: mergeForm(round, others, [need], [7]) },
  { ...toOffice('moveForm', 'An answer belongs elsewhere'), form: moveForm(named, [need, drones]) },
  { ...toOffice('splitForm', 'A need is really two'), form: splitForm(need, others) },
  {
    ...toOffice('openVoteForm', 'They open the vote'),
    form: votes.openVoteForm(round, { needs: 6, left: 2, until: '2026-06-19' }),
  },
  {
    ...toOffice('openVoteForm', 'They open the vote, and its day is over'),
    form: votes.openVoteForm(round, { needs: 1, left: 1, until: undefined }),
  },
  {
    ...toAgency('voteCall', 'They vote for an agency'),
    message: votes.voteCall(at('voting'), [need, drones, forms], [dot], []),
  },
  {
    ...toAgency('voteCall', 'They vote for two agencies, and have for one'),
    message: votes.voteCall(at('voting'), [need, drones], [dot, agr], cast),
  },
  {
    ...toAgency('voteCall', 'Their agency has voted'),
    message: votes.voteCall(at('voting'), [need, drones], [dot], cast),
  },
  {
    ...toAgency('voteClosed', 'The vote is closed'),
    message: votes.voteClosed(at('deciding'), [dot, agr], cast),
  },
  { ...toAgency('voteReminder', 'Their agency has not voted'), message: votes.voteReminder(at('voting'), [dot]) },
  { ...toAgency('voteForm', 'They vote'), form: votes.voteForm(round, dot, [need, drones], { needIds: null }) },
  {
    ...toAgency('voteForm', 'They change the vote'),
    form: votes.voteForm({ ...round, choices: 1 }, dot, [need, drones], { needIds: [5] }),
  },
  {
    ...toOffice('needView', 'They look at a need'),
    message: needWords.needView(need, {
      today,
      answers: [{ by: `${ana.name}, Transportation`, text: answer.text }],
      leads: true,
    }),
  },
  {
    ...toOffice('needView', 'They look at a change that was recommended, and at one that is planned'),
    message: needWords.needView({ ...planned, lookBy: '2026-06-08' }, { today, answers: [], leads: true }),
  },
  {
    ...toOffice('decideForm', 'They decide a need of a round'),
    form: needWords.decideForm(need, [lee, sam], 'with the others'),
  },
  { ...toOffice('decideForm', 'They decide anew'), form: needWords.decideForm(planned, [lee, sam], 'at once') },
  { ...toOffice('renameForm', 'A need gets another name'), form: needWords.renameForm(need) },
  { ...toOffice('sameForm', 'A need is the same as another'), form: needWords.sameForm(forms, [need, drones]) },
  { ...toOffice('finishForm', 'It is done'), form: needWords.finishForm(planned) },
  { ...toOffice('finishForm', 'It is done, for one'), form: needWords.finishForm({ ...planned, answers: 1 }) },
  {
    ...toAgency('results', 'The round is decided'),
    message: needWords.results(told, decidedAll, new Set([6]), { voted: true, answered: true }),
  },
  {
    ...toAgency('results', 'It was decided without a vote, and their answer is in no need'),
    message: needWords.results(
      told,
      [{ ...planned, result: { votes: 0, chosenBy: 0, place: 1, tied: false } }],
      new Set(),
      { voted: false, answered: true },
    ),
  },
  {
    ...toAgency('results', 'They voted for their agency and answered nothing'),
    message: needWords.results(told, decidedAll, new Set(), { voted: true, answered: false }),
  },
  { ...toAgency('decided', 'What they recommended is decided'), message: needWords.decided(later, today) },
  { ...toAgency('saidAndDone', 'What they asked for is done'), message: needWords.saidAndDone(finished, office.name) },
  { ...toOffice('askDone', 'They have done what an agency asked for'), message: needWords.askDone(planned) },
  { ...toAgency('recommendation', 'They type “recommend a change”'), message: recommended.recommendation() },
  {
    ...toAgency('recommendForm', 'They recommend a change'),
    form: recommended.recommendForm({ offices: [office, otherOffice], agencies: [dot, agr], rounds: [round] }),
  },
  {
    ...toAgency('received', 'It was kept'),
    message: recommended.received(forms.name, { by: [sam.name], until: '2026-06-08', today }),
  },
  {
    ...toAgency('received', 'It was kept, and two look at it'),
    message: recommended.received(forms.name, { by: [sam.name, lee.name], until: '2026-06-08', today }),
  },
];
