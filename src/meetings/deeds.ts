import type { Answer } from '../chat/answer.ts';
import type { Message } from '../chat/message.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import { scopesOf } from '../offices/scope.ts';
import { hasRole } from '../people/person.ts';
import { meetingsPress } from '../requests/presses.ts';
import type { Tx } from '../store.ts';
import { agendaOf } from './agenda.ts';
import { answered, ask, seriesRows } from './leadWords.ts';
import { LONGEST_TOPIC, type Meeting, MOST_TOPICS, type TopicKind } from './meeting.ts';
import { minutesOf } from './minutes.ts';
import { inTheWorks, minutes, preview } from './minutesWords.ts';
import { addTopicPress, meetingPress, newMeetingsPress } from './presses.ts';
import { tooLong } from './reading.ts';
import { redrawAgenda } from './tell.ts';
import { type Found, find } from './who.ts';
import { agenda, type Listed, list, topicForm } from './words.ts';

/** What everybody who is invited does about a meeting: look at it, and add topics. */

const LISTED = 10;

export const meetings = deed(meetingsPress, {
  async shows({ tx, actor, now }) {
    const scopes = await scopesOf(tx, actor, now);
    const ahead = new Map<number, Listed>();
    const past = new Map<number, Listed>();
    const put = async (into: Map<number, Listed>, found: readonly Meeting[]): Promise<void> => {
      for (const meeting of found) {
        const { calendar } = await officeToday(tx, meeting.officeId, now);
        // Whoever is invited and has left since sees nothing of it.
        if (await find(tx, actor, { id: meeting.id, action: 'see', now }))
          into.set(meeting.id, { meeting, zone: calendar.spec.zone });
      }
    };
    const blocks: Message['blocks'] = [];
    for (const { office, agencies } of scopes) {
      const all = hasRole(actor, office.id, 'supervisor');
      const of = { officeId: office.id, agencyIds: all ? null : agencies.map(({ id }) => id) };
      await put(ahead, await tx.meetings.ahead(of, now, LISTED));
      await put(past, await tx.meetings.past(of, now, LISTED));
      const series = (await tx.meetings.seriesOf(office.id)).filter(
        ({ agencyId }) => all || agencies.some(({ id }) => id === agencyId),
      );
      blocks.push(...seriesRows(series.slice(0, LISTED)));
    }
    await put(ahead, await tx.meetings.ahead({ invited: actor.person.id }, now, LISTED));
    await put(past, await tx.meetings.past({ invited: actor.person.id }, now, LISTED));
    const makes = scopes.length > 0 ? [newMeetingsPress.button('New meetings', {})] : [];
    const byTime = (a: Listed, b: Listed): number => a.meeting.at.getTime() - b.meeting.at.getTime();
    return show(
      list({
        ahead: [...ahead.values()].sort(byTime).slice(0, LISTED),
        past: [...past.values()].sort((a, b) => byTime(b, a)).slice(0, LISTED),
        series: blocks,
        makes,
      }),
    );
  },
});

/** Before it its agenda, afterwards its minutes, as far as the reader may know them. */
export const meeting = deed(meetingPress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'see', now });
    return found ? show(await shown(tx, found, now, actor.person.id)) : hidden;
  },
});

async function shown(tx: Tx, { meeting: it, relations }: Found, now: Date, personId: number): Promise<Message> {
  const leads = relations.includes('leader');
  const { calendar } = await officeToday(tx, it.officeId, now);
  const { zone } = calendar.spec;
  if (it.state === 'held') {
    const view = await minutesOf(tx, it, now);
    if (!it.minutesSentAt && !leads) return inTheWorks(it, it.revision > 0);
    if (!it.minutesSentAt) return it.said === null ? answered(it, zone) : preview(view);
    const given = await tx.meetings.answers(it.id, it.revision);
    const confirmed = given.some((each) => each.personId === personId && each.objection === null);
    return minutes(view, { answers: relations.includes('agency') && !confirmed, leads });
  }
  if (it.state !== 'planned') return answered(it, zone);
  if (leads && it.at <= now) return ask(it, zone);
  const side = leads || relations.includes('member') ? 'office' : 'agency';
  return agenda(await agendaOf(tx, it, now), { side, leads });
}

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
    const long = tooLong('text', text, LONGEST_TOPIC);
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

/** A change is recommended where all are. */
const kindOf = ({ agencyId }: Meeting, kind: string): TopicKind =>
  kind === 'change' && agencyId === null ? 'change' : 'topic';

function tooLate({ state, at }: Meeting, now: Date): Answer | undefined {
  if (state === 'called off') return notice('This meeting was called off.');
  return state !== 'planned' || at <= now ? notice('This meeting is over. Type “meetings” for the next.') : undefined;
}
