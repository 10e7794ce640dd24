import type { Office } from '../offices/office.ts';
import type { Actor } from '../people/person.ts';
import type { Store, Tx } from '../store.ts';
import type { Chosen } from './choose.ts';
import { type Kept, ownView } from './own.ts';
import { type Packed, type Packing, writePackage } from './package.ts';
import type { Redactor } from './redact.ts';

/** Records are handed out, and that they are is on record: when it begins, with why, and when it is done, with what it was. */
export type Order = {
  office: Office;
  actor: Actor;
  chosen: Chosen;
  reason: string;
  redactor?: Redactor | undefined;
  /** For the person themselves, whom it was narrowed to. */
  own?: boolean | undefined;
};

/** `records`: of the programme. What is made for a person has none of its own: what is theirs is among what is kept of them. */
export type Begun = Order & { requests: number; records: number; of: string; kept: Kept | undefined };

export async function beginHandOut(tx: Tx, order: Order, now: Date): Promise<Begun> {
  const { office, actor, chosen, reason, redactor, own } = order;
  const { selection, said, person } = chosen;
  const requests = await tx.exports.count(selection);
  const records = own ? 0 : await tx.exports.records.count(selection);
  const of = said.map(({ label, value }) => `${label}: ${value}`).join('; ') || 'everything';
  await tx.records.addToOffice(office.id, {
    ...{ kind: 'export begun', at: now, actorId: actor.person.id },
    data: { of, requests, records, reason, redacted: redactor !== undefined, ...(own && { own: true }) },
  });
  const kept = own && person ? await tx.exports.person(person.id, office.id) : undefined;
  return { ...order, requests, records, of, kept };
}

type How = Pick<Packing, 'pdf' | 'sink' | 'progress'> & { now: () => Date };

/** Written as it is read. Who breaks it off leaves an export on record that never ended. */
export async function writeHandOut(store: Store, begun: Begun, { now, ...how }: How): Promise<Packed> {
  const { office, actor, chosen, redactor, reason, of, kept } = begun;
  const { selection, said, person, agency } = chosen;
  const packed = await writePackage(store, {
    ...how,
    ...{ selection, said, office, now: now() },
    ...(agency && { agency }),
    ...(redactor && { redactor }),
    ...(kept && person && { view: ownView(person), kept }),
  });
  const { requests, records, files, withheld, manifests } = packed;
  await store.transaction((tx) =>
    tx.records.addToOffice(office.id, {
      ...{ kind: 'records exported', at: now(), actorId: actor.person.id },
      data: { of, requests, records, files, withheld, manifests, reason },
    }),
  );
  return packed;
}
