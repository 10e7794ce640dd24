import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { ProviderStore } from '../../src/sessions/providerStore.ts';
import type { Db } from '../engine/client.ts';
import { deskFacts, providerLinks, providerProofs, sessions } from '../schema.ts';

const ISSUER = 'sign-in provider';

export function providerStore(tx: Db): ProviderStore {
  const { issuer, subject, label } = providerProofs;
  const usable = (hash: string, now: Date) => and(eq(providerProofs.hash, hash), gt(providerProofs.until, now));
  return {
    async current() {
      const [row] = await tx.select().from(deskFacts).where(eq(deskFacts.name, ISSUER));
      return typeof row?.value === 'string' ? row.value : undefined;
    },
    async moveTo(value) {
      if (value === undefined) await tx.delete(deskFacts).where(eq(deskFacts.name, ISSUER));
      else
        await tx
          .insert(deskFacts)
          .values({ name: ISSUER, value })
          .onConflictDoUpdate({ target: deskFacts.name, set: { value } });
    },
    async find(identity) {
      const [row] = await tx
        .select()
        .from(providerLinks)
        .where(and(eq(providerLinks.issuer, identity.issuer), eq(providerLinks.subject, identity.subject)));
      return row;
    },
    async of(personId) {
      return tx
        .select()
        .from(providerLinks)
        .where(eq(providerLinks.personId, personId))
        .orderBy(desc(providerLinks.id));
    },
    async link(link) {
      const [row] = await tx.insert(providerLinks).values(link).returning({ id: providerLinks.id });
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async unlink(id) {
      await tx.delete(providerLinks).where(eq(providerLinks.id, id));
      const begun = await tx
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.linkId, id), isNull(sessions.endedAt)));
      return begun.map((session) => session.id);
    },
    async keepProof(proof) {
      await tx.insert(providerProofs).values(proof);
    },
    async proof(hash, now) {
      const [row] = await tx.select({ issuer, subject, label }).from(providerProofs).where(usable(hash, now));
      return row;
    },
    async spendProof(hash, now) {
      const [row] = await tx.delete(providerProofs).where(usable(hash, now)).returning({ issuer, subject, label });
      return row;
    },
  };
}
