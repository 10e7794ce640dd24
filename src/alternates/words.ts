import { andList } from '../chat/andList.ts';
import { type Block, type Button, type Message, sayDate, type Text } from '../chat/message.ts';
import type { AlternateAction } from '../people/permissions.ts';
import { isOver, type Report, spanOf } from './alternate.ts';
import type { Look } from './look.ts';
import {
  alternatePress,
  endAlternatePress,
  giveBackPress,
  grantAlternatePress,
  otherWayPress,
  refuseReportPress,
  renewAlternatePress,
  sendReportFilePress,
  sendReportPress,
  viewAlternatePress,
  withdrawAlternatePress,
} from './presses.ts';
import { sayHours, sayShown } from './savings.ts';

/** An alternate process as it stands: the one message that changes in place, on both sides. */

/** What of the buttons is the reader's. */
export type Allowed = (action: AlternateAction) => boolean;

export const titleOf = ({ it }: Pick<Look, 'it'>): string => `Alternate process ${it.id}: ${it.kindName}`;

const SHOWN = 3;

/** `newest`: so many reports that came are shown; the page shows all. */
export function standing(look: Look, allowed: Allowed, newest = SHOWN): Message {
  const { it } = look;
  const whole = it.state === 'asked' || newest > SHOWN;
  return {
    blocks: [
      { kind: 'heading', text: titleOf(look) },
      { kind: 'text', text: sayStanding(look) },
      ...decision(look),
      ...(it.state === 'asked' ? [] : reportBlocks(look, allowed, newest)),
      // Once it is decided, what was said before is for whoever looks closer.
      ...(whole ? application(look) : inShort(look)),
      ...(allowed('see views') && whole ? look.views.map(viewBlock) : []),
      ...buttons(look, allowed),
    ],
  };
}

/** "Ana Ruiz of Transportation asked for it on June 1. …" */
function sayStanding(look: Look): Text {
  const { it, agency, applicant, today, zone } = look;
  const who = `${applicant} of ${agency}`;
  const by = look.decidedBy ?? 'A supervisor';
  const span = spanOf(it);
  switch (it.state) {
    case 'asked':
      return [`${who} has asked for it. `, ...sayWhoDecides(look, zone)];
    case 'withdrawn':
      return [`${who} had asked for it, and took it back.`];
    case 'refused':
      return [{ strong: 'Yes, this way: ' }, it.instead ?? ''];
    case 'granted':
      return [
        { strong: 'Granted' },
        ` by ${by}, ${saySpan(it.from ?? '', it.until ?? '', today)}. ${agency} does it this way.`,
      ];
    case 'ended':
      return [`${sayEnd(look)}${span ? ` It held ${saySpan(span.from, span.until, today)}.` : ''}`];
  }
}

/** Who looks at it, who decides, and by when. */
function sayWhoDecides({ it, viewers, deciders, views }: Look, zone: string): Text {
  const decider = deciders.length === 1 ? (deciders[0] ?? '') : 'A supervisor';
  const first =
    views.length > 0 || viewers.length === 0
      ? ''
      : `${andList(viewers)} first ${viewers.length === 1 ? 'says' : 'say'} what they think of it. `;
  if (it.decideBy === null) return [`${first}${decider} decides.`];
  return it.decisionAskedAt !== null
    ? [`${decider} was to decide by `, { when: it.decideBy, zone }, ', and has been reminded.']
    : [`${first}${decider} decides by `, { when: it.decideBy, zone }, '.'];
}

export const saySpan = (from: string, until: string, today: string): string =>
  `from ${sayDate(from, today)} to ${sayDate(until, today)}`;

function sayEnd({ it, endedBy }: Look): string {
  if (it.endHow === 'ended early') return `${endedBy ?? 'A supervisor'} has ended it.`;
  return it.endHow === 'given back'
    ? `${endedBy ?? 'The agency'} has given it back.`
    : 'It has ended, as it was granted.';
}

function decision({ it, decidedBy, endedBy }: Look): Block[] {
  const by = decidedBy ?? 'The supervisor';
  return [
    ...(it.form === null ? [] : [{ kind: 'facts' as const, facts: [{ label: 'What is granted', value: [it.form] }] }]),
    ...(it.conditions === null
      ? []
      : [{ kind: 'facts' as const, facts: [{ label: 'Conditions', value: [it.conditions] }] }]),
    ...(it.because === null ? [] : [{ kind: 'quote' as const, by: `${by}, why not as asked`, text: it.because }]),
    ...(it.endReason === null
      ? []
      : [{ kind: 'quote' as const, by: `${endedBy ?? 'Somebody'}, why it ended`, text: it.endReason }]),
  ];
}

/** What was asked for, in the words of whoever asked. */
export const application = ({ it, agency }: Pick<Look, 'it' | 'agency'>): Block[] => [
  {
    kind: 'facts',
    facts: [
      { label: 'What', value: [it.what] },
      { label: 'Why the usual way fails', value: [it.why] },
      { label: 'How often', value: [it.timesAMonth === 1 ? 'once a month' : `${it.timesAMonth} times a month`] },
      { label: 'Would save', value: [`${sayHours(it.minutesAWeek)} a week, as ${agency} says`] },
      { label: 'At stake', value: [it.stake] },
    ],
  },
];

const inShort = ({ it }: Pick<Look, 'it'>): Block[] => [
  { kind: 'facts', facts: [{ label: 'What', value: [it.what] }] },
];

export const viewBlock = ({ by, recommends, because, conditions }: Look['views'][number]): Block => ({
  kind: 'quote',
  by: `${by} ${recommends ? 'recommends it' : 'does not recommend it'}`,
  text: conditions === null ? because : `${because}\nConditions: ${conditions}`,
});

function reportBlocks(look: Look, allowed: Allowed, newest: number): Block[] {
  const { it, reports, coming, saved, agency, today } = look;
  if (it.from === null) return [];
  const open = reports.filter(({ state }) => state === 'due');
  const sent = reports.filter(({ state }) => state === 'sent').slice(-newest);
  return [
    {
      kind: 'facts',
      facts: [
        { label: `Saved, as ${agency} says`, value: [sayHours(saved.said)] },
        { label: 'Saved, as reports show', value: [sayShown(saved)] },
      ],
    },
    ...[...open, ...sent].map((report) => reportRow(look, report, allowed)),
    ...(coming.length > 0
      ? [
          {
            kind: 'list' as const,
            items: coming.map(
              ({ rule, period, due }): Text => [
                { strong: rule.name },
                `: the next covers ${saySpanShort(period.from, period.until, today)} and is due ${sayDate(due, today)}`,
              ],
            ),
          },
        ]
      : []),
  ];
}

export const saySpanShort = (from: string, until: string, today: string): string =>
  `${sayDate(from, today)} to ${sayDate(until, today)}`;

/** One report, with what the reader may do about it. */
export function reportRow({ files, today }: Pick<Look, 'files' | 'today'>, report: Report, allowed: Allowed): Block {
  const { id, name, from, until, revision } = report;
  const own = files.filter(({ reportId, state }) => reportId === id && state !== 'refused');
  const mayWrite = allowed('report');
  return {
    kind: 'row',
    text: [
      { strong: name },
      `, ${saySpanShort(from, until, today)}: ${sayReport(report, today)}`,
      own.length > 0 ? `, with ${andList(own.map((each) => each.name))}` : '',
      report.link === null ? '' : `, ${report.link}`,
    ],
    buttons: [
      ...(mayWrite && report.state === 'due' && revision === 0
        ? [sendReportPress.button('Send the report', { report: id }, 'primary')]
        : []),
      ...(mayWrite && revision > 0 ? [sendReportPress.button('Correct it', { report: id })] : []),
      ...(mayWrite && revision > 0 ? [sendReportFilePress.button('Send a file', { report: id })] : []),
      ...(allowed('judge report') && report.state === 'sent'
        ? [refuseReportPress.button('This is not enough', { report: id, revision })]
        : []),
    ],
  };
}

/** "due June 12", "overdue since June 12", "sent, 12 hours saved in 9 times", "not enough: …". */
export function sayReport(report: Report, today: string): string {
  const { state, due, revision, refusedBecause, needsFile } = report;
  const day = sayDate(due, today);
  const when = due < today ? `was due ${day}` : due === today ? 'due today' : `due ${day}`;
  if (state === 'due' && refusedBecause !== null) return `not enough yet (${refusedBecause}), a new one ${when}`;
  if (state === 'due') return revision > 0 && needsFile ? `its file is missing, ${when}` : when;
  const { minutesSaved, timesUsed } = report;
  const hours = minutesSaved === null ? '' : `, ${sayHours(minutesSaved)} saved`;
  const times = timesUsed === null ? '' : timesUsed === 1 ? ', used once' : `, used ${timesUsed} times`;
  return `sent${hours}${times}`;
}

function buttons({ it, renewal }: Look, allowed: Allowed): Block[] {
  const alternate = it.id;
  const open: Button[] =
    it.state === 'asked'
      ? [
          ...(allowed('view') ? [viewAlternatePress.button('Say what I think', { alternate })] : []),
          ...(allowed('decide')
            ? [
                grantAlternatePress.button('Grant', { alternate, how: 'asked' }, 'primary'),
                grantAlternatePress.button('Grant in another form', { alternate, how: 'other' }),
                otherWayPress.button('Not this way', { alternate }),
              ]
            : []),
          ...(allowed('withdraw') ? [withdrawAlternatePress.button('Withdraw', { alternate })] : []),
        ]
      : [];
  const running: Button[] =
    it.state === 'granted'
      ? [
          ...(allowed('renew') && renewal === 'none' && it.renewalOfferedAt !== null
            ? [renewAlternatePress.button('Ask to renew it', { alternate })]
            : []),
          ...(allowed('give back') ? [giveBackPress.button('Give it back', { alternate })] : []),
          ...(allowed('end') ? [endAlternatePress.button('End it', { alternate }, 'danger')] : []),
        ]
      : [];
  const all = [...open, ...running];
  return all.length > 0 ? [{ kind: 'buttons', buttons: all }] : [];
}

/** A row of a list of several. */
export function listRow(look: Look): Block {
  const { it, agency, today, reports } = look;
  const late = reports.filter(({ state, due }) => state === 'due' && due < today).length;
  const state =
    it.state === 'asked'
      ? 'waits for a decision'
      : it.state === 'granted'
        ? `granted until ${sayDate(it.until ?? '', today)}`
        : it.state === 'refused'
          ? 'another way was shown'
          : it.state;
  return {
    kind: 'row',
    text: [
      { strong: `${it.id} ${it.kindName}` },
      `, ${agency}: ${state}`,
      late > 0 && !isOver(it) ? `, ${late === 1 ? 'a report is' : `${late} reports are`} overdue` : '',
    ],
    buttons: [alternatePress.button('Look', { alternate: it.id })],
  };
}
