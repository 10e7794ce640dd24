import type { Api } from '../client.ts';
import { readPages } from '../pages.ts';
import { patiently } from '../patience.ts';
import { listOf, textOf } from '../read.ts';

/** Slack names a workspace T… and a whole organisation (Enterprise Grid) E…. */
const isOrganisation = (place: string): boolean => place.startsWith('E');

const MOST_PAGES = 100;

/**
 * What lists have to be asked for, one after another: of an organisation Slack lists people and conversations by its
 * workspaces only, and somebody may be in several.
 */
export async function partsOf(api: Api, place: string, signal: AbortSignal): Promise<{ team_id?: string }[]> {
  if (!isOrganisation(place)) return [{}];
  const pages = await readPages(MOST_PAGES, (where) => patiently(signal, () => api.web.auth.teams.list(where)));
  return pages.flatMap(({ teams }) => listOf(teams)).map(({ id }) => ({ team_id: textOf(id) }));
}

/** Each once, by what it is known by. */
export const eachOnce = <T>(all: T[], key: (one: T) => string): T[] => [
  ...new Map(all.map((one) => [key(one), one])).values(),
];
