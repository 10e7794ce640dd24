/** `npm run desk -- export`: records as a package to be handed out, whole or without what is withheld. */

import { parseArgs } from 'node:util';
import { choose, redactorOf } from '../exports/choose.ts';
import { beginHandOut, writeHandOut } from '../exports/handOut.ts';
import { pdfMaker } from '../exports/pdf.ts';
import { readRedactions } from '../exports/redactionFile.ts';
import type { Sink } from '../exports/zip.ts';
import { count } from '../offices/coverageWords.ts';
import { readDate } from '../sla/specialDays.ts';
import type { Store } from '../store.ts';
import { UsageError } from './dueOptions.ts';
import { needed, whoMay } from './recordsActor.ts';
import { theOffice } from './theOffice.ts';

const exportHelp = `Records to be handed out: a package with each request and each record of the programme (announcements, meetings, reviews,
training, listening rounds, recommendations, alternate processes, office hours) as HTML, PDF and JSON, their files as they
came, and an index.

  npm run -s desk -- export --agency DOT --from 2026-01-01 --to 2026-03-31 --out records.zip --by EMAIL --reason "Request 26-014"

  --office CODE     which office, where there are several
  --agency CODE     only what this agency asked, and of the programme what it took part in: of what is of several agencies
                    no more than what is theirs, or what every agency was shown
  --from, --to DAY  only that in which something was written from this day to that one, both included
  --person EMAIL    only what they asked, had, answered, wrote or took part in
  --word "WORDS"    only that with these words, as a search finds them
  --own             for the person themselves: with what is kept about them beside requests (person.json), and of everybody
                    else no more than what they are. What they said without their name is left out: nobody may see whose
                    it is
  --redact FILE     a copy without what the file names (YAML or CSV: words, person, message, request or record, each with
                    reason and exemption), with a withholding log. Attachments are left out, but for those that the file releases
                    by their number, which stands in request.json or record.json of the whole package
  --without-pdf     no PDFs: quicker, and smaller
  --by EMAIL        who hands it out: the records officer or an administrator; --reason why. Both go on record

The package is a BagIt bag (RFC 8493): unpacked, “sha256sum -c manifest-sha256.txt” says whether it is whole. What would not
fit into one zip goes into several, records-2.zip and so on, each whole by itself. A desk may run meanwhile.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 done, 1 not done, 2 the command line is wrong`;

export type ExportIo = {
  out: (line: string) => void;
  err: (line: string) => void;
  now: () => Date;
  read: (file: string) => Promise<string>;
  /** Opens a file that is not there yet. */
  sink: (file: string) => Promise<Sink>;
  withStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
};

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runExport(args: string[], io: ExportIo): Promise<number> {
  const values = parse(args);
  if (values.help) {
    io.out(exportHelp);
    return 0;
  }
  const out = needed(values.out, 'say where it goes, with --out and a file such as records.zip');
  const reason = needed(values.reason, 'say why, with --reason: it goes on record');
  const rules = values.redact === undefined ? undefined : readRedactions(values.redact, await io.read(values.redact));
  if (rules && 'problems' in rules) {
    for (const problem of rules.problems) io.err(problem);
    return 1;
  }
  return io.withStore(async (store) => {
    const begun = await store.transaction(async (tx) => {
      const office = await theOffice(tx, values.office, io);
      const actor = office && (await whoMay(tx, office, values.by, io));
      if (!office || !actor) return undefined;
      const chosen = await choose(tx, office, values);
      if ('problems' in chosen) {
        for (const problem of Object.values(chosen.problems)) io.err(problem);
        return undefined;
      }
      const made = rules && (await redactorOf(tx, rules.rules));
      if (made && 'problem' in made) {
        io.err(made.problem);
        return undefined;
      }
      const order = { office, actor, chosen, reason, redactor: made?.redactor, own: values.own };
      return beginHandOut(tx, order, io.now());
    });
    if (!begun) return 1;
    const { office, redactor, requests, records } = begun;
    io.out(`${sayRecords({ requests, records })} of ${office.name}${redactor ? ', without what is withheld' : ''}.`);
    const pdf = values['without-pdf'] ? undefined : await pdfMaker();
    const names: string[] = [];
    const packed = await writeHandOut(store, begun, {
      now: io.now,
      ...(pdf && { pdf }),
      sink(nth) {
        const name = nth === 1 ? out : out.replace(/(?=\.[^./\\]*$)|$/u, `-${nth}`);
        names.push(name);
        return io.sink(name);
      },
      progress: (done) => {
        if (done % 1_000 === 0) io.out(`  ${done} …`);
      },
    });
    const { manifests, files, withheld } = packed;
    io.out(
      `${names.join(', ')}: ${sayRecords(packed)}, ${count(files, 'file')}${redactor ? `, ${withheld} withheld` : ''}.`,
    );
    io.out(`On record, with the SHA-256 of ${manifests.length === 1 ? 'its manifest' : 'their manifests'}:`);
    for (const manifest of manifests) io.out(`  ${manifest}`);
    return 0;
  });
}

/** "2 requests, 1 record of the programme". */
const sayRecords = ({ requests, records }: { requests: number; records: number }): string =>
  [count(requests, 'request'), ...(records === 0 ? [] : [`${count(records, 'record')} of the programme`])].join(', ');

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const day = (value: string | undefined, name: string): void => {
    if (value !== undefined && readDate(value) === undefined)
      throw new UsageError(`--${name} is "${value}", which is no day; write it as 2026-01-31`);
  };
  let values: ReturnType<typeof read>;
  const read = () =>
    parseArgs({
      args,
      options: {
        ...{ office: text, agency: text, from: text, to: text, person: text, word: text, redact: text },
        ...{ out: text, by: text, reason: text },
        ...{ 'without-pdf': { type: 'boolean' }, own: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      },
    }).values;
  try {
    values = read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.own && values.person === undefined) throw new UsageError('say whose, with --person EMAIL');
  day(values.from, 'from');
  day(values.to, 'to');
  return values;
}
