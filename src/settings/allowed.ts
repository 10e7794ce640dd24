import type { Home, Homes } from '../chat/vouching.ts';

/** `ids` in the order in which they are named. */
export type Allowed = { ids: string[]; homes: Homes };

const OFFICE = 'office';
/** Labels of letters, digits and hyphens, the last one with a letter in it: no address of a machine. */
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?=[a-z\d-]*[a-z])[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/u;

/**
 * Reads whose people may use the desk, such as `T0OFFICE1=office,T0ROADS22=roads.example,highways.example,T0OTHER33`: ids
 * separated by commas, each with whose they are, or with the domains of the e-mails that are believed from there.
 * Domains that follow belong to the id before them. Answers with what is wrong as the end of a sentence about the setting.
 */
export function readAllowed(text: string, isId: (part: string) => boolean, ids: string): Allowed | { problem: string } {
  const homes = new Map<string, Home>();
  let last: string | undefined;
  for (const part of text.split(',').flatMap((each) => each.trim() || [])) {
    const [head = '', ...rest] = part.split('=').map((each) => each.trim());
    const domain = head.toLowerCase();
    if (rest.length === 0 && last !== undefined && !isId(head) && DOMAIN.test(domain)) {
      const before = homes.get(last) ?? [];
      if (before === OFFICE)
        return { problem: `has a domain behind ${last}=office, which vouches for all of its people: leave it out` };
      if (before.length === 0)
        return { problem: `has a domain behind ${last} without a sign between them: write ${last}=${domain}` };
      homes.set(last, [...before, domain]);
      continue;
    }
    if (!isId(head)) return { problem: `is not a list of ${ids}, separated by commas` };
    if (homes.has(head)) return { problem: `names ${head} twice: write its domains one after another, with commas` };
    const home = readHome(rest);
    if (home === undefined)
      return {
        problem: `says of ${head} neither =office nor domains of its e-mails, such as ${head}=agency.example,other.example`,
      };
    homes.set(head, home);
    last = head;
  }
  return { ids: [...homes.keys()], homes };
}

/** What stands behind an id; undefined when it makes no sense. */
function readHome(rest: string[]): Home | undefined {
  const [word, more] = rest;
  if (word === undefined) return [];
  const wanted = word.toLowerCase();
  if (more !== undefined) return undefined;
  if (wanted === OFFICE) return OFFICE;
  return DOMAIN.test(wanted) ? [wanted] : undefined;
}
