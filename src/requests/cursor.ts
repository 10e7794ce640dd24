import { beginning, type ListRow, type Mark, type Place } from './listing.ts';

/**
 * How far somebody has read a list, as the button under a page carries it: whose it is, since when, and what has been
 * shown. Due times move while people read, so what was shown is kept by id, and nothing is shown twice or passed over;
 * after `KEPT` rows only the place counts.
 */
export type Cursor = {
  personId: number;
  /** When the first page was shown. */
  since: Date;
  place: Place;
  /** The last in the order of all that was shown. */
  furthest: Mark | undefined;
};

/** Chats keep at most 2,000 characters with a button. */
const KEPT = 200;

/** Somebody who goes on later wants what is so then, from the beginning. */
const GOES_ON_MS = 60 * 60_000;

export const firstPage = (personId: number, now: Date): Cursor => ({
  personId,
  since: now,
  place: beginning,
  furthest: undefined,
});

/** What the button under these rows carries. */
export function behind(cursor: Cursor, rows: readonly ListRow[]): Cursor {
  const { place, furthest } = cursor;
  const last = [furthest, ...rows.map(({ mark }) => mark)].reduce(later);
  const shown = [...place.shown, ...rows.map(({ id }) => id)];
  return {
    ...cursor,
    furthest: last,
    place: shown.length > KEPT ? { after: last, shown: [] } : { after: place.after, shown },
  };
}

/** Where nothing moves the place says enough: what was shown need not be kept. */
export const byPlace = (cursor: Cursor): Cursor => ({
  ...cursor,
  place: { after: cursor.furthest, shown: [] },
});

function later(a: Mark | undefined, b: Mark | undefined): Mark | undefined {
  if (!a || !b) return a ?? b;
  const [first, second] = [a, b].map(({ at }) => (at === 'never' ? Number.POSITIVE_INFINITY : at)) as [number, number];
  return first > second || (first === second && a.id > b.id) ? a : b;
}

export function writeCursor({ personId, since, place, furthest }: Cursor): string {
  const { after, shown } = place;
  const mark = (each: Mark | undefined) => (each ? `${each.at}/${each.id}` : '-');
  const ids = shown.map((id) => id.toString(36)).join('.');
  return [personId, since.getTime(), mark(after), mark(furthest), ids].join(' ');
}

const written =
  /^(?<person>\d{1,9}) (?<since>\d{1,15}) (?<after>-|(?:never|-?\d{1,16})\/\d{1,9}) (?<furthest>-|(?:never|-?\d{1,16})\/\d{1,9}) (?<ids>(?:[\da-z]{1,6}(?:\.|$))*)$/u;

/** What is old, somebody else's or no cursor at all begins at the beginning. */
export function readCursor(text: string, personId: number, now: Date): Cursor {
  const { person, since, after, furthest, ids } = written.exec(text)?.groups ?? {};
  const first = firstPage(personId, now);
  const age = now.getTime() - Number(since);
  if (Number(person) !== personId || !(age >= 0 && age <= GOES_ON_MS)) return first;
  const shown = ids ? ids.split('.').map((id) => Number.parseInt(id, 36)) : [];
  if (shown.length > KEPT || shown.some((id) => !(id > 0 && id < 1e9))) return first;
  return {
    personId,
    since: new Date(Number(since)),
    place: { after: readMark(after), shown },
    furthest: readMark(furthest),
  };
}

function readMark(text = '-'): Mark | undefined {
  if (text === '-') return undefined;
  const [at, id] = text.split('/');
  return { at: at === 'never' ? 'never' : Number(at), id: Number(id) };
}
