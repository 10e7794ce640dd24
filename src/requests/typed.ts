import type { Press } from '../chat/message.ts';
import { type Actor, type Agency, worksAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { readFind } from './find.ts';
import type { ListName } from './listNames.ts';
import { officesOf } from './lists.ts';
import { type Filter, narrowed, writeFilters } from './narrowing.ts';
import { findPress, listPresses, myLiaisonPress } from './presses.ts';

/** What somebody types who wants a list narrowed, or looks for something: every word counts, or it is no such text. */

const listWords: ReadonlyMap<string, ListName> = new Map([
  ['my requests', 'my requests'],
  ['my queue', 'queue'],
  ['queue', 'queue'],
  ['triage', 'triage'],
  ['at risk', 'at risk'],
  ['escalated', 'escalated'],
  ['all open', 'all open'],
]);
const filterWords: ReadonlyMap<string, Filter> = new Map([
  ['late', 'late'],
  ['overdue', 'late'],
  ['past due', 'late'],
  ['due today', 'today'],
  ['today', 'today'],
  ['waiting', 'waiting'],
  ['urgent', 'urgent'],
  ['mine', 'mine'],
  ['resolved', 'resolved'],
  ['closed', 'resolved'],
]);
/** Say nothing by themselves. */
const fillers = new Set([
  'all',
  'my',
  'the',
  'requests',
  'request',
  'in',
  'for',
  'of',
  'by',
  'at',
  'and',
  'show',
  'list',
  'open',
]);
/** Longer texts are no list's. */
const MOST_WORDS = 8;
const LONGEST = 200;

/** The list that a text asks for, and nothing else; undefined when it says anything more. */
export async function readTyped(tx: Tx, actor: Actor, text: string): Promise<Press | undefined> {
  const sought = readFind(text);
  if (sought !== undefined) return findPress.to({ words: sought });
  const trimmed = text.trim();
  // A long row of spaces would keep the expressions below busy for seconds.
  if (trimmed.length > LONGEST) return undefined;
  const said = trimmed
    .toLowerCase()
    .replace(/(?<![\s?!.])[\s?!.]+$/u, '')
    .replace(/[\s,]+/gu, ' ');
  const asked = await asksWhoAnswers(tx, said);
  if (asked) return myLiaisonPress.to(asked);
  const words = said.split(' ');
  if (said === '' || words.length > MOST_WORDS) return undefined;
  const officeIds = officesOf(actor);
  const read = readWords(words, officeIds.length > 0 ? await tx.people.agencies(officeIds) : []);
  if (!read) return undefined;
  return officeIds.length > 0 ? ofOffice(read, actor) : ofRequester(read, said);
}

const WHO_ANSWERS = /^who(?:'s|’s|s| is) (?:my|our|the) (?:liaison|contact) (?:for|at|in) (.+)$/u;

/** "Who is my liaison for contracts?": of something that an office answers for, and of nothing else. */
async function asksWhoAnswers(tx: Tx, said: string): Promise<{ line?: number } | undefined> {
  const about = WHO_ANSWERS.exec(said)?.[1];
  if (about === undefined) return undefined;
  const offices = await tx.offices.all();
  if (offices.some(({ name }) => name.toLowerCase() === about)) return {};
  const isMeant = (name: string) => name.toLowerCase() === about;
  const [line, another] = offices
    .flatMap(({ lines }) => lines)
    .filter(({ name, code, words }) => [name, code, ...words].some(isMeant));
  return line && (another ? {} : { line: line.id });
}

type Read = { lists: ListName[]; filters: Filter[]; agency: Agency | undefined };

function readWords(words: string[], agencies: readonly Agency[]): Read | undefined {
  const read: Read = { lists: [], filters: [], agency: undefined };
  for (let at = 0; at < words.length; ) {
    const [taken, said] = longest(words, at, agencies);
    if (taken === 0) return undefined;
    if ('list' in said) read.lists.push(said.list);
    else if ('filter' in said) read.filters = narrowed(read.filters, said.filter);
    else if ('agency' in said) {
      if (read.agency) return undefined;
      read.agency = said.agency;
    }
    at += taken;
  }
  return read.lists.length > 1 ? undefined : read;
}

type Said = { list: ListName } | { filter: Filter } | { agency: Agency } | { nothing: true };

function longest(words: string[], at: number, agencies: readonly Agency[]): [taken: number, said: Said] {
  for (let taken = Math.min(MOST_WORDS, words.length - at); taken > 0; taken--) {
    const said = words.slice(at, at + taken).join(' ');
    const list = listWords.get(said);
    if (list) return [taken, { list }];
    const filter = filterWords.get(said);
    if (filter) return [taken, { filter }];
    const agency = agencies.find(({ code, name }) =>
      [code, name].some((each) => each.toLowerCase().replace(/[\s,]+/gu, ' ') === said),
    );
    if (agency) return [taken, { agency }];
    if (fillers.has(said)) return [taken, { nothing: true }];
  }
  return [0, { nothing: true }];
}

/** A supervisor means all that is open, a liaison their queue. */
function ofOffice({ lists: [named], filters, agency }: Read, actor: Actor): Press | undefined {
  if (filters.length === 0 && agency === undefined) return undefined;
  const supervises = worksAs(actor, 'supervisor');
  const resolved = filters.includes('resolved') && named !== 'my requests';
  const list = resolved ? 'resolved' : (named ?? (supervises ? 'all open' : 'queue'));
  const rest = filters.filter((each) => !(resolved && each === 'resolved') && !(list === 'queue' && each === 'mine'));
  return listPresses[list].to({ only: writeFilters(rest), agency: agency?.id });
}

/** Of somebody who only asks, a word such as “late” may be an answer: they have to speak of requests. */
function ofRequester({ lists: [named], filters, agency }: Read, said: string): Press | undefined {
  if (agency || filters.length === 0 || (named !== undefined && named !== 'my requests')) return undefined;
  if (!/\brequests?\b/u.test(said) && said !== 'resolved') return undefined;
  return listPresses['my requests'].to({ only: writeFilters(filters) });
}
