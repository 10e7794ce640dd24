import { afterEach, beforeEach, describe } from 'vitest';
import { answersContract } from './chat-port-answers.ts';
import { receivingContract } from './chat-port-receiving.ts';
import { sendingContract } from './chat-port-sending.ts';
import { beginTalk, type ChatStand, type Talk } from './talk.ts';

export type { ChatStand } from './talk.ts';

/** What every chat port must do. `open` gives each test a stand of its own. */
export function chatPortContract(name: string, open: () => Promise<ChatStand>): void {
  describe(`${name} as a chat port`, () => {
    const talk = {} as Talk;
    beforeEach(async () => beginTalk(talk, await open()));
    afterEach(() => talk.stand.close());
    sendingContract(talk);
    receivingContract(talk);
    answersContract(talk);
  });
}
