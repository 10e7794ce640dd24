/** What of an office is a record with a time to be kept: requests, and what the programme leaves behind. */
export const programmeKinds = [
  'announcements',
  'meetings',
  'reviews',
  'training',
  'listening',
  'recommendations',
  'alternates',
  'office_hours',
  'answers',
  'certificates',
  'voices',
] as const;
export type ProgrammeKind = (typeof programmeKinds)[number];

export const recordKinds = ['requests', ...programmeKinds] as const;
export type RecordKind = (typeof recordKinds)[number];

const nouns: Record<RecordKind, readonly [one: string, several?: string]> = {
  requests: ['request'],
  announcements: ['announcement'],
  meetings: ['meeting'],
  reviews: ['review'],
  training: ['training session'],
  listening: ['listening round'],
  recommendations: ['recommendation'],
  alternates: ['alternate process', 'alternate processes'],
  office_hours: ['slot of office hours', 'slots of office hours'],
  answers: ['kept answer'],
  certificates: ['certificate'],
  voices: ['exchange with supervisors', 'exchanges with supervisors'],
};

/** "12 requests", "1 meeting". */
export function countRecords(of: RecordKind, number: number): string {
  const [one, several = `${one}s`] = nouns[of];
  return `${number} ${number === 1 ? one : several}`;
}

/** "Meeting 12": requests have a name of their own. */
export const recordName = (of: RecordKind, id: number): string => {
  const [noun] = nouns[of];
  return of === 'requests' ? `R-${id}` : `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${id}`;
};

/** Those that are about one agency each, so that a series may be for some agencies alone. */
export const isOfOneAgency = (of: RecordKind): boolean =>
  ['requests', 'meetings', 'reviews', 'alternates', 'office_hours'].includes(of);

/** "meeting 12" is of meetings, and its id; undefined: there is no such kind. */
export function readRecordName(text: string): { of: ProgrammeKind; id: number } | undefined {
  const id = Number(/ (?<id>\d{1,9})$/u.exec(text)?.groups?.id);
  const of = programmeKinds.find((kind) => recordName(kind, id).toLowerCase() === text.trim().toLowerCase());
  return of && { of, id };
}
