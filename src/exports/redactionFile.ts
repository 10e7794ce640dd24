import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { readRecordName } from '../offices/recordKinds.ts';

/** What is withheld from a redacted copy, with why and under which exemption; or an attachment that somebody has looked at. */
export type Rule =
  | ({ kind: 'words' | 'person' | 'message' | 'request' | 'record'; of: string } & Why)
  /** The id of a file: it goes out as it came. */
  | { kind: 'release'; of: string };
type Why = { reason: string; exemption: string };

const named = ['words', 'person', 'message', 'request', 'record'] as const;
const text = z.coerce.string().trim().min(1).max(1000);
const entry = z.strictObject({
  words: text.optional(),
  person: text.optional(),
  message: text.optional(),
  request: text.optional(),
  record: text.optional(),
  release: text.optional(),
  reason: text.optional(),
  exemption: text.optional(),
});

/** Reads a YAML list or a CSV file with these columns. Every entry that cannot be meant is told, by its number. */
export function readRedactions(file: string, content: string): { rules: Rule[] } | { problems: string[] } {
  let entries: unknown;
  try {
    entries = /\.csv$/iu.test(file) ? readCsv(content) : parseYaml(content);
  } catch {
    return { problems: [`${file} cannot be read: it is neither a YAML list nor a CSV file`] };
  }
  if (!Array.isArray(entries) || entries.length === 0)
    return { problems: [`${file} names nothing; write entries such as “- words: 555-12-3456”`] };
  const rules: Rule[] = [];
  const problems: string[] = [];
  for (const [n, each] of entries.entries()) {
    const where = `${file}, entry ${n + 1}`;
    const read = readEntry(each);
    if (typeof read === 'string') problems.push(`${where}: ${read}`);
    else rules.push(read);
  }
  return problems.length > 0 ? { problems } : { rules };
}

function readEntry(given: unknown): Rule | string {
  const read = entry.safeParse(given);
  if (!read.success)
    return 'has words, person, message, request, record or release, and reason and exemption; nothing else can be meant';
  const { reason, exemption, release, ...what } = read.data;
  const kinds = named.filter((kind) => what[kind] !== undefined);
  const [kind, another] = kinds;
  if (another !== undefined || (kind !== undefined && release !== undefined))
    return 'names two things; make two entries';
  if (release !== undefined)
    return /^\d{1,15}$/u.test(release) ? { kind: 'release', of: release } : 'release is the number of a file';
  const of = kind && what[kind];
  if (kind === undefined || of === undefined)
    return 'says not what is withheld: words, a person, a message, a request or a record';
  if (!reason || !exemption) return 'needs a reason and an exemption: both stand in the withholding log';
  if (kind === 'message' && !/^R-\d+[·.-]\d+$/u.test(of)) return 'message is written as R-1042-7';
  if (kind === 'request' && !/^R-\d+$/u.test(of)) return 'request is written as R-1042';
  if (kind === 'record' && readRecordName(of) === undefined)
    return 'record is written as it is called in the package: Meeting 12';
  if (kind === 'words' && `${reason} ${exemption}`.toLowerCase().includes(of.toLowerCase()))
    return 'says the withheld words in its reason, which stands in the log; say it in other words';
  return { kind, of: kind === 'message' ? of.replace(/[.-](?=\d+$)/u, '·') : of, reason, exemption };
}

const readCsv = (content: string): unknown =>
  (parseCsv(content, { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Record<string, string>[]).map(
    (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')),
  );
