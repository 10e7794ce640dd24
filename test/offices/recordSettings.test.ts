import { describe, expect, it } from 'vitest';
import { recordChanges } from '../../src/offices/recordChanges.ts';
import type { RecordSeries } from '../../src/offices/recordRules.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const saying = (records: string) => ({ 'office.yaml': yamlWith('targets:', `records: ${records}\ntargets:`) });
const LETTERS = '{ code: letters, name: Letters, trigger: closed, years: 4, disposition: destroy, authority: GS 1-31 }';
const letters: RecordSeries = {
  ...{ code: 'letters', name: 'Letters', trigger: 'closed', years: 4, disposition: 'destroy' },
  authority: 'GS 1-31',
};

describe('what an office says of its records', () => {
  it('is read, with whom it is for', async () => {
    const said = `{ officer: Lee@gov.example, series: [{ code: c, name: Files, trigger: resolved, years: 7, disposition: archive, authority: GS 4, agencies: [dot], service_lines: [contracts] }, ${LETTERS}] }`;
    expect((await soundOffice(saying(said))).records).toEqual({
      officer: 'lee@gov.example',
      series: [
        {
          ...{ code: 'c', name: 'Files', trigger: 'resolved', years: 7, disposition: 'archive', authority: 'GS 4' },
          ...{ agencies: ['DOT'], serviceLines: ['contracts'] },
        },
        letters,
      ],
    });
  });

  it('says of which records it is, and none of them leaves less to requests', async () => {
    const said = `{ series: [${LETTERS.replace('closed', 'closed, of: meetings').replace('code: letters', 'code: m')}, ${LETTERS.replace('closed', 'closed, of: requests')}] }`;
    expect((await soundOffice(saying(said))).records?.series).toEqual([
      { ...letters, code: 'm', of: 'meetings' },
      letters,
    ]);
  });

  it('may be nothing: everything is kept', async () => {
    expect((await soundOffice()).records).toBeNull();
  });

  it.each([
    [
      `{ officer: ana@dot.example, series: [${LETTERS}] }`,
      'records.officer is ana@dot.example, who is no liaison, supervisor or administrator in',
    ],
    [`{ officer: who@gov.example, series: [${LETTERS}] }`, 'records.officer is who@gov.example, who is no liaison'],
    [
      `{ series: [${LETTERS.replace('closed', 'closed, of: letters')}] }`,
      'of is "letters"; write requests, announcements, meetings',
    ],
    [
      `{ series: [${LETTERS.replace('closed', 'resolved, of: meetings')}] }`,
      'trigger is "resolved", which is of requests alone; for meetings write closed',
    ],
    [
      `{ series: [${LETTERS.replace('}', ', of: meetings, service_lines: [contracts] }')}] }`,
      'service_lines is of requests alone; leave it out for meetings',
    ],
    [
      `{ series: [${LETTERS.replace('}', ', of: training, agencies: [DOT] }')}] }`,
      'agencies cannot be said of training: each is of several agencies; leave it out',
    ],
    ['{ series: [] }', 'records.series is empty; leave out records to keep everything'],
    [`{ series: [${LETTERS}, ${LETTERS}] }`, '.code is "letters", as records.series[1] is; choose another'],
    [
      `{ series: [${LETTERS}, ${LETTERS.replace('code: letters', 'code: l').replace('Letters', 'More').replace('closed', 'resolved')}] }`,
      '.name never holds, since "Letters" above it takes all of the same; put it first',
    ],
    [`{ series: [${LETTERS.replace('years: 4', 'years: 0')}] }`, 'years is at least 1'],
    [`{ series: [${LETTERS.replace('years: 4', 'years: 200')}] }`, 'leave the series out to keep them for good'],
    [`{ series: [${LETTERS.replace('closed', 'paid')}] }`, 'trigger is "paid"; write resolved, answered, closed'],
    [`{ series: [${LETTERS.replace('destroy', 'burn')}] }`, 'disposition is "burn"; write destroy or archive'],
    [
      `{ series: [${LETTERS.replace(', authority: GS 1-31', '')}] }`,
      'authority is missing; write the schedule or rule',
    ],
    [
      `{ series: [${LETTERS.replace('}', ', service_lines: [legal] }')}] }`,
      'service_lines names "legal", which is no service line',
    ],
    [
      `{ series: [${LETTERS.replace('}', ', agencies: [XYZ] }')}] }`,
      'records.series[1].agencies names XYZ, which is no agency of the roster; mend it in "Letters"',
    ],
    [
      `{ series: [${LETTERS.replace('closed', 'resolved')}] }`,
      'leaves requests that no series takes: they are kept for good',
    ],
  ])('%s is told with what to do', async (records, problem) => {
    expect((await problemsOf(saying(records))).join('\n')).toContain(problem);
  });

  it('is shown as a difference before it is imported', () => {
    const longer = { ...letters, years: 6 };
    const files: RecordSeries = { ...letters, code: 'files', name: 'Files', disposition: 'archive', agencies: ['DOT'] };
    expect(
      recordChanges({ officer: null, series: [letters] }, { officer: 'lee@gov.example', series: [files, longer] }),
    ).toEqual([
      '~ records officer: the administrators → lee@gov.example',
      '+ Files (DOT): 4 years after it ends, then to the archives, under GS 1-31',
      '~ Letters: 4 years after it ends, then destroyed, under GS 1-31 → Letters: 6 years after it ends, then destroyed, under GS 1-31',
    ]);
    expect(recordChanges({ officer: null, series: [letters] }, null)).toEqual([
      '- Letters: 4 years after it ends, then destroyed, under GS 1-31',
    ]);
    const both = { officer: null, series: [letters, files] };
    expect(recordChanges(both, { ...both, series: [files, letters] })).toEqual(['~ order: files, letters']);
  });
});
