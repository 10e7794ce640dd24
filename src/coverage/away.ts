import type { Answer } from '../chat/port.ts';
import { officesAs } from '../people/person.ts';
import { sayDay } from '../requests/agencyWords.ts';
import { type Deed, errors, hidden, notice, type Submission } from '../requests/deed.ts';
import { team } from '../requests/load.ts';
import { moveTo } from '../requests/reassign.ts';
import { route } from '../requests/route.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { awayForm } from './awayWords.ts';

/** "I'm away" and "I'm back": said in chat by those who answer, in force at once for what is routed from then on. */
export async function openAway(tx: Tx, deed: Deed): Promise<Answer> {
  const office = await officeOf(tx, deed);
  if (!office) return hidden;
  const members = await team(tx, office.id, office.today);
  const colleagues = members.filter(({ person, absence }) => person.id !== deed.actor.person.id && !absence);
  const held = await tx.requests.heldBy(deed.actor.person.id);
  return {
    kind: 'form',
    form: awayForm(
      office.today,
      colleagues.map(({ person }) => person),
      held.length,
    ),
  };
}

export async function away(tx: Tx, deed: Submission): Promise<Answer> {
  const office = await officeOf(tx, deed);
  if (!office) return hidden;
  const { from = '', until = '', cover = '', open } = deed.values;
  if (!isDay(from)) return errors({ from: 'Please give a day, such as 2026-12-01.' });
  if (until && !isDay(until)) return errors({ until: 'Please give a day, such as 2026-12-05, or leave it empty.' });
  if (until && until < from) return errors({ until: 'The last day is before the first.' });
  if (until && until < office.today) return errors({ until: 'That day has passed.' });
  const { person } = deed.actor;
  const members = await team(tx, office.id, office.today);
  const coverId = cover === 'backup' ? null : members.find((member) => member.person.id === Number(cover))?.person.id;
  if (coverId === undefined || coverId === person.id)
    return errors({ cover: 'Please choose a colleague of this office.' });
  await tx.people.addAbsence({ personId: person.id, from, until: until || null, coverId });
  const moved = open === 'hand over' && from <= office.today ? await handAllOver(tx, deed) : 0;
  const span = until
    ? `from ${sayDay(from)} through ${sayDay(until)}`
    : `from ${sayDay(from)} until you say you are back`;
  return notice(
    `You are away ${span}.${moved > 0 ? ` ${moved} open request${moved === 1 ? '' : 's'} handed over.` : ''}`,
  );
}

async function handAllOver(tx: Tx, deed: Submission): Promise<number> {
  let moved = 0;
  for (const held of await tx.requests.heldBy(deed.actor.person.id)) {
    const request = await tx.requests.lock(held.id);
    if (!request) continue;
    const { choice, people } = await route(tx, request, deed.now);
    if (choice.holderId === request.holderId) continue;
    await moveTo(tx, request, choice.holderId, {
      actorId: deed.actor.person.id,
      at: deed.at,
      reason: `${deed.actor.person.name} is away`,
      choice,
      people,
    });
    moved += 1;
  }
  return moved;
}

export async function back(tx: Tx, deed: Deed): Promise<Answer> {
  const office = await officeOf(tx, deed);
  if (!office) return hidden;
  const was = await tx.people.endAbsences(deed.actor.person.id, office.today);
  return notice(was ? 'Welcome back. New questions of your agencies come to you again.' : 'You were not marked away.');
}

const offices = ({ actor }: Deed): number[] => [
  ...new Set([...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')]),
];

async function officeOf(tx: Tx, deed: Deed): Promise<{ id: number; today: string } | undefined> {
  const [officeId] = offices(deed);
  if (officeId === undefined) return undefined;
  const { calendar } = await tx.offices.rules(await tx.offices.one(officeId));
  return { id: officeId, today: localDate(calendar, deed.now) };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
