import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Person } from '../people/person.ts';
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
import { readAction, tooLong } from './reading.ts';
import { record, redrawQuestion, withNext } from './tell.ts';
import { find, leadersOn } from './who.ts';

/** Minutes are written, sent, confirmed or corrected. */

const STAND = 'These minutes stand. What is to be said of them is a topic for the next meeting.';
/** Chats show so many options. */
const MOST_OWNERS = 100;

/** Why no minutes can be written; undefined: they can. */
const refused = ({ state, fixedAt }: Meeting): Answer | undefined => {
  if (fixedAt) return notice(STAND);
  return state === 'held' ? undefined : notice('Say first that it took place: then you write the minutes.');
};

async function owners(tx: Tx, { id }: Meeting): Promise<Person[]> {
  const invited = await tx.meetings.invited(id);
  const people = await tx.people.named(invited.map(({ personId }) => personId));
  return [...people.values()]
    .filter(({ active }) => active)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    .slice(0, MOST_OWNERS);
}

/** What was sent before is a draft again until it is sent anew. */
const reopened = { minutesSentAt: null, nextAt: null } as const;

export const writeMinutes = deed(writeMinutesPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting } = found;
    const { calendar } = await officeToday(tx, meeting.officeId, now);
    return refused(meeting) ?? form(writeForm(meeting, await owners(tx, meeting), calendar.spec.zone));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting } = found;
    const no = refused(meeting);
    if (no) return no;
    const said = filled(values, 'said');
    const decisions = filled(values, 'decisions') ?? null;
    if (!said) return errors({ said: 'Write in a few words what was said.' });
    const problems = { ...tooLong('said', said, LONGEST_MINUTES), ...tooLong('decisions', decisions, LONGEST_MINUTES) };
    const withAction = ['what', 'due'].some((name) => filled(values, name));
    const problem = withAction ? await addTo(tx, meeting, values, { now, check: true }) : undefined;
    if (Object.keys(problems).length > 0 || problem) return errors({ ...problems, ...problem });
    if (withAction) await addTo(tx, meeting, values, { now });
    const change = { said, decisions, writtenBy: actor.person.id, ...reopened };
    await tx.meetings.change(meeting.id, change);
    await redrawQuestion(tx, meeting, { ...meeting, ...change }, actor.person.name, now);
    return show(preview(await minutesOf(tx, { ...meeting, ...change }, now)));
  },
});

/** Writes the action down; answers with what is wrong with it, by field. */
async function addTo(
  tx: Tx,
  meeting: Meeting,
  values: Record<string, string>,
  { now, check = false }: { now: Date; check?: boolean },
): Promise<Record<string, string> | undefined> {
  const { today } = await officeToday(tx, meeting.officeId, now);
  const read = readAction(values, { owners: await owners(tx, meeting), today });
  if ('problems' in read) return read.problems;
  if ((await tx.actions.of('meeting', [meeting.id])).length >= MOST_ACTIONS)
    return { what: `A meeting has at most ${MOST_ACTIONS} actions.` };
  const { officeId, agencyId, id, title } = meeting;
  if (!check)
    await tx.actions.draft({ officeId, agencyId, about: title, subject: { kind: 'meeting', id }, ...read.action });
  return undefined;
}

export const addAction = deed(addActionPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    return refused(found.meeting) ?? form(actionForm(found.meeting, await owners(tx, found.meeting)));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting } = found;
    const no = refused(meeting);
    if (no) return no;
    const problems = await addTo(tx, meeting, values, { now });
    if (problems) return errors(problems);
    await tx.meetings.change(meeting.id, reopened);
    await redrawQuestion(tx, meeting, { ...meeting, ...reopened }, actor.person.name, now);
    return show(preview(await minutesOf(tx, { ...meeting, ...reopened }, now)));
  },
});

export const dropAction = deed(dropActionPress, {
  async shows({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    const action = found && (await tx.actions.one(about.action, 'locked'));
    if (!found || action?.subject.id !== about.meeting || action.subject.kind !== 'meeting') return hidden;
    const { meeting } = found;
    const no = refused(meeting);
    if (no) return no;
    if (action.state === 'done') return notice('This is done already.');
    const ended = { state: 'dropped', nextAt: null, endedAt: at, endedBy: actor.person.id } as const;
    await tx.actions.change(action.id, ended);
    await tx.meetings.change(meeting.id, reopened);
    await redrawQuestion(tx, meeting, { ...meeting, ...reopened }, actor.person.name, now);
    return show(preview(await minutesOf(tx, { ...meeting, ...reopened }, now)));
  },
});

export const sendMinutesDeed = deed(sendMinutesPress, {
  async does({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting } = found;
    const no = refused(meeting);
    if (no) return no;
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

export const confirmMinutes = deed(confirmMinutesPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'answer minutes', now });
    if (!found) return hidden;
    const { meeting } = found;
    if (meeting.fixedAt) return notice('These minutes stand already. Thank you.');
    if (meeting.revision !== about.revision || !meeting.minutesSentAt) return notice(OLD);
    const { id, revision } = meeting;
    await tx.meetings.answer(id, { personId: actor.person.id, revision, at, objection: null });
    await record(tx, meeting, {
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
    const found = await find(tx, actor, { id: about.meeting, action: 'answer minutes', now });
    if (!found) return hidden;
    const { meeting } = found;
    if (meeting.fixedAt) return notice(STAND);
    return meeting.revision === about.revision && meeting.minutesSentAt ? form(contestForm(meeting)) : notice(OLD);
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'answer minutes', now });
    if (!found) return hidden;
    const { meeting } = found;
    if (meeting.fixedAt) return notice(STAND);
    if (meeting.revision !== about.revision || !meeting.minutesSentAt) return notice(OLD);
    const objection = filled(values, 'wrong');
    if (!objection) return errors({ wrong: 'Write what is wrong.' });
    const long = tooLong('wrong', objection, 1_000);
    if (Object.keys(long).length > 0) return errors(long);
    const { id, revision, officeId } = meeting;
    await tx.meetings.answer(id, { personId: actor.person.id, revision, at, objection });
    const data = { meeting: id, revision, objection };
    await record(tx, meeting, { kind: 'minutes contested', at, actorId: actor.person.id, data });
    await redrawMinutes(tx, meeting, now);
    await withNext(tx, meeting, now);
    const { today } = await officeToday(tx, officeId, now);
    await tx.outbox.put(
      (await leadersOn(tx, meeting, today)).map(({ id: personId }) => ({
        ...{
          kind: 'notice' as const,
          to: { personId },
          officeId,
          key: `meeting ${id} contested ${source} to ${personId}`,
        },
        message: contested(meeting, actor.person.name, objection),
      })),
    );
    return notice('Thank you. Whoever wrote them corrects them.');
  },
});
