import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readOffice, readOfficePromises } from '../../src/offices/officeFile.ts';
import { officeJsonSchema } from '../../src/offices/officeSchema.ts';
import { defaultEscalations } from '../../src/sla/policy.ts';
import { problemsOf, soundOffice, writeOffice, yamlWith } from './officeFolder.ts';

describe('a sound office.yaml', () => {
  it('becomes rules: targets in minutes of its own business day, defaults where it says nothing', async () => {
    const office = await soundOffice();
    expect(office.policy).toEqual({
      targets: {
        normal: { firstReply: 240, nextReply: 240, resolution: 5 * 480 },
        urgent: { firstReply: 60, nextReply: 90, resolution: 480 },
      },
      goalPercent: 75,
      escalations: defaultEscalations,
      businessDayMinutes: 480,
    });
    expect(office.lines).toEqual([
      { code: 'purchasing', name: 'Purchasing', words: ['quote'] },
      { code: 'contracts', name: 'Contracts', words: [] },
    ]);
    expect(office.calendar.specialDays).toEqual([
      { date: '2026-07-03', name: 'Independence Day (observed)', windows: [] },
    ]);
  });

  it('of a file that is something else, only the beginning is said', async () => {
    const { problems } = await readOffice('offices/sample/people.csv');
    expect(problems.map(({ message }) => message.length).filter((length) => length > 200)).toEqual([]);
  });

  it.each([
    ['Mon-Fri 09:00-17:00', 'Mon-Fri 08:00-12:00 13:00-17:30', 510],
    ['Mon-Fri 09:00-17:00', 'Mon-Thu 07:00-17:00', 600],
  ])('with the hours %s → %s has a business day of that length', async (before, after, minutes) => {
    const office = await soundOffice({ 'office.yaml': yamlWith(before, after) });
    expect(office.policy.businessDayMinutes).toBe(minutes);
    expect(office.policy.targets.urgent.resolution).toBe(minutes);
  });

  it('says its goal, its escalations, days with other hours, and where its files are', async () => {
    const yaml = `${yamlWith('2026-07-03: Independence Day (observed)', '2026-12-24: { name: Eve, hours: 9am-noon }').replace('9am-noon', '9am-12pm')}
goal_percent: 60
typed_in_thread: reply
empty_digests: none
escalations:
  - { percent: 100, tell: [supervisor] }
  - { percent: 70, tell: [liaison, backup] }
files: { absences: nobody-away.csv }
`;
    const { office, problems } = await readOffice(writeOffice({ 'office.yaml': yaml }));
    expect(office).toBeUndefined();
    expect(problems.map(({ message }) => message)).toEqual([
      'there is no such file: mend the path, or write it, with the first line email,from,until,cover',
    ]);
    const sound = await soundOffice({ 'office.yaml': yaml.replace('nobody-away.csv', './absences.csv') });
    expect(sound.policy.goalPercent).toBe(60);
    expect(sound.typingReplies).toBe(true);
    expect(sound.sendsEmptyDigests).toBe(false);
    expect(sound.policy.escalations).toEqual([
      { percent: 70, tell: ['liaison', 'backup'] },
      { percent: 100, tell: ['supervisor'] },
    ]);
    expect(sound.calendar.specialDays).toEqual([
      { date: '2026-12-24', name: 'Eve', windows: [{ from: '09:00', to: '12:00' }] },
    ]);
  });

  it('compares words as questions are compared, and the same week is the same however it is written', async () => {
    const words = await soundOffice({ 'office.yaml': yamlWith('[quote]', '[P-Card, "Purchase  Order"]') });
    expect(words.lines[0]?.words).toEqual(['p card', 'purchase order']);
    const closed = await soundOffice({ 'office.yaml': yamlWith('09:00-17:00', '9:00-17:00; Sat, Sun closed') });
    expect(closed.calendar).toEqual((await soundOffice()).calendar);
  });
});

describe('a wrong office.yaml is told with line, column and what to do', () => {
  it.each([
    [
      'zone: America/New_York',
      'zone: EST',
      '3:7: error: zone cannot be used: "EST" is no place with a time zone; write America/New_York',
    ],
    [
      'zone: America/New_York',
      'zone: America/New_Yrok',
      '3:7: error: zone cannot be used: "America/New_Yrok" is not a time zone; did you mean America/New_York?',
    ],
    [
      'zone: America/New_York',
      'tz: America/New_York',
      '1:1: error: zone is missing; write an IANA time zone such as America/New_York',
    ],
    ['name: Procurement Office', 'nam: Procurement Office', '2:1: error: nam is no setting; did you mean name?'],
    ['name: Procurement Office', 'name: ""', '2:7: error: name is empty; write the name that people see'],
    [
      'code: procurement',
      'code: the office',
      '1:7: error: code may have letters without accents, digits, - and _ only, and begins with a letter or digit',
    ],
    [
      'Mon-Fri 09:00-17:00',
      'Mon-Fri 17:00-09:00',
      '4:8: error: hours cannot be read: Monday: the window 17:00-09:00 must end after it begins; for a night, write 17:00-24:00 and 00:00-09:00 the next day',
    ],
    ['Mon-Fri 09:00-17:00', 'Mon-Fri closed', '4:8: error: hours cannot be read: the office is never open'],
    [
      'confirmed_years: [2026]',
      'confirmed_years: [2026, 2028]',
      '5:1: error: confirmed_years leaves out 2027; a request may run across it: confirm 2027 too',
    ],
    [
      'confirmed_years: [2026]',
      'confirmed_years: [2026, 2027]',
      '6:1: error: special_days has no 2027, which is confirmed; list the days of 2027, or write "2027: {}" when there are none',
    ],
    [
      'confirmed_years: [2026]',
      'confirmed_years: []',
      '5:1: error: confirmed_years names no year; write those whose special days somebody has checked, such as [2026, 2027]',
    ],
    ['2026-07-03:', '2026-02-30:', '8:5: error: special_days.2026.2026-02-30 is a day that no calendar has'],
    ['2026-07-03:', 'July 3:', '8:5: error: special_days.2026.July 3 is not a date; write it as 2026-12-24'],
    [
      '2026-07-03:',
      '2027-07-05:',
      '8:5: error: special_days.2026.2027-07-05 stands under 2026; move it to its own year',
    ],
    [
      '2026-07-03: Independence Day (observed)',
      '2026-07-03: { name: Half, hour: 9-12 }',
      '8:31: error: special_days.2026.2026-07-03.hour is no setting; did you mean hours?',
    ],
    [
      '2026-07-03: Independence Day (observed)',
      '2026-07-03: 5',
      '8:17: error: special_days.2026.2026-07-03 is 5; write a name (closed all day), or the name and other hours: { name: Christmas Eve, hours: 08:00-12:00 }',
    ],
    [
      '2026-07-03: Independence Day (observed)',
      '2026-07-03: A\n    2026-07-03: B',
      '9:5: error: this name stands here for the second time; keep one of them',
    ],
    [
      'code: contracts',
      'code: Purchasing',
      '11:13: error: service_lines[2].code is "purchasing", as service_lines[1] is; choose another',
    ],
    [
      'words: [quote]',
      'words: [1099]',
      '10:51: error: service_lines[1].words[1] is 1099; write words in quotes, such as "1099"',
    ],
    [
      'first_reply: 4 hours',
      'first_reply: 4',
      '13:26: error: targets.normal.first_reply is 4; write a time with its unit, such as 4 hours, 90 minutes or 2 business days',
    ],
    [
      'first_reply: 4 hours',
      'first_reply: soon',
      '13:26: error: targets.normal.first_reply is "soon", which is no time span; write it with its unit, such as 4 hours, 90 minutes or 2 business days',
    ],
    [
      'first_reply: 4 hours',
      'first_reply: 0 hours',
      '13:26: error: targets.normal.first_reply is "0 hours", which nobody can keep; allow at least a minute',
    ],
    [
      'first_reply: 4 hours',
      'first_reply: 0.01 hours',
      '13:26: error: targets.normal.first_reply is "0.01 hours", which is not a whole number of minutes',
    ],
    [
      'resolution: 5 days',
      'resolution: 500 days',
      '13:68: error: targets.normal.resolution is "500 days", longer than a year; shorten it',
    ],
    [
      'resolution: 5 days',
      'resolution: 1 hour',
      '13:68: error: targets.normal.resolution is shorter than first_reply; a request is not resolved before it is answered',
    ],
    [
      'urgent: { first_reply: 1 hour,',
      'urgent: {',
      '14:3: error: targets.urgent.first_reply is missing; write a time with its unit, such as 4 hours, 90 minutes or 2 business days',
    ],
    ['targets:', 'goal_percent: 101\ntargets:', '12:15: error: goal_percent is at most 100'],
    [
      'targets:',
      'escalations: [{ percent: 50, tell: [boss] }]\ntargets:',
      '12:37: error: escalations[1].tell[1] is "boss"; write liaison, backup, supervisor, administrator or head',
    ],
    [
      'targets:',
      'escalations: [{ percent: 50, tell: [liaison] }, { percent: 50, tell: [backup] }]\ntargets:',
      '12:60: error: escalations[2].percent is 50 for the second time; make one step of both',
    ],
    [
      'targets:',
      'csv_dates: mdy\ntargets:',
      '12:12: error: csv_dates is "mdy"; write month/day/year, day/month/year or year/month/day',
    ],
    ['zone:', '\tzone:', '3:1: error: a line begins with a tab; indent it with spaces'],
    [
      'first_reply: 1 hour',
      'first_reply: 5 hours',
      '14:26: warning: targets.urgent.first_reply is longer than that of a normal request',
    ],
    [
      '  2026:',
      '  2027:\n    2027-01-01: New Year\n  2026:',
      '7:3: warning: special_days.2027 does not count, since 2027 is not in confirmed_years; add it there when somebody has checked its days',
    ],
  ])('%s → %s', async (before, after, problem) => {
    expect(await problemsOf({ 'office.yaml': yamlWith(before, after) })).toContain(`office.yaml:${problem}`);
  });

  it('names every error at once, in the order of the lines, and those of the roster too', async () => {
    const yaml = yamlWith('zone: America/New_York', 'zone: EST')
      .replace('first_reply: 4 hours', 'first_reply: 4')
      .replace('2026-07-03:', '2026-02-30:')
      .replace('code: contracts', 'kode: contracts');
    const problems = await problemsOf({ 'office.yaml': yaml, 'agencies.csv': 'code,name\nDOT,\n' });
    expect(problems.map((problem) => problem.split(': error')[0])).toEqual([
      'office.yaml:3:7',
      'office.yaml:8:5',
      'office.yaml:11:5',
      'office.yaml:11:7',
      'office.yaml:13:26',
      'agencies.csv:2',
      'assignments.csv:3',
    ]);
  });

  it.each([
    ['', 'write the settings of an office'],
    ['- a list', 'write the settings of an office'],
    ['*nobody', 'this is not YAML: Unresolved alias'],
    ['a: {', 'a bracket before it is not closed'],
  ])('is refused when it is %j', async (yaml, message) => {
    expect((await problemsOf({ 'office.yaml': yaml })).join()).toContain(message);
  });

  it('is missing, or a folder', async () => {
    const path = writeOffice();
    expect((await readOffice(`${path}.old`)).problems[0]?.message).toBe(
      'there is no such file: mend the path, or write it',
    );
    expect((await readOffice(path.replace(/office\.yaml$/, ''))).problems[0]?.message).toBe(
      'this is a folder; name the file in it',
    );
  });
});

describe('the calendar alone', () => {
  it('is read without the roster, and throws with all that is wrong', async () => {
    const path = writeOffice({ 'people.csv': 'nonsense' });
    expect((await readOfficePromises(path)).calendar.zone).toBe('America/New_York');
    const wrong = writeOffice({ 'office.yaml': yamlWith('zone: America/New_York', 'zone: EST') });
    await expect(readOfficePromises(wrong)).rejects.toThrow(/office\.yaml:3:7: error: zone cannot be used/);
  });
});

describe('the second sample office', () => {
  it('is sound, serves the agencies of the first, and has people in common with it in each way there is', async () => {
    const [first, second] = await Promise.all(
      ['sample', 'sample-hr'].map((folder) => readOffice(`offices/${folder}/office.yaml`)),
    );
    expect(second?.problems).toEqual([]);
    const agencies = second?.office?.agencies ?? [];
    expect(agencies).toEqual(expect.arrayContaining(first?.office?.agencies ?? []));
    expect(second?.office?.calendar.zone).not.toBe(first?.office?.calendar.zone);
    const inBoth = (second?.office?.people ?? []).flatMap(({ email, name, roles }) => {
      const other = first?.office?.people.find((each) => each.email === email);
      if (other) expect(other.name).toBe(name);
      return other ? [`${other.roles[0]?.role} ${roles[0]?.role}`] : [];
    });
    const customers = ['requester requester', 'agency head agency head', 'liaison requester'];
    const staff = ['supervisor supervisor', 'administrator administrator'];
    expect(new Set(inBoth)).toEqual(new Set([...customers, ...staff]));
  });
});

describe('the sample office', () => {
  it('is sound, and the schema beside it is the one that editors get', async () => {
    const { office, problems } = await readOffice('offices/sample/office.yaml');
    expect(problems).toEqual([]);
    expect(office?.agencies).toHaveLength(12);
    expect(office?.people.filter(({ roles }) => roles.some(({ role }) => role === 'liaison'))).toHaveLength(8);
    expect(readFileSync('offices/sample/office.schema.json', 'utf8')).toBe(officeJsonSchema());
    expect(readFileSync('offices/sample/office.yaml', 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=office\.schema\.json\n/,
    );
  });
});
