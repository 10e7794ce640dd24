import type { OfficeSetup } from '../../src/offices/setup.ts';
import { sinceEver } from '../../src/offices/setup.ts';
import { defaultEscalations } from '../../src/sla/policy.ts';

/**
 * The office of the stories: Eastern time, Monday to Friday nine to five. Lee serves Transportation and Devon is the
 * backup; Maria serves Agriculture and is backed by Lee. Sam supervises, Ada looks after the desk.
 */
export function storyOffice(change: Partial<OfficeSetup> = {}): OfficeSetup {
  const person = (
    email: string,
    name: string,
    role: 'requester' | 'liaison' | 'supervisor' | 'administrator',
    agency: string | null = null,
  ) => ({
    email: `${email}@state.example`,
    name,
    zone: null,
    roles: [{ role, agency }],
  });
  const assigned = (agency: string, line: string | null, liaison: string, backup: string | null) => ({
    agency,
    line,
    liaison: `${liaison}@state.example`,
    backup: backup && `${backup}@state.example`,
    from: sinceEver,
    until: null,
  });
  return {
    code: 'procurement',
    name: 'Procurement Office',
    typingReplies: false,
    sendsEmptyDigests: true,
    surveys: null,
    calendar: {
      zone: 'America/New_York',
      hours: Object.fromEntries(
        ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
      ),
      specialDays: [{ date: '2026-07-03', name: 'Independence Day', windows: [] }],
      confirmedYears: [2026, 2027],
    },
    policy: {
      targets: {
        normal: { firstReply: 240, nextReply: 240, resolution: 5 * 480 },
        urgent: { firstReply: 60, nextReply: 60, resolution: 480 },
      },
      goalPercent: 75,
      escalations: defaultEscalations,
      businessDayMinutes: 480,
    },
    lines: [
      { code: 'purchasing', name: 'Purchasing', words: ['quote', 'quotes', 'buy'] },
      { code: 'contracts', name: 'Contracts', words: ['contract', 'renewal'] },
    ],
    agencies: [
      { code: 'DOT', name: 'Transportation' },
      { code: 'AGR', name: 'Agriculture' },
      { code: 'FIN', name: 'Finance' },
    ],
    people: [
      person('ana', 'Ana Ruiz', 'requester', 'DOT'),
      person('ben', 'Ben Osei', 'requester', 'AGR'),
      person('fay', 'Fay Lund', 'requester', 'FIN'),
      person('lee', 'Lee Park', 'liaison'),
      person('devon', 'Devon Clark', 'liaison'),
      person('maria', 'Maria Lopez', 'liaison'),
      person('sam', 'Sam Reed', 'supervisor'),
      person('ada', 'Ada Wong', 'administrator'),
    ],
    assignments: [
      assigned('DOT', null, 'lee', 'devon'),
      assigned('AGR', 'purchasing', 'maria', 'lee'),
      assigned('AGR', 'contracts', 'devon', null),
    ],
    absences: [],
    ...change,
  };
}
