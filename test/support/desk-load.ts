import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../src/chat/answer.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { buttonsOf, type Press } from '../../src/chat/message.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { sinceEver } from '../../src/offices/setup.ts';
import { accountOf, type LoopbackChat } from './loopback-chat.ts';
import { storyOffice } from './office.ts';

/** So many agencies with a liaison each, and so many people in each of them, write at the same time. */
const AGENCIES = 5;
const PEOPLE = 6;

/** What somebody did. It is handed in again until a desk has acknowledged it, as a platform would. */
export type Deed = { inbound: Inbound; acknowledged: number; refused: number };

export type DeskLoad = {
  readonly deeds: readonly Deed[];
  /** Resolves when a desk acknowledges something from now on. */
  nextAcknowledgement(): Promise<void>;
  /** Resolves when everything that was done has been acknowledged; a desk has to be there. */
  stop(): Promise<void>;
};

/** Agency `n` has the people `ask<n>-<i>` and the liaison `lee<n>`; Sam supervises. */
export function loadOffice(): OfficeSetup {
  const numbers = Array.from({ length: AGENCIES }, (_, n) => n);
  const person = (name: string, role: 'requester' | 'liaison' | 'supervisor', agency: string | null) => ({
    email: emailOf(name),
    name,
    zone: null,
    roles: [{ role, agency }],
  });
  return storyOffice({
    agencies: numbers.map((n) => ({ code: `A${n}`, name: `Agency ${n}` })),
    people: [
      ...numbers.flatMap((n) => namesOf(n).map((name) => person(name, 'requester', `A${n}`))),
      ...numbers.map((n) => person(`lee${n}`, 'liaison', null)),
      person('sam', 'supervisor', null),
    ],
    assignments: numbers.map((n) => ({
      agency: `A${n}`,
      line: null,
      liaison: emailOf(`lee${n}`),
      backup: null,
      from: sinceEver,
      until: null,
    })),
  });
}

export const emailOf = (name: string): string => `${name}@state.example`;
const namesOf = (agency: number): string[] => Array.from({ length: PEOPLE }, (_, i) => `ask${agency}-${i}`);

/**
 * People of every agency ask, decide where their words belong, and are answered, for as long as it is not stopped.
 * Each deed goes to one of the `desks` that are there, one in eight a second time although it was acknowledged.
 */
export function startLoad(
  chat: LoopbackChat,
  desks: () => string[],
  options: { now(): Date; pauseMs: number },
): DeskLoad {
  const deeds: Deed[] = [];
  let stopped = false;
  let tell = () => {};
  let told = new Promise<void>((resolve) => {
    tell = resolve;
  });

  const of = (name: string) => ({ key: `k${deeds.length}`, from: accountOf(emailOf(name)), at: options.now() });
  const buttonFor = (name: string, press: string): Press | undefined => {
    const theirs = chat.arrivals.filter(({ outgoing }) => outgoing.address === emailOf(name));
    const buttons = theirs.slice(-10).flatMap(({ outgoing }) => buttonsOf(outgoing.message));
    return pick(buttons.filter((button) => button.press.name === press))?.press;
  };

  function next(agency: number): Inbound {
    const chance = Math.random();
    const asker = pick(namesOf(agency)) ?? '';
    const text = `question ${deeds.length}`;
    const reply = chance < 0.25 ? buttonFor(`lee${agency}`, 'reply') : undefined;
    if (reply)
      return { ...of(`lee${agency}`), kind: 'submit', press: reply, values: { text: `answer ${deeds.length}` } };
    const place = chance < 0.6 ? buttonFor(asker, chance < 0.4 ? 'new' : 'add') : undefined;
    if (place) return { ...of(asker), kind: 'press', press: place };
    const who = chance > 0.95 ? `stranger${deeds.length}` : asker;
    return { ...of(who), kind: 'message', address: emailOf(who), text };
  }

  async function work(agency: number): Promise<void> {
    while (!stopped) {
      const deed: Deed = { inbound: next(agency), acknowledged: 0, refused: 0 };
      deeds.push(deed);
      const wanted = Math.random() < 1 / 8 ? 2 : 1;
      while (deed.acknowledged < wanted) {
        const desk = pick(desks());
        if (desk && (await handIn(desk, deed.inbound))) {
          deed.acknowledged += 1;
          tell();
          told = new Promise((resolve) => {
            tell = resolve;
          });
        } else {
          if (desk) deed.refused += 1;
          await pause(20);
        }
      }
      await pause(Math.random() * 2 * options.pauseMs);
    }
  }

  const workers = Promise.all(Array.from({ length: AGENCIES }, (_, agency) => work(agency)));
  return {
    deeds,
    nextAcknowledgement: () => told,
    async stop() {
      stopped = true;
      await workers;
    },
  };
}

/** Hands it to a desk as a platform does; undefined when the desk did not acknowledge it. */
export async function handIn(desk: string, inbound: Inbound): Promise<Answer | undefined> {
  try {
    const answer = await fetch(`${desk}/loopback/events`, {
      method: 'POST',
      body: JSON.stringify(inbound),
      signal: AbortSignal.timeout(5_000),
    });
    const said = await answer.text();
    return answer.status === 200 ? (JSON.parse(said) as Answer) : undefined;
  } catch {
    return undefined;
  }
}

const pick = <T>(all: T[]): T | undefined => all[Math.floor(Math.random() * all.length)];
