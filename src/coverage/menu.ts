import { sayDay } from '../chat/message.ts';
import type { MenuPart } from '../feature/menu.ts';
import { absenceOn } from '../people/coverage.ts';
import { officesAs, requesterships } from '../people/person.ts';
import { wrongAgencyPress } from '../requests/presses.ts';
import { localDate } from '../sla/calendar.ts';
import { awayPress, backPress, myAbsencesPress } from './awayWords.ts';

/** What there is about who answers, and about where somebody works. */
export const coverageMenu: MenuPart = async (tx, actor, now) => {
  const { blocks, buttons } = await absenceMenu(tx, actor, now);
  const [only, more] = requesterships(actor);
  const said = only && !more ? await tx.people.saidInChat(actor.person.id) : undefined;
  return { blocks, buttons: said ? [...buttons, wrongAgencyPress.button('Wrong agency?', {})] : buttons };
};

/** For those who answer: whether they are marked away, and how to say that they are away, or back again. */
const absenceMenu: MenuPart = async (tx, actor, now) => {
  const [officeId] = [...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')];
  if (officeId === undefined) return { blocks: [], buttons: [] };
  const { calendar } = await tx.offices.rules(await tx.offices.one(officeId));
  const day = localDate(calendar, now);
  const { absences } = await tx.people.duties(officeId, [], day);
  const mine = absenceOn(absences, actor.person.id, day);
  return {
    blocks: mine
      ? [
          {
            kind: 'text',
            text: [{ strong: 'You are marked away' }, mine.until ? ` through ${sayDay(mine.until, day)}.` : '.'],
          },
        ]
      : [],
    buttons: [
      awayPress.button("I'm away", {}),
      myAbsencesPress.button('My absences', {}),
      ...(mine ? [backPress.button("I'm back", {})] : []),
    ],
  };
};
