import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOffice } from '../../src/offices/officeFile.ts';
import { sayProblem } from '../../src/offices/problem.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';

type Files = Partial<
  Record<
    'office.yaml' | 'agencies.csv' | 'people.csv' | 'assignments.csv' | 'absences.csv' | 'certificates.csv',
    Content
  >
>;
type Content = string | Uint8Array;

/** A small sound office; a test changes one of its files. */
export const soundFiles = {
  'office.yaml': `code: procurement
name: Procurement Office
zone: America/New_York
hours: Mon-Fri 09:00-17:00
confirmed_years: [2026]
special_days:
  2026:
    2026-07-03: Independence Day (observed)
service_lines:
  - { code: purchasing, name: Purchasing, words: [quote] }
  - { code: contracts, name: Contracts }
targets:
  normal: { first_reply: 4 hours, next_reply: 4 hours, resolution: 5 days }
  urgent: { first_reply: 1 hour, next_reply: 90 minutes, resolution: 1 business day }
`,
  'agencies.csv': 'code,name\nDOT,Transportation\nACF,"Agriculture, Conservation and Forestry"\n',
  'people.csv': `email,name,role,agency,zone
lee@gov.example,Lee Park,liaison,,
devon@gov.example,Devon Clarke,liaison,,
sam@gov.example,Sam Reed,supervisor,,
ana@dot.example,Ana Ruiz,requester,DOT,
`,
  'assignments.csv': `agency,service_line,liaison,backup,from,until
DOT,,lee@gov.example,devon@gov.example,2026-01-01,
ACF,purchasing,lee@gov.example,sam@gov.example,,
`,
  'absences.csv': 'email,from,until,cover\nlee@gov.example,2026-08-10,2026-08-14,devon@gov.example\n',
};

const root = mkdtempSync(join(tmpdir(), 'desk-office-'));
let folders = 0;
// Not after each file: all files of a worker share this module, and with it the folder.
process.once('exit', () => rmSync(root, { recursive: true, force: true }));

/** Writes the sound office with these files in place of its own; answers with the path of its office.yaml. */
export function writeOffice(files: Files = {}): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  for (const [name, content] of Object.entries({ ...soundFiles, ...files })) writeFileSync(join(folder, name), content);
  return join(folder, 'office.yaml');
}

/** What is wrong with the sound office when these files replace its own, with the paths cut to the files' names. */
export async function problemsOf(files: Files): Promise<string[]> {
  const { problems } = await readOffice(writeOffice(files));
  const folder = new RegExp(`${root}/\\d+/`, 'g');
  return problems.map((problem) => sayProblem(problem).replaceAll(folder, ''));
}

/** The sound office with these files in place of its own. Throws when anything is wrong with it. */
export async function soundOffice(files: Files = {}): Promise<OfficeSetup> {
  const { office, problems } = await readOffice(writeOffice(files));
  if (!office || problems.length > 0) throw new Error(problems.map(sayProblem).join('\n'));
  return office;
}

/** office.yaml of the sound office with one piece of text replaced. Throws when it is not there. */
export function yamlWith(before: string, after: string): string {
  const text = soundFiles['office.yaml'];
  if (!text.includes(before)) throw new Error(`there is no "${before}" in the sound office`);
  return text.replace(before, after);
}
