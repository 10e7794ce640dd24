import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../chat/message.ts';
import { hasRole, type Person } from '../people/person.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { isRunning } from '../requests/requestClocks.ts';
import { localDate } from '../sla/calendar.ts';
import { defaultWarningsADay } from '../sla/policy.ts';
import { isQuietFor } from '../sla/quiet.ts';
import { endOfDayIn } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { warnings } from './words.ts';

/**
 * One live card for each person, office and day: changed in place as promises come near, break and are kept. No chat
 * rings for a change, so a line under the card says what is new, as often as the office's policy lets it.
 */

const DAY_MS = 86_400_000;
/** With the card itself three at most in an hour: whatever comes at once beyond that stands on the card alone. */
const LINES_AN_HOUR = 2;

type Place = Pick<RequestFacts, 'office' | 'rules'>;

/** `line`: what is new, for those who are to be rung. */
type Telling = { person: Person; line?: Message };

/**
 * Brings the cards of these people for the day of `day` up to date; with `onlyStanding` none is sent that is not there.
 * Nobody is rung at night: their card comes in the morning. Answers whether one reads otherwise now.
 */
export async function tellDay(
  tx: Tx,
  place: Place,
  tellings: readonly Telling[],
  when: { now: Date; day?: Date; onlyStanding?: boolean },
): Promise<boolean> {
  // Two desks would each write a card without the other's news: whoever comes second waits. In order of ids.
  let written = false;
  for (const telling of tellings.toSorted((a, b) => a.person.id - b.person.id)) {
    await tx.people.lock(telling.person.id);
    written = (await tellOne(tx, place, telling, when)) || written;
  }
  return written;
}

/** The cards of all days on which somebody was warned of what this request owes say how it is now; nobody is rung. */
export async function tellDaysOf(tx: Tx, facts: RequestFacts, now: Date): Promise<void> {
  const days = new Map<string, { day: Date; told: Set<number> }>();
  for (const clock of facts.clocks.filter(isRunning)) {
    for (const step of await tx.warnings.stepsOf(clock.id)) {
      const date = localDate(facts.rules.calendar, step.at);
      const { day, told } = days.get(date) ?? { day: step.at, told: [] };
      days.set(date, { day, told: new Set([...told, ...step.told]) });
    }
  }
  const people = await tx.people.named([...days.values()].flatMap(({ told }) => [...told]));
  for (const { day, told } of days.values()) {
    const tellings = [...told].flatMap((id) => people.get(id) ?? []).map((person) => ({ person }));
    await tellDay(tx, facts, tellings, { now, day, onlyStanding: true });
  }
}

async function tellOne(
  tx: Tx,
  { office, rules }: Place,
  { person, line }: Telling,
  { now, day = now, onlyStanding = false }: { now: Date; day?: Date; onlyStanding?: boolean },
): Promise<boolean> {
  const to = endOfDayIn(rules.calendar.spec.zone, day);
  const rows = await tx.warnings.of(office.id, person.id, { from: new Date(to.getTime() - DAY_MS), to });
  if (rows.length === 0) return false;
  const actor = await tx.people.actor(person.id);
  const supervises = actor !== undefined && hasRole(actor, office.id, 'supervisor');
  const message = warnings(office, rows, {
    ...{ reader: person, zone: person.zone ?? rules.calendar.spec.zone, now },
    businessDayMinutes: rules.policy.businessDayMinutes,
    supervises,
    answers: supervises || (actor !== undefined && hasRole(actor, office.id, 'liaison')),
  });
  const root = `escalations ${localDate(rules.calendar, day)} office ${office.id} to ${person.id}`;
  const stands = await tx.outbox.standing([root]);
  const common = { kind: 'escalation', to: { personId: person.id }, officeId: office.id } as const;
  const isQuiet = isQuietFor(person, rules, now);
  if (!stands) {
    if (isQuiet || onlyStanding) return false;
    await tx.outbox.put([{ ...common, key: root, message }]);
    return true;
  }
  const isNew = !isDeepStrictEqual(stands.message, message);
  const change = await tx.outbox.changeKey(root);
  if (isNew) await tx.outbox.put([{ ...common, key: change, message, replaces: root }]);
  const key = line && !isQuiet && (await ringKey(tx, root, rules.policy.warningsADay ?? defaultWarningsADay, now));
  if (line && key) await tx.outbox.put([{ ...common, key, message: line, under: root }]);
  return isNew;
}

/** The key of the next line that may ring; undefined when there were enough, in this hour or today. */
async function ringKey(tx: Tx, root: string, warningsADay: number, now: Date): Promise<string | undefined> {
  const keysOf = (hour: string) => Array.from({ length: LINES_AN_HOUR }, (_, n) => `${root} line ${hour}:${n + 1}`);
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const rang = await tx.outbox.known(hours.flatMap(keysOf));
  // The card rang too, when it came.
  if (1 + rang.length >= warningsADay) return undefined;
  return keysOf(now.toISOString().slice(11, 13)).find((key) => !rang.includes(key));
}
