import type { Form } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { attendancePress, callOffSessionPress, changeSessionPress, notHeldPress, planSessionPress } from './presses.ts';
import { NOBODY } from './reading.ts';
import { type Course, LONGEST_PLACE, LONGEST_REASON, type SignUp, type TrainingSession } from './training.ts';
import { type SessionView, saySeats, sayWhen } from './words.ts';

/** What those fill in who plan sessions and lead them. */

type Staff = readonly (Pick<Person, 'id' | 'name'> & { office: string })[];
export type Before = { day: string; time: string; minutes: number; seats: number; place: string; leader: string };

/** `several`: sessions of several offices are planned with it, and each says whose it is. */
export const planForm = (courses: readonly (Course & { office: string })[], staff: Staff, several: boolean): Form => ({
  title: 'Plan a session',
  submit: 'Plan it',
  press: planSessionPress.to({}),
  fields: [
    {
      ...{ kind: 'choice', name: 'course', label: 'Which course?', required: true },
      options: courses.map(({ id, name, office }) => ({
        value: String(id),
        label: several ? `${name} (${office})` : name,
      })),
      ...(courses.length === 1 && { initial: String(courses[0]?.id) }),
    },
    ...times(staff, several),
    {
      ...{ kind: 'choice', name: 'shared', label: 'May other offices take part?', required: true, initial: 'no' },
      hint: 'As at a conference: then their agencies may sign up too, for the same seats.',
      options: [
        { value: 'no', label: 'No, it is for our agencies' },
        { value: 'yes', label: 'Yes' },
      ],
    },
  ],
});

function times(staff: Staff, several: boolean, before?: Before): Form['fields'] {
  const initial = (text: string | undefined) => (text ? { initial: text } : {});
  return [
    { kind: 'date', name: 'day', label: 'On which day?', required: true, ...initial(before?.day) },
    {
      kind: 'line',
      name: 'time',
      label: 'At what time?',
      required: true,
      hint: 'By the clock of the office, such as 9 AM.',
      ...initial(before?.time),
    },
    {
      kind: 'line',
      name: 'minutes',
      label: 'How many minutes?',
      required: true,
      initial: String(before?.minutes ?? 120),
    },
    { kind: 'line', name: 'seats', label: 'How many seats?', required: true, initial: String(before?.seats ?? 20) },
    {
      ...{ kind: 'line', name: 'place', label: 'Where?', required: false, longest: LONGEST_PLACE },
      ...{ hint: 'A room, or the address of a call.', ...initial(before?.place) },
    },
    {
      ...{ kind: 'choice', name: 'leader', label: 'Who leads it?', required: true, initial: before?.leader ?? NOBODY },
      hint: 'They are asked afterwards who was there.',
      options: [
        { value: NOBODY, label: 'The supervisors' },
        ...staff.map(({ id, name, office }) => ({ value: String(id), label: several ? `${name} (${office})` : name })),
      ],
    },
  ];
}

export const changeForm = ({ session }: SessionView, staff: Staff, before: Before): Form => ({
  title: 'Change this session',
  submit: 'Change it',
  press: changeSessionPress.to({ session: session.id }),
  intro: [
    {
      kind: 'text',
      text: [{ strong: session.course.name }, '. Everybody who is signed up hears of another time or place.'],
    },
  ],
  fields: [
    ...times(staff, false, before),
    {
      ...{
        kind: 'line',
        name: 'reason',
        label: 'Why, if the day or time changes?',
        required: false,
        longest: LONGEST_REASON,
      },
      hint: 'Everybody who is signed up reads it.',
    },
  ],
});

const why = (label: string) => ({
  ...{ kind: 'line' as const, name: 'reason', label, required: true, longest: LONGEST_REASON },
});

export const callOffForm = (view: SessionView): Form => ({
  title: 'Call it off',
  submit: 'Call it off',
  press: callOffSessionPress.to({ session: view.session.id }),
  intro: [
    { kind: 'text', text: [{ strong: view.session.course.name }, ', ', ...sayWhen(view), `, ${saySeats(view)}.`] },
  ],
  fields: [why('Why? Everybody who is signed up reads it.')],
});

export const notHeldForm = (view: SessionView): Form => ({
  title: 'It did not take place',
  submit: 'Say so',
  press: notHeldPress.to({ session: view.session.id }),
  intro: [{ kind: 'text', text: [{ strong: view.session.course.name }, ', ', ...sayWhen(view), '.'] }],
  fields: [why('Why? Everybody who had a seat reads it.')],
});

/** Chats show so many check-boxes in one field. */
const BOXES = 100;

/** Everybody who had a seat is ticked, until somebody has said who was there. */
export function attendanceForm(session: TrainingSession, signUps: readonly SignUp[]): Form {
  const came = signUps.filter(({ state, attended }) => state !== 'gave up' || attended);
  const fields: Form['fields'] = [];
  for (let from = 0; from < came.length; from += BOXES) {
    const some = came.slice(from, from + BOXES);
    const ticked = some.filter(({ state, attended }) => attended ?? state === 'seated');
    fields.push({
      ...{ kind: 'choices', name: `there${from / BOXES + 1}`, label: 'Who was there?', required: false },
      options: some.map(({ personId, name, agency }) => ({
        value: String(personId),
        label: agency === null ? name : `${name}, ${agency}`,
      })),
      initial: ticked.map(({ personId }) => personId).join(','),
    });
  }
  return {
    title: 'Who was there?',
    submit: 'Save',
    press: attendancePress.to({ session: session.id }),
    intro: [
      {
        kind: 'text',
        text: [
          { strong: session.course.name },
          '. Whoever was there gets the certificate; nobody else is told anything.',
        ],
      },
    ],
    fields: [
      ...fields,
      {
        ...{ kind: 'paragraph', name: 'others', label: 'Who else was there?', required: false, longest: 2_000 },
        hint: 'Their e-mail addresses, with spaces or commas between them.',
      },
    ],
  };
}
