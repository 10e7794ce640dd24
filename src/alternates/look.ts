import type { ReportFile } from '../delivery/chatStore.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Alternate, Report, View } from './alternate.ts';
import { nothingSaved, type Saved, savedIn } from './savings.ts';
import { type Coming, comingReports, type StepFacts } from './steps.ts';
import { decidersOf, viewersOf } from './who.ts';

/** All that is said of an alternate process, by name. */
export type Look = Omit<StepFacts, 'it' | 'views'> & {
  it: Alternate;
  views: (View & { by: string })[];
  files: ReportFile[];
  agency: string;
  office: string;
  zone: string;
  /** In the office. */
  today: string;
  /** Who gives a view, who decides. */
  viewers: string[];
  deciders: string[];
  applicant: string;
  decidedBy: string | null;
  endedBy: string | null;
  /** The next report of each rule that nobody was asked for yet. */
  coming: Coming[];
  /** So far. */
  saved: Saved;
};

/** What decides which step is next. */
export async function factsOf(tx: Tx, it: Alternate): Promise<StepFacts> {
  const renewed = await tx.alternates.renewalOf(it.id);
  return {
    it,
    views: await tx.alternates.views([it.id]),
    reports: await tx.alternates.reports([it.id]),
    renewal: !renewed ? 'none' : renewed.state === 'asked' ? 'asked' : 'granted',
  };
}

export async function lookAt(tx: Tx, it: Alternate, now: Date): Promise<Look> {
  const { office, calendar, today } = await officeToday(tx, it.officeId, now);
  const facts = await factsOf(tx, it);
  const { views, reports } = facts;
  const ids = [it.applicantId, it.decidedBy, it.endedBy, ...views.map(({ personId }) => personId)];
  const people = await tx.people.named(ids.flatMap((id) => id ?? []));
  const nameOf = (id: number | null): string | null => (id === null ? null : (people.get(id)?.name ?? null));
  const names = (all: readonly { name: string }[]): string[] => all.map(({ name }) => name);
  const open = it.state === 'asked';
  return {
    ...facts,
    views: views.map((view) => ({ ...view, by: nameOf(view.personId) ?? 'Somebody' })),
    files: await tx.files.ofReports(reports.map(({ id }) => id)),
    agency: (await tx.people.agency(it.agencyId))?.name ?? '',
    office: office.name,
    zone: calendar.spec.zone,
    today,
    viewers: open ? names(await viewersOf(tx, it, now)) : [],
    deciders: open ? names(await decidersOf(tx, it)) : [],
    applicant: nameOf(it.applicantId) ?? 'Somebody',
    decidedBy: nameOf(it.decidedBy),
    endedBy: nameOf(it.endedBy),
    coming: nextOfEach(it, reports, calendar),
    saved: it.from === null ? nothingSaved : savedIn({ from: it.from, until: today }, it, allDueBy(reports, today)),
  };
}

function nextOfEach(it: Alternate, reports: readonly Report[], calendar: Calendar): Coming[] {
  const coming = comingReports(it, reports, calendar);
  return it.reports.flatMap(({ code }) => coming.find(({ rule }) => rule.code === code) ?? []);
}

/** One that came before its day counts by now. */
const allDueBy = (reports: readonly Report[], today: string): Report[] =>
  reports.map((report) => (report.due > today ? { ...report, due: today } : report));
