import { sql } from 'drizzle-orm';
import type { ChainStore } from '../../src/records/chainStore.ts';
import type { Leaf, SignedCheckpoint } from '../../src/records/checkpoint.ts';
import type { Subject } from '../../src/records/event.ts';
import { type Db, rows } from '../engine/client.ts';

type CheckpointStore = Pick<
  ChainStore,
  'latestCheckpoint' | 'checkpoints' | 'addCheckpoint' | 'markHeads' | 'leaves' | 'brokenLeaves'
>;

type LeafRow = { kind: Subject['kind']; id: number; position: number; hash: string };

const asKept = sql.raw(
  `number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, chains, root, previous, key, signature`,
);
const behind = (subject: Subject | null) => sql`(${subject?.kind ?? ''}, ${subject?.id ?? 0}::int)`;
const leafOf = ({ kind, id, position, hash }: LeafRow): Leaf => ({ subject: { kind, id }, position, hash });

export function checkpointStore(tx: Db): CheckpointStore {
  return {
    async latestCheckpoint() {
      const [row] = await rows<SignedCheckpoint>(
        tx,
        sql`select ${asKept} from checkpoints order by number desc limit 1`,
      );
      return row;
    },
    checkpoints: (after, limit) =>
      rows(tx, sql`select ${asKept} from checkpoints where number > ${after}::int order by number limit ${limit}::int`),
    async addCheckpoint({ number, at, chains, root, previous, key, signature }) {
      await tx.execute(
        sql`insert into checkpoints (number, at, chains, root, previous, key, signature)
          values (${number}::int, ${at}::timestamptz, ${chains}::int, ${root}, ${previous}, ${key}, ${signature})`,
      );
    },
    async markHeads(checkpoint, after, limit) {
      const [last] = await rows<{ kind: Subject['kind']; id: number }>(
        tx,
        sql`with page as (
            select subject_kind, subject_id, position, hash from record_heads
            where (subject_kind, subject_id) > ${behind(after)} order by 1, 2 limit ${limit}::int),
          marked as (
            insert into checkpoint_heads (subject_kind, subject_id, checkpoint, position, hash)
            select subject_kind, subject_id, ${checkpoint}::int, position, hash from page
            where position > 0 and hash is distinct from (
              select c.hash from checkpoint_heads c
              where c.subject_kind = page.subject_kind and c.subject_id = page.subject_id
              order by c.checkpoint desc limit 1))
          select subject_kind as kind, subject_id as id from page order by 1 desc, 2 desc limit 1`,
      );
      return last;
    },
    async leaves(checkpoint, after, limit) {
      const found = await rows<LeafRow>(
        tx,
        sql`select distinct on (subject_kind, subject_id) subject_kind as kind, subject_id as id, position, encode(hash, 'hex') as hash
          from checkpoint_heads
          where checkpoint <= ${checkpoint}::int and (subject_kind, subject_id) > ${behind(after)}
          order by subject_kind, subject_id, checkpoint desc limit ${limit}::int`,
      );
      return found.map(leafOf);
    },
    async brokenLeaves(limit) {
      const found = await rows<LeafRow & { checkpoint: number; isGone: boolean }>(
        tx,
        sql`select distinct on (c.subject_kind, c.subject_id) c.subject_kind as kind, c.subject_id as id, c.position,
            encode(c.hash, 'hex') as hash, c.checkpoint, l.hash is null as "isGone"
          from checkpoint_heads c
            left join record_links l on l.subject_kind = c.subject_kind and l.subject_id = c.subject_id and l.position = c.position
          where l.hash is distinct from c.hash
          order by c.subject_kind, c.subject_id, c.checkpoint limit ${limit}::int`,
      );
      return found.map((row) => ({ ...leafOf(row), checkpoint: row.checkpoint, isGone: row.isGone }));
    },
  };
}
