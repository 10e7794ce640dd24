import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { officeToday } from '../offices/officeToday.ts';
import { addDays } from '../people/absence.ts';
import type { Actor } from '../people/person.ts';
import { supervisorsOn } from '../requests/readers.ts';
import { type Calendar, localDate } from '../sla/calendar.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';
import { give } from './answerDeeds.ts';
import { LONGEST_NEED } from './need.ts';
import { recommendChangePress, recommendPress } from './presses.ts';
import { type Door, received, recommendation, recommendForm } from './recommendWords.ts';
import { LONGEST_ANSWER, type Round, takesAnswers } from './round.ts';
import { redrawQuestion } from './told.ts';
import { agenciesOf } from './who.ts';

/** Recommending a change at any time: by itself, or as an answer to what the office asks. */

/** Within so many working days somebody looks at it. */
const LOOKED_AT_WITHIN = 5;
const ROUNDS = 5;

type Open = Door & { asked: Round[] };

/** Undefined: no office serves them. */
async function doorFor(tx: Tx, actor: Actor, now: Date): Promise<Open | undefined> {
  if (!actor.person.active) return undefined;
  const ids = agenciesOf(actor);
  if (ids.length === 0) return undefined;
  const offices = await tx.offices.serving(ids);
  const served = await tx.people.agencies(offices.map(({ id }) => id));
  const agencies = served.filter(({ id }) => ids.includes(id));
  if (agencies.length === 0) return undefined;
  const asked: Round[] = [];
  for (const round of await tx.listening.askedOf(actor.person.id, ROUNDS)) {
    const { today } = await officeToday(tx, round.officeId, now);
    if (takesAnswers(round, today)) asked.push(round);
  }
  return { offices, agencies, asked, rounds: asked.map(({ id, question }) => ({ id, question })) };
}

const unknown = notice('I don’t know yet which office serves you. Ask your question first.');

export const recommend = deed(recommendPress, {
  shows: async ({ tx, actor, now }) => ((await doorFor(tx, actor, now)) ? show(recommendation()) : unknown),
});

export const recommendChange = deed(recommendChangePress, {
  async opens({ tx, actor, now }) {
    const door = await doorFor(tx, actor, now);
    return door ? form(recommendForm(door)) : unknown;
  },
  async sent({ tx, actor, values, at, now, source }) {
    const door = await doorFor(tx, actor, now);
    if (!door) return hidden;
    const title = filled(values, 'title');
    const why = filled(values, 'text');
    const [office, agency] = [chosen(door.offices, values.office), chosen(door.agencies, values.agency)];
    const long = { title: tooLong(title, LONGEST_NEED), text: tooLong(why, LONGEST_ANSWER - LONGEST_NEED) };
    const problems = {
      ...(!title && { title: 'Say in a few words what should change.' }),
      ...(long.title !== undefined && { title: long.title }),
      ...(long.text !== undefined && { text: long.text }),
      ...(!office && { office: 'Choose which office.' }),
      ...(!agency && { agency: 'Choose for which agency.' }),
    };
    if (!title || !office || !agency || Object.keys(problems).length > 0) return errors(problems);
    const text = why ? `${title}: ${why}` : title;
    const round = door.asked.find(({ id }) => String(id) === values.round);
    if (round) {
      const wrong = await give(tx, actor, round, { text, agencyId: agency.id, at, source });
      if (wrong !== undefined) return errors({ title: wrong });
      await redrawQuestion(tx, round, actor.person.id, now);
      return notice('It is among your answers to what the office asks.');
    }
    await keep(tx, actor, { title, text, officeId: office.id, agencyId: agency.id, at, source }, now);
    return notice('Thank you. You read below who looks at it, and by when.');
  },
});

function chosen<T extends { id: number }>(all: readonly T[], value: string | undefined): T | undefined {
  return all.length === 1 ? all[0] : all.find(({ id }) => String(id) === value);
}

type Recommended = { title: string; text: string; officeId: number; agencyId: number; at: Date; source: string };

/** A need of its own, with one answer; who recommended it is told by when somebody looks at it. */
async function keep(tx: Tx, actor: Actor, { title, ...given }: Recommended, now: Date): Promise<void> {
  const { officeId, agencyId, at, source } = given;
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const lookBy = lookByOn(calendar, today);
  const needId = await tx.listening.addNeed({ officeId, roundId: null, name: title, lookBy, createdAt: at });
  const personId = actor.person.id;
  const answer = await tx.listening.addAnswer({ ...given, roundId: null, personId, needId });
  if (answer === undefined) throw new Error('this recommendation was kept before');
  const data = { round: null, answer, agency: agencyId };
  await tx.records.addToOffice(officeId, { kind: 'listening answered', at, actorId: personId, data });
  const by = (await supervisorsOn(tx, office, now)).map(({ name }) => name);
  await tx.outbox.put([
    {
      ...{ key: `recommended ${source}`, kind: 'notice', to: { personId }, officeId },
      message: received(title, { by, until: lookBy, today }),
    },
  ]);
}

/** So many working days from a day on; where the calendar ends before, as many weeks of days. */
function lookByOn(calendar: Calendar, today: string): string {
  const at = openingBeside(calendar, today, LOOKED_AT_WITHIN);
  return at ? localDate(calendar, at) : addDays(today, 7);
}
