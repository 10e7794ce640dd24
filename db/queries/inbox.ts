import { and, asc, eq, gt, isNull, lte, min, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Held, InboxStore } from '../../src/delivery/chatStore.ts';
import type { Db } from '../engine/client.ts';
import { prepared, preparedInsert } from '../engine/prepared.ts';
import { heldMessages, inbox } from '../schema.ts';
import { parking, revive } from './parking.ts';
import { mayTry } from './sweeps.ts';

const insertAs = (how: object) =>
  preparedInsert(inbox, ['platform', 'workspace', 'key', 'conversation', 'body'], (db, rows) =>
    db
      .insert(inbox)
      .values(rows.map((row) => ({ ...row, ...how })))
      .onConflictDoNothing({ target: [inbox.platform, inbox.workspace, inbox.key] })
      .returning({ id: inbox.id }),
  );
const insertNew = insertAs({});
const insertHandled = insertAs({ state: 'done', handledAt: sql`now()` });

const selectNext = prepared((db) => {
  const earlier = alias(inbox, 'earlier');
  const blocked = db
    .select({ one: sql`1` })
    .from(earlier)
    .where(
      and(
        eq(earlier.conversation, inbox.conversation),
        sql`${earlier.id} < ${inbox.id}`,
        // Written out: only then does the partial index serve, whatever plan the database keeps.
        sql`${earlier.state} = 'new'`,
      ),
    );
  return db
    .select({ id: inbox.id, body: inbox.body, attempts: inbox.attempts })
    .from(inbox)
    .where(and(sql`${inbox.state} = 'new'`, lte(inbox.runAt, sql`now()`), notExists(blocked)))
    .orderBy(asc(inbox.runAt), asc(inbox.id))
    .limit(1)
    .for('update', { skipLocked: true });
});

/** Whose words these are, and of which request they are a part now: whose record it is. */
const owners = {
  personId: sql`(select a.person_id from accounts as a where a.platform = ${inbox.platform}
    and a.workspace = ${inbox.workspace} and a.user_id = ${inbox.body} #>> '{from,userId}')`,
  requestId: sql`coalesce(
    (select m.request_id from messages as m where m.source =
      ${inbox.platform} || ' ' || ${inbox.workspace} || ' ' || coalesce(${inbox.body} ->> 'of', ${inbox.key})),
    (select r.id from requests as r
      where r.id = (regexp_match(${inbox.body} #>> '{press,about}', '(?:^| )request=([0-9]{1,9})(?![0-9])'))[1]::int))`,
};
const markDone = prepared((db) =>
  db
    .update(inbox)
    .set({ state: 'done', handledAt: sql`now()`, ...owners })
    .where(eq(inbox.id, sql.placeholder('id'))),
);
const noteOwners = prepared((db) =>
  db
    .update(inbox)
    .set(owners)
    .where(
      and(
        eq(inbox.platform, sql.placeholder('platform')),
        eq(inbox.workspace, sql.placeholder('workspace')),
        eq(inbox.key, sql.placeholder('key')),
      ),
    ),
);

/** Everything that came in, and words whose place is not decided yet. */
export function inboxStore(tx: Db, cameIn: () => void): InboxStore {
  return {
    async add(inbound, handled) {
      const { platform, workspace } = inbound.from;
      const insert = handled ? insertHandled : insertNew;
      const added = await insert(tx, [
        {
          platform,
          workspace,
          key: inbound.key,
          conversation: `${platform} ${workspace} ${'address' in inbound ? inbound.address : inbound.from.address}`,
          body: inbound,
        },
      ]);
      if (added.length > 0 && !handled) cameIn();
      return added.length > 0;
    },

    async next() {
      const [row] = await selectNext(tx);
      return row && { id: row.id, inbound: revive(row.body), attempts: row.attempts };
    },

    async belongs({ key, from: { platform, workspace } }) {
      await noteOwners(tx, { platform, workspace, key });
    },

    async forget({ key, from }) {
      const { platform, workspace } = from;
      await tx
        .delete(inbox)
        .where(and(eq(inbox.platform, platform), eq(inbox.workspace, workspace), eq(inbox.key, key)));
    },

    async changesOf({ key, from }) {
      const found = await tx
        .select({ body: inbox.body })
        .from(inbox)
        .where(
          and(
            eq(sql`${inbox.body} ->> 'of'`, key),
            eq(inbox.platform, from.platform),
            eq(inbox.workspace, from.workspace),
            eq(inbox.state, 'done'),
          ),
        )
        .orderBy(asc(inbox.id));
      // By their own time: they may have come in in any order. Of one moment, as they came.
      return found.map(({ body }) => revive(body)).sort((a, b) => a.at.getTime() - b.at.getTime());
    },

    async done(id) {
      await markDone(tx, { id });
    },

    async defer(id, problem, delayMs) {
      await tx
        .update(inbox)
        .set({ problem, attempts: sql`${inbox.attempts} + 1`, runAt: fromNow(delayMs) })
        .where(eq(inbox.id, id));
    },

    async postpone(id, problem) {
      const wait = sql`least(greatest((now() - ${inbox.receivedAt}) / 4, interval '1 second'), interval '30 seconds')`;
      await tx
        .update(inbox)
        .set({ problem, runAt: sql`now() + ${wait}` })
        .where(eq(inbox.id, id));
    },

    ...parking(tx, cameIn),

    async hold(held) {
      const [row] = await tx
        .insert(heldMessages)
        .values(held)
        .onConflictDoUpdate({ target: heldMessages.source, set: { text: held.text } })
        .returning({ id: heldMessages.id });
      if (!row) throw new Error('an upsert answers with its row');
      return row.id;
    },

    async held(id, personId) {
      const [row] = await tx
        .select()
        .from(heldMessages)
        .where(and(eq(heldMessages.id, id), eq(heldMessages.personId, personId)))
        .for('update');
      return row;
    },

    async waitingOf(personId) {
      return tx
        .select()
        .from(heldMessages)
        .where(
          and(
            eq(heldMessages.personId, personId),
            sql`${heldMessages.decidedAt} is null and ${heldMessages.decideBy} is not null`,
          ),
        )
        .orderBy(asc(heldMessages.id))
        .for('update');
    },

    async decided(id, now, requestId) {
      await tx.update(heldMessages).set({ decidedAt: now, requestId }).where(eq(heldMessages.id, id));
    },

    async giveTime(id, decideBy) {
      await tx.update(heldMessages).set({ decideBy }).where(eq(heldMessages.id, id));
    },

    async nextUndecided(now) {
      const [row] = await tx
        .select({ at: min(heldMessages.decideBy) })
        .from(heldMessages)
        .where(and(isNull(heldMessages.decidedAt), gt(heldMessages.decideBy, now)));
      return row?.at ?? undefined;
    },

    async reviseHeld(source, text, now) {
      await tx
        .update(heldMessages)
        .set(text === null ? { decidedAt: now } : { text })
        .where(and(eq(heldMessages.source, source), isNull(heldMessages.decidedAt)));
    },

    async undecided(now, limit): Promise<Held[]> {
      return tx
        .select()
        .from(heldMessages)
        .where(
          and(
            isNull(heldMessages.decidedAt),
            lte(heldMessages.decideBy, now),
            mayTry('undecided', heldMessages.id, now),
          ),
        )
        .orderBy(asc(heldMessages.id))
        .limit(limit);
    },
  };
}

/** Leases and delays are kept by the database's clock, so that replicas agree. */
export const fromNow = (ms: number) => sql`now() + ${Math.round(ms)}::int * interval '1 ms'`;
