import type { Message } from '../chat/message.ts';
import { hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { monthsChart } from '../figures/charts.ts';
import { figureGroups } from '../figures/figures.ts';
import { isMonth, monthAsked, monthOf } from '../figures/months.ts';
import { monthFigures, monthGoals, twoMonths, yearTo } from '../figures/read.ts';
import { sayMonth } from '../figures/words.ts';
import type { Actor } from '../people/person.ts';
import { firstReplyTarget } from '../sla/policy.ts';
import type { Tx } from '../store.ts';
import { figuresPress, freezePress } from './presses.ts';
import { groupRows, officesOf, type Scope, scopeOf } from './read.ts';
import { groupReport, monthReport, type ReportOf, whichOffice } from './words.ts';

/** Figures on demand: supervisors and administrators see those of their office, liaisons their own. */

function reportOf({ office, today, whole }: Scope, actor: Actor, month: string): ReportOf {
  const running = monthOf(today);
  return {
    ...{ officeId: office.id, name: whole ? office.name : actor.person.name, month, whole },
    before: monthOf(`${month}-01`, -1),
    after: month < running ? monthOf(`${month}-01`, 1) : undefined,
  };
}

export const figures = deed(figuresPress, {
  async shows({ tx, actor, about, now }) {
    const ids = officesOf(actor);
    const [first] = ids;
    if (first === undefined) return hidden;
    if (about.office === undefined && ids.length > 1) {
      const offices = [];
      for (const id of ids) offices.push(await tx.offices.one(id));
      return show(whichOffice(offices));
    }
    const scope = await scopeOf(tx, actor, about.office ?? first, now);
    if (!scope) return hidden;
    const running = monthOf(scope.today);
    const month = monthAsked(about.month, running);
    const of = reportOf(scope, actor, month);
    const by = figureGroups.find((group) => group === about.by);
    if (by && scope.whole)
      return show(
        by === 'month'
          ? await yearReport(tx, scope, of, now)
          : groupReport(of, by, await groupRows(tx, scope, by, month, now)),
      );
    const liaisonId = scope.whole ? null : actor.person.id;
    const { office, zone } = scope;
    const { figures: ofMonth, before } = await twoMonths(tx, { officeId: office.id, month, zone, liaisonId }, now);
    const goals = await monthGoals(tx, { officeId: office.id, month, zone, liaisonId }, now);
    const baseline = scope.whole ? await tx.figures.baseline(office.id) : undefined;
    const mayFreeze = scope.whole && !baseline && month < running && ofMonth.first_reply.due > 0;
    return show(monthReport(of, ofMonth, { before, baseline, goals, mayFreeze }));
  },
});

/** Month by month, the newest first, and as a picture. */
async function yearReport(tx: Tx, { office, zone }: Scope, of: ReportOf, now: Date): Promise<Message> {
  const months = await yearTo(tx, { officeId: office.id, zone, month: of.month }, now);
  const rows = months.flatMap(({ month, figures: found }) =>
    found ? [{ name: sayMonth(month), figures: found }] : [],
  );
  const { policy } = await tx.offices.rules(office);
  const chart = monthsChart(office.name, months, firstReplyTarget(policy));
  return groupReport(of, 'month', rows.toReversed(), chart);
}

export const freeze = deed(freezePress, {
  async does({ tx, actor, about, at, now }) {
    const scope = await scopeOf(tx, actor, about.office, now);
    if (!scope?.whole || !isMonth(about.month) || about.month >= monthOf(scope.today)) return hidden;
    const { office, zone } = scope;
    const kept = await monthFigures(tx, { officeId: office.id, month: about.month, zone, liaisonId: null }, now);
    const baseline = { officeId: office.id, month: about.month, figures: kept, setBy: actor.person.id, setAt: at };
    if (!(await tx.figures.freeze(baseline))) {
      const known = await tx.figures.baseline(office.id);
      return notice(`The baseline is ${known ? sayMonth(known.month) : 'set'} already, and stays.`);
    }
    await tx.records.addToOffice(office.id, {
      kind: 'baseline set',
      at,
      actorId: actor.person.id,
      data: { month: about.month },
    });
    return notice(`${sayMonth(about.month)} is the baseline of ${office.name} from now on, as it is today.`);
  },
});
