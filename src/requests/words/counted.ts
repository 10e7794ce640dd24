import { type Block, capitalised, type Message, type Text } from '../../chat/message.ts';
import { sayOpeningHours } from '../../offices/openingHours.ts';
import { firstName, type Person } from '../../people/person.ts';
import type { RequestEvent } from '../../records/event.ts';
import { clockKinds, isAgreed } from '../../sla/clockKinds.ts';
import { agreementFor, sayTarget, targetOf } from '../../sla/policy.ts';
import type { CountedClock, CountedStretch } from '../counted.ts';
import type { CountedPart } from '../countedBy.ts';
import { promisedTo, type RequestFacts, zoneOf } from '../facts.ts';
import { messageRef, requestRef } from '../request.ts';
import { type ClockRow, isRunning } from '../requestClocks.ts';

/** "How was this counted?": for somebody who has never heard of a service level. */

/** The versions of an office's rules, by their numbers. */
export type Versions = { calendar: number; policy: number };

/** What moves a due time, or gives a verdict another ground. */
const moving: Partial<Record<RequestEvent['kind'], string>> = {
  'priority changed': 'priority changed',
  'promise moved': 'the calendar changed',
  'office changed': 'moved to another office',
  reopened: 'reopened',
  longer: 'a later time was named',
  'too late': 'the later time was too late',
  'breach withdrawn': 'the reply was on time after all',
  'judged late': 'the year was confirmed',
};

/** A promise that takes longer is not listed stretch by stretch: no chat takes a message of any length. */
const MOST_STRETCHES = 40;

export function counted(
  facts: RequestFacts,
  clocks: readonly CountedClock[],
  {
    events,
    versions,
    viewer,
    people,
  }: {
    events: readonly RequestEvent[];
    versions: Versions;
    viewer: Person;
    people: ReadonlyMap<number, Person>;
  },
): Message {
  const { request, rules, office } = facts;
  const zone = zoneOf(viewer, facts);
  const agreement = agreementFor(rules.policy, promisedTo(facts));
  const day = rules.policy.businessDayMinutes;
  const sayBy = ({ actorId }: RequestEvent): Text =>
    actorId === null ? [] : [` · ${people.get(actorId)?.name ?? 'somebody'}`];
  const changes = events.flatMap((event): Text[] => {
    if (event.kind === 'part counted')
      return [[{ when: event.at, zone }, ' · ', ...sayPart(event, zone), ...sayBy(event)]];
    const isOfPromises = event.kind === 'promise moved' && event.data.policyId !== undefined;
    const words = isOfPromises ? `the promises changed${sayTargets(event.data.targets, day)}` : moving[event.kind];
    if (!words) return [];
    const why = 'reason' in event.data && event.data.reason ? ` (${event.data.reason})` : '';
    return [[{ when: event.at, zone }, ` · ${words}${why}`, ...sayBy(event)]];
  });
  return {
    blocks: [
      { kind: 'heading', text: `How ${requestRef(request.id)} was counted` },
      {
        kind: 'text',
        text: [`Time counts while ${office.name} is open: ${sayOpeningHours(rules.calendar.spec)}.`],
      },
      ...clocks.flatMap((each) => sayCounted(facts, each, zone, viewer)),
      ...sayNotCounted(facts, clocks.length > 0),
      ...(changes.length > 0
        ? [
            { kind: 'text' as const, text: [{ strong: 'What changed' }] },
            { kind: 'list' as const, items: changes },
          ]
        : []),
      {
        kind: 'small',
        text: [
          `Counted by version ${versions.calendar} of the calendar and version ${versions.policy} of the promises${agreement ? `, where “${agreement.name}” holds` : ''}.`,
        ],
      },
    ],
  };
}

/** What a colleague asked is named by its number to nobody else. */
const sayPart = ({ data }: Extract<RequestEvent, { kind: 'part counted' }>, zone: string): Text => [
  `${data.own ? requestRef(data.request) : 'what a colleague had asked'} is part of it: `,
  data.whole ? 'its time counts from ' : 'the wait for a reply counts from ',
  { when: new Date(data.since), zone },
];

type Targets = Extract<RequestEvent, { kind: 'promise moved' }>['data']['targets'];

/** ": the first reply 4 business hours → 2 business hours". What an older desk wrote does not say it. */
function sayTargets(targets: Targets, day: number): string {
  if (!targets) return '';
  const said = targets.filter(({ clock }) => !targets.some((other) => other.clock === clockKinds[clock].silentWhile));
  if (said.length === 0) return ', but no time of this request';
  const say = (target: number | null): string => (target === null ? 'no time' : sayTarget(target, day));
  return `: ${said.map(({ clock, from, to }) => `${clockKinds[clock].name} ${say(from)} → ${say(to)}`).join(', ')}`;
}

/** Why nothing counts, or nothing more: whoever asks how it was counted is not left with an empty answer. */
function sayNotCounted({ request, clocks }: RequestFacts, isCounted: boolean): Block[] {
  const { duplicateOf, state } = request;
  if (duplicateOf !== null) {
    const there = `part of ${requestRef(duplicateOf)}, and its time is counted there.`;
    return [
      { kind: 'text', text: [isCounted ? `After that it is ${there}` : `Nothing was counted here: it is ${there}`] },
    ];
  }
  if (isCounted) return [];
  if (state === 'withdrawn') return [{ kind: 'text', text: ['Nothing was counted: it was withdrawn.'] }];
  const isUndated = clocks.some((clock) => clock.droppedAt === null);
  const why = isUndated
    ? 'It reaches into a year whose calendar is not confirmed yet. It is counted when that is done.'
    : 'Nothing was counted.';
  return [{ kind: 'text', text: [why] }];
}

function sayCounted(
  facts: RequestFacts,
  { clock, used, until, otherwise, stretches, ahead }: CountedClock,
  zone: string,
  viewer: Person,
): Block[] {
  const name =
    clock.kind === 'total_resolution'
      ? 'the resolution, with the time after it was reopened'
      : clockKinds[clock.kind].name;
  const due: Text = clock.dueAt
    ? [' It ', isRunning(clock) ? 'is' : 'was', ' due by ', { when: clock.dueAt, zone }, '.']
    : [];
  return [
    {
      kind: 'text',
      text: [{ strong: capitalised(name) }, ...sayPromised(facts, clock, zone), ...due],
    },
    ...otherwise.map((part) => sayOtherwise(facts, clock, part, zone)),
    ...sayStretches(facts, stretches, until, { zone, viewer }),
    { kind: 'text', text: [`${isRunning(clock) ? 'So far' : 'In all'} ${sayExactly(used)}${sayVerdict(clock)}.`] },
    ...(clock.dueAt && ahead.length > 0
      ? [
          { kind: 'text' as const, text: [`Still to come until it is due: ${sayExactly(sum(ahead))}.`] },
          ...sayStretches(facts, ahead, clock.dueAt, { zone, viewer }),
        ]
      : []),
  ];
}

/** `until`: where the last of them ends. */
function sayStretches(
  facts: RequestFacts,
  stretches: readonly CountedStretch[],
  until: Date,
  { zone, viewer }: { zone: string; viewer: Person },
): Block[] {
  if (stretches.length === 0) return [];
  const shown = stretches.slice(0, MOST_STRETCHES);
  const more = stretches.slice(shown.length);
  const rest: Text = [
    `… and ${more.length} more stretches, of which ${sayExactly(sum(more))} count until `,
    { when: until, zone },
  ];
  const items = shown.map((stretch) => sayStretch(facts, stretch, zone, viewer));
  return [{ kind: 'list', items: more.length > 0 ? [...items, rest] : items }];
}

/** ": promised within 4 business hours.", and where that is counted from, if it is not the beginning. */
function sayPromised(facts: RequestFacts, { kind, target, startedAt }: ClockRow, zone: string): Text {
  const { policy } = facts.rules;
  const day = policy.businessDayMinutes;
  if (target === null) return [': no time is promised.'];
  if (isAgreed({ kind })) return [': named ', { when: startedAt, zone }, ', instead of what was promised.'];
  const promised = `: promised within ${sayTarget(target, day)}`;
  const terms = promisedTo(facts);
  const full = targetOf(policy, terms, kind);
  const { urgentSince } = facts.request;
  if (!urgentSince || urgentSince <= startedAt || full === null || target <= full) return [`${promised}.`];
  if (target === targetOf(policy, { ...terms, priority: 'normal' }, kind)) return [`${promised}.`];
  return [`${promised} (${sayTarget(full, day)} from when it was made urgent, `, { when: urgentSince, zone }, ').'];
}

/** The calendar changed behind it: what was counted before stays as it was counted. */
function sayOtherwise(
  { rules }: RequestFacts,
  { brokenBy, breachedAt }: ClockRow,
  part: CountedPart,
  zone: string,
): Block {
  const hours = sayOpeningHours(part.calendar.spec);
  const are = hours === sayOpeningHours(rules.calendar.spec) ? '' : ` (${hours})`;
  const then = ` by the calendar as it was then${are}. Nothing that changed later touches it.`;
  const isBroken = part.calendarId === brokenBy && breachedAt !== null && part.to <= breachedAt;
  if (!isBroken) return { kind: 'text', text: [`It was counted${then}`] };
  return { kind: 'text', text: ['Until ', { when: part.to, zone }, `, when it was late, it was counted${then}`] };
}

const sum = (stretches: readonly CountedStretch[]): number => stretches.reduce((all, { minutes }) => all + minutes, 0);

function sayVerdict(clock: CountedClock['clock']): string {
  if (clock.met !== null) return clock.met ? ': the promise was kept' : ': the promise was not kept';
  if (isRunning(clock) && clock.breachedAt !== null) return ': it is late';
  return '';
}

function sayStretch(
  facts: RequestFacts,
  { from, to, minutes, excluded }: CountedStretch,
  zone: string,
  viewer: Person,
): Text {
  const span: Text = [{ when: from, zone }, ' – ', { when: to, zone }];
  return [...span, excluded ? ` · not counted: ${sayExcluded(facts, excluded, viewer)}` : ` · ${sayExactly(minutes)}`];
}

function sayExcluded(
  { request, requester }: RequestFacts,
  excluded: NonNullable<CountedStretch['excluded']>,
  viewer: Person,
): string {
  switch (excluded.kind) {
    case 'hours':
      return 'the office is closed';
    case 'closed':
      return `the office is closed (${excluded.name})`;
    case 'resolved':
      return 'the request was resolved';
    case 'waiting_on_agency': {
      const since = excluded.number === undefined ? '' : ` to ${messageRef(request.id, excluded.number)}`;
      const whose = viewer.id === requester.id ? 'your' : `${firstName(requester.name)}’s`;
      return `waiting for ${whose} answer${since}`;
    }
  }
}

/** Exact to the second, so that whoever adds up gets the sum: "2 h 15 min", "45 min 12 s". */
function sayExactly(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length > 0 ? said.join(' ') : '0 min';
}
