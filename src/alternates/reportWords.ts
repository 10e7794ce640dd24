import { type Field, type Form, type Message, sayDate } from '../chat/message.ts';
import type { ReportFile } from '../delivery/chatStore.ts';
import { LONGEST_LINK, LONGEST_WORDS, type Report } from './alternate.ts';
import type { Look } from './look.ts';
import { notForReportPress, refuseReportPress, sendReportPress } from './presses.ts';
import { sayHours } from './savings.ts';
import { type Allowed, reportRow, saySpanShort, titleOf } from './words.ts';

/** What is said about reports, to the agency and to the office. */

const of = (report: Pick<Report, 'name' | 'from' | 'until'>, today: string): string =>
  `${report.name}, ${saySpanShort(report.from, report.until, today)}`;

/** Those that were asked for together. What was sent since says so. */
export function reportsAsked(look: Look, reports: readonly Report[], allowed: Allowed): Message {
  const open = reports.filter(({ state }) => state === 'due').length;
  const said = open === 0 ? 'All is here. Thank you.' : open === 1 ? 'A report is due:' : `${open} reports are due:`;
  return {
    blocks: [
      { kind: 'text', text: [{ strong: titleOf(look) }, `. ${said}`] },
      ...reports.map((report) => reportRow(look, report, allowed)),
    ],
    ...(open > 0 && { inThread: ['Files that you send in this thread go with the report.'] }),
  };
}

export const reportsReminder = (look: Look, reports: readonly Report[], allowed: Allowed): Message => ({
  blocks: [
    { kind: 'text', text: ['A reminder: ', { strong: titleOf(look) }, '.'] },
    ...reports.map((report) => reportRow(look, report, allowed)),
  ],
});

/** To the office, once. */
export const reportsLate = (look: Look, reports: readonly Report[], allowed: Allowed): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${look.agency} has not sent ${reports.length === 1 ? 'a report' : `${reports.length} reports`}: `,
        { strong: titleOf(look) },
        '.',
      ],
    },
    ...reports.map((report) => reportRow(look, report, allowed)),
    { kind: 'small', text: ['They were asked in time. A word from you may help.'] },
  ],
});

export function reportForm(look: Look, report: Report): Form {
  const again = report.revision > 0;
  const longest = LONGEST_WORDS;
  const hours: Field[] = [
    {
      ...{ kind: 'line', name: 'hours', label: 'How many hours did it save in this time?', required: true, longest: 8 },
      ...{ hint: 'A number, such as 12.' },
      ...(report.minutesSaved !== null && { initial: String(Math.round((report.minutesSaved / 60) * 100) / 100) }),
    },
    {
      ...{ kind: 'line', name: 'times', label: 'How often did you do it this way?', required: true, longest: 6 },
      ...{ hint: 'A number, such as 9.' },
      ...(report.timesUsed !== null && { initial: String(report.timesUsed) }),
    },
  ];
  return {
    title: again ? 'Correct the report' : 'Send the report',
    submit: 'Send',
    press: sendReportPress.to({ report: report.id }),
    intro: [
      { kind: 'text', text: [{ strong: of(report, look.today) }] },
      ...(report.refusedBecause === null
        ? []
        : [{ kind: 'text' as const, text: [`It was not enough: ${report.refusedBecause}`] }]),
      ...(report.needsFile
        ? [
            {
              kind: 'text' as const,
              text: ['A file belongs to it: write here where it is, or send it in the chat when you have sent this.'],
            },
          ]
        : []),
    ],
    fields: [
      ...(report.countsHours ? hours : []),
      {
        ...{ kind: 'paragraph', name: 'words', label: 'How did it go?', required: !report.countsHours, longest },
        ...(report.words !== null && { initial: report.words }),
      },
      {
        ...{ kind: 'line', name: 'link', label: 'Address of a file', required: false, longest: LONGEST_LINK },
        ...{ hint: 'Where the office may open it, such as a shared folder.' },
        ...(report.link !== null && { initial: report.link }),
      },
    ],
  };
}

/** To the office: it came, or came again. */
export function reportCame(look: Look, report: Report, by: string, allowed: Allowed): Message {
  const { minutesSaved, timesUsed, words, link, revision } = report;
  const facts = [
    ...(minutesSaved === null ? [] : [{ label: 'Saved', value: [sayHours(minutesSaved)] }]),
    ...(timesUsed === null ? [] : [{ label: 'Used', value: [timesUsed === 1 ? 'once' : `${timesUsed} times`] }]),
    ...(link === null ? [] : [{ label: 'File', value: [link] }]),
  ];
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `${by} of ${look.agency} has ${revision > 1 ? 'corrected' : 'sent'} `,
          { strong: of(report, look.today) },
          `. ${titleOf(look)}`,
        ],
      },
      ...(facts.length > 0 ? [{ kind: 'facts' as const, facts }] : []),
      ...(words === null ? [] : [{ kind: 'quote' as const, by, text: words }]),
      ...(allowed('judge report')
        ? [
            {
              kind: 'buttons' as const,
              buttons: [refuseReportPress.button('This is not enough', { report: report.id, revision })],
            },
          ]
        : []),
    ],
  };
}

/** A file that came by itself, behind its report. */
export const fileCame = (look: Look, report: Report, by: string, name: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`${by} of ${look.agency} sent the file ${name} with `, { strong: of(report, look.today) }, '.'],
    },
  ],
});

/** To whoever sent it. */
export const filesTaken = (
  look: Pick<Look, 'today'>,
  report: Report,
  { names, held }: { names: readonly string[]; held: number },
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${names.join(', ')} ${names.length === 1 ? 'goes' : 'go'} with your report `,
        { strong: of(report, look.today) },
        '.',
      ],
    },
    {
      kind: 'buttons',
      buttons: [notForReportPress.button('No, it is a question', { held, report: report.id })],
    },
  ],
});

export const fileRefused = (look: Pick<Look, 'today'>, report: Report, name: string, reason: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`The file ${name} does not go with your report `, { strong: of(report, look.today) }, `: ${reason}.`],
    },
    {
      kind: 'buttons',
      buttons: [sendReportPress.button(report.revision > 0 ? 'Correct it' : 'Send the report', { report: report.id })],
    },
  ],
});

export const refuseForm = (look: Look, report: Report): Form => ({
  title: 'This is not enough',
  submit: 'Send',
  press: refuseReportPress.to({ report: report.id, revision: report.revision }),
  intro: [{ kind: 'text', text: [{ strong: of(report, look.today) }, `, ${look.agency}`] }],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'because', label: 'Because …', required: true, longest: LONGEST_WORDS },
      hint: 'The agency reads it. Say what is missing.',
    },
  ],
});

/** To the agency: what came was not enough. */
export const notEnough = (look: Look, report: Report, by: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: of(report, look.today) },
        `: it is not enough yet. Please send it anew by ${sayDate(report.due, look.today)}.`,
      ],
    },
    { kind: 'quote', by, text: report.refusedBecause ?? '' },
    { kind: 'buttons', buttons: [sendReportPress.button('Correct it', { report: report.id }, 'primary')] },
  ],
});

/** What whoever has sent one is answered. `missing`: a file, without which it is not whole. */
export function thanked(report: Report, missing: boolean): string {
  if (missing)
    return 'Thank you. What is missing is its file: send it here in this chat within the hour, and it goes with the report.';
  return report.link === null
    ? 'Thank you, the report is in. If a file belongs to it, send it here in this chat within the hour.'
    : 'Thank you, the report is in.';
}

/** Those that did not get lost on their way. */
export const filesOf = (files: readonly ReportFile[], { id }: Pick<Report, 'id'>): ReportFile[] =>
  files.filter(({ reportId, state }) => reportId === id && state !== 'refused');
