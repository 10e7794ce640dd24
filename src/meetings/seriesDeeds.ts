import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { type Scope, scopesOf } from '../offices/scope.ts';
import { type Actor, hasRole } from '../people/person.ts';
import { isEverOpen } from '../sla/recurrence.ts';
import { begun, newForm, sayEnded } from './leadWords.ts';
import { endPlanned, planNext } from './plan.ts';
import { endMeetingsPress, newMeetingsPress } from './presses.ts';
import { readSeries } from './reading.ts';

/** Meetings that come again and again are made in chat, and ended: by a liaison for their agencies, by a supervisor for all. */

const supervises = (actor: Actor, { office }: Scope): boolean => hasRole(actor, office.id, 'supervisor');

export const newMeetings = deed(newMeetingsPress, {
  async opens({ tx, actor, now }) {
    const scopes = await scopesOf(tx, actor, now);
    if (scopes.length === 0) return hidden;
    return form(newForm(scopes.map((scope) => ({ ...scope, all: supervises(actor, scope) }))));
  },
  async sent({ tx, actor, values, at, now }) {
    const scopes = await scopesOf(tx, actor, now);
    const scope = scopes.find(({ office }) => String(office.id) === values.office) ?? scopes[0];
    if (!scope) return hidden;
    const { office, calendar, agencies } = scope;
    const read = readSeries(values, { agencies, all: supervises(actor, scope) });
    if ('problems' in read) return errors(read.problems);
    const { agency, title: name, ...times } = read.series;
    if (!isEverOpen(calendar, times))
      return errors({ time: 'The office is closed then. Choose a time within its hours.' });
    const title = agency ? `${name}: ${agency.name}` : name;
    const agencyId = agency?.id ?? null;
    const id = await tx.meetings.addSeries({
      ...times,
      officeId: office.id,
      code: null,
      agencyId,
      title,
      createdAt: now,
    });
    const data = { series: id, agency: agencyId };
    await tx.records.addToOffice(office.id, { kind: 'meetings begun', at, actorId: actor.person.id, data });
    const next = await planNext(tx, id, now);
    return show(begun({ title, rhythm: times.rhythm }, next, calendar.spec.zone));
  },
});

export const endMeetings = deed(endMeetingsPress, {
  async does({ tx, actor, about, at, now }) {
    const series = await tx.meetings.series(about.series);
    const scope = (await scopesOf(tx, actor, now)).find(({ office }) => office.id === series?.officeId);
    const isTheirs =
      series && scope && (supervises(actor, scope) || scope.agencies.some(({ id }) => id === series.agencyId));
    if (!isTheirs) return hidden;
    if (series.endedAt) return notice(sayEnded(series.title));
    if (series.code !== null)
      return notice('The office’s file says these. Whoever imports it can take them out there.');
    await tx.meetings.endSeries(series.id, at);
    const { id, name } = actor.person;
    await tx.records.addToOffice(series.officeId, {
      kind: 'meetings ended',
      at,
      actorId: id,
      data: { series: series.id },
    });
    const whose = { officeId: series.officeId, agencyIds: series.agencyId === null ? null : [series.agencyId] };
    for (const each of await tx.meetings.ahead(whose, now, 200))
      if (each.seriesId === series.id) await endPlanned(tx, each, now, { id, name });
    return notice(sayEnded(series.title));
  },
});
