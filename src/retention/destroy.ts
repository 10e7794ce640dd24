import type { Office } from '../offices/office.ts';
import type { RecordSeries } from '../offices/recordRules.ts';
import type { ContentDestroyed } from '../records/event.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Disposal, Keeping } from './retentionStore.ts';

/** Destruction at the end of a schedule: what is due is confirmed by a person, and goes bit by bit. */

/** So many records in one transaction: a hold that is set meanwhile waits no longer than for these. */
const AT_ONCE = 50;

/** An office with the day that it is there; undefined where it says nothing of records. */
export async function keepingOf(
  tx: Tx,
  office: Office,
  now: Date,
): Promise<{ keeping: Keeping; today: string } | undefined> {
  if (!office.records || office.records.series.length === 0) return undefined;
  const { calendar } = await tx.offices.rules(office);
  const keeping = { officeId: office.id, rules: office.records, zone: calendar.spec.zone };
  return { keeping, today: localDate(calendar, now) };
}

/** What somebody confirms. `day`: that of the list they have looked at. `receipt`: of the archives, where it goes there. */
export type Confirmed = { series: RecordSeries; day: string; reason: string; receipt: string | null };

/** Enters that what is due and not held may go. Answers with how many records that are; of none, nothing is entered. */
export async function confirmDestruction(
  tx: Tx,
  { officeId, rules, zone }: Keeping,
  { series, day, reason, receipt }: Confirmed,
  by: { personId: number; at: Date },
): Promise<number> {
  const what = { officeId, series, day, reason, receipt, confirmedBy: by.personId, confirmedAt: by.at };
  const { id, records } = await tx.retention.confirm({ officeId, rules, zone }, what);
  await tx.records.addToOffice(officeId, {
    ...{ kind: 'destruction confirmed', at: by.at, actorId: by.personId },
    data: { disposal: id, series: series.name, authority: series.authority, requests: records, reason, receipt },
  });
  return records;
}

/** `open`: there is more, or there may be. */
type Step = { destroyed: number; open: boolean; ended?: Disposal & { destroyed: number; kept: number } };

/**
 * The next few of what was confirmed. Each is judged once more: what was reopened or held meanwhile stays. Answers whether
 * there may be more, and at the end with what became of all.
 */
export async function destroyNext(tx: Tx, disposalId: number, now: Date): Promise<Step> {
  const disposal = await tx.retention.one(disposalId);
  if (!disposal) return { destroyed: 0, open: false };
  const { officeId, series, confirmedBy } = disposal;
  const office = await tx.offices.one(officeId);
  const { calendar } = await tx.offices.rules(office);
  // As the office's file had it when somebody looked at the list.
  const rules = { officer: null, series: withSeries(office.records?.series ?? [], series) };
  const keeping = { officeId, rules, zone: calendar.spec.zone };
  const { ids, kept } = await tx.retention.next(keeping, disposal, AT_ONCE);
  if (ids.length + kept === 0) {
    const ended = await tx.retention.finish(disposalId, now);
    await tx.records.addToOffice(officeId, {
      kind: 'destruction finished',
      at: now,
      actorId: null,
      data: { disposal: disposalId, ...ended },
    });
    return { destroyed: 0, open: false, ended: { ...disposal, ...ended } };
  }
  const { receipt, reason } = disposal;
  const line: ContentDestroyed = {
    ...{ kind: 'content destroyed', at: now, actorId: confirmedBy },
    data: {
      ...{ authority: series.authority, reason, series: series.name, disposal: disposalId },
      ...(receipt !== null && { receipt }),
    },
  };
  if (series.of) await tx.records.destroyRecords({ kind: series.of, ids }, officeId, line);
  else
    await tx.records.destroyContent(
      ids.map((id) => ({ kind: 'request', id })),
      officeId,
      line,
    );
  await tx.retention.destroyed(disposal, ids, now);
  return { destroyed: ids.length, open: true };
}

/** The series of today, with this one as it was confirmed. One that is gone from the file takes nothing any more. */
const withSeries = (all: readonly RecordSeries[], series: RecordSeries): RecordSeries[] =>
  all.map((each) => (each.code === series.code ? longer(each, series) : each));

/** Where the file keeps it longer by now than when it was confirmed, it is kept. */
const longer = (today: RecordSeries, then: RecordSeries): RecordSeries =>
  today.years > then.years || today.trigger !== then.trigger || today.of !== then.of ? today : then;
