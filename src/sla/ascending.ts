/**
 * Ascending whole numbers that are looked up very often. A list of where to begin, by even steps of value, leaves a
 * walk of a place or two; halving the list again and again costs several times that, the branches being unforeseeable.
 */
export type Ascending = { readonly values: Float64Array; readonly begin: Int32Array; readonly step: number };

export function ascending(numbers: readonly number[]): Ascending {
  const values = Float64Array.from(numbers);
  const first = values[0] ?? 0;
  const steps = values.length * 2;
  // A whole number, so that no rounding can make a search begin too late.
  const step = Math.max(1, Math.ceil(((values.at(-1) ?? 0) - first) / Math.max(1, steps)));
  const begin = new Int32Array(steps + 1);
  let index = 0;
  for (let place = 0; place <= steps; place++) {
    while (index < values.length && (values[index] ?? 0) < first + place * step) index++;
    begin[place] = index;
  }
  return { values, begin, step };
}

/** The index of the first value that is at least `limit`; the length of the list when there is none. */
export function firstAtLeast({ values, begin, step }: Ascending, limit: number): number {
  const place = Math.floor((limit - (values[0] ?? 0)) / step);
  let index = place < 0 ? 0 : (begin[place] ?? values.length);
  while (index < values.length && (values[index] ?? 0) < limit) index++;
  return index;
}
