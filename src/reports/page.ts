import type { Page } from '../feature/page.ts';
import { monthsChart } from '../figures/charts.ts';
import type { Figures } from '../figures/figures.ts';
import { monthAsked, monthOf, yearBack } from '../figures/months.ts';
import { monthGoals, twoMonths, yearTo } from '../figures/read.ts';
import { monthLines, sayMonth, sayQuantile } from '../figures/words.ts';
import { type Cell, countedAt, type Filter, type Section, type Table, way } from '../page/view.ts';
import { worksAs } from '../people/person.ts';
import { firstReplyTarget } from '../sla/policy.ts';
import type { Tx } from '../store.ts';
import { type Group, groupRows, officesOf, type Scope, scopeOf } from './read.ts';

/** How an office does: the month, the year as a picture, and the month told apart by what one chooses; each with how many it is of. */

const groups: Record<Group, string> = { agency: 'Agency', liaison: 'Liaison', line: 'Topic', priority: 'Urgency' };

export const figuresPage: Page = {
  path: 'figures',
  label: 'Figures',
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor', 'administrator'),
  async open(tx, { query }, { actor, now, lately }) {
    const ids = officesOf(actor);
    const wanted = Number(query.get('office') ?? ids[0]);
    const scope = await scopeOf(tx, actor, wanted, now);
    if (!scope) return undefined;
    const running = monthOf(scope.today);
    const month = monthAsked(query.get('month'), running);
    const by = (Object.keys(groups) as Group[]).find((each) => each === query.get('by')) ?? 'agency';
    const to = (change: { office?: number; month?: string; by?: Group }) =>
      way('figures', { office: wanted, month, by, ...change });
    const offices: Filter[] = [];
    for (const id of ids.length > 1 ? ids : [])
      offices.push({ label: (await tx.offices.one(id)).name, to: to({ office: id }), chosen: id === wanted });
    const sections: Section[] = [
      ...(offices.length > 0 ? [{ kind: 'filters' as const, title: 'Offices', filters: offices }] : []),
      {
        ...{ kind: 'choice', label: 'Month', name: 'month', value: month, to: 'figures' },
        options: yearBack(running).map((each) => ({ value: each, label: sayMonth(each) })),
        keeps: { office: String(wanted), by },
      },
    ];
    const liaisonId = scope.whole ? null : actor.person.id;
    const counted = await lately(`figures of ${scope.office.id} ${liaisonId} ${month}`, now, () =>
      readMonth(tx, { officeId: scope.office.id, zone: scope.zone, month, liaisonId }, now),
    );
    const { year, ...ofMonth } = counted.value;
    sections.push({ kind: 'table', table: await monthTable(tx, scope, month, ofMonth) });
    if (year) {
      const apart = (Object.keys(groups) as Group[]).map(
        (each): Filter => ({ label: groups[each], to: to({ by: each }), chosen: each === by }),
      );
      sections.push(...(await yearSection(tx, scope, year)));
      sections.push({ kind: 'filters', title: 'First replies by', filters: apart });
      const rows = await lately(`first replies of ${scope.office.id} by ${by} ${month}`, now, () =>
        groupRows(tx, scope, by, month, now),
      );
      sections.push({ kind: 'table', table: groupTable(by, rows.value) });
    }
    sections.push(countedAt(counted.at, scope.zone));
    const whose = scope.whole ? scope.office.name : actor.person.name;
    return { title: `${whose}, ${sayMonth(month)}`, sections };
  },
};

type Year = Awaited<ReturnType<typeof yearTo>>;

/** The month beside the one before it; of a whole office with the year, whose first replies are not read again then. */
async function readMonth(tx: Tx, of: Parameters<typeof twoMonths>[1], now: Date) {
  const year = of.liaisonId === null ? await yearTo(tx, of, now) : undefined;
  return { year, goals: await monthGoals(tx, of, now), ...(await twoMonths(tx, of, now, year)) };
}

async function monthTable(
  tx: Tx,
  { office, whole }: Scope,
  month: string,
  { figures, before, goals }: Omit<Awaited<ReturnType<typeof readMonth>>, 'year'>,
): Promise<Table> {
  const baseline = whole ? await tx.figures.baseline(office.id) : undefined;
  const lines = monthLines(month, figures, { before, baseline, goals });
  const hasGoal = lines.some(({ goal }) => goal !== undefined);
  return {
    ...{ name: 'month', title: 'What was promised, and what was kept', empty: 'Nothing was due.' },
    columns: [
      ...[{ name: 'Promise', key: true as const }, { name: 'On time' }],
      ...(hasGoal ? [{ name: 'Within the goal' }] : []),
      ...[{ name: 'Beside it' }, { name: 'Typical wait' }],
    ],
    rows: lines.map(({ title, share, goal, beside, wait }) => ({
      cells: [title, share, ...(hasGoal ? [goal ?? null] : []), beside.replace(/^ · /u, ''), wait],
    })),
  };
}

async function yearSection(tx: Tx, { office }: Scope, months: Year): Promise<Section[]> {
  const { policy } = await tx.offices.rules(office);
  const chart = monthsChart(office.name, months, firstReplyTarget(policy));
  return chart ? [{ kind: 'message', message: { blocks: [{ kind: 'chart', chart }] } }] : [];
}

function groupTable(by: Group, rows: Awaited<ReturnType<typeof groupRows>>): Table {
  return {
    ...{ name: `by-${by}`, title: `First replies by ${groups[by].toLowerCase()}`, empty: 'Nothing was due.' },
    columns: [
      { name: groups[by], key: true },
      ...['Requests', 'Due', 'On time', 'Share'].map((name) => ({ name, end: true as const })),
      ...['Half within', '3 of 4 within', '9 of 10 within'].map((name) => ({ name })),
    ],
    rows: rows.map(({ name, figures }) => ({ cells: [name, ...cellsOf(figures)] })),
  };
}

/** Never a share or a wait without the number of requests it is of, which stands beside it. */
const cellsOf = ({ n, due, met, median, p75, p90 }: Figures): Cell[] => [
  n,
  due,
  met,
  due > 0 ? `${Math.round((100 * met) / due)}%` : null,
  ...[median, p75, p90].map((quantile) => (quantile === null ? null : sayQuantile(quantile))),
];
