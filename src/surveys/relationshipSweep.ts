import { eachAlone } from '../feature/sweep.ts';
import type { Office, Rules } from '../offices/office.ts';
import { defaultSurveyRules, type SurveyRules } from '../offices/surveyRules.ts';
import { isStaffRole } from '../people/person.ts';
import { addMinutes, isOpen, localDate } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { isOpenQuestion } from './answering.ts';
import { relationshipForm } from './forms.ts';
import { lastDayOf, nextRoundAt, notNow, type Relationship, roundOn } from './relationship.ts';
import { type AskedAbout, officeAskedBelow, officeEnded, officeQuestion, officeReminder } from './relationshipWords.ts';
import { laterThan } from './survey.ts';

const WEEK = 7 * 86_400_000;

/** The question and its reminder, as they are delivered. */
const keyOf = ({ round, officeId, personId }: Relationship): string =>
  `relationship ${round} office ${officeId} to ${personId}`;

/** Which question to whom a delivery brings; undefined: it brings no such question. */
export function isRelationshipKey(key: string): Pick<Relationship, 'round' | 'officeId' | 'personId'> | undefined {
  const [, round, officeId, personId] = /^relationship (\S+) office (\d+) to (\d+)$/u.exec(key) ?? [];
  return round && officeId && personId ? { round, officeId: Number(officeId), personId: Number(personId) } : undefined;
}

const keysOf = (of: Relationship): string[] => [keyOf(of), `${keyOf(of)} reminder`];

const rulesOf = (office: Office, rules: Rules): SurveyRules =>
  office.surveys ?? defaultSurveyRules(rules.policy.businessDayMinutes);

/** On the days that an office chose, while it is open, its customers are put down to be asked. Answers how many rounds began. */
export async function beginRounds(store: Store, now: Date): Promise<number> {
  const owed = await store.transaction(async (tx) => {
    const resting = await tx.sweeps.resting('rounds', now);
    const all: { office: Office; round: string }[] = [];
    for (const office of await tx.offices.all()) {
      const dates = office.surveys?.relationshipOn ?? [];
      if (dates.length === 0 || resting.has(String(office.id))) continue;
      const { calendar } = await tx.offices.rules(office);
      const round = isOpen(calendar, now) ? roundOn(dates, localDate(calendar, now)) : undefined;
      // An office that is new asks nobody about the time before it.
      if (round === undefined || round < localDate(calendar, office.createdAt)) continue;
      if (!(await tx.relationships.isBegun(office.id, round))) all.push({ office, round });
    }
    return all;
  });
  return eachAlone(
    { store, name: 'rounds', now },
    owed,
    ({ office }) => office.id,
    (tx, each) => begin(tx, each, now),
  );
}

/** Whom it asks, and by which schedule, is on the record of the office. */
async function begin(tx: Tx, { office, round }: { office: Office; round: string }, now: Date): Promise<boolean> {
  const begun = await tx.relationships.begin(office.id, round, now);
  if (!begun) return false;
  const data = { round, ...begun, on: office.surveys?.relationshipOn ?? [] };
  await tx.records.addToOffice(office.id, { kind: 'round begun', at: now, actorId: null, data });
  return true;
}

/** Asks, reminds and ends what is due. Answers of how many something was said. */
export async function sweepRelationships(store: Store, now: Date, limit = 200): Promise<number> {
  const due = await store.transaction((tx) => tx.relationships.due(now, limit));
  const step = (tx: Tx, seen: Relationship) => takeStep(tx, seen, now);
  return eachAlone({ store, name: 'relationships', now }, due, ({ id }) => id, step);
}

/** When the next round begins, or something is due about one that has. */
export async function nextRelationship(tx: Tx, now: Date): Promise<Date | undefined> {
  const moments = [await tx.relationships.nextMoment(now)];
  for (const office of await tx.offices.all()) {
    const dates = office.surveys?.relationshipOn ?? [];
    if (dates.length === 0) continue;
    const { calendar } = await tx.offices.rules(office);
    moments.push(nextRoundAt(calendar, dates, localDate(calendar, now)));
  }
  const sorted = moments.filter((at) => at !== undefined).toSorted((a, b) => +a - +b);
  return sorted[0];
}

async function takeStep(tx: Tx, seen: Relationship, now: Date): Promise<boolean> {
  // The person is locked first: desks and offices together ask nobody twice within the days between.
  const person = await tx.people.lock(seen.personId);
  const survey = await tx.relationships.one(seen.id);
  if (!survey?.nextAt || survey.nextAt > now) return false;
  const office = await tx.offices.one(survey.officeId);
  const rules = await tx.offices.rules(office);
  const stopped = await tx.surveys.isStopped(survey.personId);
  const gone = stopped || !person?.active;
  if (survey.askedAt !== null && (gone || (survey.closesAt !== null && survey.closesAt <= now)))
    return end(tx, survey, now);
  const later = laterThan(rules.calendar, person?.zone ?? null, now);
  if (survey.askedAt !== null) return later ? postpone(tx, survey, later) : remind(tx, survey, { office, rules, now });
  const [reason, until] = await whyNot(tx, survey, { office, rules, active: person?.active ?? false, stopped, now });
  const wait = reason === undefined ? later : until;
  if (wait && localDate(rules.calendar, wait) <= lastDayOf(survey.round)) return postpone(tx, survey, wait);
  if (reason === undefined && !later) return ask(tx, survey, { office, rules, now });
  await tx.relationships.mark(survey.id, { nextAt: null, skipped: reason ?? 'the round was over' });
  return false;
}

type At = { office: Office; rules: Rules; now: Date };

async function whyNot(
  tx: Tx,
  { personId, officeId, agencyId }: Relationship,
  { office, rules, active, stopped, now }: At & { active: boolean; stopped: boolean },
): Promise<[reason: string | undefined, later: Date | undefined]> {
  if (!office.surveys?.relationshipOn?.length) return ['the office asks nobody', undefined];
  const actor = await tx.people.actor(personId);
  if (actor?.memberships.some((each) => each.officeId === officeId && isStaffRole(each.role)))
    return ['nobody rates themselves', undefined];
  const surveys = rulesOf(office, rules);
  const not = notNow(
    {
      ...{ active, stopped, lastAsked: await tx.surveys.lastAsked(personId) },
      askedOfAgency:
        surveys.agencyCap === null
          ? 0
          : await tx.surveys.askedOfAgency(officeId, agencyId, new Date(now.getTime() - WEEK)),
    },
    surveys,
    now,
  );
  return [not?.reason, not?.later];
}

async function postpone(tx: Tx, { id }: Relationship, nextAt: Date): Promise<boolean> {
  await tx.relationships.mark(id, { nextAt });
  return false;
}

async function ask(tx: Tx, survey: Relationship, { office, rules, now }: At): Promise<boolean> {
  const { remindAfter, closeAfter } = rulesOf(office, rules);
  const after = (minutes: number) => addMinutes(rules.calendar, now, minutes) ?? null;
  const closesAt = after(closeAfter);
  const form = relationshipForm(office.name);
  const nextAt = remindAfter === null ? closesAt : after(remindAfter);
  await tx.relationships.mark(survey.id, { askedAt: now, form, closesAt, nextAt });
  await tx.outbox.put([
    {
      ...{ key: keyOf(survey), kind: 'survey', to: { personId: survey.personId }, officeId: office.id },
      message: officeQuestion(askedAbout({ ...survey, form }, office, rules)),
    },
  ]);
  return true;
}

export const askedAbout = ({ id, form, nameless }: Relationship, office: Office, rules: Rules): AskedAbout => ({
  ...{ id, nameless, office: office.name, form: form ?? relationshipForm(office.name) },
  coolDownDays: rulesOf(office, rules).coolDownDays,
});

async function remind(tx: Tx, survey: Relationship, { office, rules, now }: At): Promise<boolean> {
  await tx.relationships.mark(survey.id, { remindedAt: now, nextAt: survey.closesAt });
  await rewordOffice(tx, survey, officeAskedBelow, 'asked again');
  await tx.outbox.put([
    {
      ...{ key: `${keyOf(survey)} reminder`, kind: 'survey', to: { personId: survey.personId }, officeId: office.id },
      message: officeReminder(askedAbout(survey, office, rules)),
    },
  ]);
  return true;
}

/** What nobody answered loses its buttons, in words. */
async function end(tx: Tx, survey: Relationship, now: Date): Promise<boolean> {
  const wasOpen = isOpenQuestion(survey);
  await tx.relationships.mark(survey.id, { nextAt: null, ...(wasOpen && { closedAt: now }) });
  if (wasOpen) await rewordOffice(tx, survey, officeEnded, 'ended');
  return wasOpen;
}

/** The question, and its reminder, say this instead. */
export async function rewordOffice(tx: Tx, survey: Relationship, message: AskedMessage, what: string): Promise<void> {
  for (const key of keysOf(survey)) {
    const standing = await tx.outbox.standing([key]);
    if (!standing) continue;
    const { personId, officeId } = survey;
    await tx.outbox.put([
      { key: `${key} ${what}`, kind: 'survey', to: { personId }, officeId, replaces: standing.root, message },
    ]);
  }
}

type AskedMessage = ReturnType<typeof officeQuestion>;
