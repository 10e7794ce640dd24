/** `npm run desk -- records`: what is due to be destroyed, what is held, and doing either. */

import { parseArgs } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import type { Office } from '../offices/office.ts';
import { saySeries } from '../offices/recordChanges.ts';
import { countRecords, recordName } from '../offices/recordKinds.ts';
import { kindOf } from '../offices/recordRules.ts';
import { confirmDestruction, destroyNext, keepingOf } from '../retention/destroy.ts';
import { type HoldKind, holdKinds } from '../retention/hold.ts';
import { liftHold, readHold, setHold } from '../retention/holding.ts';
import { mayDestroy } from '../retention/keepers.ts';
import type { Store, Tx } from '../store.ts';
import type { ChangingIo } from './changingIo.ts';
import { UsageError } from './dueOptions.ts';
import { needed, whoMay } from './recordsActor.ts';
import { theOffice } from './theOffice.ts';

const recordsHelp = `How long records are kept: what is due to be destroyed, and what is held.

  npm run -s desk -- records                               what is due of each series, and the holds that stand
  npm run -s desk -- records due contracts                 one by one, with the hold that keeps it
  npm run -s desk -- records destroy letters --by EMAIL --reason "Schedule applied for 2026"
                                                           shows what is due, asks, and destroys what was written
  npm run -s desk -- records hold --agency DOT --by EMAIL --reason "Doe v. State"
                                                           or --request R-1042, --person EMAIL, --words "road salt"
  npm run -s desk -- records lift 3 --by EMAIL --reason "The case was closed"

  --office CODE      which office, where there are several
  --by EMAIL         who does it: the records officer, or an administrator (who destroys only where no officer is named)
  --receipt TEXT     of series that go to the archives first: what these have confirmed
  --yes              do not ask

Series stand in office.yaml, under records. A hold stops destruction, whatever is due. What was written goes everywhere in
the database; that it was written, when and by whom stays, with “destroyed under …” and its hash, so that “verify” holds.
Backups keep it until they are thrown away.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 done, 1 not done, 2 the command line is wrong`;

type Io = Omit<ChangingIo, 'progress'>;
type Values = ReturnType<typeof parse>['values'];

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runRecords(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args);
  const [what, given, ...more] = positionals;
  if (values.help) {
    io.out(recordsHelp);
    return 0;
  }
  if (more.length > 0) throw new UsageError(`what is "${more[0]}"?`);
  switch (what) {
    case undefined:
      return inOffice(io, values, (tx, office) => show(tx, office, io));
    case 'due':
      if (given === undefined) throw new UsageError('name the series, by its code');
      return inOffice(io, values, (tx, office) => listDue(tx, office, given, io));
    case 'destroy':
      if (given === undefined) throw new UsageError('name the series, by its code');
      return destroy(given, values, io);
    case 'hold':
      return inOffice(io, values, (tx, office) => hold(tx, office, values, io));
    case 'lift':
      if (given === undefined || !/^\d{1,9}$/u.test(given)) throw new UsageError('name the hold, by its number');
      return inOffice(io, values, (tx, office) => lift(tx, office, Number(given), values, io));
    default:
      throw new UsageError(`records can due, destroy, hold or lift; what is "${what}"?`);
  }
}

const inOffice = (io: Io, { office }: Values, work: (tx: Tx, office: Office) => Promise<number>): Promise<number> =>
  io.withStore((store) =>
    store.transaction(async (tx) => {
      const found = await theOffice(tx, office, io);
      return found ? work(tx, found) : 1;
    }),
  );

async function show(tx: Tx, office: Office, io: Io): Promise<number> {
  const kept = await keepingOf(tx, office, io.now());
  io.out(office.name);
  for (const series of office.records?.series ?? []) io.out(`  ${series.code}: ${saySeries(series)}`);
  if (!kept) io.out('  Its file names no series: everything is kept.');
  for (const { series, due, held } of kept ? await tx.retention.counts(kept.keeping, kept.today) : [])
    io.out(`  Due: ${countRecords(kindOf(series), due)} of ${series.code}${held > 0 ? `, ${held} of them held` : ''}`);
  for (const each of await tx.retention.holds(office.id))
    io.out(`  Hold ${each.id}: ${each.of.kind} ${each.says}, by ${each.by} on ${day(each.setAt)}: ${each.reason}`);
  return 0;
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
const PAGE = 500;

async function listDue(tx: Tx, office: Office, code: string, io: Io): Promise<number> {
  const kept = await keepingOf(tx, office, io.now());
  const series = findSeries(office, code, io);
  if (!kept || !series) return 1;
  for (let after = 0; ; ) {
    const rows = await tx.retention.due(kept.keeping, code, kept.today, after, PAGE);
    for (const { id, title, agency, since, heldBy } of rows)
      io.out(
        `${recordName(kindOf(series), id)}  ${day(since)}  ${agency ?? '-'}  ${title}${heldBy === null ? '' : `  (stays: hold ${heldBy})`}`,
      );
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return 0;
    after = last.id;
  }
}

function findSeries(office: Office, code: string, io: Io) {
  const found = office.records?.series.find((each) => each.code === code);
  const codes = office.records?.series.map((each) => each.code).join(', ');
  if (!found) io.err(`${office.name} has no series “${code}”${codes ? `; there are ${codes}` : ''}.`);
  return found;
}

async function destroy(code: string, values: Values, io: Io): Promise<number> {
  const reason = needed(values.reason, 'say why, with --reason: it goes on record');
  return io.withStore(async (store) => {
    const shown = await store.transaction(async (tx) => {
      const office = await theOffice(tx, values.office, io);
      const series = office && findSeries(office, code, io);
      const kept = office && (await keepingOf(tx, office, io.now()));
      if (!office || !series || !kept) return undefined;
      const actor = await whoMay(tx, office, values.by, io, mayDestroy);
      if (!actor) return undefined;
      if (series.disposition === 'archive' && !values.receipt?.trim()) {
        io.err('These go to the archives first: say what they have confirmed, with --receipt.');
        return undefined;
      }
      const counts = await tx.retention.counts(kept.keeping, kept.today);
      const { due, held } = counts.find((each) => each.series.code === code) ?? { due: 0, held: 0 };
      return { series, actor, going: due - held, held, ...kept };
    });
    if (!shown) return 1;
    const { series, actor, going, held, keeping, today } = shown;
    io.out(`${series.name}: ${countRecords(kindOf(series), going)} due${held > 0 ? `, and ${held} more held` : ''}.`);
    if (going === 0) return 0;
    if (
      !values.yes &&
      !(await io.ask?.(`Destroy what was written in ${countRecords(kindOf(series), going)}? [y/N] `))
    ) {
      io.err(
        io.ask
          ? 'Nothing was destroyed.'
          : 'Nothing was destroyed: nobody is here to be asked. In a script, add --yes.',
      );
      return 1;
    }
    const confirmed = { series, day: today, reason, receipt: values.receipt?.trim() || null };
    const by = { personId: actor.person.id, at: io.now() };
    await store.transaction((tx) => confirmDestruction(tx, keeping, confirmed, by));
    return finish(store, io);
  });
}

/** All that is confirmed and not done yet: a desk that runs does the same. */
async function finish(store: Store, io: Io): Promise<number> {
  for (const { id } of await store.transaction((tx) => tx.retention.unfinished())) {
    for (;;) {
      const { ended, open } = await store.transaction((tx) => destroyNext(tx, id, io.now()));
      if (ended)
        io.out(
          `${countRecords(kindOf(ended.series), ended.destroyed)} of “${ended.series.name}” destroyed under ${ended.series.authority}.${ended.kept > 0 ? ` ${ended.kept} stayed: held, or not due anymore.` : ''}`,
        );
      if (!open) break;
    }
  }
  return 0;
}

async function hold(tx: Tx, office: Office, values: Values, io: Io): Promise<number> {
  const kinds = holdKinds.filter((kind) => values[kind] !== undefined);
  const [kind, another] = kinds;
  if (kind === undefined || another !== undefined)
    throw new UsageError('say what is held, with one of --request, --agency, --person or --words');
  const reason = needed(values.reason, 'say why, with --reason: it goes on record');
  const actor = await whoMay(tx, office, values.by, io);
  if (!actor) return 1;
  const read = await readHold(tx, office, kind satisfies HoldKind, values[kind] ?? '');
  if ('problem' in read) {
    io.err(read.problem);
    return 1;
  }
  const set = await setHold(tx, office.id, read.of, reason, { personId: actor.person.id, at: io.now() });
  const held = await tx.retention.heldCount(office.id, read.of);
  io.out(`Hold ${set.id} stands: ${kind} ${set.says}, ${count(held, 'request')} by now.`);
  return 0;
}

async function lift(tx: Tx, office: Office, id: number, values: Values, io: Io): Promise<number> {
  const reason = needed(values.reason, 'say why, with --reason: it goes on record');
  const actor = await whoMay(tx, office, values.by, io);
  if (!actor) return 1;
  const found = await tx.retention.hold(id);
  if (found?.officeId !== office.id || found.liftedAt) {
    io.err(`${office.name} has no hold ${id} that stands.`);
    return 1;
  }
  await liftHold(tx, found, reason, { personId: actor.person.id, at: io.now() });
  io.out(`Hold ${id} is lifted: ${found.of.kind} ${found.says}.`);
  return 0;
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        ...{ office: text, by: text, reason: text, receipt: text },
        ...{ request: text, agency: text, person: text, words: text },
        ...{ yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
