import { hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { hasRole } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import { pulsePress } from './presses.ts';
import { pulseAnswers } from './pulse.ts';
import { pulseKey } from './sweep.ts';
import { pulseAnswered } from './words.ts';

/** A month is shown when it is over, and an answer that came afterwards could be told from the difference. */
const ENDED = notice('That question has ended. The next one comes toward the end of this month.');

export const answerPulse = deed(pulsePress, {
  async does({ tx, actor, about, now }) {
    const { office: officeId, month, answer } = about;
    const { person } = actor;
    if (!hasRole(actor, officeId, 'liaison') || pulseAnswers[answer - 1] === undefined) return hidden;
    const { calendar } = await tx.offices.rules(await tx.offices.one(officeId));
    if (localDate(calendar, now).slice(0, 7) !== month) return ENDED;
    if (!(await tx.pulses.answer(officeId, person.id, month, answer))) return notice('You have answered already.');
    const key = pulseKey({ office: officeId, person: person.id, month });
    await tx.outbox.put([
      {
        ...{ key: `${key} answered`, kind: 'survey', to: { personId: person.id }, officeId, replaces: key },
        message: pulseAnswered(month),
      },
    ]);
    return notice('Thank you, your answer is counted.');
  },
});
