/** `npm run desk -- import`: brings an office's files into the database, after showing what that changes. */

import { isDeepStrictEqual } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import { agreedOf, applyImport, type ImportChoices, type ImportDuties, planImport } from '../offices/importOffice.ts';
import { byCommand } from '../offices/importWays.ts';
import { readOffice } from '../offices/officeFile.ts';
import { sayProblem } from '../offices/problem.ts';
import { sayImport } from '../offices/sayImport.ts';
import type { OfficeSetup } from '../offices/setup.ts';
import { sameEmail } from '../people/person.ts';
import type { Store } from '../store.ts';
import type { ChangingIo } from './changingIo.ts';
import { readFileAndOptions } from './commandLine.ts';
import { countToFollow, follow } from './following.ts';

const importHelp = `Brings an office's files into the desk's database. Shows what changes, asks, and does it all at once or not at all.

  npm run -s desk -- import offices/sample/office.yaml

The database is that of DATABASE_URL (PostgreSQL), else the embedded one in DATA_DIR. The embedded one can be used by one
process at a time: stop the desk first.

  --yes                   do not ask
  --hand-over-to EMAIL    who takes the open requests of those who are no longer liaisons
  --open-too              changed promises (targets, agreements) hold for open requests too
  --keep-promises         a changed calendar holds for new requests only; open ones keep the time they were promised

People are known by their e-mail; the column formerly says what it was before. Agencies and people are known once, however
many offices list them. Nobody is deleted: who is in no office anymore becomes inactive. What was said or agreed in chat
is left alone, and so is what another office's files say.

Open requests follow a changed calendar, and with --open-too changed promises, afterwards, the earliest due first. If that is broken off, the running desk or the
next import goes on with it.

Exit code: 0 done or nothing to change, 1 not done, 2 the command line is wrong`;

export type ImportIo = ChangingIo & { duties: ImportDuties };

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runImport(args: string[], io: ImportIo): Promise<number> {
  const { file, options, help } = readFileAndOptions(args, {
    yes: 'flag',
    'hand-over-to': 'text',
    'keep-promises': 'flag',
    'open-too': 'flag',
  });
  if (help) {
    io.out(importHelp);
    return 0;
  }
  const handOverTo = options['hand-over-to'];
  const choices: ImportChoices = {
    ...(handOverTo !== undefined && { handOverTo: sameEmail(handOverTo) }),
    keepPromises: options['keep-promises'] ?? false,
    openToo: options['open-too'] ?? false,
  };
  const { office, problems } = await readOffice(file);
  for (const problem of problems) io.err(sayProblem(problem));
  if (!office) {
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    io.err(`\n${count(errors, 'error')} to mend. Nothing was changed.`);
    return 1;
  }
  return io.withStore((store) => showAskApply(store, office, choices, options.yes ?? false, io));
}

async function showAskApply(
  store: Store,
  office: OfficeSetup,
  choices: ImportChoices,
  yes: boolean,
  io: ImportIo,
): Promise<number> {
  const left = await countToFollow(store);
  if (left > 0) {
    io.out(
      `An import before this one left ${count(left, 'open request')} behind a new calendar. They follow it first.`,
    );
    await follow(store, io);
  }
  const plan = await store.transaction((tx) => planImport(tx, office, io.now()));
  const { findings, isUsable, doubts, obstacles, isNothing, lines } = sayImport(plan, choices, byCommand, io.now());
  for (const line of findings) io.err(line);
  if (!isUsable) return 1;
  for (const line of doubts) io.err(line);
  if (isNothing) {
    io.out('Nothing to change.');
    return 0;
  }
  for (const line of lines) io.out(line);
  if (obstacles.length > 0) {
    for (const line of obstacles) io.err(line);
    io.err('Nothing was changed.');
    return 1;
  }
  if (!yes && !io.ask) {
    io.err('Nothing was changed: nobody is here to be asked. In a script, add --yes.');
    return 1;
  }
  if (!yes && !(await io.ask?.('Apply this? [y/N] '))) {
    io.out('Nothing was changed.');
    return 1;
  }
  const done = await store.transaction(async (tx) => {
    const now = io.now();
    const current = await planImport(tx, office, now);
    if (!yes && !isDeepStrictEqual(agreedOf(current), agreedOf(plan))) return false;
    await applyImport(tx, current, choices, now, io.duties);
    return true;
  });
  if (!done) {
    io.err(
      'Nothing was changed: meanwhile the desk has other requests or people. Run it again to see what is different now.',
    );
    return 1;
  }
  await follow(store, io);
  io.out('Done.');
  return 0;
}
