import { describe, expect, it } from 'vitest';
import { createStore } from '../../db/store.ts';
import { showProgress } from '../../src/cli/following.ts';
import { type ImportIo, runImport } from '../../src/cli/import.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { soundFiles, writeOffice, yamlWith } from '../offices/officeFolder.ts';
import { useDatabase } from '../support/database.ts';

const own = useDatabase();
const now = () => new Date('2026-06-01T14:00:00Z');

async function run(args: string[], ask?: ImportIo['ask']) {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const store = createStore(own.database);
  const code = await runImport(args, {
    out: say,
    err: say,
    now,
    ask,
    withStore: (work) => work(store),
    duties: importDuties(now),
    progress: showProgress({ write: (text) => say(text.trimEnd()) }),
  });
  return { code, said };
}

describe('npm run desk -- import', () => {
  it('asks, does it on a yes, and finds nothing to change after that', async () => {
    const file = writeOffice();
    const questions: string[] = [];
    const answer = (yes: boolean) => (question: string) => {
      questions.push(question);
      return Promise.resolve(yes);
    };
    const refused = await run([file], answer(false));
    expect([refused.code, refused.said.at(-1)]).toEqual([1, 'Nothing was changed.']);
    const done = await run([file], answer(true));
    expect([done.code, done.said.at(-1)]).toEqual([0, 'Done.']);
    expect(done.said.slice(0, -1)).toEqual(refused.said.slice(0, -1));
    expect(done.said).toContain('  + Lee Park <lee@gov.example>, liaison');
    expect(await run([file], answer(true))).toEqual({ code: 0, said: ['Nothing to change.'] });
    expect(questions).toEqual(['Apply this? [y/N] ', 'Apply this? [y/N] ']);
  });

  it('refuses when nobody is there to be asked, and does it when told to', async () => {
    const file = writeOffice();
    const unasked = await run([file]);
    expect([unasked.code, unasked.said.at(-1)]).toEqual([
      1,
      'Nothing was changed: nobody is here to be asked. In a script, add --yes.',
    ]);
    expect((await run([file, '--yes'])).code).toBe(0);
    expect((await run([file])).said).toEqual(['Nothing to change.']);
  });

  it('does not do what nobody has agreed to: the desk changed between the question and the answer', async () => {
    const file = writeOffice();
    const other = writeOffice({ 'people.csv': soundFiles['people.csv'].replace('Lee Park', 'Lee Parker') });
    const late = await run([file], async () => (await run([other, '--yes'])).code === 0);
    expect([late.code, late.said.at(-1)]).toEqual([
      1,
      'Nothing was changed: meanwhile the desk has other requests or people. Run it again to see what is different now.',
    ]);
    expect((await run([other])).said).toEqual(['Nothing to change.']);
  });

  it('names what is wrong with the files, and opens no database for them', async () => {
    const file = writeOffice({ 'office.yaml': yamlWith('zone: America/New_York', 'zone: EST') });
    const { code, said } = await run([file, '--yes']);
    expect(code).toBe(1);
    expect(said[0]).toContain('office.yaml:3:7: error: zone cannot be used');
    expect(said[1]).toBe('\n1 error to mend. Nothing was changed.');
  });

  it('refuses a calendar that ends before today', async () => {
    const file = writeOffice({ 'office.yaml': yamlWith('[2026]', '[2025]').replaceAll('2026', '2025') });
    const { code, said } = await run([file, '--yes']);
    expect([code, said.at(-1)]).toEqual([
      1,
      'error: 2026 is not confirmed (the last year is 2025), so nothing can be promised; check its special days and add it to confirmed_years, or confirm it in the desk',
    ]);
  });
});
