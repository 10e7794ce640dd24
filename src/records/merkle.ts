import { createHash } from 'node:crypto';

/** The root of a Merkle tree as in RFC 6962, of leaves that come one by one: what is kept grows with the logarithm of their number. */
export function createMerkleTree(): { add(leaf: string): void; root(): string } {
  /** Roots of full trees, each smaller than the one before. */
  const full: { hash: Buffer; height: number }[] = [];
  return {
    add(leaf) {
      let tree: { hash: Buffer; height: number } = {
        hash: createHash('sha256').update(LEAF).update(leaf).digest(),
        height: 0,
      };
      for (let left = full.at(-1); left?.height === tree.height; left = full.at(-1)) {
        full.pop();
        tree = { hash: node(left.hash, tree.hash), height: tree.height + 1 };
      }
      full.push(tree);
    },
    root() {
      const hashes = full.map(({ hash }) => hash);
      const root = hashes.reduceRight<Buffer | undefined>(
        (right, left) => (right ? node(left, right) : left),
        undefined,
      );
      return (root ?? createHash('sha256').digest()).toString('hex');
    },
  };
}

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

const node = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();
