import { describe, expect, it } from 'vitest';
import { problemsOf, soundFiles, soundOffice } from './officeFolder.ts';

const people = soundFiles['people.csv'];
const headed = (file: keyof typeof soundFiles, header: string) => soundFiles[file].replace(/^.*/, header);

describe('a first line that names the separator', () => {
  const semicolons = people.replaceAll(',', ';');
  it.each([
    ['as Excel takes it', 'sep=,\r\n', people],
    ['semicolon', 'sep=;\n', semicolons],
    ['a tab', 'sep=\t\n', people.replaceAll(',', '\t')],
    ['a tab by its name', 'sep=\\t\n', people.replaceAll(',', '\t')],
    ['a tab that an editor has cut off', 'sep=\n', people.replaceAll(',', '\t')],
    ['another sign', 'sep=^\n', people.replaceAll(',', '^')],
    ['in quotes', '"sep=,"\n', people],
    ['in quotes, with a mark before it', '\uFEFF"sep=,"\r\n', people],
    ['as Excel saves it once more', '"sep=,",,,,\r\n', people],
    ['as Excel saves it with semicolons', 'sep=,;;;;\r\n', semicolons],
    ['of what the file was before', 'sep=;\n', people],
    ['in other case, with spaces', ' SEP = ; \n', semicolons],
    ['after an empty line', '\nsep=;\n', semicolons],
  ])('is passed over: %s', async (_, line, text) => {
    expect((await soundOffice({ 'people.csv': line + text })).people).toEqual((await soundOffice()).people);
  });

  it('counts as a line', async () => {
    expect(await problemsOf({ 'people.csv': `sep=,\n${people.replace('liaison', 'liason')}` })).toEqual([
      'people.csv:3: error: "liason" is not a role; did you mean liaison?',
    ]);
  });

  it('is no column whose name begins like it', async () => {
    expect(await problemsOf({ 'people.csv': 'separator,email\n' })).toContain(
      'people.csv:1: error: the column name is missing; begin the file with the line email,name,role,agency,zone,formerly',
    );
  });
});

describe('names of columns in other systems', () => {
  it.each([
    ['agencies.csv', 'ACRONYM,AGENCY_NAME'],
    ['agencies.csv', 'Agency Code,Agency'],
    ['agencies.csv', 'Abbreviation,Department'],
    ['agencies.csv', 'Department,Name'],
    ['people.csv', 'Email Address,Full Name,Role,Department,Time Zone'],
    ['people.csv', 'E-mail,Display Name,User Role,ACRONYM,TZ'],
    ['people.csv', '"Work Email","Employee Name","ROLE","Agency Code","zone"'],
    ['assignments.csv', 'Department,Service Line,Primary Liaison,Secondary,Start Date,End Date'],
    ['absences.csv', 'E-Mail Address,Start,Through,Covered By'],
  ] as const)('are taken where they have one meaning: %s %s', async (file, header) => {
    expect(await soundOffice({ [file]: headed(file, header) })).toEqual(await soundOffice());
  });

  it.each([
    [
      'people.csv',
      'email,name,Supervisor?,agency,zone',
      'there is no column "Supervisor?"; did you mean role? give a supervisor a line with the role supervisor',
    ],
    [
      'people.csv',
      'UPN,name,role,agency,zone',
      'there is no column "UPN"; did you mean email? a login name is not always an e-mail address',
    ],
    [
      'people.csv',
      'email,First Name,role,agency,zone',
      'there is no column "First Name"; did you mean name? put first and last name into one column',
    ],
    [
      'people.csv',
      'email,name,role,Agency Name,zone',
      'there is no column "Agency Name"; did you mean agency? write the code of the agency, not its name',
    ],
    [
      'people.csv',
      'email,name,role,Department,Agency Code',
      'there is no column "Department"; did you mean agency? Name it so',
    ],
    [
      'people.csv',
      'Email Address,Work Email,role,agency,name',
      'there is no column "Work Email"; did you mean email? Name it so',
    ],
    ['agencies.csv', 'Department,Agency', 'there is no column "Department"; did you mean code or name? Name it so'],
    ['agencies.csv', 'Agency,Title', 'there is no column "Agency"; did you mean code or name? Name it so'],
    [
      'assignments.csv',
      'agency,service_line,Email Address,backup,from,until',
      'there is no column "Email Address"; did you mean liaison? say whose it is: that of the liaison or the backup',
    ],
    [
      'absences.csv',
      'email,from,Return Date,cover',
      'there is no column "Return Date"; did you mean until? write the last day away, not the day of the return',
    ],
    ['people.csv', 'email,name,rolle,agency,zone', 'there is no column "rolle"; did you mean role?'],
  ] as const)('are answered with what was meant where they have not: %s %s', async (file, header, problem) => {
    expect(await problemsOf({ [file]: headed(file, header) })).toContain(`${file}:1: error: ${problem}`);
  });

  it('beside the column itself are not read, and it is said', async () => {
    const more = people.replaceAll('\n', ',yes\n').replace('zone,yes', 'zone,Supervisor?');
    expect(await problemsOf({ 'people.csv': more })).toEqual([
      'people.csv:1: warning: the column "Supervisor?" is not read; give a supervisor a line with the role supervisor',
    ]);
    const department = people.replaceAll('\n', ',Roads\n').replace('zone,Roads', 'zone,Department');
    expect(await problemsOf({ 'people.csv': department })).toEqual([
      'people.csv:1: warning: the column "Department" is not read',
    ]);
  });
});
