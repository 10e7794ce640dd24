/** `npm run desk -- verify`: whether anybody but the desk has touched the record, and what of it. */
import { parseArgs } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import type { Unlinked } from '../records/chainStore.ts';
import { type Names, namedIn, sayFinding } from '../records/findingWords.ts';
import { verifyChains } from '../records/verify.ts';
import type { Finding } from '../records/walk.ts';
import type { Store, Tx } from '../store.ts';
import { UsageError } from './dueOptions.ts';

const verifyHelp = `Is the record as the desk has written it?

  npm run -s desk -- verify

Everything that happens, and every wording of every message, is a link in the chain of its request, office or person:
each holds a hash of what was written and of the link before it. This reads all of them and names what was changed,
deleted, put in or moved since: which record, which entry, what and when. What was destroyed under an authority that
stands on the record is no finding. Nothing is changed; on PostgreSQL desks may run meanwhile.

Whoever can write to the database past its triggers, and knows how, can write a whole chain anew.

Exit code: 0 the record is as it was written; 1 it is not; 2 the command line is wrong`;

export type VerifyIo = {
  out: (line: string) => void;
  withStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
};

/** As many as anybody reads: what more is found is counted. */
const MOST_TOLD = 200;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runVerify(args: string[], { out, withStore }: VerifyIo): Promise<number> {
  if (read(args).help) {
    out(verifyHelp);
    return 0;
  }
  return withStore((store) =>
    store.transaction(async (tx) => {
      const findings: (Finding | Unlinked)[] = [];
      let more = 0;
      const verified = await verifyChains(tx.chain, (finding) => {
        if (findings.length < MOST_TOLD) findings.push(finding);
        else more += 1;
      });
      const names = await namesFor(tx, findings);
      for (const finding of findings) out(sayFinding(finding, names));
      if (more > 0) out(`… and ${more} more.`);
      if (!verified.isComplete)
        out('Some of what is older than the chain is not under it yet: a desk that runs sees to it, bit by bit.');
      const looked = `${count(verified.links, 'entry', 'entries')} on ${count(verified.chains, 'record')}`;
      if (findings.length === 0) out(`${looked}: all as they were written.`);
      else out(`\n${looked}, and ${count(findings.length + more, 'finding')}.`);
      return findings.length === 0 ? 0 : 1;
    }),
  );
}

async function namesFor(tx: Tx, findings: readonly (Finding | Unlinked)[]): Promise<Names> {
  const people = await tx.people.named([...new Set(namedIn(findings))]);
  const offices = await tx.offices.all();
  return {
    person: (id) => people.get(id)?.name ?? `person ${id}`,
    office: (id) => offices.find((office) => office.id === id)?.name ?? `${id}`,
  };
}

function read(args: string[]): { help: boolean } {
  try {
    const { values } = parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } });
    return { help: values.help ?? false };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
