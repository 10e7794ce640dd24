import { press } from '../feature/press.ts';

/**
 * What is to be promised, as it goes with a button: `base` is the version it was made from, `which` the entry that
 * changes (0 normal, 1 urgent, from 2 on the agreements), times in business minutes; or `version`, which comes back.
 */
const change = {
  office: 'id',
  base: 'id',
  which: 'id?',
  first: 'id?',
  next: 'id?',
  resolution: 'id?',
  update: 'id?',
  version: 'id?',
  from: 'word?',
} as const;

export const promisesPress = press('promises', {});
/** Opens the form for one entry. */
export const changePromisesPress = press('change promises', change);
export const previewPromisesPress = press('preview promises', change);
/** `open`: 1 when open requests follow too. */
export const publishPromisesPress = press('publish promises', { ...change, open: 'id' });
export const earlierPromisesPress = press('earlier promises', { office: 'id' });
export const withdrawPromisesPress = press('withdraw promises', { office: 'id', version: 'id' });
