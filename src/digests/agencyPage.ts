import type { MonthPart } from '../feature/digestPart.ts';
import type { Page } from '../feature/page.ts';
import { monthAsked, monthOf, yearBack } from '../figures/months.ts';
import { sayMonth } from '../figures/words.ts';
import type { Office } from '../offices/office.ts';
import { officeToday } from '../offices/officeToday.ts';
import { countedAt, type Filter, type Section, type Table, way } from '../page/view.ts';
import { mayOfAgency } from '../people/permissions.ts';
import { type Actor, type Agency, headships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { EXPLAINED, promisesOf, sayContent, sayLiaison, sayOpen } from './agencyFacts.ts';
import { type AgencyMonth, isAnswering, readAgencyMonth } from './agencyMonth.ts';

/** What heads of agencies see on the desk's page: how an office served their agency in a month, and nothing else. */

export const agencyPage = (parts: readonly MonthPart[]): Page => ({
  path: 'agency',
  label: 'My agency',
  isFor: (actor) => headships(actor).length > 0,
  async open(tx, { query }, { actor, now, lately }) {
    const all = await headedBy(tx, actor);
    const [first] = all;
    const wanted = query.has('agency')
      ? all.find(
          ({ office, agency }) => `${office.id}` === query.get('office') && `${agency.id}` === query.get('agency'),
        )
      : first;
    if (!wanted) return undefined;
    const { office, agency } = wanted;
    if (!mayOfAgency(actor, 'see month', { officeId: office.id, agencyId: agency.id })) return undefined;
    const { today, calendar } = await officeToday(tx, office.id, now);
    // A month that runs still would tell, looked at day by day, what was asked on which.
    const latest = monthOf(today, -1);
    const month = monthAsked(query.get('month'), latest);
    const answersToo = isAnswering(actor, office.id);
    const read = await lately(
      `month of ${office.id} ${agency.id} ${month}${answersToo ? ' for liaisons' : ''}`,
      now,
      () => readAgencyMonth(tx, { office, agency, month, parts, answersToo }, now),
    );
    const about = { office: `${office.id}`, agency: `${agency.id}` };
    const several = all.length > 1 ? [chooser(all, wanted, month)] : [];
    return {
      title: `${agency.name}, ${sayMonth(month)}`,
      sections: [
        ...several,
        {
          ...{ kind: 'choice', label: 'Month', name: 'month', value: month, to: 'agency', keeps: about },
          options: yearBack(latest).map((each) => ({ value: each, label: sayMonth(each) })),
        },
        ...sectionsOf(read.value),
        countedAt(read.at, calendar.spec.zone),
      ],
    };
  },
});

type Headed = { office: Office; agency: Agency };

/** Each agency that somebody heads, with the office that serves it and says so. */
async function headedBy(tx: Tx, actor: Actor): Promise<Headed[]> {
  const all: Headed[] = [];
  for (const { officeId, agencyId } of headships(actor)) {
    const agency = (await tx.people.agencies([officeId])).find(({ id }) => id === agencyId);
    if (agency) all.push({ office: await tx.offices.one(officeId), agency });
  }
  return all;
}

function chooser(all: readonly Headed[], chosen: Headed, month: string): Section {
  const filters = all.map(
    (each): Filter => ({
      label: `${each.agency.name}: ${each.office.name}`,
      to: way('agency', { office: each.office.id, agency: each.agency.id, month }),
      chosen: each === chosen,
    }),
  );
  return { kind: 'filters', title: 'Agencies', filters };
}

function sectionsOf(of: AgencyMonth): Section[] {
  const { counts, charts } = of;
  return [
    {
      kind: 'figures',
      figures: [
        { name: `Asked in ${sayMonth(of.month)}`, value: `${counts.asked}` },
        { name: 'Resolved', value: `${counts.resolved}` },
        {
          name: counts.late > 0 ? `Open now, ${counts.late} late` : 'Open now',
          value: `${counts.open}`,
          ...(counts.late > 0 && { late: true as const }),
        },
      ],
    },
    { kind: 'table', table: promises(of) },
    { kind: 'table', table: topics(of) },
    { kind: 'table', table: liaisons(of) },
    {
      kind: 'message',
      message: {
        blocks: [
          {
            kind: 'facts',
            facts: [content(of), open(of), ...of.added.map(({ label, value }) => ({ label, value: [value] }))],
          },
        ],
      },
    },
    ...charts.map((chart): Section => ({ kind: 'message', message: { blocks: [{ kind: 'chart', chart }] } })),
    { kind: 'message', message: { blocks: [{ kind: 'small', text: [EXPLAINED] }] } },
  ];
}

const content = (of: AgencyMonth) => ({ label: 'How content your people were', value: [sayContent(of)] });
const open = (of: AgencyMonth) => ({ label: 'Open now', value: [sayOpen(of)] });

function promises(of: AgencyMonth): Table {
  return {
    ...{ name: 'promises', title: `What ${of.office} promised, and kept`, empty: 'Nothing was due.' },
    columns: [
      { name: 'Promise', key: true },
      { name: 'On time' },
      { name: 'The month before' },
      { name: 'Typical wait' },
    ],
    rows: promisesOf(of).map(({ title, share, beside, wait }) => ({
      cells: [title, share, beside.replace(/^ · [^:]+: /u, ''), wait],
    })),
  };
}

function topics({ topics: { told, others } }: AgencyMonth): Table {
  return {
    ...{ name: 'topics', title: 'What your agency asked about', empty: 'Nothing was asked.' },
    columns: [
      { name: 'Topic', key: true },
      { name: 'Requests', end: true },
    ],
    rows: [
      ...told.map(({ name, asked }) => ({ cells: [name, asked] })),
      ...(others.topics > 0
        ? [{ cells: [told.length > 0 ? `${others.topics} other topics` : 'All topics together', others.asked] }]
        : []),
    ],
  };
}

const liaisons = ({ liaisons: all, today }: AgencyMonth): Table => ({
  ...{ name: 'liaisons', title: 'Who answers you', empty: 'Nobody is assigned.' },
  columns: [{ name: 'Topic', key: true }, { name: 'Liaison' }],
  rows: all.map((each) => ({ cells: [each.line, sayLiaison(each, today)] })),
});
