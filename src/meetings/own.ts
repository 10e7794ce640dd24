import { officeToday } from '../offices/officeToday.ts';
import { scopesOf } from '../offices/scope.ts';
import { type Actor, hasRole } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Meeting, Series } from './meeting.ts';
import { find } from './who.ts';
import type { Listed } from './words.ts';

/** The meetings of somebody: those of the agencies that they speak for, and those that they are invited to. */
export type Own = {
  /** The next first. */
  ahead: Listed[];
  /** The latest first. */
  past: Listed[];
  /** Those that come again and again, of the agencies that they speak for. */
  series: Series[];
  /** Whether they may plan others. */
  makes: boolean;
};

export async function readOwn(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Own> {
  const [ahead, past] = [new Map<number, Meeting>(), new Map<number, Meeting>()];
  const series: Series[] = [];
  const scopes = await scopesOf(tx, actor, now);
  for (const { office, agencies } of scopes) {
    const all = hasRole(actor, office.id, 'supervisor');
    const of = { officeId: office.id, agencyIds: all ? null : agencies.map(({ id }) => id) };
    for (const each of await tx.meetings.ahead(of, now, limit)) ahead.set(each.id, each);
    for (const each of await tx.meetings.past(of, now, limit)) past.set(each.id, each);
    const kept = await tx.meetings.seriesOf(office.id);
    series.push(...kept.filter(({ agencyId }) => all || agencies.some(({ id }) => id === agencyId)));
  }
  const invited = { invited: actor.person.id };
  // Whoever is invited and has left since sees nothing of it.
  for (const [into, found] of [
    [ahead, await tx.meetings.ahead(invited, now, limit)],
    [past, await tx.meetings.past(invited, now, limit)],
  ] as const)
    for (const each of found)
      if (!into.has(each.id) && (await find(tx, actor, { id: each.id, action: 'see', now }))) into.set(each.id, each);
  const zones = new Map<number, string>();
  const withZone = async (meeting: Meeting): Promise<Listed> => {
    const known = zones.get(meeting.officeId);
    const zone = known ?? (await officeToday(tx, meeting.officeId, now)).calendar.spec.zone;
    zones.set(meeting.officeId, zone);
    return { meeting, zone };
  };
  const byTime = (a: Meeting, b: Meeting): number => a.at.getTime() - b.at.getTime() || a.id - b.id;
  const listed = async (all: readonly Meeting[]): Promise<Listed[]> => {
    const each: Listed[] = [];
    for (const one of all.slice(0, limit)) each.push(await withZone(one));
    return each;
  };
  return {
    ahead: await listed([...ahead.values()].sort(byTime)),
    past: await listed([...past.values()].sort((a, b) => byTime(b, a))),
    series,
    makes: scopes.length > 0,
  };
}
