import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readOffice } from '../../src/offices/officeFile.ts';
import { problemsOf, soundFiles, soundOffice, writeOffice, yamlWith } from './officeFolder.ts';

const people = soundFiles['people.csv'];

describe('CSV as offices have it', () => {
  const named = people.replace('Ana Ruiz', 'Añá Ruíz').replace('Lee Park', 'Lee “Lucky” Park');
  it.each([
    ['UTF-8', Buffer.from(named)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${named}`)],
    ['Windows 1252', iconv.encode(named, 'windows-1252')],
    ['UTF-16 as Excel exports it', iconv.encode(named, 'utf-16le', { addBOM: true })],
    ['UTF-16, big end first', iconv.encode(named, 'utf-16be', { addBOM: true })],
    ['UTF-16 without a mark', iconv.encode(named, 'utf-16le')],
    ['CRLF', Buffer.from(named.replaceAll('\n', '\r\n'))],
    ['CR alone', Buffer.from(named.replaceAll('\n', '\r'))],
    ['accents as letters of their own', Buffer.from(named.normalize('NFD'))],
    ['semicolons', Buffer.from(named.replaceAll(',', ';'))],
    ['tabs', Buffer.from(named.replaceAll(',', '\t'))],
    ['a line that says the separator', Buffer.from(`sep=;\r\n${named.replaceAll(',', ';')}`)],
    ['other names of columns', Buffer.from(named.replace('email,name,role', ' E-Mail,"Name",ROLE'))],
    ['empty lines, and lines of separators', Buffer.from(named.replaceAll('\n', '\n\n,,,,\n'))],
    ['stray and unbreakable spaces', Buffer.from(named.replaceAll(',', '\u00A0 , \u200B').replaceAll('lee', ' LEE'))],
    [
      'mixed case',
      Buffer.from(named.replace('ana@dot.example', 'Ana@DOT.Example').replace(',requester,DOT', ',Requester,dot')),
    ],
    ['a comma and a line break inside quotes', Buffer.from(named.replace('Añá Ruíz', '"Añá\nRuíz"'))],
  ])('is read: %s', async (_, bytes) => {
    const expected = (await soundOffice()).people.map((person) => ({
      ...person,
      name: person.name.replace('Ana Ruiz', 'Añá Ruíz').replace('Lee Park', 'Lee “Lucky” Park'),
    }));
    expect((await soundOffice({ 'people.csv': bytes })).people).toEqual(expected);
  });

  it('gathers the rows of one person, and takes the zone that any of them gives', async () => {
    const more = `${people}ana@dot.example,Ana Ruiz,requester,ACF,America/Boise\n`;
    const ana = (await soundOffice({ 'people.csv': more })).people.at(-1);
    expect(ana).toEqual({
      email: 'ana@dot.example',
      name: 'Ana Ruiz',
      zone: 'America/Boise',
      roles: [
        { role: 'requester', agency: 'DOT' },
        { role: 'requester', agency: 'ACF' },
      ],
    });
  });

  it('reads assignments and absences with their days, and dates of Excel only when told their order', async () => {
    const absences = 'email,from,until,cover\nlee@gov.example,8/3/2026,,\n';
    expect(await problemsOf({ 'absences.csv': absences })).toEqual([
      'absences.csv:2: error: from: "8/3/2026" does not say which number is the month; write 2026-08-03 or 2026-03-08, or set csv_dates in office.yaml to month/day/year or day/month/year',
    ]);
    const day = async (order: string) => {
      const yaml = yamlWith('targets:', `csv_dates: ${order}\ntargets:`);
      return (await soundOffice({ 'office.yaml': yaml, 'absences.csv': absences })).absences[0]?.from;
    };
    expect([await day('month/day/year'), await day('day/month/year')]).toEqual(['2026-08-03', '2026-03-08']);
    expect((await soundOffice()).assignments).toEqual([
      {
        agency: 'DOT',
        line: null,
        liaison: 'lee@gov.example',
        backup: 'devon@gov.example',
        from: '2026-01-01',
        until: null,
      },
      {
        agency: 'ACF',
        line: 'purchasing',
        liaison: 'lee@gov.example',
        backup: 'sam@gov.example',
        from: '2000-01-01',
        until: null,
      },
    ]);
  });

  it('reads 5,000 people, and says once what is wrong with each of them', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => `p${n}@dot.example,Person ${n},requester,DOT,\n`);
    const path = writeOffice({ 'people.csv': people + rows.join('') });
    expect((await readOffice(path)).office?.people).toHaveLength(5_004);
    const wrong = writeOffice({ 'people.csv': people + rows.join('').replaceAll(',DOT,', ',DTO,') });
    const { problems } = await readOffice(wrong);
    expect(problems.map(({ line, message }) => [line, message.replace(/^.*(?=; did)/, '')])).toEqual([
      [6, '; did you mean DOT? (also on lines 7, 8, 9, 10, 11 and 4994 more)'],
    ]);
  });
});

describe('a wrong roster is told with file, line and what to do', () => {
  const agencies = soundFiles['agencies.csv'];
  const assignments = soundFiles['assignments.csv'];
  const absences = soundFiles['absences.csv'];
  it.each([
    ['agencies.csv', `${agencies}dot,Transport\n`, '4: error: the agency DOT stands on line 2 too; remove one of them'],
    [
      'agencies.csv',
      `${agencies}D O,Transport\n`,
      '4: error: "D O" is no code; write a short name without spaces, such as DOT',
    ],
    [
      'agencies.csv',
      'code,name\nDOT,Transportation\nACF,Agriculture, Conservation and Forestry\n',
      '3: error: has 3 fields where the header has 2; put a name with a comma in it between double quotes',
    ],
    [
      'agencies.csv',
      'code,title\nDOT,Transportation\n',
      '1: error: the column name is missing; begin the file with the line code,name',
    ],
    ['agencies.csv', '', '1: error: the file is empty; begin it with the line code,name'],
    [
      'agencies.csv',
      `${agencies}X,"Unclosed\nY,Z\n`,
      '4: error: a double quote opens on this line, and nothing closes it; close it, or write "" for a quote inside a name',
    ],
    [
      'agencies.csv',
      Buffer.from('PK\x03\x04…'),
      ' error: this is an Excel workbook; open it and save it as "CSV UTF-8 (comma delimited)"',
    ],
    [
      'agencies.csv',
      Buffer.from(`${agencies}X,\x00\n`),
      ' error: line 4 has characters that are no text in UTF-8 or Windows 1252; save the file as UTF-8',
    ],
    [
      'people.csv',
      `${people}kim@,Kim,requester,DOT,\n`,
      '6: error: "kim@" is not an e-mail address; write it as name@example.gov',
    ],
    [
      'people.csv',
      `${people}Kim <kim@gov.example>,Kim,requester,DOT,\n`,
      '6: error: "Kim <kim@gov.example>" is not an e-mail address; did you mean kim@gov.example?',
    ],
    ['people.csv', `${people},Kim,requester,DOT,\n`, '6: error: the email is empty; write an e-mail address'],
    ['people.csv', `${people}kim@gov.example,,requester,DOT,\n`, '6: error: the name is empty; write it'],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,liason,,\n`,
      '6: error: "liason" is not a role; did you mean liaison?',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,boss,,\n`,
      '6: error: "boss" is not a role; write requester, agency head, liaison, supervisor, administrator',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,agency heads,DOT,\n`,
      '6: error: "agency heads" is not a role; did you mean agency head?',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,agency head,,\n`,
      '6: error: an agency head needs an agency; write its code, and a line for each agency they head',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,agency head,DOTS,\n`,
      '6: error: the agency DOTS is not in agencies.csv; did you mean DOT?',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,requester,,\n`,
      '6: error: a requester needs an agency; write its code',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,liaison,DOT,\n`,
      '6: error: a liaison belongs to the office; leave the agency empty and say in the assignments whom they serve',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,requester,DTO,\n`,
      '6: error: the agency DTO is not in agencies.csv; did you mean DOT?',
    ],
    [
      'people.csv',
      `${people}kim@gov.example,Kim,supervisor,,Pacific Time\n`,
      '6: error: "Pacific Time" is no place with a time zone; write America/Los_Angeles',
    ],
    [
      'people.csv',
      `${people}Ana@dot.example,Ana Ruiz,requester,dot,\n`,
      '6: error: ana@dot.example stands with this role on line 5 too; remove one of them',
    ],
    [
      'people.csv',
      `${people}ana@dot.example,Anna Ruiz,requester,ACF,\n`,
      '6: error: ana@dot.example is "Anna Ruiz" here and "Ana Ruiz" on line 5; write one name',
    ],
    ['people.csv', people.replace('zone', 'zome'), '1: error: there is no column "zome"; did you mean zone?'],
    [
      'people.csv',
      people.replace('zone', 'zone,phone').replaceAll(/,\n/g, ',,555\n'),
      '1: warning: the column "phone" is not read',
    ],
    ['people.csv', people.replace('role', 'name'), '1: error: there are two columns name; remove one of them'],
    ['assignments.csv', `${assignments}XYZ,,lee@gov.example,,,\n`, '4: error: the agency XYZ is not in agencies.csv'],
    [
      'assignments.csv',
      `${assignments}ACF,contract,lee@gov.example,,,\n`,
      '4: error: the service line contract is not in office.yaml; did you mean contracts?',
    ],
    [
      'assignments.csv',
      `${assignments}ACF,,le@gov.example,,,\n`,
      '4: error: the liaison le@gov.example is not in people.csv; did you mean lee@gov.example?',
    ],
    [
      'assignments.csv',
      `${assignments}ACF,,ana@dot.example,,,\n`,
      '4: error: the liaison ana@dot.example is no liaison in people.csv; give them that role there',
    ],
    [
      'assignments.csv',
      `${assignments}ACF,,lee@gov.example,ana@dot.example,,\n`,
      '4: error: the backup ana@dot.example is no liaison or supervisor in people.csv; give them that role there',
    ],
    [
      'assignments.csv',
      `${assignments}ACF,,lee@gov.example,Lee@gov.example,,\n`,
      '4: error: the backup is the liaison; name somebody else, or leave it empty',
    ],
    [
      'assignments.csv',
      `${assignments}DOT,,devon@gov.example,,2026-05-01,\n`,
      '4: error: DOT has another assignment on line 2 at the same time; let the earlier one end (until) before this one begins (from)',
    ],
    [
      'assignments.csv',
      `${assignments}ACF,,lee@gov.example,,2026-05-01,2026-04-01\n`,
      '4: error: it ends (2026-04-01) before it begins (2026-05-01); swap the two',
    ],
    [
      'assignments.csv',
      `${assignments}ACF,,lee@gov.example,,2026-02-30,\n`,
      '4: error: from: "2026-02-30" is a day that no calendar has; correct it',
    ],
    [
      'assignments.csv',
      `${assignments}ACF,,lee@gov.example,,spring,\n`,
      '4: error: from: "spring" is not a date; write it as 2026-03-06',
    ],
    [
      'absences.csv',
      `${absences}lee@gov.example,2026-08-14,,\n`,
      '3: error: lee@gov.example is away on line 2 at the same time; make one line of both',
    ],
    [
      'absences.csv',
      `${absences}devon@gov.example,2026-09-01,,devon@gov.example\n`,
      '3: error: nobody covers for themselves; name somebody else, or leave the cover empty',
    ],
    [
      'absences.csv',
      `${absences}devon@gov.example,2026-09-01,,ana@dot.example\n`,
      '3: error: the cover ana@dot.example is no liaison or supervisor in people.csv; give them that role there',
    ],
    [
      'absences.csv',
      `${absences}devon@gov.example,,,\n`,
      '3: error: the first day (from) is empty; write it as 2026-03-06',
    ],
    [
      'absences.csv',
      `${absences}who@gov.example,2026-09-01,,\n`,
      '3: error: the email who@gov.example is not in people.csv',
    ],
  ] as const)('%s %#', async (file, content, problem) => {
    const problems = (await problemsOf({ [file]: content })).map((each) => each.replace(/\S*\/(?=\w+\.csv)/g, ''));
    expect(problems).toContain(`${file}:${problem}`);
  });

  it('tells of one mistake once: a row that has one is still somebody whom others may name', async () => {
    const wrong = people.replace('lee@gov.example,Lee Park,liaison,,', 'lee@gov.example,Lee Park,liason,,Nowhere/Zone');
    expect(await problemsOf({ 'people.csv': wrong })).toEqual([
      'people.csv:2: error: "Nowhere/Zone" is not a time zone; use an IANA name such as America/New_York',
      'people.csv:2: error: "liason" is not a role; did you mean liaison?',
    ]);
  });

  it('asks for a file that is missing, but for the absences: nobody is away then', async () => {
    const yaml = `${soundFiles['office.yaml']}files: { people: staff.csv }\n`;
    expect(await problemsOf({ 'office.yaml': yaml })).toEqual([
      'staff.csv: error: there is no such file: mend the path, or write it, with the first line email,name,role,agency,zone',
    ]);
  });
});
