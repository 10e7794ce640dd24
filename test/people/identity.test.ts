import { describe, expect, test } from 'vitest';
import { type Home, type Vouched, vouch } from '../../src/chat/vouching.ts';
import { actingThrough, type KnownAccount, namedBy, whoseAccount } from '../../src/people/identity.ts';
import { hasRole, headships, type Person, type Role } from '../../src/people/person.ts';

const OFFICE = 7;
const person = (id: number, email: string | null, active = true): Person => ({
  id,
  name: `Person ${id}`,
  email,
  zone: null,
  active,
});
const lee = person(1, 'lee@state.example');
const unheard: KnownAccount = { vouched: null, email: null, person: undefined };

/** What a platform may say of an account that claims Lee's address, or says nothing of an address. */
const emails = {
  present: { email: 'Lee@State.example', confirmed: true },
  unconfirmed: { email: 'lee@state.example', confirmed: false },
  missing: { email: undefined, confirmed: true },
} as const;
const homes: Record<string, Home | undefined> = {
  'the office’s own': 'office',
  'an agency’s, with the domain named': ['roads.example', 'state.example'],
  'an agency’s, with other domains named': ['roads.example', 'example', 'sub.state.example'],
  'an agency’s, with no domain named': [],
  unknown: undefined,
};
const roles: Role[] = ['requester', 'liaison', 'supervisor', 'administrator'];

describe('an account that was never heard of', () => {
  const rows = Object.entries(homes).flatMap(([where, home]) =>
    [false, true].flatMap((guest) =>
      Object.entries(emails).flatMap(([what, said]) => roles.map((role) => ({ where, home, guest, what, said, role }))),
    ),
  );
  test.each(rows)('$where, guest: $guest, e-mail $what, of a $role', ({ where, home, guest, what, said, role }) => {
    const word = vouch(home, { ...said, guest });
    const email = namedBy(word);
    const whose = whoseAccount(word, unheard, email === lee.email ? lee : undefined);
    const linked = !guest && what === 'present' && /’s own$|the domain named$/u.test(where);
    expect(whose).toBe(linked ? lee : undefined);
    const membership = {
      personId: 1,
      officeId: OFFICE,
      role,
      agencyId: role === 'requester' ? 3 : null,
      confirmed: true,
    };
    const acts = actingThrough({ person: lee, memberships: [membership] }, word.vouched);
    expect(hasRole(acts, OFFICE, role)).toBe((home === 'office' && !guest) || role === 'requester');
    expect(acts.fromElsewhere ?? false).toBe(!hasRole(acts, OFFICE, role));
  });
});

test.each([null, 'no', 'agency', 'office'] as const)('an account vouched for by %s', (vouched) => {
  for (const role of roles) {
    const agencyId = role === 'requester' ? 3 : null;
    const membership = { personId: 1, officeId: OFFICE, role, agencyId, confirmed: true };
    const acts = actingThrough({ person: lee, memberships: [membership] }, vouched);
    // Null: linked before anybody was asked. It waits for a word of today's rules, as every other does.
    expect(hasRole(acts, OFFICE, role), role).toBe(vouched === 'office' || role === 'requester');
  }
});

test.each([
  [null, false],
  ['no', false],
  ['agency', true],
  ['office', true],
] as const)('through an account vouched for by %s somebody heads their agency: %s', (vouched, heads) => {
  const membership = { personId: 1, officeId: OFFICE, role: 'agency head' as const, agencyId: 3, confirmed: true };
  const acts = actingThrough({ person: lee, memberships: [membership] }, vouched);
  expect(headships(acts)).toEqual(heads ? [{ officeId: OFFICE, agencyId: 3 }] : []);
  // They are of an agency, not of an office: what they write is a customer's.
  expect(acts.fromElsewhere).toBeUndefined();
});

test.each([
  ['lee@state.example@roads.example', 'lee@state.example@roads.example'],
  ['lee@roads.example.', undefined],
  ['lee', undefined],
  ['', undefined],
])('an agency for roads.example vouches for %s as %s', (email, covered) => {
  expect(vouch(['roads.example'], { email, guest: false, confirmed: true }).email).toBe(covered);
});

describe('an account that is taken for somebody', () => {
  const left = person(1, 'ana@state.example', false);
  const ana = person(1, 'ana@state.example');
  const entered = person(4, null);
  const named = person(2, 'ana.ortiz@state.example');
  const gone = person(2, 'ana.ortiz@state.example', false);
  const was = (who: Person, vouched: Vouched | null = 'office', email: string | null = 'ana@state.example') => ({
    vouched,
    email,
    person: who,
  });
  const now = (vouched: Vouched | undefined, email?: string) => ({
    ...(vouched && { vouched }),
    ...(email !== undefined && { email }),
  });
  const NEW = 'ana.ortiz@state.example';
  const OLD = 'ana@state.example';

  test.each<[string, ReturnType<typeof now>, KnownAccount, Person | undefined, Person | undefined]>([
    ['the same e-mail', now('office', OLD), was(ana), ana, ana],
    ['a new e-mail that nobody has', now('office', NEW), was(ana), undefined, ana],
    ['a new e-mail of somebody active, and an old self that left', now('office', NEW), was(left), named, named],
    [
      'the e-mail that it had, which is now that of somebody active',
      now('office', NEW),
      was(left, 'office', NEW),
      named,
      named,
    ],
    ['a new e-mail of somebody who left', now('office', NEW), was(ana), gone, ana],
    ['a new e-mail of somebody else, both active', now('office', NEW), was(ana), named, named],
    ['an e-mail that the file gave to somebody else', now('office', OLD), was(ana), person(2, OLD), ana],
    ['no e-mail anymore', now('office'), was(ana), undefined, ana],
    ['no e-mail anymore, and left', now('office'), was(left), undefined, left],
    ['nobody to vouch anymore', now('no'), was(ana), undefined, undefined],
    ['nothing said of who vouches', now(undefined, NEW), was(ana), named, ana],
    ['an agency to vouch for another e-mail', now('agency', NEW), was(ana, 'agency'), undefined, ana],
    ['a link from before anybody was asked, vouched for now', now('office', OLD), was(ana, null), ana, ana],
    ['a link from before anybody was asked, and no e-mail', now('office'), was(ana, null), undefined, undefined],
    [
      'a link from before anybody was asked, and another e-mail',
      now('agency', NEW),
      was(ana, null),
      undefined,
      undefined,
    ],
    ['a link from before anybody was asked, and somebody else', now('office', NEW), was(ana, null), named, named],
    ['entered for it, and nobody vouches', now('no'), was(entered, 'no', null), undefined, entered],
    ['entered for it, and a new e-mail of somebody', now('agency', NEW), was(entered, 'no', null), named, named],
    [
      'entered for it, and a new e-mail of nobody',
      now('office', NEW),
      was(entered, 'office', null),
      undefined,
      entered,
    ],
  ])('%s', (_, said, known, of, whose) => {
    expect(whoseAccount(said, known, of)).toBe(whose);
  });
});
