import type { Message } from '../chat/message.ts';
import type { DigestParts } from '../feature/digestPart.ts';
import { eachAlone } from '../feature/sweep.ts';
import { absenceOn } from '../people/coverage.ts';
import { offeredIn } from '../requests/offers.ts';
import { isOpen, localDate } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { buildDigest } from './build.ts';
import { kindsFor, type Reader, readersOf } from './readers.ts';
import { withSettings } from './settingsWords.ts';
import { type DigestKind, type Slot, slotsAt } from './slots.ts';

/** `chosen`: kinds that they have asked for by themselves. `emptyToo`: also when there is nothing to say. */
type Owed = Reader & { slots: Slot[]; chosen: readonly DigestKind[]; emptyToo: boolean };

/** Writes the digests that are owed now, one transaction for each person. Answers how many were written. */
export async function sweepDigests(store: Store, parts: DigestParts, now: Date): Promise<number> {
  const owed = await store.transaction(async (tx) => {
    const resting = await tx.sweeps.resting('digests', now);
    return (await owedNow(tx, now)).filter((each) => !resting.has(itemOf(each)));
  });
  const running = { store, name: 'digests', now };
  return eachAlone(running, owed, itemOf, (tx, each) => writeDigest(tx, each, { parts, now }));
}

const itemOf = ({ office, person }: Owed): string => `office ${office.id} to ${person.id}`;

/** Whoever is out is left in peace: on their return they read what is true then. */
async function owedNow(tx: Tx, now: Date): Promise<Owed[]> {
  const all: Owed[] = [];
  for (const office of await tx.offices.all()) {
    const { calendar } = await tx.offices.rules(office);
    const today = localDate(calendar, now);
    const { written, choices } = await tx.digests.state(office.id, `${today.slice(0, 7)}-01`);
    // This runs each minute, at night too: nobody is read about who cannot be owed anything.
    const wakes = [...choices.values()].flat().some(({ hour }) => hour !== null);
    if (!isOpen(calendar, now) && !wakes) continue;
    const owed: Owed[] = [];
    for (const reader of await readersOf(tx, office)) {
      const { person } = reader;
      const theirs = choices.get(person.id) ?? [];
      const slots = slotsAt(calendar, now, person.zone ?? calendar.spec.zone, theirs).filter(
        ({ kind, day, at }) =>
          kindsFor(reader).includes(kind) && at > office.createdAt && !written.has(`${kind} ${day} ${person.id}`),
      );
      const chosen = theirs.filter(({ off }) => !off).map(({ kind }) => kind);
      const emptyToo = theirs[0]?.emptyToo ?? office.sendsEmptyDigests;
      if (slots.length > 0) owed.push({ ...reader, slots, chosen, emptyToo });
    }
    if (owed.length === 0) continue;
    const { absences } = await tx.people.duties(office.id, [], today);
    all.push(...owed.filter(({ person }) => !absenceOn(absences, person.id, today)));
  }
  return all;
}

/** The weekly digest holds all of the daily one, so on the day of the weekly there is only that; a month has its own. */
async function writeDigest(
  tx: Tx,
  { slots, chosen, emptyToo, ...reader }: Owed,
  { parts, now }: { parts: DigestParts; now: Date },
): Promise<boolean> {
  const { office, person } = reader;
  const written: Slot[] = [];
  for (const slot of slots) {
    const { kind, day } = slot;
    const claimed = await tx.digests.claim({ officeId: office.id, personId: person.id, kind, day }, now);
    if (claimed && !(kind === 'daily' && written.length > 0)) written.push(slot);
  }
  let any = false;
  for (const { kind, day } of written) {
    const built = await buildDigest(tx, reader, kind, { now, asked: chosen.includes(kind), parts });
    if (!built || (built.isEmpty && !emptyToo)) continue;
    const { message, isEmpty } = built;
    const common = { kind: 'digest', to: { personId: person.id }, officeId: office.id } as const;
    const before = kind === 'monthly' ? undefined : await latest(tx, reader, day);
    const offersAbout = offeredIn(message);
    await tx.outbox.put([
      ...(before
        ? [{ ...common, key: `${before.root} over`, replaces: before.root, message: over(before.message) }]
        : []),
      {
        ...{ ...common, key: keyOf(reader, kind, day), message: isEmpty ? message : withSettings(message) },
        ...(offersAbout.length > 0 && { offersAbout }),
      },
    ]);
    any = true;
  }
  return any;
}

const keyOf = ({ office, person }: Reader, kind: DigestKind, day: string): string =>
  `digest ${kind} ${day} office ${office.id} to ${person.id}`;

/** The one that came before this and says what was to be decided then. */
async function latest(tx: Tx, reader: Reader, day: string) {
  const before = await tx.digests.latest(reader.office.id, reader.person.id, day);
  return before && tx.outbox.standing([keyOf(reader, before.kind, before.day)]);
}

/** Decisions are made from the newest: an older one keeps its words and loses its buttons. */
const over = ({ blocks, ...more }: Message): Message => ({
  ...more,
  blocks: blocks.map((block) => (block.kind === 'row' ? { ...block, buttons: [] } : block)),
});
