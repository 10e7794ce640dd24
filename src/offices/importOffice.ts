import { buildCalendar, type CalendarSpec, localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { sayTheSame, wholeCalendar } from './calendarParts.ts';
import { lastDay, nextDay } from './certificateDays.ts';
import { compare, type Difference, isNothing } from './difference.ts';
import { eventsOf } from './importRecord.ts';
import { seriesOf } from './meetingRules.ts';
import { type PolicyPreview, previewPolicy } from './policyPreview.ts';
import { movePromises, type PromiseMoves } from './promiseMoves.ts';
import { findRenames, withRenames } from './renames.ts';
import type { Confirmed, LiveRequest, StoredRoster } from './roster.ts';
import { calendarChanges } from './ruleChanges.ts';
import type { OfficeSetup } from './setup.ts';
import { writeRoster } from './writeRoster.ts';

/** What an import would do and what stands in its way, as of now. */
export type ImportPlan = {
  /** With the years that were confirmed in the desk, and the closures that were declared in chat. */
  setup: OfficeSetup;
  /** Without them. */
  filedCalendar: CalendarSpec;
  /** Years that were confirmed in the desk: those of which the file says what it said before, and the others. */
  years: { kept: number[]; replaced: number[] };
  /** With the new e-mails of those who are renamed. */
  stored: StoredRoster;
  difference: Difference;
  /** People who hold live requests and would answer for the office no more. */
  stranded: { id: number; name: string; email: string; requests: LiveRequest[] }[];
  /** People who would be in no office any more and still wait for answers, with who has each request. */
  leaving: { name: string; email: string; requests: (LiveRequest & { holder: string | null })[] }[];
  /** Agencies that would be gone with live requests. */
  orphaned: { code: string; name: string; requests: LiveRequest[] }[];
  /** What another calendar would do to open requests; undefined when the calendar stays. */
  moves: PromiseMoves | undefined;
  /** What other promises would do; undefined when they stay. */
  policy: PolicyPreview | undefined;
};

export type HandingOver = { reason: string; calendar?: { id: number; reason: string } };

/** What an import asks of the rest of the desk, in its own transaction. */
export type ImportDuties = {
  /**
   * Gives requests to another person, tells the agencies and gives the new liaison a card of each, or a list of many. A
   * new `calendar` holds for them at once: else an agency would read that its time stays, and then that it moves.
   */
  handOver(tx: Tx, requestIds: readonly number[], toPersonId: number, why: HandingOver): Promise<void>;
  /** The file says where a newcomer works: nobody is asked about them any more. */
  confirmed(tx: Tx, newcomer: Confirmed): Promise<void>;
};

/** `handOverTo` is the e-mail of who takes the requests of those who are dropped; `openToo`: other promises are theirs too. */
export type ImportChoices = { handOverTo?: string; keepPromises?: boolean; openToo?: boolean };

/** What somebody agrees to who says yes to a plan: while it is the same, they have agreed to another plan too. */
export const agreedOf = ({ difference, stranded, leaving }: ImportPlan): unknown => [difference, stranded, leaving];

/** Something that an import cannot do; the text says what to do about it. */
class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}

/** Enters an office that is not there yet, or changes it where nobody's open request is touched. */
export async function importOffice(tx: Tx, setup: OfficeSetup, now: Date): Promise<void> {
  const plan = await planImport(tx, setup, now);
  const refuse = async (): Promise<never> => {
    throw new ImportRefused('This changes open requests: import it with npm run desk -- import.');
  };
  if (plan.moves) await refuse();
  await applyImport(tx, plan, {}, now, { handOver: refuse, confirmed: async () => {} });
}

export async function planImport(tx: Tx, filed: OfficeSetup, now: Date): Promise<ImportPlan> {
  const found = await tx.roster.read(filed.code, {
    emails: filed.people.flatMap(({ email, formerly }) => (formerly === undefined ? [email] : [email, formerly])),
    agencies: filed.agencies.map(({ code }) => code),
  });
  // What was declared in chat stays: the office was closed, whatever its file says.
  const parts = found.office?.calendar ? await tx.closures.of(found.office.id, 'locked') : undefined;
  const { years = [], closures = [] } = parts ?? {};
  const kept = years.filter(({ year }) => parts && sayTheSame(parts.filed, filed.calendar, year));
  const setup = { ...filed, calendar: wholeCalendar({ filed: filed.calendar, years: kept, closures }) };
  const renames = findRenames(setup, found);
  const stored = withRenames(found, renames);
  const difference = compare(setup, stored, renames);
  const live = stored.office ? await tx.roster.liveRequests(stored.office.id) : [];
  const moved =
    stored.office && difference.calendar && live.length > 0
      ? await movePromises(tx, stored.office.id, setup.calendar, now)
      : undefined;
  return {
    setup,
    filedCalendar: filed.calendar,
    years: {
      kept: kept.map(({ year }) => year),
      replaced: years.filter((each) => !kept.includes(each)).map(({ year }) => year),
    },
    stored,
    difference,
    stranded: strandedBy(setup, stored, live),
    leaving: await leavingWith(tx, difference),
    orphaned: difference.agencies.removed.flatMap(({ id, code, name }) => {
      const requests = live.filter(({ agencyId }) => agencyId === id);
      return requests.length > 0 ? [{ code, name, requests }] : [];
    }),
    moves: moved,
    policy:
      stored.office && difference.policy ? await previewPolicy(tx, stored.office.id, setup.policy, now) : undefined,
  };
}

/** Who holds requests and is neither liaison nor supervisor of the office any more, by its file or in chat. */
function strandedBy(setup: OfficeSetup, stored: StoredRoster, live: LiveRequest[]): ImportPlan['stranded'] {
  const answering = new Set<string | number>([
    ...setup.people.filter(({ roles }) => roles.some(({ role }) => answers(role))).map(({ email }) => email),
    ...stored.memberships.filter(({ fromFile, role }) => !fromFile && answers(role)).map(({ personId }) => personId),
  ]);
  return stored.people.flatMap(({ id, name, email }) => {
    if (answering.has(id) || answering.has(email ?? '')) return [];
    const requests = live.filter(({ holderId }) => holderId === id);
    return requests.length > 0 ? [{ id, name, email: email ?? '', requests }] : [];
  });
}

/** Whoever leaves the last office they are known in is a requester nowhere, whichever offices they have asked. */
async function leavingWith(tx: Tx, { people }: Difference): Promise<ImportPlan['leaving']> {
  const leaving = people.removed.filter(({ leaves }) => leaves);
  const live = await tx.roster.liveRequestsOf(leaving.map(({ id }) => id));
  const holders = await tx.people.named(live.flatMap(({ holderId }) => (holderId === null ? [] : [holderId])));
  const nameOf = (id: number | null): string | null => (id === null ? null : (holders.get(id)?.name ?? null));
  return leaving.flatMap(({ id, name, email }) => {
    const requests = live
      .filter(({ requesterId }) => requesterId === id)
      .map((request) => ({ ...request, holder: nameOf(request.holderId) }));
    return requests.length > 0 ? [{ name, email, requests }] : [];
  });
}

const answers = (role: string): boolean => role === 'liaison' || role === 'supervisor';

/**
 * Does what a plan of the same transaction says. Nothing is written when nothing is different. Open requests follow
 * another calendar afterwards (`followCalendars`): there may be many.
 * `by`: the person who does it, for the record; null for whoever has the command line.
 * @throws ImportRefused when live requests would have nobody, no agency, or no due time.
 */
export async function applyImport(
  tx: Tx,
  plan: ImportPlan,
  choices: ImportChoices,
  now: Date,
  duties: ImportDuties,
  by: number | null = null,
): Promise<void> {
  const { setup, filedCalendar, stored, difference, stranded } = plan;
  refuseWhatIsLost(plan, choices);
  if (isNothing(difference) && stranded.length === 0) return;
  const { roster } = tx;
  const officeId = stored.office && !difference.office ? stored.office.id : await roster.saveOffice(setup, now);
  const calendarId = difference.calendar
    ? await roster.addCalendar(officeId, setup.calendar, filedCalendar)
    : undefined;
  if (difference.calendar) await tx.years.replace(officeId, plan.years.replaced, now);
  if (difference.surveys) await roster.saveSurveys(officeId, setup.surveys);
  if (difference.records) await tx.retention.keepBy(officeId, setup.records ?? null);
  const policyId = difference.policy
    ? await tx.policies.publish(
        {
          ...{ officeId, spec: setup.policy, filed: setup.policy, from: now, publishedBy: null, asVersion: null },
          movesOpen: choices.openToo ?? false,
        },
        now,
      )
    : undefined;
  const { people, confirmed } = await writeRoster(tx.roster, officeId, plan, now);
  const rules = setup.meetings ?? [];
  if (difference.meetings) await tx.meetings.keepBy(officeId, rules);
  if (difference.answers) await tx.answers.keepBy(officeId, setup.answers ?? null);
  await tx.meetings.keepSeries(officeId, seriesOf(rules, setup.agencies, setup.assignments), now);
  if (difference.courses) await tx.training.keepCourses(officeId, setup.courses ?? []);
  await enterCertificates(tx, officeId, {
    setup,
    difference,
    people,
    today: localDate(buildCalendar(setup.calendar), now),
  });
  if (difference.reviews) await tx.reviews.keepBy(officeId, setup.reviews ?? []);
  await tx.reviews.keepCycles(officeId, setup.reviews ?? [], { now, anew: difference.reviews });
  if (difference.alternates) await tx.alternates.keepBy(officeId, setup.alternates ?? null);
  const events = eventsOf(
    difference,
    { calendarId, policyId, records: setup.records ?? null },
    { at: now, actorId: by },
  );
  await tx.records.addToOffice(officeId, ...events);
  const successor = choices.handOverTo === undefined ? undefined : people.get(choices.handOverTo);
  const calendar =
    calendarId !== undefined && stored.office && !choices.keepPromises
      ? { id: calendarId, reason: reasonOf(plan) }
      : undefined;
  const why = { reason: 'roster change', ...(calendar && { calendar }) };
  const left = stranded.flatMap(({ requests }) => requests.map(({ id }) => id));
  if (successor !== undefined && left.length > 0) await duties.handOver(tx, left, successor, why);
  for (const newcomer of confirmed) await duties.confirmed(tx, newcomer);
  if (policyId !== undefined && stored.office && choices.openToo)
    await tx.calendarMoves.begin({ officeId, policyId, reason: 'the office has changed what it promises' }, now);
  if (calendar) await tx.calendarMoves.begin({ officeId, calendarId: calendar.id, reason: calendar.reason }, now);
}

/** Those of before there was a desk. Nobody is told of an end that has passed. */
async function enterCertificates(
  tx: Tx,
  officeId: number,
  given: Pick<ImportPlan, 'setup' | 'difference'> & { people: ReadonlyMap<string, number>; today: string },
): Promise<void> {
  const { added, removed } = given.difference.certificates;
  if (removed.length > 0) await tx.training.takeBack(removed.map(({ id }) => id));
  const rows = added.flatMap(({ person, course, day: givenOn }) => {
    const personId = given.people.get(person);
    const months = given.setup.courses?.find(({ code }) => code === course)?.months ?? null;
    if (personId === undefined) return [];
    const days = { givenOn, endsOn: lastDay(givenOn, months) };
    return [{ ...days, personId, course, nextOn: nextDay(days, given.today, false) }];
  });
  await tx.training.enter(officeId, rows);
}

function refuseWhatIsLost({ setup, stranded, orphaned, moves }: ImportPlan, choices: ImportChoices): void {
  if (orphaned.length > 0) throw new ImportRefused('An agency with open requests cannot go.');
  const { handOverTo, keepPromises } = choices;
  const taker = setup.people.find(({ email }) => email === handOverTo);
  if (handOverTo !== undefined && !taker?.roles.some(({ role }) => answers(role))) {
    throw new ImportRefused(`${handOverTo} is neither liaison nor supervisor in the office's file.`);
  }
  if (stranded.length > 0 && !taker) throw new ImportRefused('Somebody who holds open requests cannot go.');
  if (moves && moves.unknown.length > 0 && !keepPromises) {
    throw new ImportRefused('The calendar does not reach as far as the due times of open requests.');
  }
}

/** What those are told whose promise moves. */
function reasonOf({ setup, stored }: ImportPlan): string {
  const changes = calendarChanges(stored.office?.calendar ?? null, setup.calendar).join('; ');
  return changes.length <= 200 ? `the office's calendar changed: ${changes}` : "the office's calendar changed";
}
