import type { Answer } from '../chat/answer.ts';
import { capitalised, sayDay } from '../chat/message.ts';
import { form, hidden, notice } from '../feature/answer.ts';
import { type Doings, deed } from '../feature/deed.ts';
import type { KeptAbsence } from '../people/absence.ts';
import type { RequestFacts } from '../requests/facts.ts';
import type { Going } from '../requests/handMany.ts';
import { team } from '../requests/load.ts';
import { requestRef } from '../requests/request.ts';
import { workingDay } from '../requests/route.ts';
import { type Chosen, giveAway, isRunning, keepChoices, plannedGoing, retire } from './openRequests.ts';
import {
  handAllPress,
  IN_FORM,
  keepAllPress,
  leaveAllPress,
  oneByOneForm,
  oneByOnePress,
  someBackForm,
  someBackPress,
  takeBackPress,
} from './openWords.ts';
import { type OwnOffice, ownOffice } from './ownOffice.ts';
import { settleReturn, stillAway, takeBackNow } from './returning.ts';
import { openRequests, sayTakers } from './saying.ts';

/** The buttons under the questions about open requests: before an absence, while it lasts, and after it. */

type About = Doings<{ absence: number }>;
type Mine = { absence: KeptAbsence; own: OwnOffice };

/** The absence, if it is theirs. */
async function mine({ tx, actor, about, now }: About): Promise<Mine | undefined> {
  const own = await ownOffice(tx, actor, now);
  const absence = own && (await tx.absences.lock(about.absence));
  return own && absence?.personId === actor.person.id ? { absence, own } : undefined;
}

/** It is still ahead, or lasts. */
const lasts = ({ absence, own }: Mine): boolean =>
  absence.endedAt === null && absence.returnedAt === null && (absence.until === null || absence.until >= own.today);

const over = notice('That absence is over or was canceled. “My absences” shows what you have planned.');
const nothing = notice('You hold no open requests anymore.');

const goingOf = ({ tx, actor, at, now }: About, { absence, own }: Mine): Promise<Going[]> =>
  plannedGoing(tx, actor.person, absence, own, { at, now, by: actor.person });

/** Does what was chosen: at once while the absence lasts, else on its first morning. Answers what is said of it. */
async function carryOut(given: About, found: Mine, going: Going[], chosen: readonly Chosen[]): Promise<Answer> {
  const { tx, actor, now } = given;
  const { absence, own } = found;
  await keepChoices(tx, absence, chosen);
  const kept = chosen.filter(({ choice }) => choice === 'keep').length;
  const leaves = going.length - kept;
  const stays = kept === 0 ? '' : `${openRequests(kept)} ${kept === 1 ? 'stays' : 'stay'} with you.`;
  let said = stays;
  if (leaves > 0 && isRunning(absence, own)) {
    const handed = await giveAway(tx, actor.person, absence, own, { going, chosen, now });
    said = `${sayHanded(handed)} ${stays}`.trim();
  } else if (leaves > 0) {
    const takers = sayTakers(going.filter(({ facts }) => isLeaving(facts, chosen)).map(({ holder }) => holder));
    const whom = chosen.some(({ choice }) => choice === 'colleague') ? 'those you chose' : takers;
    const what = leaves === 1 ? 'it goes' : `what is still open of ${kept === 0 ? 'them' : `the other ${leaves}`} goes`;
    said = `On ${sayDay(absence.from, own.today)}, ${what} to ${whom}. ${stays}`.trim();
  }
  await retire(tx, actor.person, absence, said, now);
  return notice(said);
}

const isLeaving = ({ request }: RequestFacts, chosen: readonly Chosen[]): boolean =>
  chosen.find(({ requestId }) => requestId === request.id)?.choice !== 'keep';

function sayHanded(handed: readonly RequestFacts[]): string {
  const takers = sayTakers(handed.map(({ holder }) => holder));
  const several = new Set(handed.map(({ request }) => request.holderId)).size > 1;
  const refs = handed.slice(0, 5).map(({ request }) => requestRef(request.id));
  const what = handed.length > 5 ? openRequests(handed.length) : refs.join(', ');
  return `${capitalised(takers)} ${several ? 'have' : 'has'} ${what} now.`;
}

const all = (going: readonly Going[], choice: 'cover' | 'keep'): Chosen[] =>
  going.map(({ facts }) => ({ requestId: facts.request.id, choice, toId: null }));

const choosing = (press: typeof handAllPress, choice: 'cover' | 'keep') =>
  deed(press, {
    async does(given) {
      const found = await mine(given);
      if (!found) return hidden;
      if (!lasts(found)) return over;
      const going = await goingOf(given, found);
      return going.length === 0 ? nothing : carryOut(given, found, going, all(going, choice));
    },
  });

export const handAll = choosing(handAllPress, 'cover');
export const keepAll = choosing(keepAllPress, 'keep');

export const oneByOne = deed(oneByOnePress, {
  async opens(given) {
    const found = await mine(given);
    if (!found) return hidden;
    if (!lasts(found)) return over;
    const going = await goingOf(given, found);
    if (going.length === 0) return nothing;
    const members = await team(given.tx, found.own.office.id, workingDay(found.own.calendar, given.now));
    const colleagues = members.filter(({ person, absence }) => person.id !== given.actor.person.id && !absence);
    return form(
      oneByOneForm(
        found.absence,
        going,
        colleagues.map(({ person }) => person),
      ),
    );
  },
  async sent(given) {
    const found = await mine(given);
    if (!found) return hidden;
    if (!lasts(found)) return over;
    const going = await goingOf(given, found);
    if (going.length === 0) return nothing;
    const chosen = going.map(({ facts }): Chosen => {
      const requestId = facts.request.id;
      const value = given.values[`r${requestId}`] ?? 'cover';
      if (value === 'keep') return { requestId, choice: 'keep', toId: null };
      const toId = Number(value);
      return Number.isInteger(toId)
        ? { requestId, choice: 'colleague', toId }
        : { requestId, choice: 'cover', toId: null };
    });
    return carryOut(given, found, going, chosen);
  },
});

const noneBack = notice('None of them is to be taken back anymore.');

async function takeThese(
  given: About,
  { absence }: Mine,
  taken: readonly RequestFacts[],
  left: number,
): Promise<Answer> {
  const { tx, actor, at, now, source } = given;
  if (taken.length > 0) await takeBackNow(tx, actor.person, absence, taken, { at, now, source });
  const said = [
    taken.length > 0 ? `You have ${sayMany(taken)} again.` : '',
    left > 0 ? `${left === 1 ? 'One stays' : `${left} stay`} with whoever has ${left === 1 ? 'it' : 'them'}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
  await settleReturn(tx, actor.person, absence, said, now);
  return notice(said);
}

const sayMany = (taken: readonly RequestFacts[]): string =>
  taken.length > 5 ? openRequests(taken.length) : taken.map(({ request }) => requestRef(request.id)).join(', ');

const returning = (press: typeof takeBackPress, takes: boolean) =>
  deed(press, {
    async does(given) {
      const found = await mine(given);
      if (!found) return hidden;
      const away = await stillAway(given.tx, found.absence, 'locked');
      if (away.length === 0) return noneBack;
      return takeThese(given, found, takes ? away : [], takes ? 0 : away.length);
    },
  });

export const takeBack = returning(takeBackPress, true);
export const leaveAll = returning(leaveAllPress, false);

export const someBack = deed(someBackPress, {
  async opens(given) {
    const found = await mine(given);
    if (!found) return hidden;
    const away = await stillAway(given.tx, found.absence, 'to read');
    return away.length === 0 ? noneBack : form(someBackForm(found.absence, away));
  },
  async sent(given) {
    const found = await mine(given);
    if (!found) return hidden;
    const away = await stillAway(given.tx, found.absence, 'locked');
    if (away.length === 0) return noneBack;
    const asked = away.slice(0, IN_FORM);
    const taken = asked.filter(({ request }) => given.values[`r${request.id}`] === 'back');
    return takeThese(given, found, taken, away.length - taken.length);
  },
});
