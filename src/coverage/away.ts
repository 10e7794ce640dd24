import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { addDays, type KeptAbsence, keepsAway } from '../people/absence.ts';
import { type Actor, firstName } from '../people/person.ts';
import { team, withLoad } from '../requests/load.ts';
import type { Tx } from '../store.ts';
import { alsoThen } from './alsoThen.ts';
import {
  awayForm,
  awayPress,
  backPress,
  cancelAbsencePress,
  changeAbsencePress,
  myAbsences,
  myAbsencesPress,
} from './awayWords.ts';
import { askAboutOpen, giveAway, isRunning, keepChoices, plannedGoing, retire } from './openRequests.ts';
import { type OwnOffice, ownOffice } from './ownOffice.ts';
import { readPlan, type Saved, savePlan } from './planning.ts';
import { askToTakeBack } from './returning.ts';
import { openRequests, planned, saySpan } from './saying.ts';

/** "I'm away", "I'm back" and "My absences": said in chat by those who answer, in force at once. */

export const away = deed(awayPress, {
  async opens({ tx, actor, now }) {
    const own = await ownOffice(tx, actor, now);
    return own ? form(await formFor(tx, actor, own)) : hidden;
  },
  async sent({ tx, actor, values, at, now }) {
    const own = await ownOffice(tx, actor, now);
    if (!own) return hidden;
    const plan = await readPlan(tx, actor, own, values);
    if ('problems' in plan) return errors(plan.problems);
    const saved = await savePlan(tx, actor, own, plan, { at });
    const said = await tellPlanned(tx, actor, own, saved, { at, now, open: values.open });
    return notice(said + (await alsoThen(tx, actor.person.id, saved.absence, own, now)));
  },
});

const formFor = async (tx: Tx, { person }: Actor, own: OwnOffice, changes?: KeptAbsence) => {
  const members = await team(tx, own.office.id, own.today);
  const others = members.filter((each) => each.person.id !== person.id).map((each) => ({ person: each.person }));
  const held = await tx.requests.heldBy(person.id);
  return awayForm(own.today, await withLoad(tx, others), held.length, changes);
};

type Told = { at: Date; now: Date; open?: string | undefined };

/** Forms of before asked about open requests themselves (`open`); now a message does. */
async function tellPlanned(
  tx: Tx,
  actor: Actor,
  own: OwnOffice,
  { absence, joins }: Saved,
  { at, now, open }: Told,
): Promise<string> {
  const { person } = actor;
  const { today } = own;
  if (absence.begunAt) return planned(absence, today, joins, 0);
  if (open === undefined) return planned(absence, today, joins, await askAboutOpen(tx, actor, absence, own, at, now));
  const going = await plannedGoing(tx, person, absence, own, { at, now, by: person });
  const choice = open === 'hand over' ? 'cover' : 'keep';
  const chosen = going.map(({ facts }) => ({ requestId: facts.request.id, choice, toId: null }) as const);
  await keepChoices(tx, absence, chosen);
  const said = planned(absence, today, joins, 0);
  if (choice === 'keep' || !isRunning(absence, own)) return said;
  const handed = await giveAway(tx, person, absence, own, { going, chosen, now });
  return handed.length > 0 ? `${said} ${openRequests(handed.length)} handed over.` : said;
}

export const listAbsences = deed(myAbsencesPress, {
  async shows({ tx, actor, now }) {
    const own = await ownOffice(tx, actor, now);
    if (!own) return hidden;
    const rows = await tx.absences.of(actor.person.id, own.today);
    const covers = await tx.people.named(rows.flatMap(({ coverId }) => coverId ?? []));
    const named = rows.map((row) => ({ ...row, cover: covers.get(row.coverId ?? 0)?.name }));
    return show(myAbsences(named, own.today));
  },
});

/** Theirs, and neither over nor canceled. */
async function theirs(tx: Tx, { person }: Actor, own: OwnOffice, id: number): Promise<KeptAbsence | undefined> {
  const absence = await tx.absences.lock(id);
  const lasts = absence && absence.endedAt === null && (absence.until === null || absence.until >= own.today);
  return lasts && absence.personId === person.id ? absence : undefined;
}

const gone = notice('That absence is over or was canceled. “My absences” shows what you have planned.');

export const changeAbsence = deed(changeAbsencePress, {
  async opens({ tx, actor, about, now }) {
    const own = await ownOffice(tx, actor, now);
    const absence = own && (await theirs(tx, actor, own, about.absence));
    return own && absence ? form(await formFor(tx, actor, own, absence)) : gone;
  },
  async sent({ tx, actor, about, values, at, now }) {
    const own = await ownOffice(tx, actor, now);
    const absence = own && (await theirs(tx, actor, own, about.absence));
    if (!own || !absence) return gone;
    const plan = await readPlan(tx, actor, own, values, absence);
    if ('problems' in plan) return errors(plan.problems);
    const saved = await savePlan(tx, actor, own, plan, { at, changes: absence });
    const said = await tellPlanned(tx, actor, own, saved, { at, now });
    return notice(said + (await alsoThen(tx, actor.person.id, saved.absence, own, now)));
  },
});

export const cancelAbsence = deed(cancelAbsencePress, {
  async does({ tx, actor, about, at, now }) {
    const own = await ownOffice(tx, actor, now);
    const absence = own && (await theirs(tx, actor, own, about.absence));
    if (!own || !absence) return gone;
    if (absence.from <= own.today) return notice(await comeBack(tx, actor, own, at, now));
    await tx.absences.change(absence, { endedAt: at });
    await retire(tx, actor.person, absence, 'You canceled this absence; your requests stay with you.', now);
    const { from, until } = absence;
    await tx.records.add({ kind: 'person', id: actor.person.id }, own.office.id, [
      { kind: 'absence canceled', at, actorId: actor.person.id, data: { from, until } },
    ]);
    return notice(`Canceled: you will not be out ${saySpan(absence, own.today)}.`);
  },
});

export const back = deed(backPress, {
  async does({ tx, actor, at, now }) {
    const own = await ownOffice(tx, actor, now);
    return own ? notice(await comeBack(tx, actor, own, at, now)) : hidden;
  },
});

async function comeBack(tx: Tx, actor: Actor, own: OwnOffice, at: Date, now: Date): Promise<string> {
  const { person } = actor;
  const { today } = own;
  const mine = await tx.absences.of(person.id, today);
  const running = mine.filter((each) => keepsAway(each, today));
  const [next] = mine.filter(({ from }) => from > today);
  const ahead = next ? ` You will be out ${saySpan(next, today)}.` : '';
  if (running.length === 0) return `You are not marked away.${ahead}`;
  for (const { id } of running) {
    const absence = await tx.absences.lock(id);
    if (!absence || !keepsAway(absence, today)) continue;
    const yesterday = addDays(today, -1);
    await tx.absences.change(absence, absence.from > yesterday ? { endedAt: at } : { until: yesterday });
    if (absence.begunAt) await retire(tx, person, absence, 'You are back.', now);
    else await retire(tx, person, absence, 'You are back; your requests stay with you.', now);
    await askToTakeBack(tx, person, absence, now);
  }
  await tx.records.add({ kind: 'person', id: person.id }, own.office.id, [
    { kind: 'absence ended', at, actorId: person.id, data: { day: today } },
  ]);
  return `Welcome back, ${firstName(person.name)}. New questions of your agencies come to you again.${ahead}`;
}
