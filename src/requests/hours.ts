import type { Block, Message, Text } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { sayOpeningHours } from '../offices/openingHours.ts';
import { type Actor, requesterships } from '../people/person.ts';
import { type Calendar, isOpen, nextOpening, openIntervals, type Unknown } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { myLiaisonPress } from './presses.ts';

/** Longer than any day is open without a break but for offices that never close. */
const DAY_MS = 86_400_000;

/** When is the office open? Of each office that somebody may ask, or works for; of all where nobody knows yet. */
export async function officeHours(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const agencyIds = requesterships(actor).map(({ agencyId }) => agencyId);
  const own = new Set(actor.memberships.map(({ officeId }) => officeId));
  const served = agencyIds.length > 0 ? await tx.offices.serving(agencyIds) : [];
  const all = await tx.offices.all();
  const theirs = all.filter(({ id }) => own.has(id) || served.some((each) => each.id === id));
  const items: Text[] = [];
  for (const office of theirs.length > 0 ? theirs : all)
    items.push([{ strong: office.name }, ': ', ...(await sayNow(tx, office, actor, now))]);
  const asks = agencyIds.length > 0 || actor.memberships.length === 0;
  const [only, another] = items;
  const blocks: Block[] = only && !another ? [{ kind: 'text', text: only }] : [{ kind: 'list', items }];
  if (asks) blocks.push({ kind: 'buttons', buttons: [myLiaisonPress.button('My liaison', {})] });
  return { blocks };
}

/** "Mon–Fri, 9 AM–5 PM Eastern. Open now, until …": a half day closes earlier than the week says. */
async function sayNow(tx: Tx, office: Office, { person }: Actor, now: Date): Promise<Text> {
  const { calendar } = await tx.offices.rules(office);
  const at = sayWhetherOpen(calendar, now, person.zone ?? calendar.spec.zone);
  return [`${sayOpeningHours(calendar.spec)}.`, ...(at ? [' ', ...at] : [])];
}

/** Unknown past the end of the calendar: nobody has confirmed yet when the office opens then. */
function sayWhetherOpen(calendar: Calendar, now: Date, zone: string): Text | Unknown {
  if (!isOpen(calendar, now)) {
    const opening = nextOpening(calendar, now);
    return opening && ['Closed now; opens ', { when: opening, zone }, '.'];
  }
  const closes = openIntervals(calendar, now, new Date(now.getTime() + DAY_MS))?.[0]?.to;
  const never = closes === undefined || closes.getTime() === now.getTime() + DAY_MS;
  return never ? ['Open now.'] : ['Open now, until ', { when: closes, zone }, '.'];
}
