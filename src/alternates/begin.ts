import type { AlternateKind } from '../offices/alternateRules.ts';
import { officeToday } from '../offices/officeToday.ts';
import { addMinutes } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Alternate, Application } from './alternate.ts';
import { lookAt } from './look.ts';
import { redraw, sendStanding, withNext } from './tell.ts';
import { decidersOf, viewersOf } from './who.ts';

/** Somebody asks, for the first time or to go on: it is promised by when, and whoever looks at it first has it. */
export async function begin(
  tx: Tx,
  asked: Pick<Alternate, 'officeId' | 'agencyId' | 'applicantId' | 'renews'> & {
    kind: AlternateKind;
    said: Application;
  },
  { at, now }: { at: Date; now: Date },
): Promise<Alternate> {
  const { kind, said, ...whose } = asked;
  const { office, calendar } = await officeToday(tx, whose.officeId, now);
  const by = (minutes: number): Date | null => addMinutes(calendar, at, minutes) ?? null;
  const id = await tx.alternates.add({
    ...whose,
    ...said,
    ...{ kind: kind.code, kindName: kind.name, askedAt: at, nextAt: null },
    // Half of the time is whose who look first, and half is left to decide.
    ...{ viewBy: by(kind.decideMinutes / 2), decideBy: by(kind.decideMinutes) },
    calendarId: office.calendarId,
  });
  const it = await tx.alternates.one(id);
  if (!it) throw new Error('what was asked for is not there');
  const { agencyId: agency, renews, applicantId } = it;
  await tx.records.addToOffice(it.officeId, {
    ...{ kind: 'alternate asked', at, actorId: applicantId },
    data: { alternate: id, agency, kind: kind.code, renews, said },
  });
  const look = await lookAt(tx, it, now);
  const viewers = await viewersOf(tx, it, now);
  await sendStanding(tx, look, { side: 'agency', people: [{ id: applicantId }], now, awake: applicantId });
  await sendStanding(tx, look, { side: 'office', people: viewers, now });
  // Nobody looks first, or nothing says when they should have.
  if (viewers.length === 0 || it.viewBy === null)
    await sendStanding(tx, look, { side: 'office', people: await decidersOf(tx, it), now });
  await withNext(tx, id, now);
  if (renews !== null) {
    await redraw(tx, renews, now);
    await withNext(tx, renews, now);
  }
  return it;
}
