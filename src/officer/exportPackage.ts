import { choose, redactorOf } from '../exports/choose.ts';
import { type Begun, beginHandOut, writeHandOut } from '../exports/handOut.ts';
import { pdfMaker } from '../exports/pdf.ts';
import type { Redactor } from '../exports/redact.ts';
import { readRedactions } from '../exports/redactionFile.ts';
import { filled } from '../feature/answer.ts';
import type { Taking } from '../feature/taking.ts';
import type { Office } from '../offices/office.ts';
import type { Unordered } from '../page/taken.ts';
import { type Actor, staffRoles, worksAs } from '../people/person.ts';
import { officesWithRecordsOf } from '../retention/keepers.ts';
import type { Tx } from '../store.ts';
import { exportForm } from './exportForm.ts';

/** The package that the form of the page orders: written as it is read, into the answer itself. */
export const recordsPackage: Taking = {
  path: 'records',
  isFor: (actor) => worksAs(actor, ...staffRoles),
  async give({ store, actor, rest, values, now }) {
    if (!values) return undefined;
    const begun = await store.transaction((tx) => order(tx, { actor, rest, values }, now()));
    if (!begun || 'errors' in begun) return begun;
    const { office } = begun;
    return {
      ...{ name: `records-${office.code}-${now().toISOString().slice(0, 10)}.zip`, type: 'application/zip' },
      async content(sink) {
        const pdf = values.with?.split(',').includes('pdf') ? await pdfMaker() : undefined;
        await writeHandOut(store, begun, {
          now,
          ...(pdf && { pdf }),
          sink: async (nth) => (nth === 1 ? sink : another()),
        });
      },
    };
  },
};

function another(): never {
  throw new Error('a download is one package, and this would take several');
}

/** One zip is one answer: what would go into several is left to the command line. */
const MOST_FILES = 50_000;
const MOST_BYTES = 2_000_000_000;
/** What the desk makes of each record. */
const PARTS = 3;

type Ordered = { actor: Actor; rest: string; values: Record<string, string> };

async function order(tx: Tx, { actor, rest, values }: Ordered, now: Date): Promise<Begun | Unordered | undefined> {
  const office = (await officesWithRecordsOf(tx, actor)).find(({ id }) => String(id) === rest);
  if (!office) return undefined;
  const form = exportForm(await tx.people.agencies([office.id]));
  const [reason, agency, from, to, person, word] = ['reason', 'agency', 'from', 'to', 'person', 'word'].map((name) =>
    filled(values, name),
  );
  const chosen = await choose(tx, office, { agency, from, to, person, word });
  const withheld = await withheldBy(tx, filled(values, 'redact'));
  const errors: Record<string, string> = {
    ...(reason === undefined && { reason: 'Say why: it stays on the record.' }),
    ...('problems' in chosen && chosen.problems),
    ...('problem' in withheld && { redact: withheld.problem }),
  };
  if (reason === undefined || 'problems' in chosen || 'problem' in withheld) return { form, errors };
  const tooMuch = await tooMuchOf(tx, office, chosen.selection);
  if (tooMuch !== undefined) return { form, errors: { from: tooMuch } };
  return beginHandOut(tx, { office, actor, chosen, reason, redactor: withheld.redactor }, now);
}

async function withheldBy(
  tx: Tx,
  written: string | undefined,
): Promise<{ redactor: Redactor | undefined } | { problem: string }> {
  if (written === undefined) return { redactor: undefined };
  const read = readRedactions('What is withheld', written);
  return 'problems' in read ? { problem: `${read.problems.join('. ')}.` } : redactorOf(tx, read.rules);
}

async function tooMuchOf(
  tx: Tx,
  { code }: Office,
  selection: Parameters<Tx['exports']['count']>[0],
): Promise<string | undefined> {
  const { exports } = tx;
  const records = (await exports.count(selection)) + (await exports.records.count(selection));
  if (records === 0) return 'No record is of this kind: choose other days, or less.';
  const [ofRequests, ofOthers] = [await exports.weight(selection), await exports.records.weight(selection)];
  const files = ofRequests.files + ofOthers.files;
  if (records * PARTS + files <= MOST_FILES && ofRequests.bytes + ofOthers.bytes <= MOST_BYTES) return undefined;
  return `${records.toLocaleString('en-US')} records with ${files.toLocaleString('en-US')} files are too much for one download. Choose fewer, or let whoever runs the desk write them: desk export --office ${code}.`;
}
