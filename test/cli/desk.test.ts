import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck } from '../../src/cli/check.ts';
import { soundFiles, writeOffice, yamlWith } from '../offices/officeFolder.ts';
import { built } from '../support/built.ts';

const data = mkdtempSync(join(tmpdir(), 'desk-data-'));
beforeAll(() => void built('src/cli/cli.ts'), 240_000); // is compiled, if it was not yet
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Runs the command line. `stopAfter` closes its output after so many bytes, as `| head` does. */
async function desk(
  args: string[],
  { stdin = '', stopAfter = Number.POSITIVE_INFINITY, program = built('src/cli/cli.ts') } = {},
) {
  const child = spawn(process.execPath, [...program, ...args], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: data },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.length > stopAfter) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.on('error', () => {}).end(stdin);
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, out, err };
}

describe('the command line', () => {
  it('says what there is to do, and what was meant', async () => {
    const help = await desk(['--help']);
    expect(await desk(['--help'], { program: ['bin/desk.mjs'] }), 'as `npm run desk` starts it').toEqual(help);
    expect([help.code, help.err]).toEqual([0, '']);
    for (const command of ['check', 'import', 'unreached', 'due', 'schema'])
      expect(help.out).toMatch(new RegExp(`^  ${command} `, 'm'));
    const wrong = await desk(['chekc']);
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.err).toMatch(/^There is no command "chekc"; did you mean check\?\n/);
    expect(await desk([])).toEqual({ code: 2, out: '', err: help.out });
  });

  it('tells a mistake in the command line in one breath, without a stack', async () => {
    expect(await desk(['check'])).toEqual({
      code: 2,
      out: '',
      err: 'name the office file, such as offices/sample/office.yaml\nTry: npm run -s desk -- check --help\n',
    });
    const unknown = await desk(['import', 'x.yaml', '--force']);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/^Unknown option '--force'.*\nTry: npm run -s desk -- import --help\n$/);
  });

  it('prints the schema that lies beside the sample', async () => {
    const { code, out } = await desk(['schema']);
    expect([code, out]).toEqual([0, readFileSync('offices/sample/office.schema.json', 'utf8')]);
  });

  it('imports the sample office into an empty folder, and the second time changes nothing', async () => {
    const sample = 'offices/sample/office.yaml';
    const unasked = await desk(['import', sample]);
    expect([unasked.code, unasked.err]).toEqual([
      1,
      'Nothing was changed: nobody is here to be asked. In a script, add --yes.\n',
    ]);
    const done = await desk(['import', sample, '--yes']);
    expect([done.code, done.err, done.out.endsWith('\nDone.\n')]).toEqual([0, '', true]);
    expect(await desk(['import', sample])).toEqual({ code: 0, out: 'Nothing to change.\n', err: '' });
    const unreached = await desk(['unreached']);
    expect([unreached.code, unreached.err]).toEqual([0, '']);
    expect(unreached.out).toContain('will be looked up in the try-it page');
  }, 240_000);

  it('answers 50,000 questions from standard input, all of them before it ends', async () => {
    const question = '{"at":"2026-03-06T16:00","targetMinutes":240}\n';
    const { code, out } = await desk(['due', '--ndjson'], { stdin: question.repeat(50_000) });
    expect(code).toBe(0);
    expect(out).toBe('{"due":"2026-03-09T18:00:00Z"}\n'.repeat(50_000));
  }, 30_000);

  it('ends quietly when nobody reads on', async () => {
    const question = '{"at":"2026-03-06T16:00","targetMinutes":240}\n';
    const { code, err } = await desk(['due', '--ndjson'], { stdin: question.repeat(200_000), stopAfter: 100 });
    expect([code, err]).toEqual([0, '']);
  }, 30_000);
});

describe('npm run desk -- check', () => {
  const check = async (...args: string[]) => {
    const said: string[] = [];
    const code = await runCheck(args, { out: (line) => said.push(line), now: () => new Date('2026-06-01T14:00:00Z') });
    return { code, said };
  };

  it('finds the sample sound', async () => {
    const { code, said } = await check('offices/sample/office.yaml', '--strict');
    expect([code, said.at(-1)]).toEqual([
      0,
      'Everything is sound: every agency has a liaison and a backup, and somebody is in every day.',
    ]);
  });

  it('warns without failing, unless it is to be strict', async () => {
    const file = writeOffice();
    const { code, said } = await check(file);
    expect([code, said.slice(-3)]).toEqual([
      0,
      [
        'warning: Agriculture, Conservation and Forestry (Contracts): nobody is assigned, so Lee Park would answer; add a line to the assignments',
        '',
        '0 errors, 1 warning.',
      ],
    ]);
    expect((await check(file, '--strict')).code).toBe(1);
  });

  it('says the hours of the week and of special days as it understood them', async () => {
    const days = '2026-07-03: { name: Fair, hours: 9am-12 }\n    2026-12-24: { name: Eve, hours: 8:30-12 1-5pm }';
    const yaml = yamlWith('2026-07-03: Independence Day (observed)', days);
    const { said } = await check(writeOffice({ 'office.yaml': yaml.replace('09:00-17:00', '9am-5') }));
    expect(said.slice(1, 5)).toEqual([
      '  Open      Mon-Fri 09:00-17:00, America/New_York',
      '  Calendar  confirmed for 2026, with 2 special days',
      '  Special   open 09:00-12:00 on 2026-07-03 (Fair)',
      '            open 08:30-12:00 13:00-17:00 on 2026-12-24 (Eve)',
    ]);
  });

  it('looks from the day it is told, or from today where the office is', async () => {
    const file = writeOffice();
    expect((await check(file)).said).toContain('Who answers on 2026-06-01');
    expect((await check(file, '--today', '2026-08-01')).said).toContain(
      '  Lee Park  2026-08-10 to 2026-08-14  covered by Devon Clarke',
    );
    const ended = await check(file, '--today', '2027-01-04');
    expect(ended.code).toBe(1);
    expect(ended.said.at(-1)).toBe('1 error, 1 warning.');
    await expect(check(file, '--today', 'tomorrow')).rejects.toThrow('--today tomorrow is not a date');
  });

  it('fails on errors, and names them all', async () => {
    const file = writeOffice({
      'office.yaml': yamlWith('zone: America/New_York', 'zone: EST'),
      'people.csv': soundFiles['people.csv'].replace('requester', 'requestor'),
    });
    const { code, said } = await check(file);
    expect(code).toBe(1);
    expect(said.map((line) => line.replace(/^.*\/\d+\//, ''))).toEqual([
      'office.yaml:3:7: error: zone cannot be used: "EST" is no place with a time zone; write America/New_York',
      'people.csv:5: error: "requestor" is not a role; did you mean requester?',
      '\n2 errors to mend.',
    ]);
  });
});
