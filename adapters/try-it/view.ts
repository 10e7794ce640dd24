import { html } from 'hono/html';
import type { Answer } from '../../src/chat/answer.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import { type Message, sayMoment } from '../../src/chat/message.ts';
import type { Html } from '../html/blocks.ts';
import { drawNow, timeOf } from './clockBar.ts';
import type { Desk } from './desk.ts';
import type { Changes } from './live.ts';
import { type Drawn, drawHome, drawLine } from './render.ts';
import { accountOf, type Seating, type Sitter } from './seats.ts';
import type { Transcript } from './transcript.ts';

/** How many lines of a conversation are shown. */
export const LINES_SHOWN = 200;

export type Backing = {
  transcript: Transcript;
  /** What the desk gives; undefined while it does not listen. */
  given: DeskSide | undefined;
  now(): Date;
  zone: string;
  title: string;
  report(error: unknown): void;
};

/** The newest lines of a sitter's conversation, drawn. */
export async function drawConversation(backing: Backing, sitter: Sitter): Promise<Drawn[]> {
  const lines = await backing.transcript.read(sitter.address, LINES_SHOWN);
  return Promise.all(lines.map((line) => drawLine(line, sitter, backing.zone, backing.title)));
}

/** One page's view of its three seats: it remembers what that page has been given and draws only what differs. */
export function openView({ backing, moves }: Pick<Desk, 'backing' | 'moves'>, seating: Seating) {
  const sitters = Object.values(seating).filter((taken): taken is Sitter => typeof taken === 'object');
  const given = new Map<string, string>();

  function differs(drawn: { id: string; version: string }): boolean {
    if (given.get(drawn.id) === drawn.version) return false;
    given.set(drawn.id, drawn.version);
    return true;
  }

  return {
    /** The pieces that bring the page up to date; empty when it is. Lines are read again even when none was told of. */
    async update(changes: Changes): Promise<string> {
      const pieces: Html[] = [];
      for (const sitter of sitters) {
        const lines = (await drawConversation(backing, sitter)).filter(differs);
        if (lines.length > 0) pieces.push(upsert(`${sitter.seat}-log`, lines));
        if (lines.length > 0 || changes.everything || changes.addresses.has(sitter.address)) {
          const home = await askHome(backing, sitter);
          if (differs(home)) pieces.push(upsert(`${sitter.seat}-menu`, [home]));
        }
      }
      const time = timeOf(backing, moves);
      if (differs({ id: 'now', version: `${sayMoment(time)} ${time.ahead}` })) pieces.push(drawNow(time));
      return (await Promise.all(pieces)).join('\n');
    },
  };
}

/** Elements for the page to add, or to put in the place of those that have the same id and another version. */
export function upsert(container: string, drawn: Drawn[]): Html {
  return html`<div hx-swap-oob="upsert:#${container}">${drawn.map((one) => one.html)}</div>`;
}

async function askHome(backing: Backing, sitter: Sitter): Promise<Drawn> {
  return drawHome(await homeMessage(backing, sitter), sitter.seat);
}

async function homeMessage(backing: Backing, sitter: Sitter): Promise<Message> {
  let answer: Answer | undefined;
  try {
    answer = await backing.given?.view({ kind: 'home', from: accountOf(sitter) });
  } catch (error) {
    backing.report(error);
  }
  if (answer?.kind === 'show') return answer.message;
  if (answer?.kind === 'notice') return { blocks: [{ kind: 'small', text: answer.text }] };
  if (answer) return { blocks: [] };
  return { blocks: [{ kind: 'small', text: ['The menu cannot be shown just now.'] }] };
}
