import type { Database } from '../../db/engine/client.ts';
import type { Answer } from '../../src/chat/answer.ts';
import { type Button, buttonsOf, type Form, type Message, plainSpans, plainText } from '../../src/chat/message.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { holdBack } from '../support/held-back.ts';
import { openStory } from '../support/story.ts';
import { modelOffice } from './offices.ts';
import { isLive, type RequestRow, readAll, refOf, type Snapshot } from './record.ts';

const at = (name: string): string => `${name}@state.example`;
export const requesters = ['ana', 'abe', 'ben', 'fay', 'kim'].map(at);
export const staff = ['lee', 'devon', 'maria', 'sam'].map(at);

type Open = { who: string; form: Form; values: Record<string, string>; about: string };

/**
 * People in front of a desk. Everything they do goes through their chat; what they find there is what was delivered.
 * Words carry whose they are (`q-ana-7` a question of Ana, `a-ana-8` an answer to her, `n-9` a note, `t-lee-10` typed
 * by Lee and sent nowhere), so that a leak is seen wherever it happens.
 */
export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(database: Database) {
  const story = await openStory(database, {
    office: modelOffice(),
    chats: (now) => [fakeChat({ now, emails: [...requesters.slice(0, -1), ...staff, at('ada')] })],
  });
  const { chat } = story;
  const desk = holdBack(story, database);
  const lists = new Map<string, Button>();
  let words = 0;

  const world = {
    story,
    desk,
    chat,
    database,
    /** Forms that somebody opened and has not sent yet. */
    open: [] as Open[],
    /** What was answered to somebody at once, on their screen alone. */
    answered: [] as { who: string; text: string }[],
    /** Replies that were on their way when a message of a requester came, by the ids of both. */
    crossing: new Map<number, number[]>(),
    /** What has happened so far. */
    trace: [] as string[],
    /** Who acts in this step; null is time, the office's files or the chat platform. */
    actor: null as string | null,
    snapshot: await readAll(database, story.now()),
    word(kind: 'q' | 'a' | 'n' | 't', of = ''): string {
      words += 1;
      return [kind, nameOf(of), words].filter((part) => part !== '').join('-');
    },
    requestsOf: (who: string): RequestRow[] => {
      const id = personId(world.snapshot, who);
      return world.snapshot.requests.filter(({ requesterId }) => requesterId === id);
    },
    live: (): RequestRow[] => world.snapshot.requests.filter(isLive),
    requesterOf: ({ requesterId }: RequestRow): string =>
      world.snapshot.people.find(({ id }) => id === requesterId)?.email ?? '',
    holderOf: ({ holderId }: RequestRow): string | undefined =>
      world.snapshot.people.find(({ id }) => id === holderId)?.email ?? undefined,

    async writes(who: string, text: string, more: { thread?: string } = {}): Promise<void> {
      world.actor = who;
      await chat.write(who, text, more);
      await desk.hear();
    },
    async asksByForm(who: string, text: string, line: string): Promise<void> {
      world.actor = who;
      await chat.hand(who, { kind: 'message', text, address: who, chosen: { line } });
      await desk.hear();
    },
    /** Presses the newest button of that label on what is about a request, or finds it by the lists of their home. */
    async presses(
      who: string,
      request: RequestRow,
      label: string,
      values: Record<string, string>,
      keep = false,
    ): Promise<string> {
      world.actor = who;
      const button = visible(who, refOf(request), label) ?? (await lookedUp(who, refOf(request), label));
      if (!button) return `sees no ${label} of ${refOf(request)}`;
      return world.pressesButton(who, button, values, keep, `${label} of ${refOf(request)}`);
    },
    async pressesButton(
      who: string,
      button: Button,
      values: Record<string, string>,
      keep = false,
      about = button.label,
    ): Promise<string> {
      world.actor = who;
      const answer = heard(who, await chat.hand(who, { kind: 'press', press: button.press }));
      if (answer.kind !== 'form') return say(answer);
      if (!keep) return world.sends({ who, form: answer.form, values, about });
      world.open.push({ who, form: answer.form, values, about });
      return 'keeps the form open';
    },
    async sends({ who, form, values }: Open): Promise<string> {
      world.actor = who;
      const filled = Object.fromEntries(
        form.fields.flatMap((field): [string, string][] => {
          const value = values[field.name] ?? field.initial;
          if (field.kind !== 'choice' || field.options.some((option) => option.value === value))
            return value === undefined ? [] : [[field.name, value]];
          // A choice is given by its label's beginning, or by its place among the options.
          const named = field.options.find(({ label }) => value !== undefined && label.startsWith(value));
          const placed = field.options[Number(value ?? 0) % field.options.length];
          const chosen = named ?? placed;
          return chosen ? [[field.name, chosen.value]] : [];
        }),
      );
      const answer = heard(who, await chat.submit(who, form, filled));
      await desk.hear();
      return say(answer);
    },
    /** Buttons that somebody sees whose label begins so, the newest first. */
    buttonsOf: (who: string, beginning: string): Button[] =>
      chat
        .seen(who)
        .flatMap(({ message }) => buttonsOf(message))
        .filter(({ label }) => label.startsWith(beginning))
        .reverse(),
  };

  function heard(who: string, answer: Answer): Answer {
    world.answered.push({ who, text: answer.kind === 'form' ? JSON.stringify(answer.form) : say(answer) });
    return answer;
  }

  function visible(who: string, ref: string, label: string): Button | undefined {
    const about = chat.seen(who).filter(({ text }) => new RegExp(`\\b${ref}\\b`, 'u').test(text));
    return about.flatMap(({ message }) => buttonsOf(message)).findLast((button) => button.label === label);
  }

  /** By home, the list and the request, as somebody does who finds no card. */
  async function lookedUp(who: string, ref: string, label: string): Promise<Button | undefined> {
    const name = requesters.includes(who) ? 'My requests' : who.startsWith('sam') ? 'All open' : 'My queue';
    const known = lists.get(`${who} ${name}`) ?? labelled(await chat.home(who), name);
    if (!known) return undefined;
    lists.set(`${who} ${name}`, known);
    const list = heard(who, await chat.hand(who, { kind: 'press', press: known.press }));
    const opens = list.kind === 'show' ? labelled(list.message, `Open ${ref}`) : undefined;
    if (!opens) return undefined;
    const whole = heard(who, await chat.hand(who, { kind: 'press', press: opens.press }));
    return whole.kind === 'show' ? labelled(whole.message, label) : undefined;
  }

  return world;
}

const labelled = (message: Message, label: string): Button | undefined =>
  buttonsOf(message).find((button) => button.label === label);

export const nameOf = (who: string): string => who.split('@')[0] ?? who;

export const personId = (all: Snapshot, who: string): number | undefined =>
  all.people.find(({ email }) => email === who)?.id;

function say(answer: Answer): string {
  switch (answer.kind) {
    case 'done':
      return 'done';
    case 'notice':
      return plainSpans(answer.text);
    case 'show':
      return plainText(answer.message);
    case 'errors':
      return `refused: ${Object.values(answer.errors).join(' ')}`;
    case 'form':
      return `form: ${answer.form.title}`;
  }
}
