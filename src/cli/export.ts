/** `npm run desk -- export`: requests as a package to be handed out, whole or without what is withheld. */

import { parseArgs } from 'node:util';
import { ownView } from '../exports/own.ts';
import { writePackage } from '../exports/package.ts';
import { pdfMaker } from '../exports/pdf.ts';
import { createRedactor, type Redactor } from '../exports/redact.ts';
import { readRedactions } from '../exports/redactionFile.ts';
import type { SaidSelection, Selection } from '../exports/selection.ts';
import type { Sink } from '../exports/zip.ts';
import { count } from '../offices/coverageWords.ts';
import type { Office } from '../offices/office.ts';
import type { Person } from '../people/person.ts';
import { readDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';
import type { Store, Tx } from '../store.ts';
import { UsageError } from './dueOptions.ts';
import { needed, whoMay } from './recordsActor.ts';
import { theOffice } from './theOffice.ts';

const exportHelp = `Records to be handed out: a package with each request as HTML, PDF and JSON, its files as they came, and an index.

  npm run -s desk -- export --agency DOT --from 2026-01-01 --to 2026-03-31 --out records.zip --by EMAIL --reason "Request 26-014"

  --office CODE     which office, where there are several
  --agency CODE     only what this agency asked
  --from, --to DAY  only requests in which something was written from this day to that one, both included
  --person EMAIL    only what they asked, had, answered or wrote
  --word "WORDS"    only requests with these words, as a search finds them
  --own             for the person themselves: with what is kept about them beside requests (person.json), and of everybody
                    else no more than what they are. What they said without their name is left out: nobody may see whose
                    it is
  --redact FILE     a copy without what the file names (YAML or CSV: words, person, message or request, each with reason
                    and exemption), with a withholding log. Attachments are left out, but for those that the file releases
                    by their number, which stands in request.json of the whole package
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
      const chosen = office && actor && (await selectionOf(tx, office, values, io));
      if (!office || !actor || !chosen) return undefined;
      const redactor = rules && (await redactorOf(tx, rules.rules, io));
      if (rules && !redactor) return undefined;
      const requests = await tx.exports.count(chosen.selection);
      const of = chosen.said.map(({ label, value }) => `${label}: ${value}`).join('; ') || 'everything';
      await tx.records.add({ kind: 'office', id: office.id }, office.id, [
        {
          ...{ kind: 'export begun', at: io.now(), actorId: actor.person.id },
          data: { of, requests, reason, redacted: redactor !== undefined, ...(values.own && { own: true }) },
        },
      ]);
      const kept = values.own && chosen.person && (await tx.exports.person(chosen.person.id, office.id));
      return { office, actor, redactor, requests, of, kept, ...chosen };
    });
    if (!begun) return 1;
    const { office, actor, redactor, requests, of, selection, said, person, kept } = begun;
    io.out(`${count(requests, 'request')} of ${office.name}${redactor ? ', without what is withheld' : ''}.`);
    const pdf = values['without-pdf'] ? undefined : await pdfMaker();
    const names: string[] = [];
    const packed = await writePackage(store, {
      ...{ selection, said, office: office.name, now: io.now() },
      ...(pdf && { pdf }),
      ...(redactor && { redactor }),
      ...(kept && person && { view: ownView(person), beside: { 'person.json': `${JSON.stringify(kept, null, 1)}\n` } }),
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
    await store.transaction((tx) =>
      tx.records.add({ kind: 'office', id: office.id }, office.id, [
        {
          ...{ kind: 'records exported', at: io.now(), actorId: actor.person.id },
          data: { of, requests: packed.requests, files, withheld, manifests, reason },
        },
      ]),
    );
    io.out(
      `${names.join(', ')}: ${count(packed.requests, 'request')}, ${count(files, 'file')}${redactor ? `, ${withheld} withheld` : ''}.`,
    );
    io.out(`On record, with the SHA-256 of ${manifests.length === 1 ? 'its manifest' : 'their manifests'}:`);
    for (const manifest of manifests) io.out(`  ${manifest}`);
    return 0;
  });
}

type Values = ReturnType<typeof parse>;
type Chosen = { selection: Selection; said: SaidSelection; person: Person | undefined };

async function selectionOf(tx: Tx, office: Office, values: Values, io: ExportIo): Promise<Chosen | undefined> {
  const { calendar } = await tx.offices.rules(office);
  const midnight = (day: string, later: number): Date =>
    new Date(instantOf(calendar.zone, Date.parse(day) + later * 86_400_000));
  const { agency: code, person: email, word, from, to } = values;
  const agency =
    code === undefined
      ? undefined
      : (await tx.people.agencies([office.id])).find((each) => each.code === code.toUpperCase());
  const person = email === undefined ? undefined : await tx.retention.personNamed(email);
  if (code !== undefined && !agency) io.err(`${office.name} serves no agency ${code}.`);
  else if (email !== undefined && !person) io.err(`The desk knows nobody with the e-mail ${email}.`);
  else if (word !== undefined && !(await tx.retention.isSearchable(word)))
    io.err(`“${word}” has no word that a search finds.`);
  else
    return {
      person,
      selection: {
        officeId: office.id,
        ...(agency && { agencyId: agency.id }),
        ...(person && { personId: person.id }),
        ...(word !== undefined && { words: word }),
        ...(from !== undefined && { from: midnight(from, 0) }),
        ...(to !== undefined && { before: midnight(to, 1) }),
      },
      said: [
        ...(agency ? [{ label: 'agency', value: agency.name }] : []),
        ...(person ? [{ label: 'person', value: person.email ?? person.name }] : []),
        ...(word === undefined ? [] : [{ label: 'words', value: word }]),
        ...(from === undefined ? [] : [{ label: 'from', value: from }]),
        ...(to === undefined ? [] : [{ label: 'to', value: to }]),
      ],
    };
  return undefined;
}

async function redactorOf(
  tx: Tx,
  rules: Parameters<typeof createRedactor>[0],
  io: ExportIo,
): Promise<Redactor | undefined> {
  const people = new Map<string, { name: string; email: string | null }>();
  for (const rule of rules) {
    if (rule.kind !== 'person') continue;
    const person = await tx.retention.personNamed(rule.of);
    if (!person) {
      io.err(`The desk knows nobody with the e-mail ${rule.of}, who is to be withheld.`);
      return undefined;
    }
    people.set(rule.of.toLowerCase(), person);
  }
  return createRedactor(rules, people);
}

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
