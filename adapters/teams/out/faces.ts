import type { Answer } from '../../../src/chat/answer.ts';
import type { DeskSide } from '../../../src/chat/deskSide.ts';
import type { Block, Message, Photo } from '../../../src/chat/message.ts';
import type { CardElement } from '../in/activity.ts';

/** Pictures of people: clients show that of an account by themselves, so nobody has to be allowed to read it. */

/** Of somebody of another tenant a client knows no picture. */
export const facesIn = (message: Message, tenant: string): Message =>
  message.blocks.some(({ kind }) => kind === 'face')
    ? { ...message, blocks: message.blocks.flatMap((block) => (block.kind === 'face' ? faceIn(block, tenant) : block)) }
    : message;

function faceIn({ kind, photo: { of, accounts = [] } }: Extract<Block, { kind: 'face' }>, tenant: string): Block[] {
  const theirs = accounts.filter(({ platform, workspace }) => platform === 'teams' && workspace === tenant);
  return theirs.length > 0 ? [{ kind, photo: { of, accounts: theirs } }] : [];
}

/** What the desk answers to somebody of a tenant. */
export function facing(desk: DeskSide, tenant: string): DeskSide {
  const seen = (answer: Answer): Answer =>
    answer.kind === 'show' ? { ...answer, message: facesIn(answer.message, tenant) } : answer;
  return {
    ...desk,
    act: async (...given) => seen(await desk.act(...given)),
    view: async (...given) => seen(await desk.view(...given)),
  };
}

/** With the name beside it, by the person's id in the directory; a client that knows no such element shows the name alone. */
export function drawFace({ of, accounts = [] }: Photo): CardElement[] {
  const [account] = accounts;
  if (!account) return [];
  return [
    {
      ...{ type: 'Component', name: 'graph.microsoft.com/user', view: 'compact' },
      properties: { id: account.userId, displayName: of },
      fallback: { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: of, weight: 'Bolder' }] },
    },
  ];
}
