import type { Tx } from '../store.ts';
import { type Heard, type News, type Telling, tellAwake } from './tellAwake.ts';

/** What is said of something that may change again before its readers wake up. */
export type Latest<Known> = {
  /** What it is the latest word on, such as 'meeting 7'. */
  latestOn: string;
  readers: readonly number[];
  /** What whoever was told of everything knows of it. */
  before: Known;
  /** How it is kept what somebody knows. */
  kept: { write(known: Known): string; read(written: string): Known };
  /** To somebody, by what they know of it; undefined: that is so again, and there is nothing to tell. */
  say(personId: number, known: Known): Pick<News[number], 'key' | 'message' | 'attached'> | undefined;
};

/**
 * Tells people the latest word on something, against what each of them knows: whoever sleeps hears it in the morning, once,
 * however often it changed meanwhile. Whatever else waits on it is not told any more.
 */
export async function tellLatest<Known>(
  tx: Tx,
  officeId: number,
  { latestOn, readers, before, kept, say }: Latest<Known>,
  telling: Telling,
): Promise<Heard> {
  const waiting = new Map(
    (await tx.outbox.untold(latestOn)).map(({ personId, knows }) => [
      personId,
      { known: knows === null ? before : kept.read(knows) },
    ]),
  );
  const news: News = [];
  for (const personId of readers) {
    const { known } = waiting.get(personId) ?? { known: before };
    const said = say(personId, known);
    if (!said) continue;
    waiting.delete(personId);
    news.push({ kind: 'notice', to: { personId }, officeId, latestOn, knows: kept.write(known), ...said });
  }
  const nothing = [...waiting.keys()];
  if (nothing.length > 0) await tx.outbox.withdraw(latestOn, nothing);
  return tellAwake(tx, officeId, news, telling);
}
