import { andList } from '../chat/andList.ts';
import { sayDay } from '../chat/message.ts';
import type { Span } from '../people/absence.ts';
import { inForce } from '../people/coverage.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { OwnOffice } from './ownOffice.ts';

/** What else somebody had on the days on which they are out: slots of their office hours, and what they were to lead. */

/** So many are looked at. */
const MOST = 50;
const NAMED = 3;

/** The sentences that say it, with a space before each; nothing where there is nothing. */
export async function alsoThen(
  tx: Tx,
  personId: number,
  span: Span,
  { office, calendar, today }: OwnOffice,
  now: Date,
): Promise<string> {
  const isThen = (day: string): boolean => day >= span.from && (span.until === null || day <= span.until);
  const slots = (await tx.officeHours.ahead({ liaisonId: personId }, now, MOST)).filter(({ day }) => isThen(day));
  const { assignments } = await tx.people.duties(office.id, null, today);
  const agencyIds = assignments
    .filter((each) => each.liaisonId === personId && inForce(each, today))
    .map((each) => each.agencyId);
  const meetings = agencyIds.length > 0 ? await tx.meetings.ahead({ officeId: office.id, agencyIds }, now, MOST) : [];
  const sessions = (await tx.training.ahead([office.id], now, MOST)).filter(
    ({ leaderId, officeId }) => leaderId === personId && officeId === office.id,
  );
  const led = [
    ...meetings.map(({ title, at }) => ({ title, at })),
    ...sessions.map(({ course, at }) => ({ title: course.name, at })),
  ]
    .map(({ title, at }) => ({ title, day: localDate(calendar, at) }))
    .filter(({ day }) => isThen(day));
  return saySlots(slots.length) + sayLed(led, today);
}

const saySlots = (count: number): string => {
  if (count === 0) return '';
  return count === 1
    ? ' A slot of your office hours is called off, and whoever took it is told.'
    : ` ${count} slots of your office hours are called off, and whoever took them is told.`;
};

function sayLed(all: readonly { title: string; day: string }[], today: string): string {
  if (all.length === 0) return '';
  const named = all.slice(0, NAMED).map(({ title, day }) => `${title} on ${sayDay(day, today)}`);
  const more = all.length > NAMED ? [`${all.length - NAMED} more`] : [];
  return ` Whoever stands in for you leads ${andList([...named, ...more])}.`;
}
