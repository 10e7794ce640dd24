import type { Role } from '../people/person.ts';
import type { StoredRoster } from './roster.ts';
import type { OfficeSetup, PersonSetup } from './setup.ts';

/** Somebody whose e-mail is another one now. */
export type Rename = {
  id: number;
  name: string;
  before: string;
  after: string;
  /** Other offices whose files list them, by the old address or soon by the new one. */
  offices: string[];
};

/** Somebody in the file who may be somebody the desk knows under another e-mail. Nothing is guessed. */
export type Doubt = {
  person: { email: string; name: string };
  /** Who they may be, by e-mail. */
  candidates: string[];
  /**
   * `several`: more than one is possible. `elsewhere`: another office's file still has the old address. `alike`: only the
   * first name is the same, as after a wedding.
   * The others are about an address named in `formerly`: it `stands` in the file as well, nobody has it (`unknown`), or
   * the new one is `known` as another person.
   */
  why: 'several' | 'elsewhere' | 'alike' | 'stands' | 'unknown' | 'known';
};

export type Renames = { renames: Rename[]; doubts: Doubt[] };

/**
 * Whose e-mail changed: by the file's word (`formerly`), or because somebody new has the name and a role (of requesters
 * the agency, too) of exactly one who is gone from the file, and is the only one who has.
 */
export function findRenames(setup: OfficeSetup, stored: StoredRoster): Renames {
  const byEmail = new Map(stored.people.flatMap((person) => (person.email === null ? [] : [[person.email, person]])));
  const named = namedRenames(setup, stored, byEmail);
  const guessed = stored.office ? likelyRenames(setup, stored, byEmail, named.renames) : { renames: [], doubts: [] };
  return { renames: [...named.renames, ...guessed.renames], doubts: [...named.doubts, ...guessed.doubts] };
}

/** The roster with the new addresses in the place of the old ones. */
export function withRenames(stored: StoredRoster, { renames }: Renames): StoredRoster {
  if (renames.length === 0) return stored;
  const after = new Map(renames.map((rename) => [rename.id, rename.after]));
  return { ...stored, people: stored.people.map((each) => ({ ...each, email: after.get(each.id) ?? each.email })) };
}

type StoredPerson = StoredRoster['people'][number];

function namedRenames(setup: OfficeSetup, stored: StoredRoster, byEmail: Map<string, StoredPerson>): Renames {
  const listed = new Set(setup.people.map(({ email }) => email));
  const claims = setup.people.filter(({ email, formerly }) => formerly !== undefined && formerly !== email);
  const claimed = countBy(claims, ({ formerly }) => formerly ?? '');
  const doubts: Doubt[] = [];
  let renames: Rename[] = [];
  for (const { email, name, formerly = '' } of claims) {
    const old = byEmail.get(formerly);
    const doubt = (why: Doubt['why']) => doubts.push({ person: { email, name }, candidates: [formerly], why });
    if (listed.has(formerly) && !claims.some((other) => other.email === formerly)) doubt('stands');
    else if ((claimed.get(formerly) ?? 0) > 1) doubt('several');
    else if (old) renames.push({ id: old.id, name, before: formerly, after: email, offices: officesOf(old) });
    // On a first import nobody is known, and once a rename is done nobody has the old address.
    else if (stored.office && !byEmail.has(email)) doubt('unknown');
  }
  // A new address is free when nobody has it, or when whoever has it gets another one in the same import.
  for (let before = -1; before !== renames.length; ) {
    before = renames.length;
    const leaving = new Set(renames.map((rename) => rename.before));
    renames = renames.filter(({ after, name, before: old }) => {
      if (!byEmail.has(after) || leaving.has(after)) return true;
      doubts.push({ person: { email: after, name }, candidates: [old], why: 'known' });
      return false;
    });
  }
  return { renames, doubts };
}

function likelyRenames(
  setup: OfficeSetup,
  stored: StoredRoster,
  byEmail: Map<string, StoredPerson>,
  done: Rename[],
): Renames {
  const listed = new Set(setup.people.map(({ email }) => email));
  const renamed = new Set(done.map(({ id }) => id));
  const roles = filedRoles(stored);
  const news = setup.people.filter(({ email, formerly }) => !byEmail.has(email) && formerly === undefined);
  const gone = stored.people.filter(
    ({ id, email }) => roles.has(id) && email !== null && !listed.has(email) && !renamed.has(id),
  );
  const goneByName = new Map<string, StoredPerson[]>();
  for (const person of gone)
    goneByName.set(nameKey(person.name), [...(goneByName.get(nameKey(person.name)) ?? []), person]);
  const matches = news.flatMap((person) => {
    const alike = (goneByName.get(nameKey(person.name)) ?? []).filter(({ id }) => sharesRole(person, roles.get(id)));
    return alike.length > 0 ? [{ person, alike }] : [];
  });
  const wanted = countBy(
    matches.flatMap(({ alike }) => alike),
    ({ id }) => id,
  );
  const result: Renames = { renames: [], doubts: alikeInFirstName(news, gone, roles, matches) };
  for (const { person, alike } of matches) {
    const { email, name } = person;
    const [old, second] = alike;
    if (!old?.email) continue;
    const doubt = (why: Doubt['why']) =>
      result.doubts.push({
        person: { email, name },
        candidates: alike.flatMap((each) => (each.email === null ? [] : [each.email])),
        why,
      });
    if (second || (wanted.get(old.id) ?? 0) > 1) doubt('several');
    else if (old.filedBy.length > 0) doubt('elsewhere');
    else result.renames.push({ id: old.id, name, before: old.email, after: email, offices: [] });
  }
  return result;
}

/** Who is new where somebody of the same first name and role is gone, and neither is anybody's match by the whole name. */
function alikeInFirstName(
  news: readonly PersonSetup[],
  gone: readonly StoredPerson[],
  roles: Map<number, Set<string>>,
  matches: readonly { person: PersonSetup; alike: StoredPerson[] }[],
): Doubt[] {
  const matched = new Set(matches.map(({ person }) => person.email));
  const taken = new Set(matches.flatMap(({ alike }) => alike.map(({ id }) => id)));
  return news.flatMap((person): Doubt[] => {
    const { email, name } = person;
    if (matched.has(email)) return [];
    const alike = gone.filter(
      (old) => !taken.has(old.id) && firstName(old.name) === firstName(name) && sharesRole(person, roles.get(old.id)),
    );
    const candidates = alike.flatMap((old) => (old.email === null ? [] : [old.email]));
    return candidates.length === 0 ? [] : [{ person: { email, name }, candidates, why: 'alike' }];
  });
}

const firstName = (name: string): string => nameKey(name).split(' ')[0] ?? '';

const officesOf = (person: StoredPerson): string[] => person.filedBy.map(({ name }) => name);

/** What the office's file said of whom: "requester 12", "liaison". */
function filedRoles(stored: StoredRoster): Map<number, Set<string>> {
  const codes = new Map(stored.agencies.map(({ id, code }) => [id, code]));
  const roles = new Map<number, Set<string>>();
  for (const { personId, role, agencyId, fromFile } of stored.memberships) {
    if (!fromFile) continue;
    const agency = agencyId === null ? null : (codes.get(agencyId) ?? null);
    roles.set(personId, (roles.get(personId) ?? new Set()).add(roleKey(role, agency)));
  }
  return roles;
}

const sharesRole = ({ roles }: PersonSetup, theirs: Set<string> | undefined): boolean =>
  roles.some(({ role, agency }) => theirs?.has(roleKey(role, agency)) ?? false);

const roleKey = (role: Role, agency: string | null): string => `${role} ${agency ?? ''}`;
const nameKey = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();

function countBy<T, Key>(list: T[], keyOf: (item: T) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of list) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
