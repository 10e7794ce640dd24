import { describe, expect, it } from 'vitest';
import { courseChanges } from '../../src/offices/courseChanges.ts';
import type { CourseRule } from '../../src/offices/courseRules.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const saying = (courses: string, files: { [name in 'certificates.csv']?: string } = {}) => ({
  'office.yaml': yamlWith('targets:', `courses: ${courses}\ntargets:`),
  ...files,
});
const RFQ = '{ code: rfq, name: Requests for quotes }';
const rfq: CourseRule = {
  ...{ code: 'rfq', name: 'Requests for quotes', about: null, roles: ['requester', 'agency head'], prerequisite: null },
  ...{ months: null, authority: null, sessions: null },
};

describe('what an office says of its courses', () => {
  it('is read', async () => {
    const rfp =
      '{ code: rfp, name: Proposals, about: Scoring., for: [liaison, agency head], prerequisite: rfq, certificate_months: 24, ' +
      'authority: may lead an RFP, sessions: { on: second Tuesday, every: quarter, at: "09:00", minutes: 90, seats: 12, place: Room 4 } }';
    expect((await soundOffice(saying(`[${RFQ}, ${rfp}, { code: all, name: All, for: everybody }]`))).courses).toEqual([
      rfq,
      {
        ...{
          code: 'rfp',
          name: 'Proposals',
          about: 'Scoring.',
          roles: ['agency head', 'liaison'],
          prerequisite: 'rfq',
        },
        ...{ months: 24, authority: 'may lead an RFP' },
        sessions: {
          ...{ rhythm: { nth: 'second', weekday: 'tue', every: 'quarter' }, minute: 540, minutes: 90, seats: 12 },
          place: 'Room 4',
        },
      },
      {
        ...{ ...rfq, code: 'all', name: 'All' },
        roles: ['requester', 'agency head', 'liaison', 'supervisor', 'administrator'],
      },
    ]);
  });

  it('may be nothing', async () => {
    expect((await soundOffice()).courses).toEqual([]);
  });

  const of = (more: string) => `[${RFQ.replace('}', `, ${more} }`)}]`;
  it.each([
    [`[${RFQ}, ${RFQ}]`, 'courses[2].code is "rfq", as courses[1] is; choose another'],
    [of('prerequisite: rfx'), 'courses[1].prerequisite is "rfx", which is no course; did you mean rfq?'],
    [of('prerequisite: rfq'), 'courses[1].prerequisite is "rfq", which in the end comes after "rfq" itself'],
    [
      '[{ code: a, name: A, prerequisite: b }, { code: b, name: B, prerequisite: a }]',
      'courses[2].prerequisite is "a", which in the end comes after "b" itself',
    ],
    [of('for: friends'), 'for is'],
    [of('for: []'), 'names nobody'],
    [of('certificate_months: 0'), 'certificate_months is at least 1'],
    [of('sessions: { on: fifth Monday, at: "09:00", minutes: 60, seats: 5 }'), 'on is "fifth Monday", which is no day'],
    [of('sessions: { on: first Monday, at: soon, minutes: 60, seats: 5 }'), 'at is "soon", which is no time of day'],
    [of('sessions: { on: first Monday, at: "07:00", minutes: 60, seats: 5 }'), 'is a time when the office is closed'],
    [of('sessions: { on: first Monday, at: "09:00", minutes: 60, seats: 0 }'), 'seats is at least 1'],
  ])('%s is refused', async (said, problem) => {
    expect((await problemsOf(saying(said))).join('\n')).toContain(problem);
  });

  it('is shown as a difference', () => {
    const changed: CourseRule = { ...rfq, months: 12, authority: 'may buy up to $50,000' };
    expect(courseChanges([], [rfq])).toEqual(['+ Requests for quotes, for agencies; its certificate does not end']);
    expect(courseChanges([rfq], [changed])[0]).toContain(
      '→ Requests for quotes, for agencies; its certificate holds 12 months: may buy up to $50,000',
    );
    expect(courseChanges([rfq], [])[0]).toMatch(/^- Requests for quotes/u);
    const other = { ...rfq, code: 'rfp' };
    expect(courseChanges([rfq, other], [other, rfq])).toEqual(['~ in another order']);
    expect(courseChanges([rfq], [rfq])).toEqual([]);
  });
});

describe('certificates of before there was a desk', () => {
  const given = (rows: string) => saying(`[${RFQ}]`, { 'certificates.csv': `email,course,day\n${rows}\n` });

  it('are read, by whatever names other systems give the columns', async () => {
    const office = await soundOffice(
      saying(`[${RFQ}]`, { 'certificates.csv': 'Learner,Course code,Completed\nana@dot.example,RFQ,2025-03-06\n' }),
    );
    expect(office.certificates).toEqual([{ person: 'ana@dot.example', course: 'rfq', day: '2025-03-06' }]);
  });

  it.each([
    ['nobody@dot.example,rfq,2025-03-06', 'certificates.csv:2: error: nobody@dot.example is not in'],
    ['ana@dot.example,rfp,2025-03-06', 'the course rfp is not in office.yaml; did you mean rfq?'],
    ['ana@dot.example,rfq,', 'the day is empty; write it as 2026-03-06'],
    ['ana@dot.example,rfq,2025-03-06\nana@dot.example,rfq,2025-03-06', 'stands on line 2 too'],
  ])('%s is refused', async (rows, problem) => {
    expect((await problemsOf(given(rows))).join('\n')).toContain(problem);
  });
});
