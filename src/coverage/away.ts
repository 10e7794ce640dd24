import { sayDay } from '../chat/message.ts';
import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { press } from '../feature/press.ts';
import { type Actor, officesAs } from '../people/person.ts';
import { apply } from '../requests/apply.ts';
import { decideMove } from '../requests/decide/moving.ts';
import { loadFacts, team } from '../requests/load.ts';
import { newHolder } from '../requests/route.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { awayForm } from './awayWords.ts';

/** "I'm away" and "I'm back": said in chat by those who answer, in force at once for what is routed from then on. */

const awayPress = press('away', {});
const backPress = press('back', {});

export const away = deed(awayPress, {
  async opens({ tx, actor, now }) {
    const office = await officeOf(tx, actor, now);
    if (!office) return hidden;
    const members = await team(tx, office.id, office.today);
    const colleagues = members.filter(({ person, absence }) => person.id !== actor.person.id && !absence);
    const held = await tx.requests.heldBy(actor.person.id);
    return form(
      awayForm(
        office.today,
        colleagues.map(({ person }) => person),
        held.length,
      ),
    );
  },
  async sent({ tx, actor, values, at, now }) {
    const office = await officeOf(tx, actor, now);
    if (!office) return hidden;
    const { from = '', until = '', cover = '', open } = values;
    if (!isDay(from)) return errors({ from: 'Please give a day, such as 2026-12-01.' });
    if (until && !isDay(until)) return errors({ until: 'Please give a day, such as 2026-12-05, or leave it empty.' });
    if (until && until < from) return errors({ until: 'The last day is before the first.' });
    if (until && until < office.today) return errors({ until: 'That day has passed.' });
    const { person } = actor;
    const members = await team(tx, office.id, office.today);
    const coverId = cover === 'backup' ? null : members.find((each) => each.person.id === Number(cover))?.person.id;
    if (coverId === undefined || coverId === person.id)
      return errors({ cover: 'Please choose a colleague of this office.' });
    const absence = { personId: person.id, from, until: until || null, coverId };
    await tx.people.addAbsence(absence);
    await tx.records.add({ kind: 'person', id: person.id }, office.id, [
      { kind: 'absence planned', at, actorId: person.id, data: { from, until: until || null, coverId, inChat: true } },
    ]);
    const moved = open === 'hand over' && from <= office.today ? await handAllOver(tx, actor, at, now) : 0;
    const span = until
      ? from === until
        ? `on ${sayDay(from)}`
        : `from ${sayDay(from)} through ${sayDay(until)}`
      : `from ${sayDay(from)} until you say you are back`;
    return notice(
      `You are away ${span}.${moved > 0 ? ` ${moved} open request${moved === 1 ? '' : 's'} handed over.` : ''}`,
    );
  },
});

async function handAllOver(tx: Tx, { person }: Actor, at: Date, now: Date): Promise<number> {
  let moved = 0;
  for (const held of await tx.requests.heldBy(person.id)) {
    const facts = await loadFacts(tx, held.id, 'locked');
    if (!facts || facts.holder?.id !== person.id) continue;
    const { holder, move } = await newHolder(tx, facts, { at, reason: `${person.name} is away`, by: person }, now);
    if (holder?.id === person.id) continue;
    await apply(tx, decideMove(facts, holder, move, now), now);
    moved += 1;
  }
  return moved;
}

export const back = deed(backPress, {
  async does({ tx, actor, at, now }) {
    const office = await officeOf(tx, actor, now);
    if (!office) return hidden;
    const { person } = actor;
    if (!(await tx.people.endAbsences(person.id, office.today))) return notice('You were not marked away.');
    await tx.records.add({ kind: 'person', id: person.id }, office.id, [
      { kind: 'absence ended', at, actorId: person.id, data: { day: office.today } },
    ]);
    return notice('Welcome back. New questions of your agencies come to you again.');
  },
});

const offices = (actor: Actor): number[] => [
  ...new Set([...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')]),
];

async function officeOf(tx: Tx, actor: Actor, now: Date): Promise<{ id: number; today: string } | undefined> {
  const [officeId] = offices(actor);
  if (officeId === undefined) return undefined;
  const { calendar } = await tx.offices.rules(await tx.offices.one(officeId));
  return { id: officeId, today: localDate(calendar, now) };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
