/** `npm run desk -- forget`: a departed person's name, address and accounts go; a pseudonym stands where they stood. */

import { parseArgs } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import { forgetPerson, pseudonymFor, whatStops } from '../retention/forget.ts';
import type { ChangingIo } from './changingIo.ts';
import { UsageError } from './dueOptions.ts';
import { needed, whoMay } from './recordsActor.ts';
import { theOffice } from './theOffice.ts';

const forgetHelp = `Where the law asks that somebody who has left be forgotten: who they were goes, and “Former colleague 7f3a” stands in their place.

  npm run -s desk -- forget lee.park@state.example --by EMAIL --reason "Request for erasure 26-3"

  --office CODE   whose records officer or administrator --by is, where there are several offices
  --by EMAIL      who does it: the records officer, or an administrator; --reason why. Both go on record
  --yes           do not ask

What goes: name, e-mail, time zone, chat accounts, sessions and linked accounts; the name in what the desk has sent, and the
content of entries of the record that the desk wrote it into (who was assigned, why something was handed over), with a line
that says so, so that “verify” holds. What stays: that it was one person, with all that they did and when; and what people
wrote, titles and messages, as they wrote it: also where the name stands in it. That goes at the end of its own schedule.

Not while they are in an office's roster, wait for or hold open requests, or a legal hold keeps something of theirs. Chats,
the office's own files, logs and backups are not the desk's to change. It cannot be taken back.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 done, 1 not done, 2 the command line is wrong`;

type Io = Omit<ChangingIo, 'progress'>;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runForget(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    io.out(forgetHelp);
    return 0;
  }
  const [email, more] = positionals;
  if (email === undefined) throw new UsageError('say who, by their e-mail address');
  if (more !== undefined) throw new UsageError(`what is "${more}"?`);
  const reason = needed(values.reason, 'say why, with --reason: it goes on record');
  return io.withStore(async (store) => {
    const found = await store.transaction(async (tx) => {
      const office = await theOffice(tx, values.office, io);
      const actor = office && (await whoMay(tx, office, values.by, io));
      const person = actor && (await tx.retention.personNamed(email));
      if (!actor) return undefined;
      if (!person) {
        io.err(`The desk knows nobody with the e-mail ${email}.`);
        return undefined;
      }
      const stopped = await whatStops(tx, person);
      if (stopped !== undefined) {
        io.err(stopped);
        return undefined;
      }
      const entries = (await tx.forgetting.namedIn(person)).length;
      return { person, by: actor.person.id, entries };
    });
    if (!found) return 1;
    const { person, by, entries } = found;
    io.out(
      `${person.name} (${email}): name, e-mail and accounts go, and the content of ${entries === 1 ? '1 entry' : `${entries} entries`} of the record that the desk wrote them into. It cannot be taken back.`,
    );
    if (!values.yes && !io.ask) {
      io.err('Nothing was changed: nobody is here to be asked. In a script, add --yes.');
      return 1;
    }
    if (!values.yes && !(await io.ask?.('Forget them? [y/N] '))) {
      io.out('Nothing was changed.');
      return 1;
    }
    const done = await store.transaction(async (tx) => {
      // Meanwhile somebody may have set a hold, or taken them back into a roster.
      const stopped = await whatStops(tx, person);
      if (stopped !== undefined) return { stopped };
      const pseudonym = await pseudonymFor(tx);
      const gone = await forgetPerson(tx, person, { pseudonym, reason, by, at: io.now() });
      return { pseudonym, gone };
    });
    if ('stopped' in done) {
      io.err(`${done.stopped} Nothing was changed.`);
      return 1;
    }
    io.out(
      `Done: they are ${done.pseudonym} now, and ${count(done.gone, 'entry', 'entries')} of the record say no more.`,
    );
    return 0;
  });
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { office: text, by: text, reason: text, yes: flag, help: { ...flag, short: 'h' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
