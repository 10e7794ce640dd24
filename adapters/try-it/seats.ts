import type { Account } from '../../src/chat/account.ts';

/** The three chairs of the page, in the order they are shown: who sits in the first says who sits beside them. */
export const SEATS = ['agency', 'liaison', 'supervisor'] as const;
export type Seat = (typeof SEATS)[number];
export const SEAT_NAMES: Record<Seat, string> = {
  agency: 'Agency staff',
  liaison: 'Liaison',
  supervisor: 'Supervisor',
};

/** A person of the roster who may be played on the page. `detail` tells the reader who that is: an agency, a service line. */
export type SeatPerson = {
  email: string;
  name: string;
  seat: Seat;
  detail: string;
  /** Of agency staff: the e-mails of their liaison and of a supervisor, who sit beside them until others are chosen. */
  answeredBy?: { liaison?: string; supervisor?: string };
};

/** The value of the picker for somebody who is on no list. */
export const SOMEBODY_NEW = 'new';

/** Somebody in no roster: known by a made-up id for as long as the browser is open, and by the name they gave. */
export type Visitor = { id: string; name: string };

/** Who sits in a seat. `picked` is the value of the picker; `address` is where the desk writes to them. */
export type Sitter = { seat: Seat; picked: string; address: string; name: string; email?: string };

/** A seat with a person in it, one that waits for a visitor's name, or one that nobody in the roster can take. */
export type Taken = Sitter | 'unnamed' | 'empty';
export type Seating = Record<Seat, Taken>;

/**
 * Who is shown in a seat when `wanted` (a value of the picker) is asked for; the first of the list when it is nobody.
 */
function takeSeat(seat: Seat, wanted: string | undefined, people: SeatPerson[], visitor?: Visitor): Taken {
  const candidates = people.filter((person) => person.seat === seat);
  const sitter = findSitter(seat, wanted, people, visitor);
  if (sitter) return sitter;
  if (seat === 'agency' && (wanted === SOMEBODY_NEW || candidates.length === 0)) return 'unnamed';
  const first = candidates[0];
  return first ? sitterOf(first) : 'empty';
}

/** Everybody's place; where nobody was asked for, whoever belongs to the agency's person. */
export function seatAll(asked: (seat: Seat) => string | undefined, people: SeatPerson[], visitor?: Visitor): Seating {
  const agency = takeSeat('agency', asked('agency'), people, visitor);
  const own =
    typeof agency === 'object'
      ? people.find(({ seat, email }) => seat === 'agency' && email.toLowerCase() === agency.email)
      : undefined;
  const beside = (seat: 'liaison' | 'supervisor') =>
    takeSeat(seat, asked(seat) ?? own?.answeredBy?.[seat], people, visitor);
  return { agency, liaison: beside('liaison'), supervisor: beside('supervisor') };
}

/** Exactly the person asked for, or nobody: what a deed is done as must never be guessed. */
export function findSitter(
  seat: Seat,
  picked: string | undefined,
  people: SeatPerson[],
  visitor?: Visitor,
): Sitter | undefined {
  if (picked === SOMEBODY_NEW) {
    if (seat !== 'agency' || !visitor) return undefined;
    return { seat, picked, address: `visitor-${visitor.id}`, name: visitor.name };
  }
  const email = picked?.toLowerCase();
  const person = people.find((one) => one.seat === seat && one.email.toLowerCase() === email);
  return person && sitterOf(person);
}

function sitterOf(person: SeatPerson): Sitter {
  const email = person.email.toLowerCase();
  return { seat: person.seat, picked: email, address: email, name: person.name, email };
}

export const PLATFORM = 'web';
const WORKSPACE = 'try-it';

/** The chat identity of a sitter: the lower-case e-mail is both user id and address; a visitor has no e-mail. The page is the office's own. */
export function accountOf({ address, name, email }: Pick<Sitter, 'address' | 'name' | 'email'>): Account {
  const account = {
    platform: PLATFORM,
    workspace: WORKSPACE,
    userId: address,
    address,
    name,
    vouched: 'office' as const,
  };
  return email === undefined ? account : { ...account, email };
}

/** The address of the page that shows these people again. */
export function queryOf(seating: Seating): string {
  const query = new URLSearchParams();
  for (const seat of SEATS) {
    const taken = seating[seat];
    if (taken === 'unnamed') query.set(seat, SOMEBODY_NEW);
    else if (taken !== 'empty') query.set(seat, taken.picked);
  }
  return query.toString();
}
