import type { Alternate, Report } from '../../src/alternates/alternate.ts';

/** An alternate process in force, and a report of it, to be changed. */

export const reportRule = {
  ...{ code: 'purchases', name: 'List of purchases', everyMonths: 3, dueDays: 10 },
  file: 'required' as const,
};

export const inForce = (change: Partial<Alternate> = {}): Alternate => ({
  ...{ id: 1, officeId: 1, agencyId: 1, kind: 'own-quotes', kindName: 'Own quotes', applicantId: 1, renews: null },
  ...{ state: 'granted', what: 'Quotes', why: 'Bridges', stake: 'Roads', timesAMonth: 4, minutesAWeek: 140 },
  ...{
    askedAt: new Date('2026-01-05T15:00:00Z'),
    viewBy: null,
    decideBy: null,
    calendarId: 1,
    decidedAt: null,
    decidedBy: 4,
  },
  ...{ form: null, conditions: null, because: null, instead: null, from: '2026-01-12', until: '2026-12-31' },
  ...{ reports: [reportRule], endedAt: null, endedBy: null, endHow: null, endReason: null, endedOn: null },
  ...{ nextAt: null, viewAskedAt: null, decisionAskedAt: null, renewalOfferedAt: null, weekToldAt: null },
  lastDayToldAt: null,
  ...change,
});

export const reportOf = (change: Partial<Report> = {}): Report => ({
  ...{ id: 1, officeId: 1, alternateId: 1, code: 'purchases', name: 'List of purchases', from: '2026-01-12' },
  ...{ until: '2026-04-11', due: '2026-04-24', state: 'due', countsHours: true, needsFile: true },
  askedAt: new Date('2026-04-17T13:00:00Z'),
  ...{ remindedAt: null, lateAt: null, revision: 0, sentAt: null, sentBy: null, minutesSaved: null, timesUsed: null },
  ...{ words: null, link: null, filesUntil: null, filesFrom: null, refusedAt: null, refusedBy: null },
  refusedBecause: null,
  ...change,
});
