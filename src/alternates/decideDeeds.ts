import type { Answer } from '../chat/answer.ts';
import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { AlternateKind } from '../offices/alternateRules.ts';
import { officeToday } from '../offices/officeToday.ts';
import { addDays } from '../people/absence.ts';
import type { AlternateAction } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import { addMonths } from '../sla/months.ts';
import type { Tx } from '../store.ts';
import type { Alternate } from './alternate.ts';
import { decided, grantForm, otherWayForm, viewForm } from './decideWords.ts';
import { lookAt } from './look.ts';
import { grantAlternatePress, otherWayPress, viewAlternatePress } from './presses.ts';
import { lengthOf, problemOf, readGrant, textOrNull } from './reading.ts';
import { agencySide, officeSide, redraw, sendStanding, tell, withNext } from './tell.ts';
import { decidersOf, find } from './who.ts';

/** What liaisons think of one, and what supervisors decide. */

/** One that waits for a decision; or why there is nothing to say about it any more. */
async function waiting(
  tx: Tx,
  actor: Actor,
  { id, action, now }: { id: number; action: AlternateAction; now: Date },
): Promise<{ it: Alternate } | { no: Answer }> {
  const found = await find(tx, actor, { id, action, now });
  if (!found) return { no: await ownOrHidden(tx, actor, id) };
  const { it } = found;
  if (it.state === 'asked') return { it };
  return { no: notice(it.state === 'withdrawn' ? 'It was taken back meanwhile.' : 'It has been decided already.') };
}

/** Whoever supervises sees what they asked themselves, and reads why they do not decide. */
async function ownOrHidden(tx: Tx, actor: Actor, id: number): Promise<Answer> {
  const it = await tx.alternates.one(id);
  return it?.applicantId === actor.person.id
    ? notice('You have asked for this yourself, so somebody else decides.')
    : hidden;
}

export const viewAlternate = deed(viewAlternatePress, {
  async opens({ tx, actor, about, now }) {
    const found = await waiting(tx, actor, { id: about.alternate, action: 'view', now });
    if ('no' in found) return found.no;
    const look = await lookAt(tx, found.it, now);
    return form(
      viewForm(
        look,
        look.views.find(({ personId }) => personId === actor.person.id),
      ),
    );
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await waiting(tx, actor, { id: about.alternate, action: 'view', now });
    if ('no' in found) return found.no;
    const { it } = found;
    const said = ['yes', 'no'].includes(values.recommends ?? '');
    const problems = {
      ...(said ? {} : { recommends: 'Choose one.' }),
      ...problemOf(values, 'because', 'Say in a few words why.'),
      ...lengthOf(values, 'conditions'),
    };
    if (Object.keys(problems).length > 0) return errors(problems);
    const view = {
      ...{ recommends: values.recommends === 'yes', because: textOrNull(values, 'because') ?? '' },
      conditions: textOrNull(values, 'conditions'),
    };
    await tx.alternates.view(it.id, { personId: actor.person.id, at, ...view });
    const data = { alternate: it.id, ...view };
    await tx.records.addToOffice(it.officeId, { kind: 'alternate viewed', at, actorId: actor.person.id, data });
    await redraw(tx, it.id, now);
    await sendStanding(tx, await lookAt(tx, it, now), {
      ...{ side: 'office' as const, people: await decidersOf(tx, it), now, awake: actor.person.id },
    });
    await withNext(tx, it.id, now);
    return notice('Thank you. The supervisors have it now, with what you think.');
  },
});

/** The kind as it is offered now; one that the office's file has no more is kept by the reports it had. */
async function kindOf(tx: Tx, it: Alternate): Promise<Pick<AlternateKind, 'atMostMonths' | 'reports'> | undefined> {
  const rules = (await tx.alternates.rules([it.officeId])).get(it.officeId);
  const before = it.renews === null ? undefined : await tx.alternates.one(it.renews);
  const kept = before && before.reports.length > 0 ? { atMostMonths: 12, reports: before.reports } : undefined;
  return rules?.kinds.find(({ code }) => code === it.kind) ?? kept;
}

const GONE = 'The office’s file has this kind no more, so nothing says how it is kept. Show them another way instead.';

/** From when on it may hold: what goes on begins when the one before it ends. */
async function earliestOf(tx: Tx, it: Alternate, today: string): Promise<string> {
  const before = it.renews === null ? undefined : await tx.alternates.one(it.renews);
  return before?.state === 'granted' && before.until !== null && before.until >= today
    ? addDays(before.until, 1)
    : today;
}

export const grantAlternate = deed(grantAlternatePress, {
  async opens({ tx, actor, about, now }) {
    const found = await waiting(tx, actor, { id: about.alternate, action: 'decide', now });
    if ('no' in found) return found.no;
    const { it } = found;
    const kind = await kindOf(tx, it);
    if (!kind) return notice(GONE);
    const { today } = await officeToday(tx, it.officeId, now);
    const from = await earliestOf(tx, it, today);
    const until = addDays(addMonths(from, kind.atMostMonths), -1);
    return form(grantForm(await lookAt(tx, it, now), kind, { from, until, isOther: about.how === 'other' }));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await waiting(tx, actor, { id: about.alternate, action: 'decide', now });
    if ('no' in found) return found.no;
    const { it } = found;
    const kind = await kindOf(tx, it);
    if (!kind) return notice(GONE);
    const { today } = await officeToday(tx, it.officeId, now);
    const earliest = await earliestOf(tx, it, today);
    const read = readGrant(values, { kind, earliest, isOther: about.how === 'other', today });
    if ('problems' in read) return errors(read.problems);
    const { reports: codes, ...granted } = read.granted;
    const reports = kind.reports.filter(({ code }) => codes.includes(code));
    const by = { decidedAt: at, decidedBy: actor.person.id };
    await tx.alternates.change(it.id, { ...granted, ...by, state: 'granted', reports });
    const data = { alternate: it.id, ...granted, reports: codes };
    await tx.records.addToOffice(it.officeId, { kind: 'alternate granted', at, actorId: actor.person.id, data });
    await tellDecided(tx, it.id, actor.person.id, now);
    return notice('Granted. Whoever asked, the head of the agency and its liaison are told.');
  },
});

export const otherWay = deed(otherWayPress, {
  async opens({ tx, actor, about, now }) {
    const found = await waiting(tx, actor, { id: about.alternate, action: 'decide', now });
    return 'no' in found ? found.no : form(otherWayForm(await lookAt(tx, found.it, now)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await waiting(tx, actor, { id: about.alternate, action: 'decide', now });
    if ('no' in found) return found.no;
    const { it } = found;
    const problems = {
      ...problemOf(values, 'because', 'Say in a few words why.'),
      ...problemOf(values, 'instead', 'Say what they can do instead. Without that nobody is helped.'),
    };
    if (Object.keys(problems).length > 0) return errors(problems);
    const said = { because: textOrNull(values, 'because') ?? '', instead: textOrNull(values, 'instead') ?? '' };
    await tx.alternates.change(it.id, { ...said, state: 'refused', decidedAt: at, decidedBy: actor.person.id });
    const data = { alternate: it.id, ...said };
    await tx.records.addToOffice(it.officeId, { kind: 'alternate refused', at, actorId: actor.person.id, data });
    await tellDecided(tx, it.id, actor.person.id, now);
    return notice('Sent. They read first what they can do instead.');
  },
});

/** Whoever asked, the heads and the liaison hear of it, once each. */
async function tellDecided(tx: Tx, id: number, deciderId: number, now: Date): Promise<void> {
  await withNext(tx, id, now);
  const it = await tx.alternates.one(id);
  if (!it) return;
  await redraw(tx, id, now);
  if (it.renews !== null) {
    await withNext(tx, it.renews, now);
    await redraw(tx, it.renews, now);
  }
  const look = await lookAt(tx, it, now);
  const agency = await agencySide(tx, it);
  await tell(tx, it, 'decided', agency, decided(look, { agency: true }), now);
  const office = (await officeSide(tx, it, now)).filter((each) => each.id !== deciderId);
  const others = office.filter((each) => !agency.some((known) => known.id === each.id));
  await tell(tx, it, 'decided', others, decided(look, { agency: false }), now);
}
