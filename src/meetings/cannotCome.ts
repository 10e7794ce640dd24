import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { localDate } from '../sla/calendar.ts';
import { cannotCome, cannotComeForm } from './cannotComeWords.ts';
import { tooLate } from './deeds.ts';
import { cannotComePress } from './presses.ts';
import { readSuggestion } from './reading.ts';
import { find, leadersOn } from './who.ts';

/** Somebody who does not lead a meeting cannot come, and may suggest another time: whoever leads it decides. */
export const cannotComeDeed = deed(cannotComePress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'add topic', now });
    if (!found) return hidden;
    const { calendar } = await officeToday(tx, found.meeting.officeId, now);
    return tooLate(found.meeting, now) ?? form(cannotComeForm(found.meeting, calendar.spec.zone));
  },
  async sent({ tx, actor, about, values, now, source }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'add topic', now });
    if (!found) return hidden;
    const { meeting } = found;
    const late = tooLate(meeting, now);
    if (late) return late;
    const { calendar } = await officeToday(tx, meeting.officeId, now);
    const read = readSuggestion(values, { calendar, now });
    if ('problems' in read) return errors(read.problems);
    const message = cannotCome(meeting, { by: actor.person.name, ...read, zone: calendar.spec.zone });
    const leaders = await leadersOn(tx, meeting, localDate(calendar, now));
    await tellAwake(
      tx,
      meeting.officeId,
      leaders.map(({ id: personId }) => ({
        ...{ kind: 'notice' as const, to: { personId }, officeId: meeting.officeId, message },
        key: `meeting ${meeting.id} cannot come ${source} to ${personId}`,
      })),
      { now, awake: actor.person.id, before: meeting.at },
    );
    return notice('Thank you for saying so. Whoever leads it reads it; as long as you hear nothing, the time stays.');
  },
});
