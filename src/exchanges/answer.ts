import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { type Actor, hasRole } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { type Exchange, LONGEST_WORDS, MOST_A_DAY } from './exchange.ts';
import { answerKey } from './failed.ts';
import { answerPress } from './presses.ts';
import { tellSupervisors } from './tell.ts';
import { answered, answerForm } from './words.ts';

const DAY = 86_400_000;

/** Why these words cannot be taken; undefined: they can. */
export const wrongWords = (text: string | undefined, ask: string): string | undefined =>
  text ? tooLong(text, LONGEST_WORDS) : ask;

/** Why somebody may tell nothing more today. Locked, so that two forms at once are counted one after the other. */
export async function tooManyToday(tx: Tx, personId: number, now: Date): Promise<string | undefined> {
  await tx.people.lock(personId);
  const told = await tx.voices.countSince(personId, new Date(now.getTime() - DAY));
  return told >= MOST_A_DAY ? `You have told ${MOST_A_DAY} things today. Please come back tomorrow.` : undefined;
}

/** One who supervises answers whoever began it, and they answer back: by the same button. */
export const answer = deed(answerPress, {
  async opens({ tx, actor, about }) {
    const exchange = await mine(tx, actor, about.voice);
    if (!exchange) return hidden;
    const said = (await tx.voices.words(exchange.id)).find(({ authorId }) => authorId === null);
    const toNameless = exchange.nameless && exchange.personId !== actor.person.id;
    return form(answerForm(exchange.id, said?.text, toNameless));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const exchange = await mine(tx, actor, about.voice);
    if (!exchange) return hidden;
    const text = filled(values, 'text') ?? '';
    const fromTeller = exchange.personId === actor.person.id;
    const wrong =
      wrongWords(text, 'Write your answer.') ?? (fromTeller ? await tooManyToday(tx, actor.person.id, now) : undefined);
    if (wrong) return errors({ text: wrong });
    await tx.voices.add(exchange.id, { authorId: fromTeller ? null : actor.person.id, text, at });
    await tellSupervisors(tx, exchange, now);
    if (fromTeller) return notice('The supervisors have it.');
    const office = await tx.offices.one(exchange.officeId);
    const said = await tx.voices.words(exchange.id);
    const event = { kind: 'teller answered', at, actorId: actor.person.id, data: { voice: exchange.id } } as const;
    await tx.records.addToOffice(office.id, event);
    const view = { exchange: exchange.id, office: office.name, opening: exchange.opening };
    const first = said.find(({ authorId }) => authorId === null)?.text;
    await tx.outbox.put([
      {
        ...{ key: answerKey(exchange.id, said.length), kind: 'notice', to: { personId: exchange.personId } },
        ...{ message: answered(view, first, actor.person, text), officeId: office.id },
        ...(exchange.nameless && { sealed: true }),
      },
    ]);
    return notice('Your answer is on its way to them.');
  },
});

/** Only those who supervise the office, and whoever began it: to everybody else there is no such thing. */
async function mine(tx: Tx, actor: Actor, id: number): Promise<Exchange | undefined> {
  const exchange = await tx.voices.one(id);
  if (!exchange) return undefined;
  const isOwn = exchange.personId === actor.person.id && actor.person.active;
  return isOwn || hasRole(actor, exchange.officeId, 'supervisor') ? exchange : undefined;
}
