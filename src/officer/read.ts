import type { Actor } from '../people/person.ts';
import { keepingOf } from '../retention/destroy.ts';
import { keepsRecords, mayDestroy, officesWithRecordsOf } from '../retention/keepers.ts';
import type { Tx } from '../store.ts';
import type { DueList, OfficeRecords } from './words.ts';

/** What is due and what is held, as far as it is theirs who look. */

const PAGE = 20;

export async function readOverview(tx: Tx, actor: Actor, now: Date): Promise<OfficeRecords[]> {
  const own: OfficeRecords[] = [];
  for (const office of await officesWithRecordsOf(tx, actor)) {
    const kept = await keepingOf(tx, office, now);
    const { zone } = (await tx.offices.rules(office)).calendar.spec;
    const counts = kept ? await tx.retention.counts(kept.keeping, kept.today) : [];
    own.push({ office, counts, holds: await tx.retention.holds(office.id), zone });
  }
  return own;
}

/** A page of what is due of a series; undefined where that is not theirs, or there is no such thing. */
export async function readDue(
  tx: Tx,
  actor: Actor,
  about: { office: number; series: string; after?: number | undefined },
  now: Date,
  size = PAGE,
): Promise<DueList | undefined> {
  const office = (await tx.offices.all()).find(({ id }) => id === about.office);
  if (!office || !keepsRecords(actor, office)) return undefined;
  const kept = await keepingOf(tx, office, now);
  const series = office.records?.series.find(({ code }) => code === about.series);
  if (!kept || !series) return undefined;
  const { keeping, today: day } = kept;
  const found = await tx.retention.due(keeping, series.code, day, about.after ?? 0, size + 1);
  const counts = await tx.retention.counts(keeping, day);
  return {
    ...{ office, series, day, rows: found.slice(0, size), more: found.length > size, zone: keeping.zone },
    counted: counts.find((each) => each.series.code === series.code) ?? { due: 0, held: 0 },
    mayDestroy: mayDestroy(actor, office),
  };
}
