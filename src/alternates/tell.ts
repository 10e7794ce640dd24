import type { Message } from '../chat/message.ts';
import { officeToday } from '../offices/officeToday.ts';
import { type Heard, tellAwake } from '../offices/tellAwake.ts';
import type { AlternateRelation } from '../people/permissions.ts';
import { mayOfAlternate } from '../people/permissions.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';
import type { Alternate, Report } from './alternate.ts';
import { factsOf, type Look, lookAt } from './look.ts';
import { stepsAhead } from './steps.ts';
import { decidersOf, headsOf, relationsTo, speakersOf, viewersOf } from './who.ts';
import { type Allowed, standing } from './words.ts';

/** Who hears of an alternate process: one message each that changes in place, and a word where something was decided. */

/** Of whoever asked, and of the heads of the agency. */
const ownKey = (id: number, personId: number): string => `alternate ${id} of ${personId}`;
/** Of the office. */
const cardKey = (id: number, personId: number): string => `alternate ${id} card of ${personId}`;

type Reader = { id: number };

export const allows =
  (relations: readonly AlternateRelation[]): Allowed =>
  (action) =>
    mayOfAlternate(relations, action);

/** As this person stands to it today. */
export async function allowedTo(tx: Tx, it: Alternate, personId: number, now: Date): Promise<Allowed> {
  const actor = await tx.people.actor(personId);
  return allows(actor ? await relationsTo(tx, actor, it, now) : []);
}

/** As its state says by now: when time brings the next thing to do. While it waits, who looks at it is asked each morning. */
export async function withNext(tx: Tx, id: number, now: Date): Promise<void> {
  const it = await tx.alternates.one(id);
  if (!it) return;
  const { calendar, today } = await officeToday(tx, it.officeId, now);
  const [next] = stepsAhead(await factsOf(tx, it), calendar);
  const morning = it.state === 'asked' ? openingBeside(calendar, today, 1) : undefined;
  const at = [next?.at, morning].flatMap((each) => each ?? []).sort((a, b) => a.getTime() - b.getTime());
  await tx.alternates.change(id, { nextAt: at[0] ?? null });
}

/** Somebody else answers the agency by now, and nobody has said yet what they think of it: they have it, and it names them. */
export async function tellViewers(tx: Tx, it: Alternate, now: Date): Promise<void> {
  const viewers = await viewersOf(tx, it, now);
  const known = await tx.outbox.known(viewers.map((each) => cardKey(it.id, each.id)));
  if (known.length === viewers.length || (await tx.alternates.views([it.id])).length > 0) return;
  await sendStanding(tx, await lookAt(tx, it, now), { side: 'office', people: viewers, now });
  await redraw(tx, it.id, now);
}

/** Whoever has no such message yet gets one. `side`: whose. */
export async function sendStanding(
  tx: Tx,
  look: Look,
  { side, people, now, awake }: { side: 'agency' | 'office'; people: readonly Reader[]; now: Date; awake?: number },
): Promise<void> {
  const keyOf = side === 'agency' ? ownKey : cardKey;
  for (const { id } of people) {
    const message = standing(look, await allowedTo(tx, look.it, id, now));
    await put(tx, look.it, id, { key: keyOf(look.it.id, id), message }, { now, awake });
  }
}

/** Where it stands, it says how things are now, without a sound. */
export async function redraw(tx: Tx, id: number, now: Date): Promise<void> {
  const it = await tx.alternates.one(id);
  if (!it) return;
  const look = await lookAt(tx, it, now);
  const agency = [...(await speakersOf(tx, it)), ...(await headsOf(tx, it)), { id: it.applicantId }];
  const office = [];
  for (const role of ['liaison', 'supervisor', 'administrator'] as const)
    office.push(...(await tx.people.withRole(it.officeId, role)));
  const keys = new Map([
    ...agency.map((each): [string, number] => [ownKey(id, each.id), each.id]),
    ...office.map((each): [string, number] => [cardKey(id, each.id), each.id]),
  ]);
  for (const root of await tx.outbox.known([...keys.keys()])) {
    const personId = keys.get(root) ?? 0;
    const message = standing(look, await allowedTo(tx, it, personId, now));
    await put(tx, it, personId, { key: await tx.outbox.changeKey(root), message, replaces: root }, { now });
  }
}

/** A word that rings, once each. `what` names it for ever. */
export async function tell(
  tx: Tx,
  it: Pick<Alternate, 'id' | 'officeId'>,
  what: string,
  people: readonly Reader[],
  say: Message | ((personId: number) => Promise<Message>),
  now: Date,
): Promise<void> {
  for (const personId of new Set(people.map(({ id }) => id)))
    await put(
      tx,
      it,
      personId,
      {
        key: `alternate ${it.id} ${what} to ${personId}`,
        message: typeof say === 'function' ? await say(personId) : say,
      },
      { now },
    );
}

/** Nobody is rung at night; `awake` has just done it. */
export const put = (
  tx: Tx,
  { officeId }: Pick<Alternate, 'officeId'>,
  personId: number,
  said: { key: string; message: Message; replaces?: string; fileId?: number },
  when: { now: Date; awake?: number | undefined },
): Promise<Heard> => tellAwake(tx, officeId, [{ kind: 'notice', to: { personId }, officeId, ...said }], when);

/** Those of the agency who hear what becomes of it: whoever asked, and its heads. */
export async function agencySide(tx: Tx, it: Alternate): Promise<Reader[]> {
  const all = [...(await speakersOf(tx, it)), ...(await headsOf(tx, it))];
  return all.filter(({ id }, nth) => all.findIndex((each) => each.id === id) === nth);
}

/** Whoever wrote a report, or speaks for the agency now. */
export async function speakersTold(
  tx: Tx,
  it: Alternate,
  { sentBy }: Pick<Report, 'sentBy'>,
  now: Date,
): Promise<Reader[]> {
  if (sentBy === null) return speakersOf(tx, it);
  const author = await tx.people.actor(sentBy);
  return author && allows(await relationsTo(tx, author, it, now))('report') ? [author.person] : speakersOf(tx, it);
}

/** Whoever answers the agency today, and who has given a view; without them, whoever decides. */
export async function officeSide(tx: Tx, it: Alternate, now: Date): Promise<Reader[]> {
  const viewers = await viewersOf(tx, it, now);
  return viewers.length > 0 ? viewers : decidersOf(tx, it);
}

/** Reports that were asked for together stand in one message. */
export const askedKey = ({ alternateId, askedAt }: Pick<Report, 'alternateId' | 'askedAt'>, personId: number): string =>
  `alternate ${alternateId} reports ${askedAt.toISOString()} of ${personId}`;
