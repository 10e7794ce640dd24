/** `npm run desk -- verify`: whether anybody but the desk has touched the record, and what of it. */
import { parseArgs } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import type { SignedCheckpoint } from '../records/checkpoint.ts';
import { type AnyFinding, type Names, namedIn, sayAnyFinding } from '../records/findingWords.ts';
import type { SigningKey } from '../records/signingKey.ts';
import { verifyChains } from '../records/verify.ts';
import { type Kept, readKept, verifyCheckpoints } from '../records/verifyCheckpoints.ts';
import type { Store, Tx } from '../store.ts';
import { UsageError } from './dueOptions.ts';

const verifyHelp = `Is the record as the desk has written it?

  npm run -s desk -- verify
  npm run -s desk -- verify --against FILE   and is it still the one of which somebody has kept a checkpoint?
  npm run -s desk -- verify --key=PUBLIC     and has this key, or the desk's own, signed all that was signed? The public half
                                             of a RECORD_SIGNING_KEY from before, as doctor and checkpoint said it; several
                                             with a --key=… each

Everything that happens, and every wording of every message, is a link in the chain of its request, office or person:
each holds a hash of what was written and of the link before it. This reads all of them and names what was changed,
deleted, put in or moved since: which record, which entry, what and when. What was destroyed under an authority that
stands on the record is no finding. Nothing is changed; on PostgreSQL desks may run meanwhile.

Whoever can write to the database past its triggers, and knows how, can write a whole chain anew, or cut off its end. The
daily checkpoints show that; and whoever writes those anew too is found by one that was kept elsewhere: FILE has what
“checkpoint --json” printed, or the line of a digest.

Exit code: 0 the record is as it was written; 1 it is not; 2 the command line is wrong`;

export type VerifyIo = {
  out: (line: string) => void;
  read: (file: string) => Promise<string>;
  withRecord: <T>(work: (store: Store, key: SigningKey | undefined) => Promise<T>) => Promise<T>;
};

/** As many as anybody reads: what more is found is counted. */
const MOST_TOLD = 200;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runVerify(args: string[], { out, read, withRecord }: VerifyIo): Promise<number> {
  const { help, against, key: former = [] } = options(args);
  if (help) {
    out(verifyHelp);
    return 0;
  }
  for (const each of former)
    if (!/^[\w-]{43}$/u.test(each))
      throw new UsageError(`--key "${each}" is no public key: it has 43 letters and digits`);
  const kept = against === undefined ? undefined : await keptIn(against, read);
  return withRecord((store, key) =>
    store.transaction(async (tx) => {
      const findings: AnyFinding[] = [];
      let more = 0;
      const found = (finding: AnyFinding) => {
        if (findings.length < MOST_TOLD) findings.push(finding);
        else more += 1;
      };
      const verified = await verifyChains(tx.chain, found);
      const checkpoints = await verifyCheckpoints(tx.chain, { key: key?.public, kept, former }, found);
      const names = await namesFor(tx, findings);
      for (const finding of findings) out(sayAnyFinding(finding, names));
      if (more > 0) out(`… and ${more} more.`);
      if (!verified.isComplete)
        out('Some of what is older than the chain is not under it yet: a desk that runs sees to it, bit by bit.');
      const looked = `${count(verified.links, 'entry', 'entries')} on ${count(verified.chains, 'record')}, ${count(checkpoints.count, 'checkpoint')}`;
      if (findings.length > 0) out(`\n${looked}: ${count(findings.length + more, 'finding')}.`);
      else out(`${looked}: all as they were written.`);
      out(saySince(checkpoints.last));
      return findings.length === 0 ? 0 : 1;
    }),
  );
}

/** What a checkpoint does not know yet could have been cut off without a trace. */
const saySince = (last: SignedCheckpoint | undefined): string =>
  last
    ? `What was written since checkpoint ${last.number} (${last.at.slice(0, 16).replace('T', ' ')} UTC) is known to its own chain alone.`
    : 'There is no checkpoint yet, so whether the end of a record was cut off cannot be seen.';

async function keptIn(file: string, read: VerifyIo['read']): Promise<Kept> {
  let text: string;
  try {
    text = await read(file);
  } catch {
    throw new UsageError(`${file} cannot be read`);
  }
  const kept = readKept(text);
  if (!kept)
    throw new UsageError(
      `${file} has no checkpoint: its number and its root, as a digest or the command checkpoint says them`,
    );
  return kept;
}

async function namesFor(tx: Tx, findings: readonly AnyFinding[]): Promise<Names> {
  const people = await tx.people.named([...new Set(namedIn(findings))]);
  const offices = await tx.offices.all();
  return {
    person: (id) => people.get(id)?.name ?? `person ${id}`,
    office: (id) => offices.find((office) => office.id === id)?.name ?? `${id}`,
  };
}

function options(args: string[]): { help?: boolean; against?: string; key?: string[] } {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h' },
        against: { type: 'string' },
        key: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
