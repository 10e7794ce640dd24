import type { Scope } from '../offices/scope.ts';
import { type Actor, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Announcement } from './announcement.ts';

/** What somebody announced, or whoever they supervise did. */

export type OwnAnnouncement = {
  announcement: Announcement;
  office: string;
  today: string;
  zone: string;
  author: string;
};

/** The newest first. */
export async function readOwn(
  tx: Tx,
  actor: Actor,
  scopes: readonly Scope[],
  limit: number,
): Promise<OwnAnnouncement[]> {
  const offices = new Map(scopes.map((scope) => [scope.office.id, scope]));
  const whose = {
    ...{ personId: actor.person.id, officeIds: [...offices.keys()], supervised: officesAs(actor, 'supervisor') },
  };
  const latest = await tx.announcements.latest(whose, limit);
  const authors = await tx.people.named(latest.map(({ authorId }) => authorId));
  return latest.flatMap((announcement) => {
    const scope = offices.get(announcement.officeId);
    const author = authors.get(announcement.authorId)?.name ?? '';
    if (!scope) return [];
    const { office, today, calendar } = scope;
    return [{ announcement, office: office.name, today, zone: calendar.spec.zone, author }];
  });
}
