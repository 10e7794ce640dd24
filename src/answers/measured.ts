import type { Figures } from '../figures/figures.ts';
import { readFigures } from '../figures/read.ts';
import { minutesBetween } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Served } from './saved.ts';
import type { ServedOf } from './store.ts';

/** Reads what answers have saved: how often they served, and how long that took in opening hours. */
export async function readServed(tx: Tx, of: ServedOf): Promise<Served> {
  const { helped, ...counts } = await tx.answers.served(of);
  const minutes: number[] = [];
  for (const { askedAt, helpedAt, calendarId } of helped) {
    const calendar = await tx.offices.calendar(calendarId);
    minutes.push(minutesBetween(calendar, askedAt, helpedAt) ?? 0);
  }
  return { ...counts, helped: minutes };
}

type Span = { officeId: number; from: Date; to: Date };

/** How long it takes until a request is resolved: of all, or of one topic. */
export async function usualResolution(
  tx: Tx,
  { lineId, ...span }: Span & { lineId: number | null },
  now: Date,
): Promise<Figures | undefined> {
  const by = lineId === null ? null : 'line';
  const found = await readFigures(tx, { ...span, kind: 'first_resolution', by, liaisonId: null }, now);
  return found.get(lineId === null ? '' : String(lineId));
}
