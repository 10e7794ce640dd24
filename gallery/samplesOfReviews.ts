import type { ReviewRule } from '../src/offices/reviewRules.ts';
import * as digest from '../src/reviews/digestWords.ts';
import * as forms from '../src/reviews/formWords.ts';
import * as lists from '../src/reviews/listWords.ts';
import * as office from '../src/reviews/officeWords.ts';
import type { OwnReview } from '../src/reviews/own.ts';
import { countsOf, type Judgement, partsOf, type Review, standing } from '../src/reviews/review.ts';
import type { FindingSaid } from '../src/reviews/store.ts';
import { placed, type View } from '../src/reviews/view.ts';
import * as words from '../src/reviews/words.ts';
import { ana, office as itsOffice, lee, now } from './facts.ts';
import type { Sample } from './samples.ts';

/** Reviews of agencies: filled in, finished, answered. */

const agency = { id: 1, code: 'DOT', name: 'Transportation' };
const rule: ReviewRule = {
  ...{ code: 'procurement', name: 'Procurement review', months: 12, firstDue: '2026-06-30', weeksAhead: 4, files: 2 },
  sections: [
    {
      name: 'Spend',
      items: [
        { code: 'limit', words: 'Purchases above the limit went through this office.', of: 'agency' },
        { code: 'split', words: 'No purchase was split to stay below it.', of: 'agency' },
      ],
    },
    {
      name: 'Contract files',
      items: [
        { code: 'quotes', words: 'Three quotes are in the file.', of: 'file' },
        { code: 'signed', words: 'The contract is signed.', of: 'file' },
      ],
    },
  ],
};
const review: Review = {
  ...{ id: 5, officeId: 1, agencyId: 1, code: rule.code, checklist: rule, due: '2026-06-30', state: 'open' },
  ...{ openedAt: now, openedBy: null, fewer: null, askedOf: null, askedAt: null, askedBy: null, answer: null },
  ...{ summary: null, finishedAt: null, finishedBy: null, reason: null, comment: null, commentedBy: null },
};
const files = [
  { id: 1, name: 'PO 10442' },
  { id: 2, name: 'PO 10561' },
];
const said = (id: number, item: string, fileId: number | null, what: Partial<Judgement> = {}): Judgement => ({
  ...{ id, item, fileId, outcome: 'fine', severity: null, words: null, by: lee.id, at: now, ...what },
});
const some = [
  said(1, 'limit', null),
  said(2, 'split', null, { outcome: 'finding', severity: 'minor', words: 'Two orders for tires on one day.' }),
];
const all = [
  ...some,
  said(3, 'quotes', 1, { outcome: 'finding', severity: 'major', words: 'One quote alone is in the file.' }),
  said(4, 'signed', 1),
  said(5, 'quotes', 2, { outcome: 'not applicable', words: 'Bought from a master agreement.' }),
  said(6, 'signed', 2),
];

function viewOf(
  change: Partial<Review>,
  {
    sampled = files,
    judgements = [],
    findings = [],
  }: Partial<{
    sampled: typeof files;
    judgements: Judgement[];
    findings: FindingSaid[];
  }> = {},
): View {
  const parts = partsOf(rule, sampled);
  const asked = parts.flatMap((part) => part.asked);
  const saidOf = standing(judgements);
  const names = new Map([
    [lee.id, lee.name],
    [ana.id, ana.name],
  ]);
  return {
    ...{ review: { ...review, ...change }, agency, title: 'Procurement review: Transportation' },
    ...{ zone: 'America/New_York', today: '2026-06-05', files: sampled, parts, asked, saidOf },
    ...{ seen: judgements.at(-1)?.id ?? 0, counts: countsOf(asked, saidOf), findings },
    nameOf: (id) => names.get(id ?? 0) ?? 'Somebody',
  };
}

const finding = (id: number, change: Partial<FindingSaid>): FindingSaid => ({
  ...{ id, reviewId: 5, item: 'split', fileId: null, severity: 'minor', words: 'Two orders for tires on one day.' },
  ...{ what: 'Put right: Two orders for tires on one day', ownerId: ana.id, owner: ana.name, due: '2026-07-10' },
  ...{ actionId: null, toldAt: null, acceptedAt: null, acceptedBy: null, state: null, result: null },
  ...{ endedBy: null, answeredAt: null, ...change },
});
const quotes: Partial<FindingSaid> = {
  ...{ item: 'quotes', fileId: 1, severity: 'major', words: 'One quote alone is in the file.' },
  what: 'Get two more quotes and file them',
};
const prepared = [finding(1, {}), finding(2, quotes)];
const out = [finding(1, { actionId: 8, state: 'open' }), finding(2, { ...quotes, actionId: 9, state: 'open' })];
const answer = {
  ...{ actionId: 9, state: 'done' as const, result: 'Both are filed.', endedBy: ana.name, answeredAt: now },
};
const answered = [finding(1, { actionId: 8, state: 'open' }), finding(2, { ...quotes, ...answer })];
const finished: Partial<Review> = {
  ...{ state: 'finished', finishedAt: now, finishedBy: lee.id, summary: 'Thank you for your help with the files.' },
};
const contacts = [
  { id: ana.id, name: ana.name },
  { id: 99, name: 'Ruth Feldman' },
];
const whole = viewOf({}, { judgements: all, findings: prepared });
const done = viewOf(finished, { judgements: all, findings: out });
const one = placed(viewOf(finished, { judgements: all, findings: answered })).find((each) => each.finding.id === 2);
if (!one) throw new Error('it is there');
const asking: Partial<Review> = { askedOf: ana.id, askedAt: now, askedBy: lee.id };
const part = whole.parts[0];
const file = whole.parts[1];
if (!part || !file) throw new Error('they are there');
const listed = (change: Partial<OwnReview>): OwnReview => ({
  ...{ ...review, agency: agency.name, counts: whole.counts, today: '2026-06-05', finishedOn: '2026-06-03' },
  ...{ findings: { all: 2, open: 1 }, ...change },
});
const begun = lists.list({
  open: [listed({ due: '2026-06-01' })],
  finished: [listed({ id: 4, state: 'finished', finishedAt: now })],
  coming: [{ agency: 'Finance', agencyId: 2, name: rule.name, due: '2026-09-30', today: '2026-06-05' }],
  begins: true,
});

export const samplesOfReviews: Sample[] = [
  { of: 'card', reader: 'office', when: 'A review begins', message: office.card(viewOf({}, { sampled: [] })) },
  {
    ...{ of: 'card', reader: 'office', when: 'It is filled in, and was due' },
    message: office.card(viewOf({ ...asking, due: '2026-06-01' }, { judgements: some })),
  },
  {
    ...{ of: 'card', reader: 'office', when: 'There are fewer files, and the agency has answered for them' },
    message: office.card(
      viewOf(
        { ...asking, fewer: 'There is one contract.', answer: 'It is in room 3.' },
        { sampled: files.slice(0, 1), judgements: some },
      ),
    ),
  },
  {
    ...{ of: 'card', reader: 'office', when: 'The result waits to be sent' },
    message: office.card(whole),
  },
  {
    ...{ of: 'card', reader: 'office', when: 'It was called off' },
    message: office.card(viewOf({ state: 'called off', reason: 'The agency moves house.' })),
  },
  { of: 'filesForm', reader: 'office', when: 'They name the files', form: forms.filesForm(viewOf({}), contacts) },
  {
    ...{ of: 'filesAsked', reader: 'requester', when: 'They are asked for the files' },
    message: words.filesAsked(viewOf(asking)),
  },
  {
    ...{ of: 'answerFilesForm', reader: 'requester', when: 'They answer for the files' },
    form: forms.answerFilesForm(viewOf(asking)),
  },
  {
    ...{ of: 'said', reader: 'office', when: 'The agency has answered for the files' },
    message: office.said(viewOf(asking), ana.name, 'They are in room 3.', 'writes about the files of'),
  },
  {
    ...{ of: 'fillForm', reader: 'office', when: 'They fill in a section' },
    form: forms.fillForm(viewOf({}, { judgements: some }), part),
  },
  { of: 'fillForm', reader: 'office', when: 'They fill in a file', form: forms.fillForm(viewOf({}), file) },
  {
    ...{ of: 'meanwhile', reader: 'office', when: 'A colleague has filled in the same' },
    message: {
      blocks: office.meanwhile(
        whole.asked.slice(1, 2).map((asked) => ({ asked, said: said(2, 'split', null, { words: 'Looks right.' }) })),
        whole,
      ),
    },
  },
  {
    ...{ of: 'unfinished', reader: 'office', when: 'They finish too early' },
    message: office.unfinished(viewOf({}, { sampled: files.slice(0, 1), judgements: some })),
  },
  {
    ...{ of: 'finishForm', reader: 'office', when: 'They finish it' },
    form: forms.finishForm(whole, contacts, { summary: null, ownerId: ana.id, due: '2026-07-05' }),
  },
  {
    ...{ of: 'preview', reader: 'office', when: 'Before the agency reads the result' },
    message: office.preview(
      viewOf(
        { summary: 'Thank you for your help with the files.', finishedBy: lee.id },
        { judgements: all, findings: prepared },
      ),
      [ana.name, 'Ruth Feldman'],
    ),
  },
  { of: 'findingForm', reader: 'office', when: 'They change a finding', form: forms.findingForm(one, contacts) },
  { of: 'result', reader: 'requester', when: 'A review is finished', message: words.result(done, ana.id) },
  {
    ...{ of: 'result', reader: 'requester', when: 'Nothing was found, and they have commented on it' },
    message: words.result(
      viewOf(
        { ...finished, comment: 'Thank you.', commentedBy: ana.id },
        { judgements: all.filter(({ severity }) => severity === null) },
      ),
      ana.id,
    ),
  },
  { of: 'whole', reader: 'requester', when: 'They look at all of it', message: words.whole(done) },
  { of: 'commentForm', reader: 'requester', when: 'They comment on it', form: forms.commentForm(done) },
  {
    ...{ of: 'outcome', reader: 'office', when: 'A review is finished, and one finding is answered' },
    message: words.outcome(viewOf(finished, { judgements: all, findings: answered })),
  },
  {
    ...{ of: 'answered', reader: 'office', when: 'The agency answers a finding' },
    message: office.answered(viewOf(finished, { judgements: all, findings: answered }), 2),
  },
  {
    ...{ of: 'answered', reader: 'office', when: 'The answer was accepted' },
    message: office.answered(
      viewOf(finished, { judgements: all, findings: [finding(2, { ...quotes, ...answer, acceptedAt: now })] }),
      2,
    ),
  },
  { of: 'reopenForm', reader: 'office', when: 'They open a finding again', form: forms.reopenForm(one, '2026-06-19') },
  {
    ...{ of: 'reopened', reader: 'requester', when: 'A finding is opened again' },
    message: words.reopened(done, one, { by: lee.name, reason: 'One of the quotes is from last year.' }),
  },
  { of: 'callOffForm', reader: 'office', when: 'They call it off', form: forms.callOffForm(whole) },
  {
    ...{ of: 'beginForm', reader: 'office', when: 'They begin one by hand' },
    form: forms.beginForm([{ office: itsOffice, rules: [rule], agencies: [agency] }]),
  },
  { of: 'list', reader: 'office', when: 'They look at reviews', message: begun },
  {
    ...{ of: 'list', reader: 'requester', when: 'There is no review yet' },
    message: lists.list({ open: [], finished: [], coming: [], begins: false }),
  },
  {
    ...{ of: 'overdueReview', reader: 'office', when: 'A digest names what is overdue of reviews' },
    message: {
      blocks: [
        digest.overdueReview({ ...review, agency: agency.name, due: '2026-06-01' }, '2026-06-05'),
        digest.overdueFinding(
          { ...finding(2, { ...quotes, due: '2026-06-01' }), checklist: rule, agency: agency.name },
          '2026-06-05',
        ),
        digest.waitingAnswer({ ...finding(2, { ...quotes, ...answer }), checklist: rule, agency: agency.name }),
      ].map(({ text, buttons = [] }) => ({ kind: 'row', text, buttons: [...buttons] })),
    },
  },
];
