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
