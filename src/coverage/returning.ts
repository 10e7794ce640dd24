import type { KeptAbsence } from '../people/absence.ts';
import type { Person } from '../people/person.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { handMany } from '../requests/handMany.ts';
import { loadFacts } from '../requests/load.ts';
import { isLive } from '../requests/request.ts';
import { deliveryTo } from '../requests/standing.ts';
import type { Tx } from '../store.ts';
import { settledOpen, takeThemBack, tookBack } from './openWords.ts';

/** Somebody is back: what went to others while they were out, and whether they take it back. */

const returnKey = (id: number): string => `absence ${id} returns`;

/** What went to others because of this absence, and they still hold. */
export async function stillAway(tx: Tx, { id }: KeptAbsence, how: 'to read' | 'locked'): Promise<RequestFacts[]> {
  const found: RequestFacts[] = [];
  for (const { requestId, toId, movedAt } of await tx.absences.choices(id)) {
    if (movedAt === null || toId === null) continue;
    const facts = await loadFacts(tx, requestId, how);
    if (facts && isLive(facts.request) && facts.request.holderId === toId) found.push(facts);
  }
  return found;
}

/** Asked once for each absence. True when there was something to ask about. */
export async function askToTakeBack(tx: Tx, person: Person, absence: KeptAbsence, now: Date): Promise<boolean> {
  await tx.absences.mark(absence.id, { begunAt: absence.begunAt ?? now, returnedAt: now });
  const away = await stillAway(tx, absence, 'to read');
  if (away.length === 0) return false;
  const message = takeThemBack(absence, away);
  await tx.outbox.put([{ key: returnKey(absence.id), kind: 'notice', to: { personId: person.id }, message }]);
  return true;
}

/** Takes these back: whoever had them hears of all in one message, and each requester of theirs in one. */
export async function takeBackNow(
  tx: Tx,
  person: Person,
  absence: KeptAbsence,
  facts: readonly RequestFacts[],
  { at, now, source }: { at: Date; now: Date; source: string },
): Promise<void> {
  const key = `absence ${absence.id} back ${source}`;
  const move = { by: person, at, reason: `${person.name} is back` };
  const going = facts.map((each) => ({ facts: each, holder: person, move }));
  await handMany(tx, going, { key, kind: 'back', why: `${person.name} is back` }, now);
  const holders = new Set(facts.map(({ request }) => request.holderId));
  for (const holderId of holders) {
    const theirs = facts.filter(({ request }) => request.holderId === holderId);
    const [first] = theirs;
    if (first && holderId !== null)
      await tx.outbox.put([
        deliveryTo({ ...first.request, holderId: null }, holderId, {
          ...{ key: `${key} from ${holderId}`, kind: 'notice', message: tookBack(person.name, theirs) },
        }),
      ]);
  }
}

/** The question loses its buttons and says what was decided. */
export const settleReturn = (tx: Tx, { id }: Person, absence: KeptAbsence, what: string, now: Date): Promise<void> =>
  tx.outbox.put([
    {
      key: `${returnKey(absence.id)} settled ${now.toISOString()}`,
      kind: 'notice',
      to: { personId: id },
      message: settledOpen(what),
      replaces: returnKey(absence.id),
    },
  ]);
