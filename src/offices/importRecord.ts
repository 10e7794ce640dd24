import type { OfficeEvent } from '../records/event.ts';
import type { Difference } from './difference.ts';
import type { RecordRules } from './recordRules.ts';

type Written = { calendarId: number | undefined; policyId: number | undefined; records: RecordRules | null };

/** What an import leaves on the record of its office. `by`: when it was done, and who did it if that is known. */
export function eventsOf(
  difference: Difference,
  { calendarId, policyId, records }: Written,
  by: { at: Date; actorId: number | null },
): OfficeEvent[] {
  const { people, assignments, absences } = difference;
  const counts = { renamed: people.renamed.length, added: people.added.length, left: people.removed.length };
  return [
    { kind: 'imported', ...by, data: counts },
    ...when(calendarId, (id): OfficeEvent => ({ kind: 'calendar published', ...by, data: { calendarId: id } })),
    ...when(policyId, (id): OfficeEvent => ({ kind: 'policy published', ...by, data: { policyId: id } })),
    ...(difference.surveys ? [{ kind: 'surveys changed', ...by, data: {} } as const] : []),
    ...(difference.courses ? [{ kind: 'courses changed', ...by, data: {} } as const] : []),
    ...(difference.certificates.added.length + difference.certificates.removed.length > 0
      ? [
          {
            kind: 'certificates entered',
            ...by,
            data: { added: difference.certificates.added.length, removed: difference.certificates.removed.length },
          } as const,
        ]
      : []),
    ...(difference.meetings ? [{ kind: 'meeting rules changed', ...by, data: {} } as const] : []),
    ...(difference.answers ? [{ kind: 'answer rules changed', ...by, data: {} } as const] : []),
    ...(difference.reviews ? [{ kind: 'review rules changed', ...by, data: {} } as const] : []),
    ...(difference.alternates ? [{ kind: 'alternate rules changed', ...by, data: {} } as const] : []),
    ...(difference.records
      ? [
          {
            kind: 'record rules changed',
            ...by,
            data: { series: records?.series ?? [], officer: records?.officer ?? null },
          } as const,
        ]
      : []),
    ...people.renamed.map(
      ({ before: from, after: to }): OfficeEvent => ({ kind: 'address changed', ...by, data: { from, to } }),
    ),
    ...people.removed.map(({ email }): OfficeEvent => ({ kind: 'person left', ...by, data: { email } })),
    ...assignments.removed.map(
      ({ agency, line, liaison }): OfficeEvent => ({
        kind: 'assignment ended',
        ...by,
        data: { agency, line, liaison },
      }),
    ),
    ...assignments.added.map(
      ({ agency, line, liaison, backup, from }): OfficeEvent => ({
        ...{ kind: 'assignment added', ...by },
        data: { agency, line, liaison, backup, from },
      }),
    ),
    ...absences.removed.map(
      ({ person, from }): OfficeEvent => ({ kind: 'absence removed', ...by, data: { person, from } }),
    ),
    ...absences.added.map(
      ({ person, from, until, cover }): OfficeEvent => ({
        ...{ kind: 'absence entered', ...by },
        data: { person, from, until, cover },
      }),
    ),
  ];
}

const when = (id: number | undefined, event: (id: number) => OfficeEvent): OfficeEvent[] =>
  id === undefined ? [] : [event(id)];
