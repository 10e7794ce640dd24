import type { FigureGroup } from '../figures/figures.ts';
import { spanOfMonth } from '../figures/months.ts';
import { readFigures } from '../figures/read.ts';
import { unknown } from '../figures/words.ts';
import type { Office } from '../offices/office.ts';
import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { type Actor, hasRole, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';

/** Whose figures somebody may see, and those of a month told apart. */

export type Scope = Omit<OfficeToday, 'calendar'> & { zone: string; whole: boolean };

export const officesOf = (actor: Actor): number[] => [
  ...new Set((['supervisor', 'administrator', 'liaison'] as const).flatMap((role) => officesAs(actor, role))),
];

export async function scopeOf(tx: Tx, actor: Actor, officeId: number, now: Date): Promise<Scope | undefined> {
  if (!actor.person.active || !officesOf(actor).includes(officeId)) return undefined;
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const whole = hasRole(actor, officeId, 'supervisor') || hasRole(actor, officeId, 'administrator');
  return { office, zone: calendar.spec.zone, today, whole };
}

/** First replies of a month by the name of each group, those with most first. */
export async function groupRows(tx: Tx, { office, zone }: Scope, by: Group, month: string, now: Date) {
  const of = { officeId: office.id, kind: 'first_reply' as const, ...spanOfMonth(month, zone), by, liaisonId: null };
  const found = await readFigures(tx, of, now);
  const nameOf = await namesOf(tx, office, by, [...found.keys()]);
  const rows = [...found].map(([key, each]) => ({ key, name: nameOf(key), figures: each }));
  return rows.sort((a, b) => b.figures.n - a.figures.n || a.name.localeCompare(b.name));
}

/** Months are read a year at a time. */
export type Group = Exclude<FigureGroup, 'month'>;

async function namesOf(tx: Tx, office: Office, by: Group, keys: string[]): Promise<(key: string) => string> {
  switch (by) {
    case 'agency': {
      const served = await tx.people.agencies([office.id]);
      const names = new Map(served.map(({ id, name }) => [String(id), name]));
      // Of those that are not served any more each is asked for: they are few.
      for (const key of keys.filter((each) => each !== '' && !names.has(each)))
        names.set(key, (await tx.people.agency(Number(key)))?.name ?? key);
      return (key) => names.get(key) ?? unknown.agency;
    }
    case 'liaison': {
      const people = await tx.people.named(keys.filter((key) => key !== '').map(Number));
      return (key) => people.get(Number(key))?.name ?? unknown.liaison;
    }
    case 'line':
      return (key) => office.lines.find(({ id }) => String(id) === key)?.name ?? 'Other';
    case 'priority':
      return (key) => (key === 'urgent' ? 'Urgent' : 'Normal');
  }
}
