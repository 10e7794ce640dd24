import { type Actor, officesAs } from '../people/person.ts';
import { type Calendar, localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Office } from './office.ts';

/** An office with the calendar in force, and the day ('YYYY-MM-DD') that it is there. */
export type OfficeToday = { office: Office; calendar: Calendar; today: string };

export async function officeToday(tx: Tx, officeId: number, now: Date): Promise<OfficeToday> {
  const office = await tx.offices.one(officeId);
  const { calendar } = await tx.offices.rules(office);
  return { office, calendar, today: localDate(calendar, now) };
}

/** The offices whose rules somebody looks after. */
export async function officesKept(tx: Tx, actor: Actor, now: Date): Promise<OfficeToday[]> {
  if (!actor.person.active) return [];
  const ids = new Set([...officesAs(actor, 'supervisor'), ...officesAs(actor, 'administrator')]);
  const own: OfficeToday[] = [];
  for (const id of ids) own.push(await officeToday(tx, id, now));
  return own;
}

/** One of these; undefined when they do not look after it. */
export const officeKept = async (tx: Tx, actor: Actor, officeId: number, now: Date): Promise<OfficeToday | undefined> =>
  (await officesKept(tx, actor, now)).find(({ office }) => office.id === officeId);
