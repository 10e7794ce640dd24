import { and, asc, eq, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Action, ActionSubject, NamedAction } from '../../src/actions/action.ts';
import type { ActionStore, ActionsOf } from '../../src/actions/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { actions, agencies, people } from '../schema.ts';
import { mayTry } from './sweeps.ts';

type Row = typeof actions.$inferSelect;

const read = ({ subjectKind, subjectId, ...row }: Row): Action => ({
  ...row,
  subject: { kind: subjectKind, id: subjectId },
});

const isOpen = eq(actions.state, 'open');

function openOf({ officeId, agencyIds, ownerId }: ActionsOf): SQL | undefined {
  const theirs = agencyIds === null ? sql`true` : inArray(actions.agencyId, [...agencyIds]);
  return and(isOpen, eq(actions.officeId, officeId), or(theirs, ownerId ? eq(actions.ownerId, ownerId) : undefined));
}

export function actionStore(tx: Db): ActionStore {
  const named = async (where: SQL | undefined, limit: number, order: SQL[]): Promise<NamedAction[]> => {
    const found = await tx
      .select({ action: actions, owner: people.name, agency: agencies.name })
      .from(actions)
      .innerJoin(people, eq(people.id, actions.ownerId))
      .leftJoin(agencies, eq(agencies.id, actions.agencyId))
      .where(where)
      .orderBy(...order)
      .limit(limit);
    return found.map(({ action, owner, agency }) => ({ ...read(action), owner, agency }));
  };
  const byDay = [asc(actions.due), asc(actions.id)];
  return {
    async draft({ subject, ...action }) {
      const [row] = await tx
        .insert(actions)
        .values({ ...action, subjectKind: subject.kind, subjectId: subject.id })
        .returning({ id: actions.id });
      if (!row) throw new Error('an action was not kept');
      return row.id;
    },
    async open({ kind, id }: ActionSubject, at) {
      const opened = await tx
        .update(actions)
        .set({ state: 'open', nextAt: at })
        .where(and(eq(actions.subjectKind, kind), eq(actions.subjectId, id), eq(actions.state, 'draft')))
        .returning();
      return opened.map(read).sort((a, b) => a.id - b.id);
    },
    async one(id, how) {
      const found = tx.select().from(actions).where(eq(actions.id, id));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row && read(row);
    },
    async change(id, change) {
      await tx.update(actions).set(change).where(eq(actions.id, id));
    },
    of: async (kind, ids) =>
      ids.length === 0
        ? []
        : named(
            and(
              eq(actions.subjectKind, kind),
              inArray(actions.subjectId, [...ids]),
              sql`${actions.state} <> 'dropped'`,
            ),
            200,
            [asc(actions.id)],
          ),
    openOf: (whose, limit) => named(openOf(whose), limit, byDay),
    async count(whose, today) {
      const [row] = await tx
        .select({
          open: sql<number>`count(*)::int`,
          overdue: sql<number>`(count(*) filter (where ${actions.due} < ${today}::date))::int`,
        })
        .from(actions)
        .where(openOf(whose));
      return row ?? { open: 0, overdue: 0 };
    },
    ownedBy: (personId, limit) => named(and(isOpen, eq(actions.ownerId, personId)), limit, byDay),
    due: (now) =>
      rows(
        tx,
        sql`select distinct office_id as "officeId", owner_id as "ownerId" from actions
          where next_at <= ${now.toISOString()}::timestamptz
            and ${mayTry('actions', sql`office_id || ' ' || owner_id`, now)}
          order by 1, 2`,
      ),
    async dueOf(officeId, ownerId, now) {
      const found = await tx
        .select()
        .from(actions)
        .where(and(eq(actions.officeId, officeId), eq(actions.ownerId, ownerId), lte(actions.nextAt, now), isOpen))
        .orderBy(...byDay)
        .for('update');
      return found.map(read);
    },
    async nextMoment(now) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select min(next_at) as at from actions where next_at > ${now.toISOString()}::timestamptz`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
  };
}
