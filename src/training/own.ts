import type { Block } from '../chat/message.ts';
import { officeToday } from '../offices/officeToday.ts';
import { type Actor, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { type Certificate, newest } from './certificates.ts';
import { joinRow, leaderRow, planButton } from './leadWords.ts';
import type { TrainingSession } from './training.ts';
import { offeredTo, viewsOf } from './view.ts';
import { leads, officesAround, plans, plansFor } from './who.ts';
import type { Offered, SessionView } from './words.ts';

/** What is open to somebody, what they are trained in, and what they plan. */

export type Own = {
  offered: Offered[];
  certificates: Certificate[];
  /** In the office that teaches them, or UTC where nobody does. */
  today: string;
};

export async function readOwn(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Own> {
  const offices = await officesAround(tx, actor);
  const [first] = offices;
  const today = first === undefined ? now.toISOString().slice(0, 10) : (await officeToday(tx, first, now)).today;
  const found = new Map<number, TrainingSession>();
  for (const each of await tx.training.signedUp(actor.person.id, now)) found.set(each.id, each);
  for (const each of offices.length === 0 ? [] : await tx.training.ahead(offices, now, limit)) found.set(each.id, each);
  const sessions = [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id);
  return {
    offered: (await offeredTo(tx, actor, sessions, now)).slice(0, limit),
    certificates: newest(await tx.training.certificatesOf(actor.person.id)),
    today,
  };
}

/** Those that somebody leads or supervises, and those of other offices in which theirs may take part. */
type Led = { ahead: SessionView[]; past: SessionView[]; joining: Joining[] };
type Joining = { view: SessionView; office: { id: number; name: string }; isIn: boolean };

export async function readLed(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Led> {
  const offices = plansFor(actor);
  if (offices.length === 0) return { ahead: [], past: [], joining: [] };
  const own = async (all: readonly TrainingSession[]): Promise<SessionView[]> => {
    const led: TrainingSession[] = [];
    for (const each of all) if (await leads(tx, actor, each, now)) led.push(each);
    return viewsOf(tx, led, now);
  };
  const joining: Joining[] = [];
  for (const id of officesAs(actor, 'supervisor')) {
    const office = await tx.offices.one(id);
    for (const view of await viewsOf(tx, await tx.training.toJoin([id], now, limit), now))
      joining.push({ view, office, isIn: view.session.partners.includes(id) });
  }
  return {
    ahead: await own(await tx.training.ahead(offices, now, limit)),
    past: await own(await tx.training.past(offices, now, limit)),
    joining,
  };
}

/** What those see below the list who plan sessions. */
export async function besidesFor(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Block[]> {
  if (!plans(actor)) return [];
  const { ahead, past, joining } = await readLed(tx, actor, now, limit);
  const part = (title: string, all: Block[]): Block[] =>
    all.length === 0 ? [] : [{ kind: 'text', text: [{ strong: title }] }, ...all];
  return [
    ...part('Yours to lead', ahead.map(leaderRow)),
    ...part('Past sessions', past.map(leaderRow)),
    ...part(
      'Of other offices',
      joining.map(({ view, office, isIn }) => joinRow(view, office, isIn)),
    ),
    { kind: 'buttons', buttons: [planButton()] },
  ];
}
