import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readRules } from '../../src/offices/officeRules.ts';
import { officeJsonSchema } from '../../src/offices/officeSchema.ts';
import { newsClocks, openingClocks, questionClocks } from '../../src/requests/requestClocks.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { explain } from '../../src/sla/explain.ts';
import { goalOf, type Priority, targetOf } from '../../src/sla/policy.ts';
import { namedSteps, openingAfter, stepNow } from '../../src/sla/steps.ts';

/**
 * A setting that does nothing is a bug. Each setting of office.yaml that decides what is promised stands here: something
 * else is written, and something else comes of it. Whatever is new there has to have its row.
 */

type Json = { [name: string]: Json } | Json[] | string | number;
type Yaml = { [name: string]: Json };

const PARTS = [
  ...['zone', 'hours', 'seasons', 'confirmed_years', 'special_days', 'targets', 'agreements', 'goal_percent'],
  ...['escalations', 'after_late', 'head', 'quiet_hours', 'warnings_a_day'],
];

const yaml: Yaml = {
  ...{ code: 'procurement', name: 'Procurement Office', zone: 'America/New_York', hours: 'Mon-Fri 09:00-17:00' },
  seasons: { Summer: { from: '06-09', until: '06-12', hours: 'Mon-Fri 08:00-12:00' } },
  confirmed_years: [2026],
  special_days: {
    2026: { '2026-06-04': { name: 'Early closing', hours: '09:00-12:00' }, '2026-06-05': 'Founders’ Day' },
    2027: {},
  },
  service_lines: [
    { code: 'purchasing', name: 'Purchasing' },
    { code: 'contracts', name: 'Contracts' },
  ],
  targets: {
    normal: { first_reply: '4 hours', next_reply: '3 hours', update: '2 business days', resolution: '6 business days' },
    urgent: { first_reply: '1 hour', next_reply: '2 hours', update: '1 business day', resolution: '3 business days' },
  },
  agreements: [
    {
      ...{ name: 'Contracts of DOT', agencies: ['DOT'], service_lines: ['contracts'], priority: 'normal' },
      targets: {
        first_reply: '5 hours',
        next_reply: '5 hours',
        update: '3 business days',
        resolution: '8 business days',
      },
      goal_percent: 50,
    },
  ],
  goal_percent: 75,
  escalations: [
    { name: 'first', percent: 50, tell: ['liaison'] },
    { percent: 100, tell: ['liaison', 'supervisor'] },
  ],
  after_late: { every: '1 business day', tell: [['liaison']] },
};

/** The same with something else at a place. */
function changed(path: string, value: Json): Yaml {
  const copy = structuredClone(yaml);
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at: Yaml = copy;
  for (const name of names) at = at[name] as Yaml;
  at[last] = value;
  return copy;
}

const asked = new Date('2026-06-01T14:00:00Z');
const terms = ['DOT', 'AGR'].flatMap((agency) =>
  ['purchasing', 'contracts'].flatMap((line) =>
    (['normal', 'urgent'] as Priority[]).map((priority) => ({ agency, line, priority })),
  ),
);

/** When everything would be due, and when liaisons would have it, whoever asks about whatever, on that Monday. */
function come(of: Yaml) {
  const { rules, errors } = readRules(of);
  if (!rules) throw new Error(JSON.stringify(errors));
  const { policy } = rules;
  const calendar = buildCalendar(rules.calendar);
  const held = { calendarId: 1, policyId: 1, calendar, policy };
  const due = terms.map((each) => {
    const request = { id: 1, officeId: 1, openedAt: asked, urgentSince: null, ...each };
    const begun = [
      openingClocks(request, held),
      questionClocks(request, asked, held),
      newsClocks(request, asked, held),
    ];
    return begun.flat().map(({ kind, dueAt, stepAt }) => [kind, dueAt, stepAt]);
  });
  const goals = terms.map((each) => goalOf(policy, each, targetOf(policy, each, 'first_reply') ?? 0));
  const week = explain(calendar, asked, new Date('2026-06-15T14:00:00Z'));
  /** Once the first step was taken, the office writes 60 % for it: whether it comes again. */
  const moved = {
    escalations: policy.escalations.map((step, n) =>
      n === 0 ? { ...step, percent: 60, tell: ['backup' as const] } : step,
    ),
  };
  const late = { startedAt: asked, target: 240, pauses: [], breachedAt: null, quietUntil: null };
  const again = stepNow(
    { calendar, policy: moved },
    {
      ...late,
      taken: namedSteps(policy)
        .slice(0, 1)
        .map(({ name }) => name),
    },
    new Date('2026-06-01T17:00:00Z'),
  ).take?.name;
  return { due, goals, week, again, next: openingAfter(calendar, asked, policy.repeats?.everyDays ?? 1) };
}

/** `in`: the part of what comes that is another then. */
type Row = { path: string; to: Json; in: keyof ReturnType<typeof come> } | { test: string; named: string };
const row = (path: string, to: Json, where: keyof ReturnType<typeof come> = 'due'): Row => ({ path, to, in: where });
/** What is told to whom, and when it rings, takes a whole desk: those stories change the setting. */
const told = (test: string, named: string): Row => ({ test, named });

const targetRows = (of: string, path: string): Record<string, Row> =>
  Object.fromEntries(
    ['first_reply', 'next_reply', 'update', 'resolution'].map((name) => [
      `${of}.${name}`,
      row(`${path}.${name}`, name === 'resolution' ? '7 business days' : '90 minutes'),
    ]),
  );

const rows: Record<string, Row> = {
  zone: row('zone', 'America/Chicago'),
  hours: row('hours', 'Mon-Fri 09:00-18:00'),
  'seasons.*.from': row('seasons.Summer.from', '06-08'),
  'seasons.*.until': row('seasons.Summer.until', '06-09', 'week'),
  'seasons.*.hours': row('seasons.Summer.hours', 'Mon-Fri 08:00-13:00'),
  'confirmed_years[]': row('confirmed_years', [2027]),
  'special_days.*.*': row('special_days.2026', { '2026-06-04': { name: 'Early closing', hours: '09:00-12:00' } }),
  'special_days.*.*.name': row('special_days.2026.2026-06-04.name', 'Commencement', 'week'),
  'special_days.*.*.hours': row('special_days.2026.2026-06-04.hours', '09:00-11:00'),
  ...targetRows('targets.normal', 'targets.normal'),
  ...targetRows('targets.urgent', 'targets.urgent'),
  'agreements[].name': told('journeys/agreements.test.ts', 'where “Finance asks in its own time” holds'),
  'agreements[].agencies[]': row('agreements.0.agencies', ['AGR']),
  'agreements[].service_lines[]': row('agreements.0.service_lines', ['purchasing']),
  'agreements[].priority': row('agreements.0.priority', 'urgent'),
  'agreements[].targets': row('agreements.0.targets', 'none'),
  ...targetRows('agreements[].targets', 'agreements.0.targets'),
  'agreements[].goal_percent': row('agreements.0.goal_percent', 60, 'goals'),
  goal_percent: row('goal_percent', 80, 'goals'),
  'escalations[].name': row('escalations.0', { percent: 50, tell: ['liaison'] }, 'again'),
  'escalations[].percent': row('escalations.0.percent', 40),
  'escalations[].tell[]': told('journeys/after-late.test.ts', 'who is told at a step, the office says'),
  'after_late.every': row('after_late.every', '2 business days', 'next'),
  'after_late.tell[][]': told('journeys/after-late.test.ts', 'how often, and to whom, the office says'),
  head: told('journeys/after-late.test.ts', "head: 'pat@state.example'"),
  quiet_hours: told('journeys/after-late.test.ts', 'with $quietHours Ada hears of it at $at'),
  warnings_a_day: told('journeys/have-this.test.ts', 'with $warningsADay warnings a day the card changes'),
};

type Schema = {
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
};

/** The places at which something can be written, `*` for a name that the office chooses. */
function leavesOf({ anyOf = [], properties, additionalProperties, items }: Schema, path = ''): string[] {
  if (anyOf.length > 0) return [...new Set(anyOf.flatMap((each) => leavesOf(each, path)))];
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (properties)
    return Object.entries(properties)
      .filter(([name]) => path !== '' || PARTS.includes(name))
      .flatMap(([name, each]) => leavesOf(each, below(name)));
  if (typeof additionalProperties === 'object') return leavesOf(additionalProperties, below('*'));
  return items ? leavesOf(items, `${path}[]`) : [path];
}

describe('every setting that decides what is promised changes what comes', () => {
  test('and has its row here', () => {
    expect(Object.keys(rows).sort()).toEqual(leavesOf(JSON.parse(officeJsonSchema())).sort());
  });

  test.each(Object.entries(rows))('%s', (_, each) => {
    if ('test' in each) {
      expect(readFileSync(`test/${each.test}`, 'utf8')).toContain(each.named);
      return;
    }
    const [before, after] = [come(yaml), come(changed(each.path, each.to))];
    expect(after[each.in]).not.toEqual(before[each.in]);
  });
});
