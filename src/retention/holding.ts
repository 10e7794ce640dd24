import type { Office } from '../offices/office.ts';
import { readRequestRef } from '../requests/request.ts';
import type { Tx } from '../store.ts';
import type { Hold, HoldKind, HoldOf } from './hold.ts';

/** Setting a hold and lifting it. */

/** Longer ones are no search. */
const LONGEST_WORDS = 100;

/** What somebody wrote is to be held, or what is wrong with it, in words. */
export async function readHold(
  tx: Tx,
  office: Office,
  kind: HoldKind,
  written: string,
): Promise<{ of: HoldOf } | { problem: string }> {
  const text = written.trim();
  switch (kind) {
    case 'request': {
      const requestId = readRequestRef(/^\d{1,9}$/u.test(text) ? `R-${text}` : text);
      const request = requestId === undefined ? undefined : await tx.requests.read(requestId);
      if (request?.officeId !== office.id)
        return { problem: `There is no request ${text} of ${office.name}. Write its number, such as R-1042.` };
      return { of: { kind, requestId: request.id } };
    }
    case 'agency': {
      const agencies = await tx.people.agencies([office.id]);
      const agency = agencies.find(({ code, name }) => [code, name].some((each) => same(each, text)));
      if (!agency) return { problem: `${office.name} serves no agency ${text}. Write its code or its name.` };
      return { of: { kind, agencyId: agency.id } };
    }
    case 'person': {
      const person = await tx.retention.personNamed(text);
      if (!person) return { problem: `The desk knows nobody with the e-mail ${text}.` };
      return { of: { kind, personId: person.id } };
    }
    case 'words': {
      if (text.length > LONGEST_WORDS)
        return { problem: `Write ${LONGEST_WORDS} characters at most, as for a search.` };
      if (/(?<![^\s"])-/u.test(text)) return { problem: 'A hold leaves nothing out: write it without a minus.' };
      const of: HoldOf = { kind, words: text };
      if (!(await tx.retention.isSearchable(text)))
        return { problem: `“${text}” has no word that a search finds. Write other words.` };
      return { of };
    }
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

type By = { personId: number; at: Date };

/** From the end of the transaction on nothing that it is about is destroyed. Answers with its number. */
export async function setHold(tx: Tx, officeId: number, of: HoldOf, reason: string, by: By): Promise<Hold> {
  const id = await tx.retention.setHold({ ...of, officeId, reason, setBy: by.personId, setAt: by.at });
  const hold = await tx.retention.hold(id);
  if (!hold) throw new Error('a hold that was set stands');
  await note(tx, 'hold set', hold, reason, by);
  return hold;
}

/** The dates count again. */
export async function liftHold(tx: Tx, hold: Hold, reason: string, by: By): Promise<void> {
  await tx.retention.liftHold(hold.id, by.personId, by.at);
  await note(tx, 'hold lifted', hold, reason, by);
}

const note = (tx: Tx, kind: 'hold set' | 'hold lifted', { id, officeId, says }: Hold, reason: string, by: By) =>
  tx.records.addToOffice(officeId, { kind, at: by.at, actorId: by.personId, data: { hold: id, of: says, reason } });
