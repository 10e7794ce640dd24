import type { Block, Button, Form, Message, Text } from '../chat/message.ts';
import { press } from '../feature/press.ts';
import type { KeptAbsence } from '../people/absence.ts';
import { type Colleague, colleagueOption } from '../requests/colleague.ts';
import { openRequests, sayOut } from './saying.ts';

export const awayPress = press('away', {});
export const backPress = press('back', {});
export const myAbsencesPress = press('my absences', {});
export const changeAbsencePress = press('change absence', { absence: 'id' });
export const cancelAbsencePress = press('cancel absence', { absence: 'id' });

/** The form in which somebody of the office says when they are out and who covers. */
export const awayForm = (
  today: string,
  colleagues: readonly Colleague[],
  open: number,
  changes?: KeptAbsence,
): Form => ({
  title: changes ? 'Change absence' : "I'm away",
  intro: [
    {
      kind: 'text',
      text: [
        'New questions go to your cover, else to the backup of each agency. ',
        open === 0
          ? 'You hold no open requests.'
          : `You hold ${openRequests(open)}; next we’ll ask you what to do with ${open === 1 ? 'it' : 'them'}.`,
      ],
    },
  ],
  submit: changes ? 'Save' : 'Set',
  press: changes ? changeAbsencePress.to({ absence: changes.id }) : awayPress.to({}),
  fields: [
    { kind: 'date', name: 'from', label: 'First day away', required: true, initial: changes?.from ?? today },
    {
      kind: 'date',
      name: 'until',
      label: 'Last day away',
      hint: 'Empty: until you say that you are back.',
      required: false,
      ...(changes?.until && { initial: changes.until }),
    },
    {
      kind: 'choice',
      name: 'cover',
      label: 'Who covers for you?',
      required: true,
      initial: changes?.coverId ? String(changes.coverId) : 'backup',
      options: [
        { value: 'backup', label: 'The backup of each agency' },
        ...colleagues.map(colleagueOption),
        { value: 'nobody', label: 'Where there is no backup, a supervisor decides' },
      ],
    },
  ],
});

/** So many rows have buttons of their own. */
const WITH_BUTTONS = 5;

/** What somebody has planned, and what they can do about it. */
export function myAbsences(rows: readonly (KeptAbsence & { cover: string | undefined })[], today: string): Message {
  const plan = awayPress.button(rows.length > 0 ? 'Plan another' : "I'm away", {});
  if (rows.length === 0)
    return {
      blocks: [
        { kind: 'text', text: ['You have no absence planned.'] },
        { kind: 'buttons', buttons: [plan] },
      ],
    };
  const blocks: Block[] = [{ kind: 'heading', text: 'My absences' }];
  for (const row of rows.slice(0, WITH_BUTTONS))
    blocks.push({ kind: 'text', text: line(row, today) }, { kind: 'buttons', buttons: buttonsOf(row, today) });
  const more = rows.slice(WITH_BUTTONS);
  if (more.length > 0) blocks.push({ kind: 'list', items: more.map((row) => line(row, today)) });
  return { blocks: [...blocks, { kind: 'buttons', buttons: [plan] }] };
}

function line({ cover, officeId, filed, ...span }: KeptAbsence & { cover: string | undefined }, today: string): Text {
  const from = officeId !== null && filed === null ? ' It is in the office’s list.' : '';
  return [{ strong: sayOut(span, today) }, cover ? ` ${cover} covers for you.` : '', from];
}

/** Each names its day, since several stand below one another. */
function buttonsOf(absence: KeptAbsence, today: string): Button[] {
  const about = { absence: absence.id };
  const day = shortDay(absence.from);
  const change = changeAbsencePress.button(`Change ${day}`, about);
  return absence.from > today
    ? [change, cancelAbsencePress.button(`Cancel ${day}`, about)]
    : [backPress.button("I'm back", {}), change];
}

/** "Jun 8". */
const shortDay = (day: string): string => shortFormat.format(new Date(`${day}T12:00:00Z`));
const shortFormat = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric' });
