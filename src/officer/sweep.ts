import { eachAlone } from '../feature/sweep.ts';
import type { Office } from '../offices/office.ts';
import { destroyNext, keepingOf } from '../retention/destroy.ts';
import { toldOfDue } from '../retention/keepers.ts';
import { isOpen } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { dueThisMonth, someKept } from './words.ts';

/** What time brings to those who look after records: once a month what is due, and what they confirmed is done. */

const TELLING = 'records due';

export async function tellDue(store: Store, now: Date): Promise<number> {
  const offices = await store.transaction(async (tx) => {
    const resting = await tx.sweeps.resting(TELLING, now);
    const untold: Office[] = [];
    for (const office of await tx.offices.all()) {
      const kept = resting.has(String(office.id)) ? undefined : await keepingOf(tx, office, now);
      if (kept && !(await tx.retention.isTold(office.id, kept.today.slice(0, 7)))) untold.push(office);
    }
    return untold;
  });
  return eachAlone(
    { store, name: TELLING, now },
    offices,
    ({ id }) => id,
    (tx, office) => tellOne(tx, office, now),
  );
}

/** In office hours; nothing is said where nothing can go. */
async function tellOne(tx: Tx, office: Office, now: Date): Promise<boolean> {
  const kept = await keepingOf(tx, office, now);
  const { calendar } = await tx.offices.rules(office);
  if (!kept || isOpen(calendar, now) === false) return false;
  const month = kept.today.slice(0, 7);
  const counts = await tx.retention.counts(kept.keeping, kept.today);
  const going = counts.reduce((sum, { due, held }) => sum + due - held, 0);
  if (!(await tx.retention.tell(office.id, month, going, now)) || going === 0) return false;
  const message = dueThisMonth(office, counts);
  const readers = await toldOfDue(tx, office);
  await tx.outbox.put(
    readers.map(({ id }) => ({
      ...{ kind: 'notice' as const, to: { personId: id }, message, officeId: office.id },
      key: `records due of ${office.id} in ${month} to ${id}`,
    })),
  );
  return true;
}

const DESTROYING = 'destruction';
/** So many rounds in one tick: other sweeps wait meanwhile. */
const ROUNDS = 40;

/** A few records of each at a time, in transactions of their own. Answers how many steps that took. */
export async function destroyConfirmed(store: Store, now: Date): Promise<number> {
  let steps = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const ids = await store.transaction(async (tx) => {
      const open = await tx.retention.unfinished();
      const resting = open.length > 0 ? await tx.sweeps.resting(DESTROYING, now) : new Set<string>();
      return open.map(({ id }) => id).filter((id) => !resting.has(String(id)));
    });
    if (ids.length === 0) break;
    steps += await eachAlone(
      { store, name: DESTROYING, now },
      ids,
      (id) => id,
      (tx, id) => destroySome(tx, id, now),
    );
  }
  return steps;
}

async function destroySome(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { open, ended } = await destroyNext(tx, id, now);
  // Whoever confirmed it hears only what they do not know: that not all of it went.
  if (ended && ended.kept > 0)
    await tx.outbox.put([
      {
        ...{ kind: 'notice', to: { personId: ended.confirmedBy }, officeId: ended.officeId },
        ...{ key: `destruction ${id} kept some`, message: someKept(ended.series, ended) },
      },
    ]);
  return open;
}
