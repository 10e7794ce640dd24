import { type Block, type Form, type Message, sayDay } from '../chat/message.ts';
import type { About } from '../feature/press.ts';
import type { Office } from '../offices/office.ts';
import type { PolicyPreview } from '../offices/policyPreview.ts';
import type { PolicyVersion } from '../offices/policyStore.ts';
import { sayPast, sayPolicyMoves } from '../offices/policyWords.ts';
import { sayTargets } from '../offices/ruleChanges.ts';
import { sayTarget } from '../sla/policy.ts';
import { type Entry, entriesOf } from './change.ts';
import {
  changePromisesPress,
  earlierPromisesPress,
  previewPromisesPress,
  promisesPress,
  publishPromisesPress,
  withdrawPromisesPress,
} from './presses.ts';

type Named = Pick<Office, 'id' | 'name'>;
export type Change = About<typeof previewPromisesPress.shape>;
/** An office with what it promises now, and what it will. */
export type Promised = {
  office: Named;
  now: PolicyVersion;
  /** `changes`: what each promises otherwise than now. */
  planned: readonly (PolicyVersion & { changes: readonly string[] })[];
  zone: string;
};

/** What every office of theirs promises, with a button for each entry. */
export const list = (all: readonly Promised[]): Message => ({
  blocks: all.flatMap(({ office, now, planned, zone }): Block[] => [
    { kind: 'heading', text: `${office.name} promises` },
    ...entriesOf(now.spec).map(
      ({ name, targets }, which): Block => ({
        kind: 'row',
        text: [{ strong: name }, `: ${sayTargets(targets, now.spec.businessDayMinutes)}`],
        buttons: [changePromisesPress.button(`Change ${name}`, { office: office.id, base: now.id, which })],
      }),
    ),
    ...planned.map(
      ({ id, version, from, changes }): Block => ({
        kind: 'row',
        text: [
          `Version ${version} holds from `,
          ...(from ? [{ when: from, zone }] : []),
          `: ${changes.length === 0 ? 'the same as now' : changes.join('; ')}`,
        ],
        buttons: [withdrawPromisesPress.button('Take back', { office: office.id, version: id })],
      }),
    ),
    { kind: 'small', text: [`Version ${now.version}`] },
    { kind: 'buttons', buttons: [earlierPromisesPress.button('Earlier versions', { office: office.id })] },
  ]),
});

export const promisesForm = (office: Named, { name, targets }: Entry, day: number, change: Change): Form => {
  const said = (minutes: number | undefined) => (minutes ? { initial: sayTarget(minutes, day, 'short') } : {});
  return {
    title: 'Change promises',
    intro: [{ kind: 'text', text: [`${office.name}, ${name}. You see what it does before it is published.`] }],
    submit: 'See what it does',
    press: changePromisesPress.to({ office: change.office, base: change.base, which: change.which }),
    fields: [
      {
        ...{ kind: 'line', name: 'first', label: 'First reply within', required: true },
        ...{ hint: 'Such as 4 hours or 2 business days.', ...said(change.first ?? targets?.firstReply) },
      },
      {
        kind: 'line',
        name: 'next',
        label: 'Later replies within',
        required: true,
        ...said(change.next ?? targets?.nextReply),
      },
      {
        ...{ kind: 'line', name: 'update', label: 'Whoever waits hears something at least every', required: false },
        ...{ hint: 'From one reply to the next. Empty: nothing of the kind is promised.' },
        ...said(change.update ?? targets?.update),
      },
      {
        ...{ kind: 'line', name: 'resolution', label: 'Resolved within', required: true },
        ...said(change.resolution ?? targets?.resolution),
      },
      {
        ...{ kind: 'date', name: 'from', label: 'From which day on?', required: false },
        ...{ hint: 'Empty: at once.', ...(change.from && { initial: change.from }) },
      },
    ],
  };
};

/** Before anything is published: what is different, what it would do, and a button for each way. */
export function preview(
  office: Named,
  { changes, seen, today }: { changes: readonly string[]; seen: PolicyPreview; today: string },
  change: Change,
): Message {
  const { later, earlier, late, unpromised } = seen.moves;
  const moves = later.length + earlier.length + late.length + unpromised.length > 0;
  const from = change.from === undefined ? 'from now on' : `from ${sayDay(change.from, today)} on`;
  return {
    blocks: [
      { kind: 'heading', text: `What ${office.name} would promise ${from}` },
      { kind: 'list', items: changes.map((line) => [line]) },
      { kind: 'text', text: [`If open requests follow too: ${sayPolicyMoves(seen.moves)}`] },
      ...sayPast(seen.past).map((line): Block => ({ kind: 'text', text: [line] })),
      {
        kind: 'buttons',
        buttons: [
          publishPromisesPress.button('Publish for new requests', { ...change, open: 0 }, 'primary'),
          ...(moves ? [publishPromisesPress.button('Publish, open ones too', { ...change, open: 1 })] : []),
          ...(change.which === undefined ? [] : [changePromisesPress.button('Change', change)]),
        ],
      },
    ],
  };
}

/** What held before, each with a way back. */
export const earlier = (
  { office, now, zone }: Pick<Promised, 'office' | 'now' | 'zone'>,
  versions: readonly (PolicyVersion & { by: string | undefined; changes: readonly string[] })[],
): Message => ({
  blocks: [
    { kind: 'heading', text: `Earlier promises of ${office.name}` },
    ...(versions.length === 0 ? [{ kind: 'text' as const, text: ['There are none.'] }] : []),
    ...versions.map(
      ({ id, version, publishedAt, by, changes }): Block => ({
        kind: 'row',
        text: [
          { strong: `Version ${version}` },
          ...(publishedAt ? [', ', { when: publishedAt, zone }] : []),
          by ? ` by ${by}` : '',
          `: ${changes.length === 0 ? 'the same as now' : changes.join('; ')}`,
        ],
        buttons:
          changes.length === 0
            ? []
            : [previewPromisesPress.button(`Go back to ${version}`, { office: office.id, base: now.id, version: id })],
      }),
    ),
  ],
});

/** For all who look after the office. */
export const published = (
  office: Named,
  {
    changes,
    by,
    from,
    openToo,
    zone,
  }: { changes: readonly string[]; by: string; from: Date | null; openToo: boolean; zone: string },
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: `${office.name} promises other times ` },
        ...(from ? ['from ', { when: from, zone }, ' on'] : ['now']),
        ':',
      ],
    },
    { kind: 'list', items: changes.map((line) => [line]) },
    {
      kind: 'small',
      text: [
        `Published by ${by}. ${openToo ? 'Open requests follow; whoever asked is told.' : 'Open requests keep the times they were promised.'}`,
      ],
    },
    { kind: 'buttons', buttons: [promisesPress.button('Promises', {})] },
  ],
});

/** In the place of the message above, and to whoever read it: what was to hold does not. */
export const takenBack = (
  office: Named,
  { by, from, zone }: { by: string; from: Date | null; zone: string },
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: `${office.name} goes on promising what it promises now.` },
        ' What was to hold ',
        ...(from ? ['from ', { when: from, zone }, ' on '] : ['later ']),
        `was taken back by ${by}.`,
      ],
    },
    { kind: 'buttons', buttons: [promisesPress.button('Promises', {})] },
  ],
});
