import { type Block, sayDay, type Text } from '../chat/message.ts';
import { spanOfMonth } from '../figures/months.ts';
import { inForce } from '../people/coverage.ts';
import { sayCount } from '../requests/listWords.ts';
import { actionsPress, meetingsPress } from '../requests/presses.ts';
import type { Tx } from '../store.ts';
import type { Reader } from './build.ts';

/** What meetings left: what is still to do, and meetings that did not take place or of which nobody has said so. */
export type Agreed = {
  open: number;
  overdue: number;
  first: readonly { what: string; owner: string; due: string }[];
  unsaid: readonly { title: string; at: Date }[];
  notHeld: readonly { title: string; at: Date; reason: string | null }[];
  /** Since January. */
  year: { held: number; notHeld: number };
};

const NAMED = 3;

type Span = { from: Date; now: Date; today: string; zone: string };

/** Of a whole office, or of the agencies that a liaison answers; undefined where there is nothing to say. */
export async function readAgreed(
  tx: Tx,
  { office, person, role }: Reader,
  { from, now, today, zone }: Span,
): Promise<Agreed | undefined> {
  const officeId = office.id;
  const agencyIds = role === 'supervisor' ? null : await answered(tx, officeId, person.id, today);
  const whose = { officeId, agencyIds, ...(role !== 'supervisor' && { ownerId: person.id }) };
  const { open, overdue } = await tx.actions.count(whose, today);
  const { unsaid, notHeld } = await tx.meetings.looseEnds({ officeId, agencyIds }, from);
  if (open + unsaid.length + notHeld.length === 0) return undefined;
  const january = spanOfMonth(`${today.slice(0, 4)}-01`, zone).from;
  const year =
    notHeld.length > 0 ? await tx.meetings.heldCounts(officeId, agencyIds, january, now) : { held: 0, notHeld: 0 };
  const first = open > 0 ? await tx.actions.openOf(whose, NAMED) : [];
  return { open, overdue, first, unsaid, notHeld, year };
}

async function answered(tx: Tx, officeId: number, personId: number, today: string): Promise<number[]> {
  const { assignments } = await tx.people.duties(officeId, null, today);
  const own = assignments.filter((each) => each.liaisonId === personId && inForce(each, today));
  return [...new Set(own.map(({ agencyId }) => agencyId))];
}

export function sayAgreed(agreed: Agreed | undefined, { today, zone }: { today: string; zone: string }): Block[] {
  if (!agreed) return [];
  const { open, overdue, first, unsaid, notHeld, year } = agreed;
  const meetings = [meetingsPress.button('Meetings', {})];
  const took = year.held + year.notHeld;
  return [
    ...unsaid.map(
      ({ title, at }): Block => ({
        kind: 'row',
        text: ['Nobody has said whether it took place: ', { strong: title }, ', ', { when: at, zone }],
        buttons: meetings,
      }),
    ),
    ...notHeld.map(
      ({ title, at, reason }): Block => ({
        kind: 'row',
        text: [
          'Did not take place: ',
          { strong: title },
          ', ',
          { when: at, zone },
          reason === null ? '' : `: ${reason}`,
        ],
        buttons: [],
      }),
    ),
    ...(notHeld.length > 0
      ? [{ kind: 'small' as const, text: [`Since January ${year.notHeld} of ${took} meetings did not take place.`] }]
      : []),
    ...(open > 0
      ? [
          {
            kind: 'row' as const,
            text: [`Still to do from meetings: ${sayCount(open)}${overdue > 0 ? `, ${overdue} overdue` : ''}.`],
            buttons: [actionsPress.button('Actions', {})],
          },
          { kind: 'list' as const, items: first.map((each) => sayFirst(each, today)) },
        ]
      : []),
  ];
}

const sayFirst = ({ what, owner, due }: Agreed['first'][number], today: string): Text => [
  { strong: what },
  `, ${owner}, ${due < today ? 'was due' : 'by'} ${sayDay(due, today)}`,
];
