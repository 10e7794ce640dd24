import { subjectOf } from '../requests/request.ts';
import type { ExportedFile, ExportedRequest, Who } from './exported.ts';
import type { ExportedRecord } from './exportedRecord.ts';
import type { Rule } from './redactionFile.ts';

/**
 * A copy made from the data without what is withheld: nothing is blackened, so there is nothing below. The withheld is
 * looked for in every text of a request or a record, its title, its story and its names too, whatever its case and spaces.
 */

/** A row of the withholding log. */
export type Withheld = {
  /** "R-1042", "Meeting 12". */
  record: string;
  message: string;
  at: string;
  author: string;
  to: string;
  what: string;
  times: number;
  exemption: string;
  reason: string;
};

export type Redactor = {
  request(it: ExportedRequest): { it: ExportedRequest; log: Withheld[] };
  record(it: ExportedRecord): { it: ExportedRecord; log: Withheld[] };
  /** The same for words about the package as a whole. */
  text(text: string): string;
  /** The same for what is kept of a person beside requests. */
  kept<T>(rows: T): { kept: T; log: Withheld[] };
  /** Why a file that goes along beside requests is left out; undefined: somebody has released it. */
  withholds(file: number): Withheld | undefined;
  /** Whether something that is withheld stands in it. */
  tells(text: string): boolean;
};

type Pattern = { find: RegExp; by: string; rule: Extract<Rule, { reason: string }> };
const ATTACHMENT = { exemption: 'not reviewed', reason: 'Attachments are left out until somebody has looked at them' };

/** Shorter ones stand in much that has nothing to do with a withheld message. */
const TELLING = 30;

/** `people`: those whom rules name, by their e-mail. `said`: the wordings of messages that they name. */
export function createRedactor(
  rules: readonly Rule[],
  people: ReadonlyMap<string, Pick<Who, 'name' | 'email'>>,
  said: ReadonlyMap<string, readonly string[]> = new Map(),
): Redactor {
  const always = rules.flatMap((rule) => patternsOf(rule, people, said));
  const released = new Set(rules.flatMap((rule) => (rule.kind === 'release' ? [Number(rule.of)] : [])));
  const withheldWhole = new Map(rules.flatMap((rule) => (rule.kind === 'request' ? [[rule.of, rule]] : [])));
  const withheldRecords = new Map(
    rules.flatMap((rule) => (rule.kind === 'record' ? [[rule.of.toLowerCase(), rule]] : [])),
  );
  const withheldMessages = new Map(rules.flatMap((rule) => (rule.kind === 'message' ? [[rule.of, rule]] : [])));
  return {
    text: (text) => replaced(text, always),
    kept(rows) {
      const kept = mapTexts(rows, (text) => replaced(text, always)) as typeof rows;
      const log = always.flatMap((pattern) => {
        const times = textsIn(rows).reduce((sum, text) => sum + timesIn(text, pattern), 0);
        return times > 0 ? [row('', `${pattern.rule.kind}, in person.json`, times, pattern.rule)] : [];
      });
      return { kept, log };
    },
    withholds: (file) => (released.has(file) ? undefined : row('', `attachment ${file}`, 1, ATTACHMENT)),
    tells: (text) => always.some((pattern) => timesIn(text, pattern) > 0),
    record(it) {
      const whole = withheldRecords.get(it.record.toLowerCase());
      if (whole) return { it: recordStub(it, whole.exemption), log: [row(it.record, 'the whole record', 1, whole)] };
      const log: Withheld[] = [];
      const files = it.files.map((file): ExportedFile => {
        if (file.path === null || released.has(file.id)) return file;
        log.push(row(it.record, `attachment ${file.id}`, 1, ATTACHMENT));
        return { ...file, path: null, sha256: null, reason: marked(ATTACHMENT.exemption) };
      });
      const chain = it.chain.map((link) => ({ ...link, salt: null }));
      const copy = mapTexts({ ...it, files, chain }, (text) => replaced(text, always)) as ExportedRecord;
      const { parts, ...beside } = { ...it, files: [], people: [], chain: [], events: [] };
      for (const pattern of always) {
        const { kind } = pattern.rule;
        for (const [where, said] of [['', beside] as const, ...parts.map(({ name, rows }) => [name, rows] as const)]) {
          const times = textsIn(said).reduce((sum, text) => sum + timesIn(text, pattern), 0);
          const place = where === '' ? 'beside its parts' : `in “${where.replaceAll('_', ' ')}”`;
          if (times > 0) log.push(row(it.record, `${kind}, ${place}`, times, pattern.rule));
        }
      }
      if (textsIn(copy).some((text) => always.some((pattern) => timesIn(text, pattern) > 0)))
        throw new Error(`what is withheld is still in the copy of ${it.record}`);
      return { it: copy, log };
    },
    request(it) {
      const whole = withheldWhole.get(it.request);
      if (whole) return { it: stubOf(it, whole.exemption), log: [row(it.request, 'the whole request', 1, whole)] };
      // What a withheld message said may stand in the title, and be quoted elsewhere.
      const said = it.messages.flatMap((message): Pattern[] => {
        const rule = withheldMessages.get(message.ref);
        return rule
          ? message.wordings.flatMap(({ text }) =>
              [text, subjectOf(text).replace(/…$/u, '')]
                .filter((each) => each.trim().length > 3)
                .map((each) => ({ find: literal(each), by: marked(rule.exemption), rule })),
            )
          : [];
      });
      const patterns = [...said, ...always];
      const log: Withheld[] = [];
      const messages = it.messages.map((message) => {
        const { at = '' } = message.wordings[0] ?? {};
        const common = {
          ...{ message: message.ref, at, author: replaced(message.author.name, patterns) },
          to: replaced(message.to, patterns),
        };
        const rule = withheldMessages.get(message.ref);
        if (rule) log.push({ ...row(it.request, 'the whole message', 1, rule), ...common });
        else
          for (const pattern of patterns) {
            const times = message.wordings.reduce((sum, { text }) => sum + timesIn(text, pattern), 0);
            if (times > 0) log.push({ ...row(it.request, pattern.rule.kind, times, pattern.rule), ...common });
          }
        const wordings = rule
          ? message.wordings.map((each) => ({ ...each, text: marked(rule.exemption) }))
          : message.wordings;
        return { ...message, wordings };
      });
      const files = it.files.map((file) => {
        const message = it.messages.find(({ ref }) => ref === file.message);
        const rule = withheldMessages.get(file.message);
        if (file.path === null || (released.has(file.id) && !rule)) return file;
        log.push({
          ...row(it.request, `attachment ${file.id}`, 1, rule ?? ATTACHMENT),
          ...{ message: file.message, author: replaced(message?.author.name ?? '', patterns) },
        });
        return {
          ...{ ...file, path: null, sha256: null, reason: marked((rule ?? ATTACHMENT).exemption) },
          ...(rule && { name: marked(rule.exemption) }),
        };
      });
      // With a salt anybody could try out what a hash was of.
      const chain = it.chain.map((link) => ({ ...link, salt: null }));
      const copy = mapTexts({ ...it, messages, files, chain }, (text) => replaced(text, patterns)) as ExportedRequest;
      const places = { ...it, messages: [], files: [], people: [], chain: [], events: [], story: [], receipts: [] };
      for (const pattern of patterns) {
        const times = textsIn(places).reduce((sum, text) => sum + timesIn(text, pattern), 0);
        if (times > 0) log.push(row(it.request, `${pattern.rule.kind}, beside the messages`, times, pattern.rule));
      }
      if (textsIn(copy).some((text) => patterns.some((pattern) => timesIn(text, pattern) > 0)))
        throw new Error(`what is withheld is still in the copy of ${it.request}`);
      return { it: copy, log };
    },
  };
}

const marked = (exemption: string): string => `[withheld: ${exemption}]`;

const row = (record: string, what: string, times: number, why: { exemption: string; reason: string }): Withheld => ({
  ...{ record, message: '', at: '', author: '', to: '', what, times },
  ...{ exemption: why.exemption, reason: why.reason },
});

function patternsOf(
  rule: Rule,
  people: ReadonlyMap<string, Pick<Who, 'name' | 'email'>>,
  said: ReadonlyMap<string, readonly string[]>,
): Pattern[] {
  // An answer that is kept for the next time, or the minutes of a meeting, may say it once more.
  if (rule.kind === 'message')
    return (said.get(rule.of) ?? [])
      .filter((text) => text.trim().length >= TELLING)
      .map((text) => ({ find: literal(text), by: marked(rule.exemption), rule }));
  if (rule.kind === 'words') return [{ find: literal(rule.of), by: marked(rule.exemption), rule }];
  if (rule.kind !== 'person') return [];
  const by = `[name withheld: ${rule.exemption}]`;
  const { name = '' } = people.get(rule.of.toLowerCase()) ?? {};
  return [literal(rule.of), ...namesOf(name)].map((find) => ({ find, by, rule }));
}

/** A name whole, and its parts: a greeting has one of them. */
const namesOf = (name: string): RegExp[] => [
  ...(name ? [literal(name)] : []),
  ...name
    .split(/\s+/u)
    .filter((part) => part.length > 2)
    .map((part) => new RegExp(`(?<![\\p{L}\\p{N}])${spaced(part)}(?![\\p{L}\\p{N}])`, 'giu')),
];

/** Puts something else in the place of these names and addresses, wherever they stand. What is in `keeps` is left. */
export function replaceNames(
  it: ExportedRequest,
  people: readonly { name: string; email: string | null; by: string }[],
  keeps: string,
): ExportedRequest {
  const kept = new Set(keeps.toLowerCase().split(/\s+/u));
  const all = people.flatMap(({ name, email, by }) => {
    const parts = name.split(/\s+/u).filter((part) => !kept.has(part.toLowerCase()));
    return [...(email ? [literal(email)] : []), ...namesOf(parts.join(' '))].map((find) => ({ find, by }));
  });
  return mapTexts(it, (text) =>
    all.reduce((left, { find, by }) => left.replace(find, () => by), text.normalize('NFC')),
  ) as ExportedRequest;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
/** Signs without a shape (a soft hyphen, a zero-width space) come along in what is pasted, and no reader sees them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** Programs for writing put other strokes and quotes in the place of those that were typed. */
const alike: readonly (readonly [sign: RegExp, any: string])[] = [
  [/[\p{Dash_Punctuation}\u2212]/u, '[\\p{Dash_Punctuation}\\u2212]'],
  [/['\u2018\u2019\u02BC]/u, "['\\u2018\\u2019\\u02BC]"],
  [/["\u201C-\u201E]/u, '["\\u201C-\\u201E]'],
];
const signOf = (sign: string): string => alike.find(([signs]) => signs.test(sign))?.[1] ?? escaped(sign);

const spaced = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .trim()
    .split(/\s+/u)
    .map((word) => [...word].map(signOf).join('\\p{Default_Ignorable_Code_Point}*'))
    .join('[\\s\\p{Default_Ignorable_Code_Point}]+');
const literal = (text: string): RegExp => new RegExp(spaced(text), 'giu');

const replaced = (text: string, patterns: readonly Pattern[]): string =>
  patterns.reduce((left, { find, by }) => left.replace(find, () => by), text.normalize('NFC'));
const timesIn = (text: string, { find }: Pattern): number => [...text.normalize('NFC').matchAll(find)].length;

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each, map)]));
}

const textsIn = (value: unknown): string[] => {
  const found: string[] = [];
  mapTexts(value, (text) => {
    found.push(text);
    return text;
  });
  return found;
};

const recordStub = (it: ExportedRecord, exemption: string): ExportedRecord => ({
  ...{ ...it, title: marked(exemption), agency: null, ended: null, onlyFor: null },
  ...{ parts: [], files: [], events: [], people: [], chain: [] },
});

/** Of a request that is withheld no more than that there is one. */
const stubOf = (it: ExportedRequest, exemption: string): ExportedRequest => ({
  ...it,
  ...{ title: marked(exemption), topic: marked(exemption), agency: null, holder: null },
  requester: { id: 0, name: marked(exemption), email: null },
  ...{ urgent: null, outcome: null, duplicateOf: null, follows: null },
  ...{ messages: [], files: [], story: [], events: [], people: [], receipts: [], chain: [] },
});
