import { eachAlone } from '../feature/sweep.ts';
import type { Office } from '../offices/office.ts';
import { absenceOn } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { FEWEST_LIAISONS, monthAskedAt } from './pulse.ts';
import { pulse } from './words.ts';

type Owed = { office: Office; person: Person; month: string };

export const pulseKey = ({ office, person, month }: { office: number; person: number; month: string }): string =>
  `pulse ${month} office ${office} to ${person}`;

/** Asks each liaison once a month; whoever is out, when they are back. Answers how many were asked. */
export async function sweepPulses(store: Store, now: Date): Promise<number> {
  const owed = await store.transaction(async (tx) => {
    const resting = await tx.sweeps.resting('pulses', now);
    return (await owedNow(tx, now)).filter((each) => !resting.has(itemOf(each)));
  });
  return eachAlone({ store, name: 'pulses', now }, owed, itemOf, ask);
}

const itemOf = ({ office, person }: Owed): string => `office ${office.id} to ${person.id}`;

async function owedNow(tx: Tx, now: Date): Promise<Owed[]> {
  const all: Owed[] = [];
  for (const office of await tx.offices.all()) {
    const { calendar } = await tx.offices.rules(office);
    const month = monthAskedAt(calendar, now);
    if (month === undefined || office.surveys?.asksLiaisons === false) continue;
    const liaisons = await tx.people.withRole(office.id, 'liaison');
    if (liaisons.length < FEWEST_LIAISONS) continue;
    const asked = await tx.pulses.asked(office.id, month);
    const left = liaisons.filter(({ id }) => !asked.has(id));
    // Each minute, and from the second on mostly nobody is left.
    if (left.length === 0) continue;
    const today = localDate(calendar, now);
    const { absences } = await tx.people.duties(office.id, [], today);
    for (const person of left) if (!absenceOn(absences, person.id, today)) all.push({ office, person, month });
  }
  return all;
}

async function ask(tx: Tx, { office, person, month }: Owed): Promise<boolean> {
  if (!(await tx.pulses.ask(office.id, person.id, month))) return false;
  const key = pulseKey({ office: office.id, person: person.id, month });
  const common = { kind: 'survey', to: { personId: person.id }, officeId: office.id } as const;
  await tx.outbox.put([{ ...common, key, message: pulse(office, month) }]);
  return true;
}
