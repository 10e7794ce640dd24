import type { Block, Form, Message } from '../chat/message.ts';
import { count } from '../offices/coverageWords.ts';
import type { Office } from '../offices/office.ts';
import { sayPeriod } from '../offices/recordChanges.ts';
import { countRecords, type RecordKind, recordName } from '../offices/recordKinds.ts';
import { kindOf, type RecordSeries } from '../offices/recordRules.ts';
import { lookPress } from '../requests/presses.ts';
import type { Hold, HoldKind } from '../retention/hold.ts';
import type { DueCount, DueRecord } from '../retention/retentionStore.ts';
import { destroyRecordsPress, dueRecordsPress, liftHoldPress, retentionPress, setHoldPress } from './presses.ts';

/** What those read who look after records. */

type Named = Pick<Office, 'id' | 'name'>;
export type OfficeRecords = { office: Named; counts: readonly DueCount[]; holds: readonly Hold[]; zone: string };

/** Of several kinds they are all records. */
const sayAll = (counts: readonly Pick<DueCount, 'series' | 'due' | 'held'>[]): string => {
  const going = counts.reduce((sum, { due, held }) => sum + due - held, 0);
  const [kind, another] = new Set(counts.map(({ series }): RecordKind => kindOf(series)));
  return kind === undefined || another !== undefined ? count(going, 'record') : countRecords(kind, going);
};

/** "12 requests, 2 of them held". */
const sayDue = (of: RecordKind, { due, held }: Pick<DueCount, 'due' | 'held'>, what = ''): string =>
  `${countRecords(of, due)}${what}${held > 0 ? `, ${held === due ? 'all' : held} held` : ''}`;

/** Once a month, where something is due. Without a title: this stays in the chat. */
export const dueThisMonth = (office: Named, counts: readonly DueCount[]): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: `${sayAll(counts)} of ${office.name}` },
        ' have been kept as long as your schedule asks. Nothing goes until you have looked at the list and confirmed it.',
      ],
    },
    ...counts.map((each) => seriesRow(office, each)),
  ],
});

function seriesRow(office: Named, { series, ...counted }: DueCount): Block {
  return {
    kind: 'row',
    text: [
      { strong: series.name },
      ` · ${sayDue(kindOf(series), counted)} · ${sayPeriod(series)} · ${series.authority}`,
    ],
    buttons: [dueRecordsPress.button('See the list', { office: office.id, series: series.code })],
  };
}

/** `retention`: what is due and what is held. */
export function overview(offices: readonly OfficeRecords[]): Message {
  return {
    blocks: [
      ...offices.flatMap(({ office, counts, holds, zone }): Block[] => [
        { kind: 'heading', text: `Records of ${office.name}` },
        ...(counts.length > 0
          ? counts.map((each) => seriesRow(office, each))
          : [{ kind: 'text' as const, text: ['Nothing is due to be destroyed.'] }]),
        ...(holds.length > 0
          ? holds.map((hold) => holdRow(hold, zone))
          : [{ kind: 'text' as const, text: ['Nothing is under a legal hold.'] }]),
        { kind: 'buttons', buttons: [setHoldPress.button('Set a hold', { office: office.id })] },
      ]),
    ],
  };
}

const holdRow = (hold: Hold, zone: string): Block => ({
  kind: 'row',
  text: [
    { strong: `Hold ${hold.id}: ${sayHeld(hold)}` },
    ` · ${hold.reason} · ${hold.by}, `,
    { when: hold.setAt, zone },
  ],
  buttons: [liftHoldPress.button('Lift the hold', { hold: hold.id })],
});

const heldWhole: Record<HoldKind, (says: string) => string> = {
  request: (says) => says,
  agency: (says) => `all of ${says}`,
  person: (says) => `all that ${says} asked, answered or wrote`,
  words: (says) => `all with the words ${says}`,
};
export const sayHeld = ({ of, says }: Pick<Hold, 'of' | 'says'>): string => heldWhole[of.kind](says);

export type DueList = {
  office: Named;
  series: RecordSeries;
  day: string;
  rows: readonly DueRecord[];
  counted: Pick<DueCount, 'due' | 'held'>;
  more: boolean;
  zone: string;
  mayDestroy: boolean;
};

export const titleOfDue = ({ series, counted }: Pick<DueList, 'series' | 'counted'>): string =>
  `${series.name}: ${counted.due > 0 ? sayDue(kindOf(series), counted, ' due') : 'nothing is due'}`;

/** What is due of a series, one by one. */
export function dueList(list: DueList): Message {
  const { office, series, rows, more, zone } = list;
  const last = rows.at(-1);
  return {
    blocks: [
      { kind: 'heading', text: titleOfDue(list) },
      { kind: 'small', text: [`${sayPeriod(series)}, under ${series.authority}`] },
      ...rows.map(
        ({ id, title, agency, since, heldBy }): Block => ({
          kind: 'row',
          text: [
            { strong: recordName(kindOf(series), id) },
            ` ${title}\n${agency === null && series.of ? '' : `${agency ?? 'agency not known'} · `}`,
            { when: since, zone },
            ...(heldBy === null ? [] : [` · stays: hold ${heldBy}`]),
          ],
          buttons: series.of ? [] : [lookPress.button(`Open ${recordName('requests', id)}`, { request: id })],
        }),
      ),
      ...(more && last
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                dueRecordsPress.button('Show more', { office: office.id, series: series.code, after: last.id }),
              ],
            },
          ]
        : []),
      ...destroyButton(list),
    ],
  };
}

export function destroyButton({ office, series, day, counted, mayDestroy }: DueList): Block[] {
  const going = counted.due - counted.held;
  if (going === 0) return [];
  if (!mayDestroy) return [{ kind: 'small', text: ['The records officer says when they go.'] }];
  const about = { office: office.id, series: series.code, day };
  return [
    {
      kind: 'buttons',
      buttons: [destroyRecordsPress.button(`Destroy ${countRecords(kindOf(series), going)}`, about, 'danger')],
    },
  ];
}

export const destroyForm = ({ office, series, day, counted }: DueList): Form => ({
  title: `Destroy ${countRecords(kindOf(series), counted.due - counted.held)}`,
  intro: [
    {
      kind: 'text',
      text: [
        `What was written in ${countRecords(kindOf(series), counted.due - counted.held)} of “${series.name}” goes for good, with the files. That it was written, when and by whom stays, with “destroyed under ${series.authority}”.${counted.held > 0 ? ` ${countRecords(kindOf(series), counted.held)} under a hold stay.` : ''}`,
      ],
    },
  ],
  fields: [
    {
      kind: 'line',
      name: 'reason',
      label: 'Why now?',
      hint: 'It stays on the record: the schedule was applied for 2026, say.',
      required: true,
      longest: 300,
    },
    ...(series.disposition === 'archive'
      ? [
          {
            kind: 'line' as const,
            name: 'receipt',
            label: 'What have the archives confirmed?',
            hint: 'These go to the archives first: the number of their receipt.',
            required: true,
            longest: 200,
          },
        ]
      : []),
  ],
  submit: 'Destroy',
  press: destroyRecordsPress.to({ office: office.id, series: series.code, day }),
});

export const setHoldForm = (offices: readonly Named[]): Form => ({
  title: 'Set a legal hold',
  intro: [{ kind: 'text', text: ['Nothing that it is about is destroyed while it stands, whatever is due.'] }],
  fields: [
    ...(offices.length > 1
      ? [
          {
            ...{ kind: 'choice' as const, name: 'office', label: 'Which office?', required: true },
            options: offices.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
    {
      ...{ kind: 'choice', name: 'kind', label: 'What is held?', required: true, initial: 'request' },
      options: [
        { value: 'request', label: 'One request' },
        { value: 'agency', label: 'All of an agency' },
        { value: 'person', label: 'All that a person asked, answered or wrote' },
        { value: 'words', label: 'All with certain words' },
      ],
    },
    {
      ...{ kind: 'line', name: 'of', label: 'Which one?', required: true, longest: 200 },
      hint: 'R-1042; DOT; ana.ruiz@state.example; or words, as for a search.',
    },
    {
      ...{ kind: 'line', name: 'reason', label: 'Why?', required: true, longest: 300 },
      hint: 'It stays on the record: Doe v. State, case 26-114, say.',
    },
  ],
  submit: 'Set the hold',
  press: setHoldPress.to({ office: offices[0]?.id }),
});

export const liftHoldForm = (hold: Hold): Form => ({
  title: `Lift hold ${hold.id}`,
  intro: [{ kind: 'text', text: [`${sayHeld(hold)}: ${hold.reason}. The dates of the schedule count again.`] }],
  fields: [
    {
      ...{ kind: 'line', name: 'reason', label: 'Why may it go?', required: true, longest: 300 },
      hint: 'It stays on the record: the case was closed, say.',
    },
  ],
  submit: 'Lift the hold',
  press: liftHoldPress.to({ hold: hold.id }),
});

/** To whoever confirmed it: not all of it went. */
export const someKept = (
  series: Pick<RecordSeries, 'name' | 'of'>,
  { destroyed, kept }: { destroyed: number; kept: number },
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: `${series.name}: ${countRecords(kindOf(series), destroyed)} destroyed` },
        `. ${countRecords(kindOf(series), kept)} stayed: under a hold since you confirmed it, or not due anymore.`,
      ],
    },
    { kind: 'buttons', buttons: [retentionPress.button('See what is held', {})] },
  ],
});

export const sayConfirmed = (of: RecordKind, n: number): string =>
  `${countRecords(of, n)} will be gone in a few minutes. The record keeps that they were, with your reason.`;
