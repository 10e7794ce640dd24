import { describe, expect, it } from 'vitest';
import { allKinds, type ClockKind, clockKinds, isAgreed, isReply, ownPauses } from '../../src/sla/clockKinds.ts';

const from = new Date('2026-06-01T14:00:00Z');
const pauses = [
  { kind: 'waiting_on_agency' as const, from },
  { kind: 'resolved' as const, from },
];
const pausing = (kind: ClockKind) => ownPauses(kind, pauses).map((pause) => pause.kind);

describe('which pauses stop which clock', () => {
  it('none stops the promise of a reply', () => {
    expect(pausing('first_reply')).toEqual([]);
    expect(pausing('next_reply')).toEqual([]);
    expect(pausing('agreed_reply')).toEqual([]);
  });

  it('a question to the agency stops both resolutions, being resolved only the total', () => {
    expect(pausing('first_resolution')).toEqual(['waiting_on_agency']);
    expect(pausing('total_resolution')).toEqual(['waiting_on_agency', 'resolved']);
    expect(pausing('update')).toEqual(['waiting_on_agency']);
    expect(pausing('agreed_resolution')).toEqual(['waiting_on_agency']);
  });
});

describe('the table', () => {
  it('puts replies before resolutions: a reply is the promise that people are told', () => {
    const replies = ['first_reply', 'next_reply', 'agreed_reply'];
    expect(allKinds).toEqual([...replies, 'update', 'first_resolution', 'total_resolution', 'agreed_resolution']);
    expect(allKinds.filter((kind) => isReply({ kind }))).toEqual(replies);
  });

  it('knows no promise of the office for what somebody named', () => {
    for (const kind of allKinds) expect(clockKinds[kind].target === null).toBe(isAgreed({ kind }));
  });

  it('lets a clock be silent only for one that begins and ends as it does', () => {
    for (const kind of allKinds) {
      const { silentWhile, owes, begins, target } = clockKinds[kind];
      if (silentWhile !== null)
        expect(clockKinds[silentWhile]).toMatchObject({ owes, begins, target, silentWhile: null });
    }
  });
});
