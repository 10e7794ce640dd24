import type { Feature } from '../feature/feature.ts';
import { worksAs } from '../people/person.ts';
import { away, back, cancelAbsence, changeAbsence, listAbsences } from './away.ts';
import { noteLeft } from './closedAccounts.ts';
import { showGaps } from './gapsShown.ts';
import { handSome } from './handSome.ts';
import { coverageMenu } from './menu.ts';
import { nameLiaison } from './nameLiaison.ts';
import { agencyIs, chooseAgency, confirmPerson, declinePerson, worksElsewhere, worksThere } from './newcomers.ts';
import { handAll, keepAll, leaveAll, oneByOne, someBack, takeBack } from './openDeeds.ts';
import { calendarFile } from './pages/calendarFile.ts';
import { coveragePage } from './pages/coverage.ts';
import { liaisonsPage } from './pages/liaisons.ts';
import { nextAbsence, sweepAbsences } from './sweep.ts';
import { wrongAgency } from './wrongAgency.ts';

/** Whoever types one of these finds all buttons about absences in the list. */
const phrases = Object.fromEntries(
  [
    ...['my absences', 'my absence', 'absences', 'absence', 'away', "i'm away", 'i’m away', 'im away', 'i am away'],
    ...['out of office', 'ooo', 'vacation', 'my vacation', "i'm back", 'i’m back', 'im back', 'i am back', "i'm out"],
    ...["i'm out today", "i'm out tomorrow", "i'm sick", "i'm sick today", "i'm away today", "i'm away tomorrow"],
    ...["i'm on vacation", "i'm on leave", "i'm off today", "i'm off tomorrow", 'sick today', 'out sick', 'pto'],
  ].map((text) => [text, 'my absences']),
);

/** Who is there, and who is who: absences, newcomers, closed accounts. */
export const coverage: Feature = {
  name: 'coverage',
  menu: coverageMenu,
  help: (actor) =>
    worksAs(actor, 'liaison', 'supervisor')
      ? [{ type: 'my absences', does: 'when you are away; to plan, change or end it' }]
      : [],
  deeds: [
    ...[away, back, listAbsences, changeAbsence, cancelAbsence],
    ...[handAll, oneByOne, keepAll, takeBack, someBack, leaveAll, handSome, nameLiaison, showGaps],
    ...[chooseAgency, agencyIs, wrongAgency, confirmPerson, declinePerson, worksThere, worksElsewhere],
  ],
  pages: [liaisonsPage, coveragePage],
  takings: [calendarFile],
  phrases,
  sweeps: [{ name: 'absences', sweep: sweepAbsences }],
  nextMoment: nextAbsence,
  accountLeft: noteLeft,
};
