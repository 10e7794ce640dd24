import * as records from '../src/officer/words.ts';
import type { RecordSeries } from '../src/offices/recordRules.ts';
import { destroyedLook, destroyedNotice } from '../src/requests/words/destroyed.ts';
import type { Hold } from '../src/retention/hold.ts';
import { ana, facts, now, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** What those read who look after records, and what is left of a request of which the content was destroyed. */

const letters: RecordSeries = {
  ...{ code: 'letters', name: 'Correspondence', trigger: 'closed', years: 4, disposition: 'destroy' },
  authority: 'GS 1-31',
};
const contracts: RecordSeries = {
  ...{ code: 'contracts', name: 'Contract files', trigger: 'resolved', years: 7, disposition: 'archive' },
  authority: 'GS 4-12',
};
const hold: Hold = {
  ...{ id: 3, officeId: office.id, of: { kind: 'words', words: 'road salt' }, reason: 'Doe v. State, case 26-114' },
  ...{ setBy: sam.id, setAt: now, liftedAt: null, says: '“road salt”', by: sam.name },
};
const since = new Date('2022-05-03T15:00:00Z');
const row = (id: number, title: string, heldBy: number | null) => ({
  ...{ id, title, agency: 'Transportation', since, heldBy },
});
const list: records.DueList = {
  ...{ office, series: letters, day: '2026-06-01', counted: { due: 2, held: 1 }, more: false },
  ...{ zone: 'America/New_York', mayDestroy: true },
  rows: [row(1042, 'Do I need three quotes for $40k?', null), row(1043, 'Who sells road salt?', 3)],
};
const sample = (
  of: string,
  when: string,
  what: Pick<Extract<Sample, { message: unknown }>, 'message'>['message'],
): Sample => ({
  ...{ of, reader: 'office', when, message: what },
});
const form = (of: string, when: string, what: Extract<Sample, { form: unknown }>['form']): Sample => ({
  ...{ of, reader: 'office', when, form: what },
});
const minutes: RecordSeries = {
  ...{ code: 'minutes', name: 'Minutes', of: 'meetings', trigger: 'closed', years: 4, disposition: 'destroy' },
  authority: 'State General Records Schedule GS 2-7',
};
const counts = [
  { series: contracts, due: 12, held: 0 },
  { series: letters, due: 2, held: 1 },
];
const destroyed = facts({ state: 'resolved', subject: 'Content destroyed', resolvedAt: since, destroyedAt: now });

export const samplesOfRecords: Sample[] = [
  sample('dueThisMonth', 'Once a month, where something is due', records.dueThisMonth(office, counts)),
  sample(
    'overview',
    'They type “retention”',
    records.overview([{ office, counts, holds: [hold], zone: 'America/New_York' }]),
  ),
  sample(
    'overview',
    'Nothing is due, and nothing held',
    records.overview([{ office, counts: [], holds: [], zone: 'America/New_York' }]),
  ),
  sample(
    'dueThisMonth',
    'Records of the programme are among them',
    records.dueThisMonth(office, [...counts, { series: minutes, due: 3, held: 1 }]),
  ),
  sample('dueList', 'They look at what is due', records.dueList(list)),
  sample(
    'dueList',
    'They look at meetings that are due',
    records.dueList({
      ...{ ...list, series: minutes, counted: { due: 3, held: 1 } },
      rows: [{ id: 12, title: 'Monthly meeting, March 4, 2022', agency: 'Transportation', since, heldBy: null }],
    }),
  ),
  sample(
    'dueList',
    'It is the officer who says that they go',
    records.dueList({ ...list, mayDestroy: false, more: true }),
  ),
  form('destroyForm', 'They press *Destroy*', records.destroyForm(list)),
  form('destroyForm', 'It goes to the archives first', records.destroyForm({ ...list, series: contracts })),
  form('setHoldForm', 'They press *Set a hold*', records.setHoldForm([office])),
  form('liftHoldForm', 'They press *Lift the hold*', records.liftHoldForm(hold)),
  sample('someKept', 'Some were held meanwhile', records.someKept(letters, { destroyed: 10, kept: 2 })),
  sample(
    'destroyedLook',
    'They open a request of which the content is gone',
    destroyedLook(destroyed, ana, {
      ...{ kind: 'content destroyed', at: now, actorId: sam.id },
      data: { authority: letters.authority, series: letters.name, reason: 'The schedule was applied for 2026' },
    }),
  ),
  sample('destroyedNotice', 'They write about it', {
    blocks: [{ kind: 'text', text: [destroyedNotice(1042)] }],
  }),
];
