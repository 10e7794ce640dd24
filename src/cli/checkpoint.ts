/** `npm run desk -- checkpoint`: how far the record has come, to be kept where whoever has the database cannot reach it. */
import { parseArgs } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import type { SignedCheckpoint } from '../records/checkpoint.ts';
import type { SigningKey } from '../records/signingKey.ts';
import { takeCheckpoint } from '../records/takeCheckpoint.ts';
import type { Store } from '../store.ts';
import { UsageError } from './dueOptions.ts';

const checkpointHelp = `How far has the record come?

  npm run -s desk -- checkpoint          the newest checkpoint; a desk that runs takes one a day
  npm run -s desk -- checkpoint --take   takes one now
  npm run -s desk -- checkpoint --json   for a file: npm run -s desk -- checkpoint --json > kept.json

Keep it where nobody who can write to the database can change it: in a mail, on paper, in another office. Later
"verify --against kept.json" says whether the record is still the one that it was made of.

With RECORD_SIGNING_KEY it is signed (Ed25519). To change the key, set another: the first checkpoint that it signs
vouches for all before it.

Exit code: 0 there is one; 1 there is none; 2 the command line is wrong`;

export type CheckpointIo = {
  out: (line: string) => void;
  now: () => Date;
  withRecord: <T>(work: (store: Store, key: SigningKey | undefined) => Promise<T>) => Promise<T>;
};

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runCheckpoint(args: string[], { out, now, withRecord }: CheckpointIo): Promise<number> {
  const { help, take, json } = options(args);
  if (help) {
    out(checkpointHelp);
    return 0;
  }
  return withRecord(async (store, key) => {
    const newest = await store.transaction((tx) =>
      take ? takeCheckpoint(tx.chain, now(), key) : tx.chain.latestCheckpoint(),
    );
    if (!newest) {
      out('There is no checkpoint yet: a desk that runs takes one a day, and "checkpoint --take" takes one now.');
      return 1;
    }
    for (const line of json ? [JSON.stringify(newest, null, 2)] : linesOf(newest)) out(line);
    return 0;
  });
}

const linesOf = ({ number, at, chains, root, key }: SignedCheckpoint): string[] => [
  `Checkpoint ${number}, ${at.slice(0, 16).replace('T', ' ')} UTC, of ${count(chains, 'record')}`,
  `  Root    ${root}`,
  `  Signed  ${key === null ? 'not at all: set RECORD_SIGNING_KEY' : `with the key whose public half is ${key}`}`,
];

function options(args: string[]): { help?: boolean; take?: boolean; json?: boolean } {
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({ args, options: { help: { ...flag, short: 'h' }, take: flag, json: flag } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
