import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { meetingsPress } from '../requests/presses.ts';
import { seriesRows } from './leadWords.ts';
import { LONGEST_TOPIC, type Meeting, MOST_TOPICS, type TopicKind } from './meeting.ts';
import { readOwn } from './own.ts';
import { addTopicPress, meetingPress, newMeetingsPress, takeBackTopicPress } from './presses.ts';
import { lengthProblem } from './reading.ts';
import { shown } from './shown.ts';
import { redrawAgenda } from './tell.ts';
import { find } from './who.ts';
import { list, topicForm } from './words.ts';

/** What everybody who is invited does about a meeting: look at it, and add topics. */

const LISTED = 10;

export const meetings = deed(meetingsPress, {
  async shows({ tx, actor, now }) {
    const { ahead, past, series, makes } = await readOwn(tx, actor, now, LISTED);
    const blocks = seriesRows(series.slice(0, LISTED));
    const buttons = makes ? [newMeetingsPress.button('New meetings', {})] : [];
    return show(list({ ahead, past, series: blocks, makes: buttons }));
  },
});

/** Before it its agenda, afterwards its minutes, as far as the reader may know them. */
export const meeting = deed(meetingPress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'see', now });
    return found ? show(await shown(tx, found, now, actor.person.id)) : hidden;
  },
});

export const addTopic = deed(addTopicPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'add topic', now });
    if (!found) return hidden;
    return tooLate(found.meeting, now) ?? form(topicForm(found.meeting, kindOf(found.meeting, about.kind)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'add topic', now });
    if (!found) return hidden;
    const { meeting: it, relations } = found;
    const late = tooLate(it, now);
    if (late) return late;
    const text = filled(values, 'text');
    if (!text) return errors({ text: 'Write in a few words what it is about.' });
    const long = lengthProblem('text', text, LONGEST_TOPIC);
    if (Object.keys(long).length > 0) return errors(long);
    if ((await tx.meetings.topics(it.id)).length >= MOST_TOPICS)
      return errors({ text: `This meeting has ${MOST_TOPICS} topics already. Keep it for the next one.` });
    const side = relations.includes('agency') ? 'agency' : 'office';
    await tx.meetings.addTopic(it.id, { authorId: actor.person.id, side, kind: kindOf(it, about.kind), text, at });
    await redrawAgenda(tx, it, now);
    return notice(
      it.agendaSentAt ? 'It is on the agenda.' : 'It is on the agenda, which goes out two working days before.',
    );
  },
});

export const takeBackTopic = deed(takeBackTopicPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'add topic', now });
    if (!found) return hidden;
    const { meeting: it } = found;
    const late = tooLate(it, now);
    if (late) return late;
    const topic = { topic: about.topic, authorId: actor.person.id, at };
    if (!(await tx.meetings.takeBackTopic(it.id, topic))) return notice('It is not on the agenda any more.');
    await redrawAgenda(tx, it, now);
    return notice('It is off the agenda.');
  },
});

/** A change is recommended where all are. */
const kindOf = ({ agencyId }: Meeting, kind: string): TopicKind =>
  kind === 'change' && agencyId === null ? 'change' : 'topic';

export function tooLate({ state, at }: Meeting, now: Date): Answer | undefined {
  if (state === 'called off') return notice('This meeting was called off.');
  return state !== 'planned' || at <= now ? notice('This meeting is over. Type “meetings” for the next.') : undefined;
}
