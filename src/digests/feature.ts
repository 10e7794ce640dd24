import type { DigestParts } from '../feature/digestPart.ts';
import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { headships, worksAs } from '../people/person.ts';
import { agencyPage } from './agencyPage.ts';
import { allToDecide } from './allToDecide.ts';
import { checkIn } from './checkIn.ts';
import { hearAgain, leaveUnheard, sendAgain, setAside, tellFailedAgain, whatDidNotArrive } from './notArrived.ts';
import { notArrivedPage } from './notArrivedPage.ts';
import { agencyMonthPress } from './presses.ts';
import { agencyMonth, changeDigests, digestNow, digestSettings } from './settings.ts';
import { sweepDigests } from './sweep.ts';

/** For whoever heads agencies: how each office that says so has served these. */
const menu: MenuPart = async (tx, actor) => {
  const offices = [...new Set(headships(actor).map(({ officeId }) => officeId))];
  const buttons = [];
  for (const office of offices) {
    const { name } = await tx.offices.one(office);
    const label = offices.length === 1 ? 'My agency’s month' : `My agency’s month: ${name}`;
    buttons.push(agencyMonthPress.button(label, { office }));
  }
  return { blocks: [], buttons };
};

const seeingToFailures = [sendAgain, setAside, hearAgain, leaveUnheard, whatDidNotArrive];

/** What supervisors, liaisons and heads of agencies get on a schedule: decisions first. `parts`: what other features add to them. */
export const digests = (parts: DigestParts): Feature => ({
  name: 'digests',
  menu,
  help: (actor) =>
    worksAs(actor, 'liaison', 'supervisor') || headships(actor).length > 0
      ? [{ type: 'digests', does: 'what you get on a schedule, and when' }]
      : [],
  deeds: [
    digestSettings,
    digestNow(parts),
    agencyMonth(parts),
    changeDigests,
    checkIn,
    allToDecide(parts),
    ...seeingToFailures,
  ],
  undelivered: tellFailedAgain,
  pages: [agencyPage(parts.months), notArrivedPage],
  phrases: Object.fromEntries(
    ['digest', 'digests', 'my digest', 'my digests', 'digest settings', 'digest now'].map((text) => [text, 'digests']),
  ),
  sweeps: [{ name: 'digests', sweep: (store, now) => sweepDigests(store, parts, now) }],
});
