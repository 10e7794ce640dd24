/** A listening round that asks 20,000 people. */
import type { Story } from '../test/support/story.ts';
import type { BenchRow } from './row.ts';
import { benchToMany } from './toMany.ts';

export const benchListen = (): Promise<BenchRow[]> =>
  benchToMany({ bench: 'listen', ready: readyToAsk, table: 'listening_letters' });

async function readyToAsk(story: Story) {
  const sam = story.person('sam');
  await sam.says('listening');
  const days = { answerUntil: '2026-06-12', voteUntil: '2026-06-19' };
  await sam.presses('Ask the agencies', { question: 'Which contracts do you need?', why: 'We plan by it.', ...days });
  return { name: 'send listening', about: 'v2 round=1' };
}
