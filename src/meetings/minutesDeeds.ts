import type { NewAction } from '../actions/action.ts';
import { followInMessages } from '../actions/follow.ts';
import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import type { Actor, Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { LONGEST_MINUTES, type Meeting, MOST_ACTIONS } from './meeting.ts';
import { isConfirmed, minutesOf, redrawMinutes, sendMinutes, settle } from './minutes.ts';
import { actionForm, contested, contestForm, preview, writeForm } from './minutesWords.ts';
import {
  addActionPress,
  confirmMinutesPress,
  contestMinutesPress,
  dropActionPress,
  sendMinutesPress,
  writeMinutesPress,
} from './presses.ts';
import { lengthProblem, readAction } from './reading.ts';
import { redrawQuestion, withNext } from './tell.ts';
import { find, leadersOn } from './who.ts';

/** Minutes are written, sent, confirmed or corrected. */

const STAND = 'These minutes stand. What is to be said of them is a topic for the next meeting.';
/** Chats show so many options. */
const MOST_OWNERS = 100;

/** A meeting whose minutes somebody may write now; or why not. */
async function writable(tx: Tx, actor: Actor, id: number, now: Date): Promise<{ meeting: Meeting } | { no: Answer }> {
  const found = await find(tx, actor, { id, action: 'lead', now });
  if (!found) return { no: hidden };
  const { meeting } = found;
  if (meeting.fixedAt) return { no: notice(STAND) };
  if (meeting.state === 'held') return { meeting };
  return { no: notice('Say first that it took place: then you write the minutes.') };
}

async function owners(tx: Tx, { id }: Meeting): Promise<Person[]> {
  const invited = await tx.meetings.invited(id);
  const people = await tx.people.named(invited.map(({ personId }) => personId));
  return [...people.values()]
    .filter(({ active }) => active)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .slice(0, MOST_OWNERS);
}

/** What was sent before is a draft again until it is sent anew. Answers with how it reads now. */
async function changeDraft(
  tx: Tx,
  meeting: Meeting,
  change: Partial<Pick<Meeting, 'said' | 'decisions' | 'writtenBy'>>,
  by: string,
  now: Date,
): Promise<Answer> {
  const changes = { ...change, minutesSentAt: null, nextAt: null };
  const after = { ...meeting, ...changes };
  await tx.meetings.change(meeting.id, changes);
  await redrawQuestion(tx, meeting, after, by, now);
  return show(preview(await minutesOf(tx, after, now)));
}

/** An action as the form has it, or what is wrong with it, by field. */
async function newAction(
  tx: Tx,
  meeting: Meeting,
  values: Record<string, string>,
  now: Date,
): Promise<{ action: NewAction } | { problems: Record<string, string> }> {
  const { officeId, agencyId, id, title } = meeting;
  const { today } = await officeToday(tx, officeId, now);
  const read = readAction(values, { owners: await owners(tx, meeting), today });
  if ('problems' in read) return read;
  if ((await tx.actions.of('meeting', [id])).length >= MOST_ACTIONS)
    return { problems: { what: `A meeting has at most ${MOST_ACTIONS} actions.` } };
  return { action: { officeId, agencyId, about: title, subject: { kind: 'meeting', id }, ...read.action } };
}

export const writeMinutes = deed(writeMinutesPress, {
  async opens({ tx, actor, about, now }) {
    const found = await writable(tx, actor, about.meeting, now);
    if ('no' in found) return found.no;
    const { meeting } = found;
    const { calendar } = await officeToday(tx, meeting.officeId, now);
    return form(writeForm(meeting, await owners(tx, meeting), calendar.spec.zone));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await writable(tx, actor, about.meeting, now);
    if ('no' in found) return found.no;
    const { meeting } = found;
    const said = filled(values, 'said');
    const decisions = filled(values, 'decisions') ?? null;
    if (!said) return errors({ said: 'Write in a few words what was said.' });
    const withAction = ['what', 'due'].some((name) => filled(values, name));
    const added = withAction ? await newAction(tx, meeting, values, now) : undefined;
    const problems = {
      ...lengthProblem('said', said, LONGEST_MINUTES),
      ...lengthProblem('decisions', decisions, LONGEST_MINUTES),
      ...(added && 'problems' in added && added.problems),
    };
    if (Object.keys(problems).length > 0) return errors(problems);
    if (added && 'action' in added) await tx.actions.draft(added.action);
    const { id: writtenBy, name } = actor.person;
    return changeDraft(tx, meeting, { said, decisions, writtenBy }, name, now);
  },
});

export const addAction = deed(addActionPress, {
  async opens({ tx, actor, about, now }) {
    const found = await writable(tx, actor, about.meeting, now);
    if ('no' in found) return found.no;
    return form(actionForm(found.meeting, await owners(tx, found.meeting)));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await writable(tx, actor, about.meeting, now);
    if ('no' in found) return found.no;
    const added = await newAction(tx, found.meeting, values, now);
    if ('problems' in added) return errors(added.problems);
    await tx.actions.draft(added.action);
    return changeDraft(tx, found.meeting, {}, actor.person.name, now);
  },
});

export const dropAction = deed(dropActionPress, {
  async shows({ tx, actor, about, at, now }) {
    const found = await writable(tx, actor, about.meeting, now);
    if ('no' in found) return found.no;
    const action = await tx.actions.one(about.action, 'locked');
    if (action?.subject.id !== about.meeting || action.subject.kind !== 'meeting') return hidden;
    if (action.state === 'done') return notice('This is done already.');
    const ended = { state: 'dropped', nextAt: null, endedAt: at, endedBy: actor.person.id } as const;
    await tx.actions.change(action.id, ended);
    await followInMessages(tx, action, 'nobody has to do it any more');
    return changeDraft(tx, found.meeting, {}, actor.person.name, now);
  },
});

export const sendMinutesDeed = deed(sendMinutesPress, {
  async does({ tx, actor, about, now }) {
    const found = await writable(tx, actor, about.meeting, now);
    if ('no' in found) return found.no;
    const { meeting } = found;
    if (meeting.said === null) return notice('Write the minutes first.');
    if (meeting.minutesSentAt) return notice('They were sent already.');
    const people = await sendMinutes(tx, meeting, actor.person.id, now);
    await redrawQuestion(tx, meeting, { ...meeting, minutesSentAt: now }, actor.person.name, now);
    return notice(
      `Sent to ${people === 1 ? 'one person' : `${people} people`}. They stand once the agency confirms them.`,
    );
  },
});

const OLD = 'These minutes were corrected meanwhile. Look at the newest ones.';

/** Minutes of which somebody of the agency may say something now, in the wording that they read; or why not. */
async function answerable(
  tx: Tx,
  actor: Actor,
  { meeting: id, revision }: { meeting: number; revision: number },
  stand: string,
  now: Date,
): Promise<{ meeting: Meeting } | { no: Answer }> {
  const found = await find(tx, actor, { id, action: 'answer minutes', now });
  if (!found) return { no: hidden };
  const { meeting } = found;
  if (meeting.fixedAt) return { no: notice(stand) };
  return meeting.revision === revision && meeting.minutesSentAt ? { meeting } : { no: notice(OLD) };
}

export const confirmMinutes = deed(confirmMinutesPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await answerable(tx, actor, about, 'These minutes stand already. Thank you.', now);
    if ('no' in found) return found.no;
    const { meeting } = found;
    const { id, revision } = meeting;
    await tx.meetings.answer(id, { personId: actor.person.id, revision, at, objection: null });
    await tx.records.addToOffice(meeting.officeId, {
      kind: 'minutes confirmed',
      at,
      actorId: actor.person.id,
      data: { meeting: id, revision },
    });
    if (await isConfirmed(tx, meeting)) {
      await settle(tx, meeting, now);
      return notice('Thank you. The minutes stand.');
    }
    await redrawMinutes(tx, meeting, now);
    await withNext(tx, meeting, now);
    return notice('Thank you.');
  },
});

export const contestMinutes = deed(contestMinutesPress, {
  async opens({ tx, actor, about, now }) {
    const found = await answerable(tx, actor, about, STAND, now);
    return 'no' in found ? found.no : form(contestForm(found.meeting));
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    const found = await answerable(tx, actor, about, STAND, now);
    if ('no' in found) return found.no;
    const { meeting } = found;
    const objection = filled(values, 'wrong');
    if (!objection) return errors({ wrong: 'Write what is wrong.' });
    const long = lengthProblem('wrong', objection, 1_000);
    if (Object.keys(long).length > 0) return errors(long);
    const { id, revision, officeId } = meeting;
    await tx.meetings.answer(id, { personId: actor.person.id, revision, at, objection });
    const data = { meeting: id, revision, objection };
    await tx.records.addToOffice(meeting.officeId, { kind: 'minutes contested', at, actorId: actor.person.id, data });
    await redrawMinutes(tx, meeting, now);
    await withNext(tx, meeting, now);
    const { today } = await officeToday(tx, officeId, now);
    await tellAwake(
      tx,
      officeId,
      (await leadersOn(tx, meeting, today)).map(({ id: personId }) => ({
        ...{
          kind: 'notice' as const,
          to: { personId },
          officeId,
          key: `meeting ${id} contested ${source} to ${personId}`,
        },
        message: contested(meeting, actor.person.name, objection),
      })),
      { now, awake: actor.person.id },
    );
    return notice('Thank you. Whoever wrote them corrects them.');
  },
});
