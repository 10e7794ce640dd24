import { found, searchForm } from '../src/requests/findWords.ts';
import type { ListRow } from '../src/requests/listing.ts';
import { agencyChoice, list } from '../src/requests/listWords.ts';
import type { Narrowing } from '../src/requests/narrowing.ts';
import { ana, devon, lee, now, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** Lists as requester, liaison and supervisor see them, and what is found. */

const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const row = (id: number, subject: string, change: Partial<ListRow>): ListRow => ({
  ...{ id, officeId: 1, subject, agency: 'Transportation', line: 'Purchasing', requesterId: ana.id },
  ...{ requester: ana.name, holderId: lee.id, holder: lee.name, holderOut: false, state: 'open' },
  ...{ outcome: null, priority: 'normal', openedAt: now, waitingSince: null, resolvedAt: null, late: false },
  ...{ promise: null, zone: 'America/New_York', mark: { at: 'never', id } },
  ...change,
});
const reply = (minutes: number): Partial<ListRow> => ({
  promise: { kind: 'first_reply', dueAt: later(minutes) },
  late: minutes < 0,
});

const rows: ListRow[] = [
  row(1039, 'May we extend the salt contract?', { ...reply(-2_970), priority: 'urgent' }),
  row(1042, 'Do I need three quotes for $40k?', reply(130)),
  row(1043, 'Who signs for spreaders?', { ...reply(1_500), holderId: devon.id, holder: devon.name, holderOut: true }),
  row(1044, 'May I buy a drone?', { ...reply(190), holderId: null, holder: null, agency: null }),
  row(1045, 'Is the price for one year?', { state: 'waiting', waitingSince: later(-1_500) }),
];
const ended: ListRow[] = [
  row(1031, 'Which salt may we order?', { state: 'resolved', outcome: 'answered', resolvedAt: later(-1_440) }),
  row(1030, 'May we skip the tender?', { state: 'resolved', outcome: 'not possible', resolvedAt: later(-9_000) }),
  row(1029, 'Is a drone a vehicle?', { state: 'withdrawn' }),
];

const whole: Narrowing = { filters: [] };
const late: Narrowing = { filters: ['late'], agency: { id: 1, name: 'Transportation' } };
const seenBy = (person: { id: number }, narrowing: Narrowing = whole, cursor?: string) => ({
  ...{ personId: person.id, zone: 'America/New_York', now, goesOn: false, cursor, narrowing, bare: false },
});
const page = (shown: ListRow[], count = shown.length) => ({ rows: shown, more: count > shown.length, count });

export const samplesOfLists: Sample[] = [
  {
    of: 'list',
    reader: 'requester',
    when: 'They look at their requests',
    message: list('my requests', page([...rows.slice(1), ...ended.slice(0, 1)]), seenBy(ana)),
  },
  {
    of: 'list',
    reader: 'office',
    when: 'The liaison looks at the queue',
    message: list('queue', page(rows.slice(0, 2)), seenBy(lee)),
  },
  {
    of: 'list',
    reader: 'office',
    when: 'A supervisor looks at all that is open',
    message: list('all open', page(rows, 41), seenBy(sam, whole, 'x')),
  },
  {
    of: 'list',
    reader: 'office',
    when: 'They narrow it',
    message: list('all open', page(rows.slice(0, 1)), seenBy(sam, late)),
  },
  {
    of: 'list',
    reader: 'office',
    when: 'Nothing is like that',
    message: list('all open', page([]), seenBy(sam, late)),
  },
  {
    of: 'list',
    reader: 'office',
    when: 'They look at what was resolved',
    message: list('resolved', page(ended.slice(0, 2)), seenBy(sam)),
  },
  {
    of: 'agencyChoice',
    reader: 'office',
    when: 'They narrow it to an agency',
    form: agencyChoice('all open', undefined, [{ id: 1, code: 'DOT', name: 'Transportation' }]),
  },
  { of: 'searchForm', reader: 'office', when: 'They look for something', form: searchForm(true) },
  {
    of: 'found',
    reader: 'office',
    when: 'It is found',
    message: found('salt', page([...rows.slice(0, 1), ...ended.slice(0, 1)]), { ...seenBy(sam), byAgency: true }),
  },
  {
    of: 'found',
    reader: 'requester',
    when: 'Nothing is found',
    message: found('gotham', page([]), { ...seenBy(ana), byAgency: false }),
  },
];
