import { tooManyToday, wrongWords } from '../exchanges/answer.ts';
import { openExchange } from '../exchanges/tell.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Office } from '../offices/office.ts';
import { type Actor, officesAs, requesterships } from '../people/person.ts';
import { tellPress } from '../requests/presses.ts';
import { supervisorsOn } from '../requests/readers.ts';
import type { Tx } from '../store.ts';
import { doorPress } from './presses.ts';
import { type Listener, openDoor, tellForm } from './words.ts';

/** The offices that serve somebody, and those they work for: to each of them the door is open. */
async function openTo(tx: Tx, actor: Actor): Promise<Office[]> {
  if (!actor.person.active) return [];
  const agencies = requesterships(actor).map(({ agencyId }) => agencyId);
  const serving = agencies.length > 0 ? await tx.offices.serving(agencies) : [];
  const own = new Set(officesAs(actor, 'liaison'));
  const all = own.size > 0 ? await tx.offices.all() : [];
  const found = [...serving, ...all.filter(({ id }) => own.has(id))];
  return [...new Map(found.map((office) => [office.id, office])).values()];
}

async function listenersTo(tx: Tx, actor: Actor, now: Date): Promise<Listener[]> {
  const listeners: Listener[] = [];
  for (const office of await openTo(tx, actor))
    listeners.push({ office, supervisors: (await supervisorsOn(tx, office, now)).map(({ name }) => name) });
  return listeners;
}
const unknown = notice('I don’t know yet which office serves you. Ask your question first.');

export const door = deed(doorPress, {
  async shows({ tx, actor, now }) {
    const listeners = await listenersTo(tx, actor, now);
    return listeners.length > 0 ? show(openDoor(listeners)) : unknown;
  },
});

export const tell = deed(tellPress, {
  async opens({ tx, actor, now }) {
    const listeners = await listenersTo(tx, actor, now);
    return listeners.length > 0 ? form(tellForm(listeners)) : unknown;
  },
  async sent({ tx, actor, values, at, now }) {
    const offices = await openTo(tx, actor);
    const office =
      offices.find(({ id }) => String(id) === values.office) ?? (offices.length === 1 ? offices[0] : undefined);
    if (offices.length === 0) return hidden;
    if (!office) return errors({ office: 'Please choose which office.' });
    const text = filled(values, 'text');
    const wrong = wrongWords(text, 'Write what you would like to tell.');
    if (wrong) return errors({ text: wrong });
    if (values.name !== 'named' && values.name !== 'nameless')
      return errors({ name: 'Please say whether your name may be seen.' });
    const tooMany = await tooManyToday(tx, actor.person.id, now);
    if (tooMany) return errors({ text: tooMany });
    const nameless = values.name === 'nameless';
    const opened = { officeId: office.id, personId: actor.person.id, nameless, opening: null, text, at };
    await openExchange(tx, opened, now);
    return notice(
      nameless
        ? 'The supervisors have it, without your name. If they answer, you read it here.'
        : 'The supervisors have it. If they answer, you read it here.',
    );
  },
});
