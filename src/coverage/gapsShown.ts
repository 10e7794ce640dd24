import { hidden, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { coverageGaps, gapsOfAgencies } from '../offices/gaps.ts';
import { officeKept } from '../offices/officeToday.ts';
import { gapsPress } from '../requests/presses.ts';
import { nobodyAnswers } from './nameLiaisonWords.ts';

/** As far as a digest looks: today, and seven days ahead. */
const DAYS = 1 + 7;

/** Whoever looks after an office sees every gap of the days ahead, each with the button that closes it. */
export const showGaps = deed(gapsPress, {
  async shows({ tx, actor, about, now }) {
    const own = await officeKept(tx, actor, about.office, now);
    if (!own) return hidden;
    const { office, calendar, today } = own;
    const facts = await tx.people.coverage(office.id, null, today);
    const gaps = coverageGaps(office, calendar, await tx.people.agencies([office.id]), facts, now, DAYS);
    return show(nobodyAnswers(office, gapsOfAgencies(gaps, office.lines.length), today));
  },
});
