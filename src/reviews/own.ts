import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import type { ReviewRule } from '../offices/reviewRules.ts';
import { type Scope, scopesOf } from '../offices/scope.ts';
import { type Actor, hasRole, headships } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Beginnings } from './formWords.ts';
import { type Counts, countsOf, partsOf, standing } from './review.ts';
import type { Listed } from './store.ts';
import { find } from './who.ts';

/** The reviews of somebody: of the agencies that they speak for, and the results that they may read. */

export type OwnReview = Listed & {
  counts: Counts;
  today: string;
  /** 'YYYY-MM-DD'; of one that is open, today. */
  finishedOn: string;
  findings: { all: number; open: number };
};
/** A review that is to come. */
export type Coming = { agency: string; agencyId: number; name: string; due: string; today: string };
export type Own = {
  /** The next first. */
  open: OwnReview[];
  /** The latest first. */
  finished: OwnReview[];
  coming: Coming[];
  /** Whether they may begin one. */
  begins: boolean;
};

/** Whose they are: a supervisor's all, a liaison's those of their agencies. */
const ofScope = (actor: Actor, { office, agencies }: Scope) => ({
  officeId: office.id,
  agencyIds: hasRole(actor, office.id, 'supervisor') ? null : agencies.map(({ id }) => id),
});

export async function readOwn(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Own> {
  const [open, finished] = [new Map<number, Listed>(), new Map<number, Listed>()];
  const coming: Coming[] = [];
  const scopes = await scopesOf(tx, actor, now);
  let begins = false;
  for (const scope of scopes) {
    const of = ofScope(actor, scope);
    for (const each of await tx.reviews.of(of, 'open', limit)) open.set(each.id, each);
    for (const each of await tx.reviews.of(of, 'finished', limit)) finished.set(each.id, each);
    const rules = await tx.reviews.rules(scope.office.id);
    begins ||= rules.length > 0;
    for (const { agency, agencyId, code, due } of await tx.reviews.ahead(of, limit)) {
      const name = rules.find((each) => each.code === code)?.name;
      if (name !== undefined) coming.push({ agency, agencyId, name, due, today: scope.today });
    }
  }
  const told = { told: actor.person.id, heads: headships(actor) };
  // Whoever was told and has left since sees nothing of it.
  for (const each of await tx.reviews.of(told, 'finished', limit))
    if (!finished.has(each.id) && (await find(tx, actor, { id: each.id, action: 'see', now })))
      finished.set(each.id, each);
  const byDay = (a: Listed, b: Listed): number => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id - b.id);
  const byEnd = (a: Listed, b: Listed): number =>
    (b.finishedAt?.getTime() ?? 0) - (a.finishedAt?.getTime() ?? 0) || b.id - a.id;
  return {
    open: await counted(tx, [...open.values()].sort(byDay).slice(0, limit), now),
    finished: await counted(tx, [...finished.values()].sort(byEnd).slice(0, limit), now),
    coming: coming.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).slice(0, limit),
    begins,
  };
}

/** With what was said in each, and what is still open of it. */
export async function counted(tx: Tx, all: readonly Listed[], now: Date): Promise<OwnReview[]> {
  const ids = all.map(({ id }) => id);
  const [judgements, findings] = [await tx.reviews.judgements(ids), await tx.reviews.findings(ids)];
  const files = await tx.reviews.filesOf(ids);
  const todays = new Map<number, OfficeToday>();
  const listed: OwnReview[] = [];
  for (const each of all) {
    const here = todays.get(each.officeId) ?? (await officeToday(tx, each.officeId, now));
    todays.set(each.officeId, here);
    const asked = partsOf(each.checklist, own(files, each)).flatMap((part) => part.asked);
    const saidOf = standing(own(judgements, each));
    const found = own(findings, each);
    listed.push({
      ...each,
      ...{
        counts: countsOf(asked, saidOf),
        today: here.today,
        finishedOn: localDate(here.calendar, each.finishedAt ?? now),
      },
      findings: { all: found.length, open: found.filter(({ acceptedAt }) => acceptedAt === null).length },
    });
  }
  return listed;
}

const own = <Row extends { reviewId: number }>(all: readonly Row[], { id }: { id: number }): Row[] =>
  all.filter(({ reviewId }) => reviewId === id);

/** In which offices somebody may begin a review, by which checklists, of which agencies. */
export async function beginningsOf(
  tx: Tx,
  actor: Actor,
  now: Date,
): Promise<{ offices: Beginnings; todayOf: (officeId: number) => string }> {
  const offices: (Beginnings[number] & { rules: readonly ReviewRule[] })[] = [];
  const days = new Map<number, string>();
  for (const { office, agencies, today } of await scopesOf(tx, actor, now)) {
    const rules = await tx.reviews.rules(office.id);
    days.set(office.id, today);
    if (rules.length > 0) offices.push({ office, rules, agencies });
  }
  return { offices, todayOf: (officeId) => days.get(officeId) ?? '' };
}
