import type { Office } from '../offices/office.ts';
import type { Person } from '../people/person.ts';
import { readDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { createRedactor, type Redactor } from './redact.ts';
import type { Rule } from './redactionFile.ts';
import type { SaidSelection, Selection } from './selection.ts';

/** What somebody asks to be handed out, as they wrote it; and what that means in this office. */
export type Asked = {
  /** By its code. */
  agency?: string | undefined;
  /** 'YYYY-MM-DD', both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** By their e-mail. */
  person?: string | undefined;
  word?: string | undefined;
};

export type Chosen = {
  selection: Selection;
  said: SaidSelection;
  person: Person | undefined;
  agency: { id: number; name: string } | undefined;
};

/** What cannot be meant, by what it was asked with. */
export type Problems = Partial<Record<keyof Asked, string>>;

const DAY_MS = 86_400_000;

export async function choose(tx: Tx, office: Office, asked: Asked): Promise<Chosen | { problems: Problems }> {
  const { agency: code, person: email, word, from, to } = asked;
  const agency =
    code === undefined
      ? undefined
      : (await tx.people.agencies([office.id])).find((each) => each.code === code.toUpperCase());
  const person = email === undefined ? undefined : await tx.retention.personNamed(email);
  const problems: Problems = {};
  if (code !== undefined && !agency) problems.agency = `${office.name} serves no agency ${code}.`;
  if (email !== undefined && !person) problems.person = `The desk knows nobody with the e-mail ${email}.`;
  if (word !== undefined && !(await tx.retention.isSearchable(word)))
    problems.word = `“${word}” has no word that a search finds.`;
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (day !== undefined && readDate(day) === undefined)
      problems[name] = `“${day}” is no day; write it as 2026-01-31.`;
  if (Object.keys(problems).length === 0 && from !== undefined && to !== undefined && from > to)
    problems.to = 'That is before the first day.';
  if (Object.keys(problems).length > 0) return { problems };
  const { calendar } = await tx.offices.rules(office);
  const midnight = (day: string, later: number): Date =>
    new Date(instantOf(calendar.zone, Date.parse(day) + later * DAY_MS));
  return {
    person,
    agency,
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
}

/** What leaves out what these rules name; or what is wrong with them. */
export async function redactorOf(
  tx: Tx,
  rules: readonly Rule[],
): Promise<{ redactor: Redactor } | { problem: string }> {
  const people = new Map<string, { name: string; email: string | null }>();
  for (const rule of rules) {
    if (rule.kind !== 'person') continue;
    const person = await tx.retention.personNamed(rule.of);
    if (!person) return { problem: `The desk knows nobody with the e-mail ${rule.of}, who is to be withheld.` };
    people.set(rule.of.toLowerCase(), person);
  }
  const said = new Map<string, string[]>();
  for (const { kind, of } of rules) {
    const [, request, number] = (kind === 'message' && /^R-(\d{1,9})·(\d{1,9})$/u.exec(of)) || [];
    if (request !== undefined) said.set(of, await tx.exports.said(Number(request), Number(number)));
  }
  const redactor = createRedactor(rules, people, said);
  // Both stand in the withholding log, which goes out with the copy.
  const telling = rules.findIndex(
    (rule) => rule.kind !== 'release' && redactor.tells(`${rule.reason} ${rule.exemption}`),
  );
  if (telling >= 0)
    return {
      problem: `Entry ${telling + 1} says in its reason or exemption what this copy withholds, and both stand in the log; say it in other words.`,
    };
  return { redactor };
}
