import type { Block } from '../../chat/message.ts';
import type { Page } from '../../feature/page.ts';
import { coverageGaps, gapsOfAgencies, sayGap } from '../../offices/gaps.ts';
import { type OfficeToday, officesKept } from '../../offices/officeToday.ts';
import type { Row, Section, Table } from '../../page/view.ts';
import { addDays } from '../../people/absence.ts';
import { absenceOn, assignmentFor, chooseLiaison } from '../../people/coverage.ts';
import { worksAs } from '../../people/person.ts';
import { type Calendar, openingOfDay } from '../../sla/calendar.ts';
import type { CoverageFacts, Tx } from '../../store.ts';
import { nameLiaisonButton } from '../nameLiaisonWords.ts';

/** Who answers whom, on which day somebody is out, and where nobody would answer. */

/** Working days that stand side by side. */
const DAYS = 10;
/** As far as the home page looks. */
const GAP_DAYS = 14;

export const coveragePage: Page = {
  path: 'coverage',
  label: 'Coverage',
  isFor: (actor) => worksAs(actor, 'supervisor', 'administrator'),
  async open(tx, _, { actor, now }) {
    const sections: Section[] = [];
    for (const own of await officesKept(tx, actor, now)) sections.push(...(await ofOffice(tx, own, now)));
    return { title: 'Coverage', sections };
  },
};

async function ofOffice(tx: Tx, own: OfficeToday, now: Date): Promise<Section[]> {
  const { office, calendar, today } = own;
  const facts = await tx.people.coverage(office.id, null, today);
  const agencies = await tx.people.agencies([office.id]);
  const gaps = gapsOfAgencies(coverageGaps(office, calendar, agencies, facts, now, GAP_DAYS), office.lines.length);
  const said = gaps.map(
    (gap): Block => ({
      ...{ kind: 'row', text: [{ strong: gap.of }, `: ${sayGap(gap, today)}`] },
      buttons: [nameLiaisonButton(office.id, gap)],
    }),
  );
  const nobody = said.length > 0;
  return [
    {
      kind: 'message',
      message: {
        blocks: [
          { kind: 'heading', text: nobody ? `${office.name}: nobody answers` : office.name },
          ...(nobody
            ? said
            : [{ kind: 'text' as const, text: [`Every agency is covered for the next ${GAP_DAYS} days.`] }]),
        ],
      },
    },
    { kind: 'table', table: daysTable(own, facts) },
    { kind: 'table', table: agencyTable(own, facts, agencies) },
    {
      ...{ kind: 'filters', title: `Calendar of ${office.name}` },
      filters: [
        { label: 'Closures', to: 'closures', chosen: false },
        { label: 'Calendar file (.ics)', to: `take/calendar/${office.id}`, chosen: false },
      ],
    },
  ];
}

/** A row for each person who answers, a column for each working day. */
function daysTable({ office, calendar, today }: OfficeToday, facts: CoverageFacts): Table {
  const days = workingDays(calendar, today);
  const answering = new Set(facts.assignments.flatMap(({ liaisonId, backupId }) => [liaisonId, backupId ?? liaisonId]));
  const people = [...answering].flatMap((id) => facts.people.get(id) ?? []);
  return {
    ...{
      name: `days-${office.code}`,
      title: `Who is in: ${office.name}`,
      empty: 'Nobody is assigned to an agency yet.',
    },
    columns: [{ name: 'Name', key: true }, ...days.map((day) => ({ name: shortDay(day) }))],
    rows: people
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map((person) => ({
        cells: [person.name, ...days.map((day) => sayThere(facts, person.id, day))],
      })),
  };
}

function sayThere({ absences, people }: CoverageFacts, personId: number, day: string): string {
  const absence = absenceOn(absences, personId, day);
  if (!absence) return 'in';
  const cover = absence.coverId === null ? undefined : people.get(absence.coverId)?.name;
  return cover === undefined ? 'out' : `out: ${cover}`;
}

/** Who answers each agency on each line today, where there is an assignment of its own for it. */
function agencyTable(
  { office, today }: OfficeToday,
  facts: CoverageFacts,
  agencies: readonly { id: number; name: string }[],
): Table {
  const nameOf = (id: number | null | undefined): string => (id ? (facts.people.get(id)?.name ?? '') : '');
  const active = (id: number): boolean => facts.people.get(id)?.active ?? false;
  const rows = agencies.flatMap((agency): Row[] => {
    const said = office.lines.map((line) => {
      const own = assignmentFor(facts.assignments, agency.id, line.id, today);
      const choice = chooseLiaison(
        { assignments: facts.assignments, absences: facts.absences, active, office: facts.assignments },
        { agencyId: agency.id, serviceLineId: line.id, day: today },
      );
      return { line: line.name, cells: [nameOf(own?.liaisonId), nameOf(own?.backupId), nameOf(choice.holderId)] };
    });
    const [first] = said;
    const alike = first && said.every(({ cells }) => cells.join('\n') === first.cells.join('\n'));
    return (alike ? [{ ...first, line: 'All topics' }] : said).map(({ line, cells: [liaison, backup, holder] }) => ({
      cells: [
        agency.name,
        line,
        liaison || 'nobody',
        backup || null,
        holder ? holder : { words: 'nobody', late: true as const },
      ],
    }));
  });
  return {
    ...{
      name: `agencies-${office.code}`,
      title: `Who answers whom: ${office.name}`,
      empty: 'This office serves no agency yet.',
    },
    columns: [
      { name: 'Agency', key: true },
      { name: 'Topic' },
      { name: 'Liaison' },
      { name: 'Backup' },
      { name: 'Answers today' },
    ],
    rows,
  };
}

function workingDays(calendar: Calendar, today: string): string[] {
  const days: string[] = [];
  // Whoever has closed for longer than that has other questions.
  for (let ahead = 0; days.length < DAYS && ahead < 60; ahead += 1) {
    const day = addDays(today, ahead);
    if (openingOfDay(calendar, day)) days.push(day);
  }
  return days;
}

const dayFormat = new Intl.DateTimeFormat('en-US', {
  ...{ timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric' },
});
const shortDay = (day: string): string => dayFormat.format(new Date(`${day}T12:00:00Z`));
