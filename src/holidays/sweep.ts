import { type EndOfCalendar, endOfCalendar, timeToAsk } from '../calendars/calendarEnd.ts';
import { previewYear, yearKeepers } from '../calendars/confirm.ts';
import type { CalendarEnd, CalendarYear, EndKind } from '../calendars/yearStore.ts';
import type { Message } from '../chat/message.ts';
import { eachAlone } from '../feature/sweep.ts';
import type { Office } from '../offices/office.ts';
import { officeToday } from '../offices/officeToday.ts';
import { isConfirmed, isOpen } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { calendarEnded, calendarEnding, calendarGoesOn, draftedYear, yearSettled } from './words.ts';

/** What is told of years by themselves: that one is drafted, what became of it, and that a calendar ends. */

const NAME = 'holidays';
/** So many requests are named. */
const NAMED = 10;

type Item = { draft: CalendarYear } | { office: Office };
const itemOf = (item: Item): string => ('draft' in item ? `draft ${item.draft.id}` : `office ${item.office.id}`);

export async function sweepHolidays(store: Store, now: Date): Promise<number> {
  const items = await store.transaction(async (tx) => {
    const all: Item[] = (await tx.years.unsaid()).map((draft) => ({ draft }));
    const told = await tx.years.officesTold();
    // Each minute, and mostly a calendar is far from its end and nobody was told of one.
    for (const office of await tx.offices.all())
      if (told.has(office.id) || (await isNearEnd(tx, office, now))) all.push({ office });
    const resting = all.length > 0 ? await tx.sweeps.resting(NAME, now) : new Set<string>();
    return all.filter((item) => !resting.has(itemOf(item)));
  });
  return eachAlone({ store, name: NAME, now }, items, itemOf, (tx, item) =>
    'draft' in item ? sayDraft(tx, item.draft.id, now) : sayEnd(tx, item.office, now),
  );
}

async function isNearEnd(tx: Tx, office: Office, now: Date): Promise<boolean> {
  const { calendar, policy } = await tx.offices.rules(office);
  return endOfCalendar(calendar, policy, now).isNear;
}

/** Asks those who may confirm a draft; and tells those who were asked what became of it. */
async function sayDraft(tx: Tx, id: number, now: Date): Promise<boolean> {
  const draft = await tx.years.one(id);
  if (!draft) return false;
  const { office, calendar } = await officeToday(tx, draft.officeId, now);
  const isOver = draft.confirmedAt !== null || draft.replacedAt !== null;
  if (draft.told === null) {
    if (isOver) return false;
    const seen = await previewYear(tx, office, draft, now);
    const readers = 'problem' in seen ? [] : (await yearKeepers(tx, office.id)).map((person) => person.id);
    await tx.years.toldTo(id, readers);
    if (!('problem' in seen))
      await put(
        tx,
        office,
        readers,
        keyOf(draft),
        draftedYear({ office, draft, seen, hours: calendar.spec.hours }, true),
      );
    return true;
  }
  if (!isOver) return false;
  const { confirmedBy } = draft;
  const by = confirmedBy === null ? undefined : (await tx.people.named([confirmedBy])).get(confirmedBy)?.name;
  await tx.years.settle(id);
  await put(tx, office, draft.told, keyOf(draft), yearSettled(office, draft, by), 'settled');
  return true;
}

const keyOf = ({ id }: CalendarYear): string => `year draft ${id}`;

/** Told once as the end comes near, while the office is open; and once as there are promises past it. */
async function sayEnd(tx: Tx, office: Office, now: Date): Promise<boolean> {
  const { calendar, policy } = await tx.offices.rules(office);
  const end = endOfCalendar(calendar, policy, now);
  const told = await tx.years.ends(office.id);
  const settled = told.filter(({ year }) => calendar.spec.confirmedYears.includes(year));
  for (const each of settled)
    await put(tx, office, each.told, endKey(each), calendarGoesOn(office, each.year), 'settled');
  if (settled.length > 0)
    await tx.years.settleEnds(
      office.id,
      settled.map(({ year }) => year),
      now,
    );
  if (!end.isNear) return settled.length > 0;

  const { first, count } = await tx.years.undated(office.id, NAMED);
  const kind: EndKind = count > 0 || end.isOver ? 'past' : 'ahead';
  const before = told.find((each) => each.year === end.year && each.kind === 'past');
  if (before) {
    if (before.count === count && before.named.join() === first.join()) return settled.length > 0;
    const next = { ...before, named: first, count, revision: before.revision + 1 };
    await tx.years.renewEnd(next);
    await put(tx, office, next.told, endKey(next), calendarEnded(office, end, next), `r${next.revision}`);
    return true;
  }
  // Nobody is rung at night for it; where the calendar has ended nobody knows when it is night.
  if (isOpen(calendar, now) === false) return settled.length > 0;
  const isTold = await tellEnd(tx, office, end, { kind, named: first, count }, now);
  return isTold || settled.length > 0;
}

async function tellEnd(
  tx: Tx,
  office: Office,
  end: EndOfCalendar,
  said: Pick<CalendarEnd, 'kind' | 'named' | 'count'>,
  now: Date,
): Promise<boolean> {
  const told = (await yearKeepers(tx, office.id)).map(({ id }) => id);
  const news = { officeId: office.id, year: end.year, told, ...said };
  if (!(await tx.years.tellEnd(news, now))) return false;
  const message = said.kind === 'past' ? calendarEnded(office, end, said) : calendarEnding(office, end);
  await put(tx, office, told, endKey(news), message);
  return true;
}

const endKey = ({ officeId, year, kind }: Pick<CalendarEnd, 'officeId' | 'year' | 'kind'>): string =>
  `calendar of ${officeId} ${kind} ${year}`;

/** To each of them; with `change` in the place of what stands under that key. */
const put = (tx: Tx, office: Office, readers: readonly number[], key: string, message: Message, change?: string) =>
  tx.outbox.put(
    readers.map((id) => ({
      ...{ kind: 'notice' as const, to: { personId: id }, message, officeId: office.id },
      ...(change === undefined
        ? { key: `${key} to ${id}` }
        : { key: `${key} to ${id} ${change}`, replaces: `${key} to ${id}` }),
    })),
  );

/** When a calendar comes near its end next. */
export async function nextEnd(tx: Tx, now: Date): Promise<Date | undefined> {
  const moments: Date[] = [];
  for (const office of await tx.offices.all()) {
    const { calendar } = await tx.offices.rules(office);
    const at = timeToAsk(calendar, now);
    if (at > now && isConfirmed(calendar, now.getTime(), at.getTime())) moments.push(at);
  }
  return moments.sort((a, b) => a.getTime() - b.getTime())[0];
}
