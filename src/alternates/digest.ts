import type { DigestPart, MonthPart } from '../feature/digestPart.ts';
import { few } from '../feature/digestPart.ts';
import { monthOf } from '../figures/months.ts';
import { addDays } from '../people/absence.ts';
import type { Tx } from '../store.ts';
import type { Alternate, Report } from './alternate.ts';
import { lateReportLine, monthFacts, undecidedLine } from './digestWords.ts';
import { type Saved, savedIn, together } from './savings.ts';
import type { AlternatesOf } from './store.ts';

/** More nobody reads in a digest; the page has all. */
const LOOKED_AT = 50;

/** What was to be decided by now and waits for the reader, and reports that were due and are not there. */
export const alternatesDigest: DigestPart = async (tx, { officeId, role, person, agencyIds, now, today, zone }) => {
  const of = { officeId, agencyIds };
  const decides = role === 'supervisor';
  const undecided = decides ? await tx.alternates.undecided(of, now, LOOKED_AT) : [];
  const late = await tx.alternates.lateReports(of, today, LOOKED_AT);
  const agencies = await agencyNames(tx, officeId);
  const nameOf = ({ agencyId }: Pick<Alternate, 'agencyId'>): string => agencies.get(agencyId) ?? '';
  const granted = new Map<number, Alternate>();
  for (const { alternateId } of late) {
    const it = granted.get(alternateId) ?? (await tx.alternates.one(alternateId));
    if (it) granted.set(alternateId, it);
  }
  // Nobody decides on what they asked themselves.
  const theirs = undecided.filter(({ applicantId }) => applicantId !== person.id);
  return {
    decide: [
      few(theirs, 'to decide', (it) => undecidedLine(it, nameOf(it), zone)),
      few(late, 'of which the report is overdue', (report: Report) => {
        const it = granted.get(report.alternateId);
        return lateReportLine(report, { agency: it ? nameOf(it) : '', kind: it?.kindName ?? '', today });
      }),
    ],
    besides: [],
  };
};

/** Hours saved, of a month: as agencies say, and as reports show that were due in it. */
export const alternatesMonth: MonthPart = async (tx, { officeId, agencyIds, month }) => {
  const days = { from: `${month}-01`, until: addDays(`${monthOf(`${month}-01`, 1)}-01`, -1) };
  const saved = await savedOf(tx, { officeId, agencyIds }, days);
  return saved ? monthFacts(saved) : [];
};

/** Undefined where none was in force, and no report was due. */
async function savedOf(tx: Tx, of: AlternatesOf, days: { from: string; until: string }): Promise<Saved | undefined> {
  const all = await tx.alternates.inForce(of, days);
  if (all.length === 0) return undefined;
  const reports = await tx.alternates.reports(all.map(({ id }) => id));
  return together(
    all.map((it) =>
      savedIn(
        days,
        it,
        reports.filter(({ alternateId }) => alternateId === it.id),
      ),
    ),
  );
}

async function agencyNames(tx: Tx, officeId: number): Promise<Map<number, string>> {
  return new Map((await tx.people.agencies([officeId])).map(({ id, name }) => [id, name]));
}
