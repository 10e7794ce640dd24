import { and, desc, eq, gt, gte, isNull, lt, or } from 'drizzle-orm';
import type { SessionStore } from '../../src/sessions/sessionStore.ts';
import type { Db } from '../engine/client.ts';
import { deskFacts, providerProofs, sessions, signInLinks } from '../schema.ts';

const ADDRESS = 'page address';

export function sessionStore(tx: Db): SessionStore {
  const usable = (hash: string, now: Date) =>
    and(eq(signInLinks.hash, hash), isNull(signInLinks.usedAt), gt(signInLinks.until, now));
  const { id, accountId, personId, at, usedAt, endedAt, browser, linkId } = sessions;
  const seen = { id, accountId, personId, at, usedAt, endedAt, browser, linkId };
  const runs = (since: Date, usedSince: Date) => and(isNull(endedAt), gte(at, since), gte(usedAt, usedSince));
  return {
    async offer(link) {
      await tx.insert(signInLinks).values(link);
    },
    async offered(hash, now) {
      const [row] = await tx.select({ id: signInLinks.accountId }).from(signInLinks).where(usable(hash, now));
      return row?.id;
    },
    async spend(hash, now) {
      // Two who use it at once: the second finds it used.
      const [row] = await tx
        .update(signInLinks)
        .set({ usedAt: now })
        .where(usable(hash, now))
        .returning({ id: signInLinks.accountId });
      return row?.id;
    },
    async begin(session) {
      const [row] = await tx.insert(sessions).values(session).returning({ id: sessions.id });
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async running(hash, since, usedSince) {
      const [row] = await tx
        .select(seen)
        .from(sessions)
        .where(and(eq(sessions.hash, hash), runs(since, usedSince)));
      return row;
    },
    async runningOf(personId, since, usedSince) {
      return tx
        .select(seen)
        .from(sessions)
        .where(and(eq(sessions.personId, personId), runs(since, usedSince)))
        .orderBy(desc(sessions.id));
    },
    async used(id, at) {
      await tx.update(sessions).set({ usedAt: at }).where(eq(sessions.id, id));
    },
    async end(id, personId, at) {
      const mine = and(eq(sessions.id, id), eq(sessions.personId, personId), isNull(sessions.endedAt));
      return (await tx.update(sessions).set({ endedAt: at }).where(mine).returning({ id: sessions.id })).length > 0;
    },
    async address() {
      const [row] = await tx.select().from(deskFacts).where(eq(deskFacts.name, ADDRESS));
      return typeof row?.value === 'string' ? row.value : undefined;
    },
    async moveTo(address) {
      if (address === undefined) await tx.delete(deskFacts).where(eq(deskFacts.name, ADDRESS));
      else
        await tx
          .insert(deskFacts)
          .values({ name: ADDRESS, value: address })
          .onConflictDoUpdate({ target: deskFacts.name, set: { value: address } });
    },
    async forget(before) {
      await tx.delete(signInLinks).where(lt(signInLinks.until, before));
      await tx.delete(providerProofs).where(lt(providerProofs.until, before));
      await tx.delete(sessions).where(or(lt(sessions.endedAt, before), lt(sessions.usedAt, before)));
    },
  };
}
