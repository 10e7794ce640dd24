import { describe, expect, it } from 'vitest';
import { runDue } from '../../src/cli/due.ts';
import { CalendarError } from '../../src/sla/calendar.ts';
import { chunks, run } from './runningDue.ts';

describe('one question', () => {
  it('is answered with the due time and every stretch that counts or does not', async () => {
    const { code, out, loaded } = await run(['--at', '2026-03-06T16:00', '--target', '4h']);
    expect(code).toBe(0);
    expect(loaded).toEqual(['sample/office.yaml']);
    expect(out.split('\n')).toEqual([
      'Asked    Fri 2026-03-06 16:00 EST (America/New_York)',
      'Target   4 business hours',
      'Due      Mon 2026-03-09 11:00 EDT (America/New_York), which is 2026-03-09T15:00:00Z',
      '',
      'counted  Fri 2026-03-06 16:00 EST - Fri 2026-03-06 17:00 EST  1 h   open',
      'skipped  Fri 2026-03-06 17:00 EST - Sat 2026-03-07 00:00 EST  7 h   closed: outside opening hours',
      'skipped  Sat 2026-03-07 00:00 EST - Mon 2026-03-09 00:00 EDT  47 h  closed: no opening hours on Saturday, Sunday',
      'skipped  Mon 2026-03-09 00:00 EDT - Mon 2026-03-09 08:00 EDT  8 h   closed: outside opening hours',
      'counted  Mon 2026-03-09 08:00 EDT - Mon 2026-03-09 11:00 EDT  3 h   open',
      'Counted  4 h of 4 h',
    ]);
  });

  it('names holidays and special hours', async () => {
    const { out } = await run(['--at', '2026-11-25T16:30', '--target', '90m']);
    expect(out).toContain(
      'skipped  Thu 2026-11-26 00:00 EST - Fri 2026-11-27 00:00 EST  24 h    closed: Thanksgiving Day',
    );
    const eve = await run(['--at', '2026-12-24T11:00', '--target', '2h']);
    expect(eve.out).toContain('1 h   open: Christmas Eve');
    expect(eve.out).toContain('closed: outside the hours of the day (Christmas Eve)');
  });

  it.each([
    ['90m', '2026-06-01T13:30:00Z'],
    ['90', '2026-06-01T13:30:00Z'],
    ['1h30m', '2026-06-01T13:30:00Z'],
    ['1.5h', '2026-06-01T13:30:00Z'],
    ['1 h 30 min', '2026-06-01T13:30:00Z'],
    ['2d', '2026-06-02T21:00:00Z'],
    ['1d1h', '2026-06-02T13:00:00Z'],
    ['0', '2026-06-01T12:00:00Z'],
  ])('takes a target of %s', async (target, due) => {
    const { out } = await run(['--at', '2026-06-01T08:00', '--target', target]);
    expect(out).toContain(`which is ${due}`);
  });

  it('says how a time was read that the clock change leaves out or repeats', async () => {
    const gap = await run(['--zone', 'America/New_York', '--at', '2026-03-08T02:30', '--target', '1h']);
    expect(gap.out).toContain('Asked    Sun 2026-03-08 03:00 EDT');
    expect(gap.out).toContain('2026-03-08T02:30 never happens: clocks go forward over it. Read as the end of the gap');
    const twice = await run(['--zone', 'America/New_York', '--at', '2026-11-01T01:30', '--target', '1h']);
    expect(twice.out).toContain('Asked    Sun 2026-11-01 01:30 EDT');
    expect(twice.out).toContain('2026-11-01T01:30 happens twice: clocks go back. Read as the first');
  });
});

describe('without a target', () => {
  const ask = (...args: string[]) => run(['--at', '2026-06-05T16:00', ...args]);

  it('says all that the office promises then', async () => {
    const { out } = await ask();
    expect(out.split('\n')).toEqual([
      'Asked    Fri 2026-06-05 16:00 EDT (America/New_York)',
      '',
      'Promised as to everybody',
      'first reply  4 business hours                     Mon 2026-06-08 11:00 EDT',
      'next reply   4 business hours                     Mon 2026-06-08 11:00 EDT',
      'resolution   5 business days (45 business hours)  Fri 2026-06-12 16:00 EDT',
    ]);
    expect((await ask('--urgent')).out).toContain('first reply  1 business hour');
    expect((await ask('--agency', 'dot', '--line', 'contracts')).out).toContain(
      'Promised by the agreement “Contracts”: no time',
    );
  });

  it('says that the office has no such agency or line, and does not promise it what it promises to all', async () => {
    expect(await ask('--agency', 'dott')).toMatchObject({
      ...{ code: 2, out: '' },
      err: expect.stringContaining('--agency DOTT is none of sample/office.yaml, which serves DOT, DNR'),
    });
    expect((await ask('--line', 'contract')).err).toContain('--line contract is none of sample/office.yaml, which has');
  });

  it('shows what another office file would promise', async () => {
    const { out, loaded } = await ask('--against', 'other.yaml');
    expect(loaded).toEqual(['sample/office.yaml', 'other.yaml']);
    expect(out).toMatch(
      /By other\.yaml\nPromised as to everybody\nfirst reply .* Mon 2026-06-08 16:00 EDT {2}later\n/u,
    );
    expect(out).toMatch(/news at least every .* new\n/u);
    expect(out).toMatch(/resolution .* the same$/u);
  });
});

describe('a clock that stood still, and part of a day', () => {
  it('is in the answer, stretch by stretch', async () => {
    const question = ['--at', '2026-06-05T15:00', '--target', '3h'];
    const paused = await run([...question, '--paused', '2026-06-05T15:30/2026-06-05T16:30']);
    expect(paused.out).toMatch(/skipped +Fri 2026-06-05 15:30 EDT - Fri 2026-06-05 16:30 EDT +1 h +paused/u);
    expect(paused.out).toContain('Due      Mon 2026-06-08 10:00 EDT');
    const snow = await run([...question, '--closed', '2026-06-05=12:00-17:00']);
    expect(snow.out).toContain('Due      Mon 2026-06-08 11:00 EDT');
    expect(snow.out).toContain('closed: outside the hours of the day (shorter hours of 2026-06-05)');
  });
});

describe('which calendar is asked', () => {
  const ask = async (...args: string[]) => {
    const result = await run(['--at', '2026-06-05T16:00', '--target', '4h', ...args]);
    return { ...result, due: /which is (\S+)/.exec(result.out)?.[1] };
  };

  it('is that of the named office', async () => {
    expect(await ask('--office', 'utc.yaml')).toMatchObject({ loaded: ['utc.yaml'], due: '2026-06-08T11:00:00Z' });
  });

  it('is one of its own with --zone, open nine to five in every year', async () => {
    expect(await ask('--zone', 'Asia/Kathmandu')).toMatchObject({ loaded: [], due: '2026-06-08T06:15:00Z' });
    const far = await run(['--zone', 'UTC', '--at', '2041-12-31T16:00', '--target', '2h']);
    expect(far.out).toContain('which is 2042-01-01T10:00:00Z');
    expect((await run(['--zone', 'UTC', '--at', '2199-12-31T16:00', '--target', '900d'])).err).toBe(
      'due: this reaches outside the years 1900 to 2200',
    );
  });

  it('is the office with other hours, another zone, other days', async () => {
    expect((await ask('--hours', 'Mon-Fri 08:00-12:00 13:00-17:00; Sat 10:00-12:00')).due).toBe('2026-06-08T13:00:00Z');
    expect((await ask('--office', 'o.yaml', '--zone', 'America/Chicago')).due).toBe('2026-06-08T16:00:00Z');
    expect((await ask('--closed', '2026-06-08,2026-06-09')).due).toBe('2026-06-10T15:00:00Z');
    expect((await ask('--closed', '2026-06-08', '--closed', '2026-06-09')).due).toBe('2026-06-10T15:00:00Z');
    expect((await ask('--special', '2026-06-08=09:00-10:00 11:00-11:30,2026-06-09=09-10')).due).toBe(
      '2026-06-10T12:30:00Z',
    );
    expect((await ask('--special', '2026-06-08=closed', '--special', '2026-06-09=10:00-17:00')).due).toBe(
      '2026-06-09T17:00:00Z',
    );
  });

  it('lets a day given here replace what the office says about it', async () => {
    const { out } = await run(['--at', '2026-11-26T09:00', '--target', '1h', '--special', '2026-11-26=09:00-12:00']);
    expect(out).toContain('which is 2026-11-26T15:00:00Z');
  });

  it('keeps the confirmed years of an office', async () => {
    const { code, err } = await run(['--at', '2026-12-31T16:00', '--target', '2h']);
    expect(code).toBe(1);
    expect(err).toBe('due: the calendar is not confirmed for 2027 (only 2026): confirm its holidays first');
  });
});

describe('mistakes in the command line', () => {
  const question = ['--at', '2026-06-05T16:00', '--target', '4h'];

  it.each<[string[], number, string]>([
    [[], 2, 'give --at (or --ndjson)'],
    [['--at', '2026-06-05T16:00', '--zone', 'UTC'], 2, 'give --target: a calendar of its own promises nothing'],
    [[...question, '--urgent'], 2, 'ask what is promised: leave --target and --ndjson out'],
    [['--at', '2026-06-05T16:00', '--paused', 'x'], 2, '--paused goes with --target'],
    [[...question, '--paused', '2026-06-05T17:00/2026-06-05T16:00'], 1, '--paused: the pause ends'],
    [[...question, '--closed', '2026-99-05=12:00-17:00'], 1, '--closed: "2026-99-05" is not a date'],
    [[...question, '--ndjson'], 2, '--ndjson reads its questions from standard input: leave --at and --target out'],
    [['--when', 'now'], 2, "Unknown option '--when'"],
    [[...question, 'extra'], 2, "Unexpected argument 'extra'"],
    [['--at', 'Friday', '--target', '4h'], 1, '"Friday" is not a time; write 2026-03-06T16:00'],
    [['--at', '2026-06-05', '--target', '4h'], 1, '"2026-06-05" is not a time'],
    [['--at', '2026-06-31T09:00', '--target', '4h'], 1, 'there is no such date or hour'],
    [['--at', '1776-07-04T09:00', '--target', '4h'], 1, 'outside the years 1900 to 2200'],
    [
      ['--at', '2026-06-05T16:00', '--target', 'soon'],
      1,
      '"soon" is not a target; write 90m, 4h, 2d, 1h30m or a number',
    ],
    [['--at', '2026-06-05T16:00', '--target=-4h'], 1, '"-4h" is not a target'],
    [['--at', '2026-06-05T16:00', '--target', ''], 1, '"" is not a target'],
    [[...question, '--zone', 'Boston'], 1, '"Boston" is not a time zone; use an IANA name such as America/New_York'],
    [[...question, '--hours', 'Mon-Fri'], 1, '--hours: expected an opening time'],
    [[...question, '--hours', ''], 1, '--hours: expected a weekday such as Mon or Mon-Fri, found the end'],
    [[...question, '--hours', 'Sun closed', '--zone', 'UTC'], 1, 'the office never opens'],
    [[...question, '--closed', '2026-13-01'], 1, '"2026-13-01" is not a date'],
    [[...question, '--special', '2026-12-24'], 1, '--special: expected a date and its hours'],
    [
      [...question, '--special', '2026-12-24=9-noon'],
      1,
      '--special: expected the closing time after "09:00-", found "noon"',
    ],
    [[...question, '--hours', 'Mon-Fri 9-12 4-6'], 1, '--hours: "4-6" may mean 04:00-06:00 or 16:00-18:00'],
    [[...question, '--special', '2026-12-24=4-6pm'], 1, '--special: "4-6pm" may mean 04:00-18:00 or 16:00-18:00'],
    [
      [...question, '--special', '2026-12-24=13-17,9-12'],
      1,
      '--special: 2026-12-24: 09:00-12:00 stands after 13:00-17:00',
    ],
    [
      [...question, '--special', '2026-11-01=01:30-09:00'],
      1,
      '2026-11-01 (special hours): 01:30 cannot open the office',
    ],
    [
      [...question, '--zone', 'America/Havana', '--hours', 'Sun 00:30-09:00'],
      1,
      'Sunday: 00:30 cannot open the office',
    ],
    [
      ['--at', '2026-06-05T16:00', '--target', '4h', '--zone', 'America/Havana', '--hours', 'Sun 00:30-09:00'],
      1,
      'the clocks in America/Havana',
    ],
    [[...question, '--closed', '2026-12-24', '--special', '2026-12-24=9-12'], 1, '2026-12-24 is given twice'],
  ])('%j', async (args, code, message) => {
    const result = await run(args);
    expect(result.err).toContain(message);
    expect(result).toMatchObject({ code, out: '' });
  });

  it('an office that cannot be read is told by who reads it', async () => {
    const io = { stdin: chunks(), out: () => {}, err: () => {}, defaultOffice: 'x' };
    const broken = { ...io, loadOffice: async () => Promise.reject(new Error('no such file')) };
    await expect(runDue(question, broken)).rejects.toThrow('no such file');
    const err: string[] = [];
    const wrong = { ...io, err: (line: string) => err.push(line) };
    const loadOffice = async () => Promise.reject(new CalendarError('Monday: overlap'));
    expect(await runDue(question, { ...wrong, loadOffice })).toBe(1);
    expect(err).toEqual(['due: Monday: overlap']);
  });

  it('--help says everything', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const option of ['--at', '--target', '--ndjson', '--office', '--zone', '--hours', '--closed', '--special']) {
      expect(out).toContain(`\n  ${option} `);
    }
  });
});
