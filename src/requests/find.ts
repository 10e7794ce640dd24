import type { Message } from '../chat/message.ts';
import { type Actor, type Agency, requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { behind, byPlace, readCursor, writeCursor } from './cursor.ts';
import { found } from './findWords.ts';
import { type Listed, PAGE } from './listing.ts';
import type { Asked } from './lists.ts';
import { officesOf } from './lists.ts';
import { lookMessage } from './look.ts';
import { narrow, readFilters } from './narrowing.ts';
import { readRequestRef } from './request.ts';
import { sightOf } from './sight.ts';

/** Looking for requests: by words, by agency, by number, and only among what somebody may see. */

/** Longer texts are no search, and would not fit on a button. */
export const LONGEST_WORDS = 100;

export type Finding = Asked & { words?: string | undefined };

/** A page of what is found; a number alone opens its request. */
export async function findPage(
  tx: Tx,
  { actor, now, words = '', after = '', only, agency }: { actor: Actor; now: Date } & Finding,
): Promise<Message> {
  const { id, zone } = actor.person;
  const number = readRequestRef(/^\d{4,9}$/u.test(words) ? `R-${words}` : words);
  const opened = number === undefined ? undefined : await lookMessage(tx, { actor, now }, number);
  if (opened) return opened;
  const theirs = officesOf(actor).length > 0 ? await tx.people.agencies(officesOf(actor)) : [];
  const chosen = agency === undefined ? undefined : theirs.find((each) => each.id === agency);
  const read = chosen ? { words, agency: chosen } : readAgency(words, theirs);
  const narrowing = {
    filters: readFilters(only).filter((each) => each === 'open' || each === 'resolved'),
    agency: read.agency,
  };
  const list: Listed = { which: 'found', words: read.words, sight: await sightOf(tx, actor, now) };
  const asked = readCursor(after, id, now);
  const page = await tx.lists.page(
    narrow(list, narrowing, { now, endOfDay: now, personId: id }),
    now,
    asked.place,
    PAGE,
  );
  const cursor = page.more ? writeCursor(byPlace(behind(asked, page.rows))) : undefined;
  const goesOn = asked.furthest !== undefined;
  return found(read.words, page, { personId: id, zone, now, goesOn, cursor, narrowing, byAgency: theirs.length > 0 });
}

/** An agency among the words: its code as it is written, or its name at the end. What is in quotes is no agency. */
function readAgency(words: string, agencies: readonly Agency[]): { words: string; agency: Agency | undefined } {
  const bare = words.trim();
  for (const agency of agencies) {
    const code = new RegExp(`(?<![^\\s])${escaped(agency.code)}(?![^\\s])(?=(?:[^"]*"[^"]*")*[^"]*$)`, 'u');
    if (code.test(bare)) return { words: bare.replace(code, ' ').replace(/\s+/gu, ' ').trim(), agency };
    if (bare.toLowerCase().endsWith(agency.name.toLowerCase()) && !bare.endsWith('"')) {
      const before = bare.slice(0, bare.length - agency.name.length);
      if (before === '' || /\s$/u.test(before))
        return { words: before.replace(/\s(?:in|for|of|at|by)\s+$/iu, '').trim(), agency };
    }
  }
  return { words: bare, agency: undefined };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');

/** What somebody types who looks for something: "find salt". A question that begins so is longer, or asks. */
export function readFind(text: string): string | undefined {
  const words = /^(?:find|search(?: for)?)[:\s]\s*(?<words>\S.*)$/iu.exec(text.trim())?.groups?.words?.trim();
  if (words === undefined || words.length > LONGEST_WORDS || words.endsWith('?')) return undefined;
  return words.split(/\s+/u).length > MOST_WORDS ? undefined : words;
}

const MOST_WORDS = 6;

/** Somebody who may ask may have meant a question. */
export const mayAsk = (actor: Actor): boolean => requesterships(actor).length > 0 || actor.memberships.length === 0;
