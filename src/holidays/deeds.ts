import { endOfCalendar } from '../calendars/calendarEnd.ts';
import { confirmYear, mayConfirm, previewYear } from '../calendars/confirm.ts';
import type { CalendarYear } from '../calendars/yearStore.ts';
import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { type OfficeToday, officeKept, officesKept } from '../offices/officeToday.ts';
import type { Actor } from '../people/person.ts';
import { holidaysPress } from '../requests/presses.ts';
import { daysOfYear } from '../sla/specialDays.ts';
import type { Tx } from '../store.ts';
import { changeYearPress, confirmYearPress, yearPress } from './presses.ts';
import { readDays, undated, writeDays } from './reading.ts';
import { draftedYear, type YearsOf, yearForm, yearsList } from './words.ts';

/** Holidays, year by year: seen by all who look after an office, confirmed by those who administer it. */

export const holidays = deed(holidaysPress, {
  async shows({ tx, actor, now }) {
    const own = await officesKept(tx, actor, now);
    if (own.length === 0) return hidden;
    const all: YearsOf[] = [];
    for (const each of own) all.push(await yearsOf(tx, actor, each, now));
    return show(yearsList(all));
  },
});

async function yearsOf(tx: Tx, actor: Actor, { office, calendar, today }: OfficeToday, now: Date): Promise<YearsOf> {
  const kept = await tx.years.of(office.id);
  const names = await tx.people.named(kept.flatMap(({ confirmedBy }) => confirmedBy ?? []));
  const { policy } = await tx.offices.rules(office);
  const { spec } = calendar;
  const byOf = (year: number) => {
    const found = kept.find((each) => each.year === year && each.confirmedBy !== null);
    return found?.confirmedBy ? names.get(found.confirmedBy)?.name : undefined;
  };
  return {
    office,
    confirmed: spec.confirmedYears
      .filter((year) => year >= Number(today.slice(0, 4)))
      .map((year) => ({ year, days: daysOfYear(spec, year), by: byOf(year) })),
    drafts: kept.filter(isDraft),
    missing: endOfCalendar(calendar, policy, now).year,
    mayConfirm: await mayConfirm(tx, actor, office.id),
  };
}

const isDraft = ({ confirmedAt, replacedAt }: CalendarYear): boolean => confirmedAt === null && replacedAt === null;

/** An office whose years somebody may confirm. */
async function officeOf(tx: Tx, actor: Actor, officeId: number, now: Date): Promise<OfficeToday | undefined> {
  const own = await officeKept(tx, actor, officeId, now);
  return own && (await mayConfirm(tx, actor, officeId)) ? own : undefined;
}

async function look(tx: Tx, { office, calendar }: OfficeToday, draft: CalendarYear, now: Date) {
  const seen = await previewYear(tx, office, draft, now);
  if ('problem' in seen) return seen;
  return draftedYear({ office, draft, seen, hours: calendar.spec.hours }, true);
}

const draftOf = async (tx: Tx, officeId: number, year: number): Promise<CalendarYear | undefined> =>
  (await tx.years.of(officeId)).find((each) => each.year === year && isDraft(each));

/** What the form says so far: a draft, the year as it counts, or the names of the last year, still to be dated. */
async function known(tx: Tx, { office, calendar: { spec } }: OfficeToday, year: number): Promise<string> {
  const draft = await draftOf(tx, office.id, year);
  if (draft) return writeDays(draft.days);
  if (spec.confirmedYears.includes(year)) return writeDays(daysOfYear(spec, year));
  const last = spec.confirmedYears.filter((each) => each < year).at(-1);
  return last === undefined ? '' : undated(daysOfYear(spec, last), year);
}

/** From a message that asks for a year. */
export const year = deed(yearPress, {
  async opens({ tx, actor, about, now }) {
    const own = await officeOf(tx, actor, about.office, now);
    if (!own) return hidden;
    const draft = await draftOf(tx, own.office.id, about.year);
    if (!draft) {
      if (own.calendar.spec.confirmedYears.includes(about.year)) return notice(`${about.year} is confirmed already.`);
      return form(yearForm(own.office, about.year, await known(tx, own, about.year)));
    }
    const seen = await look(tx, own, draft, now);
    return 'problem' in seen ? notice(seen.problem) : show(seen);
  },
});

export const changeYear = deed(changeYearPress, {
  async opens({ tx, actor, about, now }) {
    const own = await officeOf(tx, actor, about.office, now);
    return own ? form(yearForm(own.office, about.year, await known(tx, own, about.year))) : hidden;
  },
  async sent({ tx, actor, about, values, at, now }) {
    const own = await officeOf(tx, actor, about.office, now);
    if (!own) return hidden;
    const read = readDays(values.days ?? '', about.year);
    if ('problem' in read) return errors({ days: read.problem });
    const draft = { officeId: own.office.id, year: about.year, days: read.days, source: null };
    const seen = await previewYear(tx, own.office, draft, now);
    if ('problem' in seen) return errors({ days: seen.problem });
    // Whoever typed it sees it at once; nobody else is asked.
    const id = await tx.years.draft({ ...draft, draftedBy: actor.person.id, told: [] }, at);
    const { office } = own;
    return show(draftedYear({ office, draft: { ...draft, id }, seen, hours: own.calendar.spec.hours }, true));
  },
});

export const confirmYearDeed = deed(confirmYearPress, {
  async does({ tx, actor, about, at, now }) {
    const draft = await tx.years.one(about.draft);
    const own = draft && (await officeOf(tx, actor, draft.officeId, now));
    if (!own) return hidden;
    const problem = await confirmYear(tx, own.office, draft, { by: actor.person, at, now });
    return notice(problem ?? `The holidays of ${draft.year} are confirmed for ${own.office.name}.`);
  },
});
