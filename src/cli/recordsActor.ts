import type { Office } from '../offices/office.ts';
import { type Actor, sameEmail } from '../people/person.ts';
import { keepsRecords } from '../retention/keepers.ts';
import type { Tx } from '../store.ts';
import { UsageError } from './dueOptions.ts';

/** Who does something with records, by their e-mail, if they may. Undefined otherwise, which is said. */
export async function whoMay(
  tx: Tx,
  office: Office,
  by: string | undefined,
  io: { err: (line: string) => void },
  mayDo: (actor: Actor, office: Office) => boolean = keepsRecords,
): Promise<Actor | undefined> {
  const email = sameEmail(needed(by, 'say who does it, with --by and an e-mail address: it goes on record'));
  const person = await tx.retention.personNamed(email);
  const actor = person && (await tx.people.actor(person.id));
  if (actor && mayDo(actor, office)) return actor;
  const officer = office.records?.officer;
  io.err(`${email} may not do that: ${officer ? `${officer} is the records officer` : 'an administrator may'}.`);
  return undefined;
}

/** @throws UsageError with these words where it was not given. */
export function needed(text: string | undefined, otherwise: string): string {
  const given = text?.trim();
  if (!given) throw new UsageError(otherwise);
  return given;
}
