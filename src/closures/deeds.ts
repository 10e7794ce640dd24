import type { Answer } from '../chat/answer.ts';
import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { type OfficeToday, officeKept, officesKept } from '../offices/officeToday.ts';
import type { Actor } from '../people/person.ts';
import { ALL_DAY, type Closure } from '../sla/closures.ts';
import { minuteOfDay } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { sayOpened, sayWhen } from './closure.ts';
import { declare, previewOf, withdraw } from './declare.ts';
import {
  closeOfficePress,
  closuresPress,
  confirmClosurePress,
  previewClosurePress,
  withdrawClosurePress,
} from './presses.ts';
import { readForm } from './reading.ts';
import { closeForm, list, preview } from './words.ts';

/** "Close the office": by supervisors and administrators, with a look at what it does before anybody is told. */

/** The offices somebody may close. */
export const closable = officesKept;

export const closeOffice = deed(closeOfficePress, {
  async opens({ tx, actor, about, now }) {
    const own = await closable(tx, actor, now);
    const [first] = own;
    if (!first) return hidden;
    return form(
      closeForm(
        own.map(({ office }) => office),
        first.today,
        about,
      ),
    );
  },
  async sent({ tx, actor, values, now }) {
    const own = await closable(tx, actor, now);
    const chosen = own.find(({ office }) => String(office.id) === values.office) ?? own[0];
    if (!chosen) return hidden;
    const read = readForm(values, chosen.today);
    if ('problems' in read) return errors(read.problems);
    const { closure } = read;
    const seen = await previewOf(tx, chosen.office, closure, now);
    if ('problem' in seen) return errors({ day: seen.problem });
    return show(preview(chosen.office, closure, chosen.today, seen));
  },
});

/** A button that carries a closure may be old, or forged: it is read anew. */
async function chosenOf(tx: Tx, actor: Actor, about: Closure & { office: number }, now: Date) {
  const own = await officeKept(tx, actor, about.office, now);
  const { day, from, to, reason } = about;
  const sound = from < to && to <= ALL_DAY.to && own !== undefined && day >= own.today;
  return sound ? { own, closure: { day, from, to, reason } } : undefined;
}

const over = notice('That day is over. What was counted then stays.');

export const previewClosure = deed(previewClosurePress, {
  async shows({ tx, actor, about, now }) {
    const chosen = await chosenOf(tx, actor, about, now);
    if (!chosen) return (await closable(tx, actor, now)).length > 0 ? over : hidden;
    const { own, closure } = chosen;
    const seen = await previewOf(tx, own.office, closure, now);
    return 'problem' in seen ? notice(seen.problem) : show(preview(own.office, closure, own.today, seen));
  },
});

export const confirmClosure = deed(confirmClosurePress, {
  async does({ tx, actor, about, at, now }) {
    const chosen = await chosenOf(tx, actor, about, now);
    if (!chosen) return (await closable(tx, actor, now)).length > 0 ? over : hidden;
    const { own, closure } = chosen;
    const problem = await declare(tx, own.office, closure, { actor, at, now });
    if (problem !== undefined) return notice(problem);
    return notice(`${own.office.name} is closed ${sayWhen(closure, own.today)}. Everybody who answers there is told.`);
  },
});

export const listClosures = deed(closuresPress, {
  async shows({ tx, actor, now }): Promise<Answer> {
    const own = await closable(tx, actor, now);
    const [first] = own;
    return first ? show(list(await ahead(tx, own), first.today)) : hidden;
  },
});

/** Closures of today and later. */
export async function ahead(tx: Tx, own: readonly OfficeToday[]) {
  const rows = [];
  for (const { office, today } of own) {
    const closures = await tx.closures.ahead(office.id, today);
    rows.push(...closures.map((closure) => ({ office, closure })));
  }
  return rows;
}

export const withdrawClosure = deed(withdrawClosurePress, {
  async does({ tx, actor, about, at, now }) {
    const closure = await tx.closures.one(about.closure);
    const own = closure && (await closable(tx, actor, now)).find(({ office }) => office.id === closure.officeId);
    if (!closure || !own) return hidden;
    if (closure.withdrawnAt) return notice('This closure was withdrawn already.');
    const minute = minuteOfDay(own.calendar.zone, now);
    const isToday = closure.day === own.today;
    if (closure.day < own.today || (isToday && minute >= closure.to))
      return notice('This closure is over. What was counted then stays.');
    const begun = isToday && minute > closure.from ? minute : undefined;
    const opened = await withdraw(tx, own.office, closure, { actor, at, now, minute: begun });
    return notice(`${own.office.name} ${sayOpened(opened, own.today)}.`);
  },
});
