/** Runs the `due` command with an office of its own, and gathers what it says. */
import { expect } from 'vitest';
import { type DueIo, runDue } from '../../src/cli/due.ts';
import type { CalendarSpec } from '../../src/sla/calendar.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { defaultEscalations, type Policy } from '../../src/sla/policy.ts';

export const office: CalendarSpec = {
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 08:00-17:00'),
  specialDays: [
    { date: '2026-11-26', name: 'Thanksgiving Day', windows: [] },
    { date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '08:00', to: '12:00' }] },
  ],
  confirmedYears: [2026],
};

const targets = { firstReply: 240, nextReply: 240, resolution: 2700 };
const soon = { firstReply: 60, nextReply: 60, resolution: 540 };
export const policy: Policy = {
  targets: { normal: targets, urgent: soon },
  agreements: [{ name: 'Contracts', for: { agencies: ['DOT'], lines: ['contracts'] }, targets: null }],
  goalPercent: 75,
  escalations: defaultEscalations,
  businessDayMinutes: 540,
};
const otherPolicy: Policy = {
  ...policy,
  agreements: [],
  targets: { normal: { ...targets, firstReply: 540, update: 1080 }, urgent: soon },
};

export type Chunks = AsyncIterable<string | Uint8Array>;

export async function* chunks(...parts: (string | Uint8Array)[]): Chunks {
  yield* parts;
}

export async function run(args: string[], stdin: Chunks = chunks()) {
  const out: string[] = [];
  const err: string[] = [];
  const loaded: string[] = [];
  const io: DueIo = {
    stdin,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    loadOffice: async (file) => {
      loaded.push(file);
      const whom = { agencies: ['DOT', 'DNR'], lines: [{ code: 'contracts', name: 'Contracts', words: [] }] };
      if (file === 'other.yaml') return { ...whom, calendar: office, policy: otherPolicy };
      return { ...whom, calendar: file === 'utc.yaml' ? { ...office, zone: 'UTC' } : office, policy };
    },
    defaultOffice: 'sample/office.yaml',
  };
  const code = await runDue(args, io);
  return { code, out: out.join('\n'), err: err.join('\n'), loaded };
}

/** The answers to questions, given as objects or as raw lines. */
export async function answers(args: string[], ...questions: unknown[]) {
  const lines = questions.map((question) => (typeof question === 'string' ? question : JSON.stringify(question)));
  const { out, code } = await run([...args, '--ndjson'], chunks(`${lines.join('\n')}\n`));
  expect(code).toBe(0);
  return out === '' ? [] : out.split('\n').map((line) => JSON.parse(line));
}
