import { findZone } from '../sla/zone.ts';
import { didYouMean } from './didYouMean.ts';

/** What people write for a time zone, and the place of that zone; Arizona and Hawaii have no summer time. */
const places: Record<string, string> = {
  eastern: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  est5edt: 'America/New_York',
  central: 'America/Chicago',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  ct: 'America/Chicago',
  cst6cdt: 'America/Chicago',
  mountain: 'America/Denver (in Arizona America/Phoenix)',
  mst: 'America/Denver (in Arizona America/Phoenix)',
  mdt: 'America/Denver',
  mt: 'America/Denver (in Arizona America/Phoenix)',
  mst7mdt: 'America/Denver',
  pacific: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pst8pdt: 'America/Los_Angeles',
  alaska: 'America/Anchorage',
  akst: 'America/Anchorage',
  akdt: 'America/Anchorage',
  hawaii: 'Pacific/Honolulu',
  hst: 'Pacific/Honolulu',
  atlantic: 'America/Puerto_Rico',
  ast: 'America/Puerto_Rico',
};

/** Why a text cannot be a person's or office's time zone, with what to write; undefined when it can. */
export function zoneProblem(text: string): string | undefined {
  // 'EST' is in the database of zones, and wrong for half of the year.
  if ((text.includes('/') || text === 'UTC') && findZone(text) !== undefined) return undefined;
  const word = text.toLowerCase().replace(/ (?:standard |daylight )?time$/, '');
  const place = places[word];
  if (place !== undefined) return `"${text}" is no place with a time zone; write ${place}`;
  const hint = didYouMean(text, Intl.supportedValuesOf('timeZone')) || '; use an IANA name such as America/New_York';
  return `"${text}" is not a time zone${hint}`;
}
