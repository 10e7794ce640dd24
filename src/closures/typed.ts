import { hidden, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { previewOf } from './declare.ts';
import { closable } from './deeds.ts';
import { typedClosurePress } from './presses.ts';
import { readTyped } from './reading.ts';
import { askMore, preview, whichOffice } from './words.ts';

/** What is shown to somebody who typed that the office is closed: what it would do, or what is still to be said. */
export const typedClosure = deed(typedClosurePress, {
  async shows({ tx, actor, about, now }) {
    const own = await closable(tx, actor, now);
    const [first] = own;
    const said = first && readTyped(about.text, first.today);
    if (!first || !said) return hidden;
    const { problem, day = first.today, from, to, reason } = said;
    if (problem !== undefined) return show(askMore(problem, { day, ...(reason && { reason }) }));
    if (from === undefined || to === undefined || reason === undefined)
      return show(askMore('Why is the office closed? The agencies are told the reason.', { day, from, to }));
    const closure = { day, from, to, reason };
    if (own.length > 1)
      return show(
        whichOffice(
          own.map(({ office }) => office),
          closure,
        ),
      );
    const seen = await previewOf(tx, first.office, closure, now);
    return show('problem' in seen ? askMore(seen.problem, closure) : preview(first.office, closure, first.today, seen));
  },
});
