import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Office } from '../offices/office.ts';
import { type Actor, hasRole, officesAs, requesterships } from '../people/person.ts';
import { tellPress } from '../requests/presses.ts';
import { supervisorsOn } from '../requests/readers.ts';
import type { Tx } from '../store.ts';
import { answerPress, doorPress } from './presses.ts';
import { LONGEST_WORDS, MOST_A_DAY, type Voice } from './voice.ts';
import { answered, answerForm, type Listener, openDoor, tellForm, told, type VoiceView } from './words.ts';

const DAY = 86_400_000;
const TOO_LONG = `Please keep it under ${LONGEST_WORDS.toLocaleString('en-US')} characters.`;

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
    if (!text) return errors({ text: 'Write what you would like to tell.' });
    if (text.length > LONGEST_WORDS) return errors({ text: TOO_LONG });
    if (values.name !== 'named' && values.name !== 'nameless')
      return errors({ name: 'Please say whether your name may be seen.' });
    // Locked, so that two forms at once are counted one after the other.
    await tx.people.lock(actor.person.id);
    if ((await tx.voices.countSince(actor.person.id, new Date(now.getTime() - DAY))) >= MOST_A_DAY)
      return errors({ text: `You have told ${MOST_A_DAY} things today. Please come back tomorrow.` });
    const nameless = values.name === 'nameless';
    const opened = { officeId: office.id, personId: actor.person.id, nameless, at, readers: [] };
    const voice: Voice = { id: await tx.voices.open(opened), ...opened };
    await tx.voices.add(voice.id, { authorId: null, text, at });
    const by = nameless ? null : actor.person.id;
    const event = { kind: 'supervisor told', at, actorId: by, data: { voice: voice.id } } as const;
    await tx.records.add({ kind: 'office', id: office.id }, office.id, [event]);
    await tellSupervisors(tx, voice, now);
    return notice(
      nameless
        ? 'The supervisors have it, without your name. If they answer, you read it here.'
        : 'The supervisors have it. If they answer, you read it here.',
    );
  },
});

/** One who supervises answers whoever told it, and they answer back: by the same button. */
export const answer = deed(answerPress, {
  async opens({ tx, actor, about }) {
    const voice = await mine(tx, actor, about.voice);
    if (!voice) return hidden;
    const [first] = await tx.voices.words(voice.id);
    return form(answerForm(voice.id, first?.text ?? '', voice.nameless && voice.personId !== actor.person.id));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const voice = await mine(tx, actor, about.voice);
    if (!voice) return hidden;
    const text = filled(values, 'text');
    if (!text) return errors({ text: 'Write your answer.' });
    if (text.length > LONGEST_WORDS) return errors({ text: TOO_LONG });
    const fromTeller = voice.personId === actor.person.id;
    if (fromTeller) await tx.people.lock(actor.person.id);
    if (fromTeller && (await tx.voices.countSince(voice.personId, new Date(now.getTime() - DAY))) >= MOST_A_DAY)
      return errors({ text: `You have told ${MOST_A_DAY} things today. Please come back tomorrow.` });
    await tx.voices.add(voice.id, { authorId: fromTeller ? null : actor.person.id, text, at });
    await tellSupervisors(tx, voice, now);
    if (fromTeller) return notice('The supervisors have it.');
    const office = await tx.offices.one(voice.officeId);
    const said = await tx.voices.words(voice.id);
    const event = { kind: 'teller answered', at, actorId: actor.person.id, data: { voice: voice.id } } as const;
    await tx.records.add({ kind: 'office', id: office.id }, office.id, [event]);
    await tx.outbox.put([
      {
        ...{ key: `voice ${voice.id}·${said.length}`, kind: 'notice', to: { personId: voice.personId } },
        ...{ message: answered(voice.id, office.name, said[0]?.text ?? '', actor.person, text), officeId: office.id },
      },
    ]);
    return notice('Your answer is on its way to them.');
  },
});

/** Only those who supervise the office, and whoever told it: to everybody else there is no such thing. */
async function mine(tx: Tx, actor: Actor, id: number): Promise<Voice | undefined> {
  const voice = await tx.voices.one(id);
  if (!voice) return undefined;
  const isOwn = voice.personId === actor.person.id && actor.person.active;
  return isOwn || hasRole(actor, voice.officeId, 'supervisor') ? voice : undefined;
}

/** Each has one message that grows; somebody who supervises is not told what they told themselves. */
async function tellSupervisors(tx: Tx, voice: Voice, now: Date): Promise<void> {
  const office = await tx.offices.one(voice.officeId);
  const said = await tx.voices.words(voice.id);
  const authors = said.flatMap(({ authorId }) => authorId ?? []);
  const people = await tx.people.named([...authors, ...(voice.nameless ? [] : [voice.personId])]);
  const view: VoiceView = {
    ...{ voice: voice.id, office: office.name },
    by: voice.nameless ? undefined : await whoIs(tx, voice, people.get(voice.personId)?.name ?? 'Somebody'),
    said: said.map(({ authorId, text }) => ({ by: authorId === null ? undefined : people.get(authorId), text })),
  };
  const newest = said.findLastIndex(({ authorId }) => authorId === null) + 1;
  const keyOf = (personId: number): string => `voice ${voice.id} to ${personId}${newest > 1 ? ` r${newest}` : ''}`;
  const words = (personId: number) => ({
    kind: 'notice' as const,
    to: { personId },
    message: told(view),
    officeId: office.id,
  });
  if (newest < said.length) {
    // What the office answers changes the message where it stands.
    const change = (id: number) => ({ key: `${keyOf(id)} a${said.length}`, replaces: keyOf(id), ...words(id) });
    await tx.outbox.put(voice.readers.map(change));
    return;
  }
  const readers = new Set([...(await supervisorsOn(tx, office, now)).map(({ id }) => id), ...authors]);
  readers.delete(voice.personId);
  await tx.voices.toldTo(voice.id, [...readers]);
  await tx.outbox.put([...readers].map((id) => ({ key: keyOf(id), ...words(id) })));
}

async function whoIs(tx: Tx, { personId }: Voice, name: string): Promise<string> {
  const actor = await tx.people.actor(personId);
  const [first] = actor ? requesterships(actor) : [];
  const agency = first && (await tx.people.agency(first.agencyId));
  return agency ? `${name} (${agency.name})` : name;
}
