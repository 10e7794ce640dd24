import { quietUntil } from '../sla/quiet.ts';
import type { Tx } from '../store.ts';

export type News = Parameters<Tx['outbox']['put']>[0];

/** Of something that was to take place at one time and is to at another: the first of them that is ahead. */
export const firstAhead = (times: readonly Date[], now: Date): Date | undefined =>
  times.filter((at) => at > now).sort((a, b) => a.getTime() - b.getTime())[0];

/** `awake`: whoever has just done it, and reads of it at once. `before`: when it would be too late to hear of it. */
export type Telling = { now: Date; awake?: number | undefined; before?: Date | undefined };

/** How many read it at once, without whoever has just done it, and when each of the others does. */
export type Heard = { now: number; later: readonly Date[] };

/**
 * Puts words of an office to people so that nobody is rung at night, nor while the office is closed: they wait in the
 * outbox for the reader's morning. What changes a message in its place rings nobody, and need not wait.
 */
export async function tellAwake(tx: Tx, officeId: number, news: News, { now, awake, before }: Telling): Promise<Heard> {
  if (news.every(({ replaces }) => replaces !== undefined)) {
    await tx.outbox.put(news);
    return { now: 0, later: [] };
  }
  const rules = await tx.offices.rules(await tx.offices.one(officeId));
  const ids = news.flatMap(({ to }) => ('personId' in to ? [to.personId] : []));
  const people = await tx.people.named([...new Set(ids)]);
  const heard = { now: 0, later: [] as Date[] };
  await tx.outbox.put(
    news.map((each) => {
      const reader = 'personId' in each.to ? people.get(each.to.personId) : undefined;
      if (!reader || reader.id === awake || each.replaces !== undefined) return each;
      const notBefore = quietUntil(reader, rules, now, before);
      if (notBefore) heard.later.push(notBefore);
      else heard.now += 1;
      return { ...each, notBefore };
    }),
  );
  return heard;
}
