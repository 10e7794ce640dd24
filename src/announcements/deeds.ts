import { sayMomentAt } from '../chat/years.ts';
import { ON_THE_WAY } from '../delivery/delivery.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { opensFirst, sayHeard, zoneOf } from '../offices/sayHeard.ts';
import { type Scope, scopesOf } from '../offices/scope.ts';
import { askedSince } from '../people/audience.ts';
import type { Actor } from '../people/person.ts';
import { questionOf, type RequestFacts } from '../requests/facts.ts';
import { authorise } from '../requests/load.ts';
import { announcementReadersPress, announcePress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { localDate } from '../sla/calendar.ts';
import { sayTime } from '../sla/hours.ts';
import { minuteOfDay } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { type Announcement, LONGEST_REASON, LONGEST_TEXT, LONGEST_TITLE } from './announcement.ts';
import { ownList, preview, readers, takeBackForm } from './authorWords.ts';
import { readOwn } from './own.ts';
import {
  announcementsPress,
  changeAnnouncementPress,
  lookAtAnnouncementPress,
  sendAnnouncementPress,
  takeBackPress,
  withdrawAnnouncementPress,
} from './presses.ts';
import { readAnnouncement } from './reading.ts';
import { begin, drawCard } from './send.ts';
import { goOnWave } from './waves.ts';
import { kept, theirsOf } from './who.ts';
import { toldList } from './words.ts';
import { type Begun, writeForm } from './writeForm.ts';
import { writtenOf } from './written.ts';

/** What the office does: write, look at it, send or plan it, see who has read it. */

const writingIn = (scope: Scope, now: Date) => ({
  ...scope,
  officeId: scope.office.id,
  lines: scope.office.lines,
  now,
});
const offered = (scope: Scope) => ({ id: scope.office.id, name: scope.office.name, lines: scope.office.lines });

export const announce = deed(announcePress, {
  async opens({ tx, actor, about, now }) {
    const scopes = await scopesOf(tx, actor, now);
    const asked = await askedIn(tx, actor, about.request, scopes, now);
    if (asked) return form(writeForm([offered(asked.scope)], announcePress.to(about), answering(asked.facts)));
    return scopes.length > 0 ? form(writeForm(scopes.map(offered), announcePress.to({}))) : hidden;
  },
  async sent({ tx, actor, about, values, now }) {
    const scopes = await scopesOf(tx, actor, now);
    const asked = await askedIn(tx, actor, about.request, scopes, now);
    const scope = asked?.scope ?? scopes.find(({ office }) => String(office.id) === values.office) ?? scopes[0];
    if (!scope) return hidden;
    const read = readAnnouncement(values, writingIn(scope, now));
    if ('problems' in read) return errors(read.problems);
    const { announced } = read;
    const by = { officeId: scope.office.id, authorId: actor.person.id, draftedAt: now };
    return show(await previewOf(tx, await tx.announcements.add({ ...announced, ...by }), scope, now));
  },
});

/** A request whose question is to be answered to everybody, if they may see it, and its office. */
async function askedIn(tx: Tx, actor: Actor, id: number | undefined, scopes: readonly Scope[], now: Date) {
  const found = id === undefined ? undefined : await authorise(tx, actor, 'see', id, now, 'to read');
  if (!found || 'refused' in found) return undefined;
  const scope = scopes.find(({ office }) => office.id === found.facts.request.officeId);
  return scope && { facts: found.facts, scope };
}

function answering(facts: RequestFacts): Begun {
  const { id, subject, serviceLineId: lineId } = facts.request;
  const text = `Several of you have asked: “${questionOf(facts).trim()}”\n\n`.slice(0, LONGEST_TEXT);
  return { announced: { title: subject.slice(0, LONGEST_TITLE), text, lineId }, agencies: [], asked: requestRef(id) };
}

/** As long as it has not gone out. What was planned goes out as planned until the change is confirmed. */
export const changeAnnouncement = deed(changeAnnouncementPress, {
  async opens({ tx, actor, about, now }) {
    const found = await kept(tx, actor, about.announcement, now);
    if (!found) return hidden;
    const { announcement, scope } = found;
    if (!isAhead(announcement)) return over(announcement);
    const { agencyIds, sendAt } = announcement;
    const { calendar } = scope;
    const agencies = agencyIds ? scope.agencies.filter(({ id }) => agencyIds.includes(id)) : [];
    const when = sendAt && { day: localDate(calendar, sendAt), time: sayTime(minuteOfDay(calendar.zone, sendAt)) };
    const before = { announced: announcement, agencies: agencies.map(({ code }) => code), ...when };
    const press = changeAnnouncementPress.to({ announcement: announcement.id });
    return form(writeForm([offered(scope)], press, { ...before, introduces: announcement.about === 'introduction' }));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await kept(tx, actor, about.announcement, now);
    if (!found) return hidden;
    const { announcement, scope } = found;
    if (!isAhead(announcement)) return over(announcement);
    const read = readAnnouncement(values, writingIn(scope, now));
    if ('problems' in read) return errors(read.problems);
    // Whom somebody is introduced to does not change, and nobody is asked whether they have read it.
    const { lineId, audience, holdsFrom, readBy } = announcement;
    const stays = announcement.about === 'introduction' ? { lineId, audience, holdsFrom, readBy } : {};
    const change = { ...read.announced, ...stays, state: 'draft' as const, draftedAt: now };
    await tx.announcements.change(announcement.id, change);
    const changed: Announcement = { ...announcement, ...change };
    await drawCard(tx, changed, now);
    return show(await previewOf(tx, changed, scope, now));
  },
});

export const sendAnnouncement = deed(sendAnnouncementPress, {
  async does({ tx, actor, about, now }) {
    const found = await kept(tx, actor, about.announcement, now);
    if (!found) return hidden;
    const { announcement, scope } = found;
    if (announcement.state !== 'draft') return over(announcement);
    const { calendar } = scope;
    // Whoever presses it at night wakes nobody up.
    const opening = opensFirst(calendar, now);
    const sendAt = announcement.sendAt && announcement.sendAt > now ? announcement.sendAt : opening;
    const agencyIds = announcement.agencyIds ?? scope.agencies.map(({ id }) => id);
    const planned: Announcement = { ...announcement, agencyIds, state: 'planned', sendAt: sendAt ?? null };
    if (sendAt) {
      await tx.announcements.change(announcement.id, { agencyIds, state: 'planned', sendAt });
      await drawCard(tx, planned, now);
      const { zone } = calendar.spec;
      return notice(`It goes out ${sayMomentAt({ when: sendAt, zone }, now)}.`);
    }
    await tx.announcements.change(announcement.id, { agencyIds });
    const people = await begin(tx, planned, now);
    return notice(
      people === 1
        ? 'It is on its way to one person. Your card shows when they have read it.'
        : `It is on its way to ${people.toLocaleString('en-US')} people. Your card shows who has read it.`,
    );
  },
});

export const withdrawAnnouncement = deed(withdrawAnnouncementPress, {
  async does({ tx, actor, about, now }) {
    const found = await kept(tx, actor, about.announcement, now);
    if (!found) return hidden;
    const { announcement } = found;
    if (!isAhead(announcement)) return over(announcement);
    await tx.announcements.change(announcement.id, { state: 'withdrawn' });
    await drawCard(tx, { ...announcement, state: 'withdrawn' }, now);
    return notice(announcement.state === 'draft' ? 'Thrown away. Nobody was told.' : 'Withdrawn. Nobody was told.');
  },
});

/** A draft, as it would go out. */
export const lookAt = deed(lookAtAnnouncementPress, {
  async shows({ tx, actor, about, now }) {
    const found = await kept(tx, actor, about.announcement, now, 'to read');
    if (!found) return hidden;
    const { announcement, scope } = found;
    if (announcement.state !== 'draft') return over(announcement);
    return show(await previewOf(tx, announcement, scope, now));
  },
});

/** What is wrong, or holds no more after all: nobody new is told, and whoever was hears why. */
export const takeBack = deed(takeBackPress, {
  async opens({ tx, actor, about, now }) {
    const found = await kept(tx, actor, about.announcement, now);
    if (!found) return hidden;
    return found.announcement.state === 'sent' ? form(takeBackForm(found.announcement)) : over(found.announcement);
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await kept(tx, actor, about.announcement, now);
    if (!found) return hidden;
    const { announcement, scope } = found;
    const { id, officeId, state } = announcement;
    if (state !== 'sent') return over(announcement);
    const reason = filled(values, 'reason');
    if (!reason) return errors({ reason: 'Say in a few words why.' });
    const long = tooLong(reason, LONGEST_REASON);
    if (long !== undefined) return errors({ reason: long });
    const { id: takenBackBy } = actor.person;
    const change = { state: 'taken back', takenBackAt: at, takenBackBy, reason, remindAt: now } as const;
    await tx.announcements.change(id, change);
    const data = { announcement: id, reason };
    await tx.records.addToOffice(officeId, { kind: 'announcement taken back', at, actorId: takenBackBy, data });
    const after: Announcement = { ...announcement, ...change };
    await goOnWave(tx, after, ON_THE_WAY, now);
    await drawCard(tx, after, now);
    const opening = opensFirst(scope.calendar, now);
    const heard = opening ? { now: 0, later: [opening] } : { now: 1, later: [] };
    return notice('Taken back. ', ...sayHeard('Everybody who was told', heard, zoneOf(actor, scope.calendar)));
  },
});

export const announcementReaders = deed(announcementReadersPress, {
  async shows({ tx, actor, about, now }) {
    const found = await kept(tx, actor, about.announcement, now, 'to read');
    if (!found) return hidden;
    const { id } = found.announcement;
    const [counts, agencies] = [await tx.announcements.counts(id), await tx.announcements.byAgency(id, NAMES)];
    const asked = await tx.announcements.questions(id, theirsOf(actor, found), QUESTIONS);
    return show(readers(found.announcement, { counts, agencies, asked }));
  },
});

const NAMES = 5;
const QUESTIONS = 5;
const LISTED = 10;

/** Those of somebody’s offices; for everybody else, what they were told. */
export const announcements = deed(announcementsPress, {
  async shows({ tx, actor, now }) {
    const scopes = await scopesOf(tx, actor, now);
    if (scopes.length > 0) return show(ownList(await readOwn(tx, actor, scopes, LISTED)));
    const told = await tx.announcements.toldTo(actor.person.id, LISTED);
    const rows = [];
    for (const { readAt, ...announcement } of told) {
      const { calendar } = await tx.offices.rules(await tx.offices.one(announcement.officeId));
      rows.push({ announcement, isRead: readAt !== null, today: localDate(calendar, now) });
    }
    return show(toldList(rows));
  },
});

const isAhead = ({ state }: Announcement): boolean => state === 'draft' || state === 'planned';

const over = ({ state }: Announcement) =>
  notice(
    state === 'withdrawn'
      ? 'This announcement was withdrawn.'
      : state === 'planned'
        ? 'It is planned already.'
        : state === 'taken back'
          ? 'It was taken back.'
          : 'It has gone out already. If something in it is wrong, take it back, or announce the correction.',
  );

async function previewOf(tx: Tx, announcement: Announcement, { office, agencies }: Scope, now: Date) {
  const { id, agencyIds, audience, lineId } = announcement;
  const told = { officeId: office.id, agencyIds: agencyIds ?? agencies.map((agency) => agency.id), audience, lineId };
  const reach = await tx.announcements.reach(told, askedSince(now));
  return preview(id, await writtenOf(tx, announcement, now), reach);
}
