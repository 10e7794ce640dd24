/** Whom an office writes to beforehand, of the agencies that it serves. */

/** Of the people of the agencies: all who may ask, those with an open request, those who asked within a year, or the heads. */
export type Audience = 'everybody' | 'asking' | 'asked' | 'heads';

const audiences: readonly string[] = ['everybody', 'asking', 'asked', 'heads'] satisfies Audience[];

/** As a form brings it; everybody where it says nothing else. */
export const readAudience = (value: string): Audience =>
  audiences.includes(value) ? (value as Audience) : 'everybody';

/** As a form offers it. */
export const audienceOptions: readonly { value: Audience; label: string }[] = [
  { value: 'everybody', label: 'Everybody' },
  { value: 'asking', label: 'Those with an open request' },
  { value: 'asked', label: 'Those who asked within a year' },
  { value: 'heads', label: 'The heads of the agencies' },
];

/** Who is written to; of narrower audiences than everybody, only requests on the line count, where one is named. */
export type Told = { officeId: number; agencyIds: readonly number[]; audience: Audience; lineId: number | null };

/** How many that reaches, and how many of them have no chat with the desk yet. */
export type Reach = { people: number; agencies: number; unknown: number };

/** Who asked within a year. */
const YEAR_MS = 365 * 86_400_000;
export const askedSince = (now: Date): Date => new Date(now.getTime() - YEAR_MS);
