import { type Block, type Message, sayDay, type Text } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { sayOpeningHours } from '../offices/openingHours.ts';
import { absenceOn, assignmentFor } from '../people/coverage.ts';
import { type Actor, type Person, requesterships, type ServiceLine } from '../people/person.ts';
import { photoOf } from '../people/photoOf.ts';
import { type Calendar, isOpen, nextOpening, type Unknown } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { schedulePress, wrongAgencyPress } from './presses.ts';
import { route, workingDay } from './route.ts';

/** Of one service line only, where `line` names it. */
type Asked = { line?: number | undefined };

/** Who is my liaison, and when are they in? */
export async function myLiaison(tx: Tx, actor: Actor, now: Date, { line: only }: Asked = {}): Promise<Message> {
  const blocks: Block[] = [{ kind: 'heading', text: 'My liaison' }];
  for (const { agencyId, confirmed } of requesterships(actor)) {
    const agency = await tx.people.agency(agencyId);
    if (!agency) continue;
    const serving = await tx.offices.serving([agencyId]);
    const meant = serving.flatMap((office) => {
      const lines = office.lines.filter(({ id }) => id === only);
      return lines.length > 0 ? [{ ...office, lines }] : [];
    });
    const offices = meant.length > 0 ? meant : serving;
    for (const office of offices) {
      const { calendar } = await tx.offices.rules(office);
      // Of the day on which a question of now is answered.
      const day = workingDay(calendar, now);
      const { assignments, absences, people } = await tx.people.coverage(office.id, agency.id, day);
      const sayLine = async (line: ServiceLine): Promise<Text> => {
        const own = assignmentFor(assignments, agency.id, line.id, day);
        const liaison = own && people.get(own.liaisonId);
        if (!liaison) return [{ strong: line.name }, ': nobody is assigned yet; a supervisor sees to your questions.'];
        const absence = absenceOn(absences, liaison.id, day);
        const backup = own.backupId === null ? undefined : people.get(own.backupId);
        const isReached = !(await tx.people.cutOff([liaison.id])).has(liaison.id);
        if (!absence && isReached)
          return [{ strong: line.name }, `: ${liaison.name}${backup ? `; when out, ${backup.name}` : ''}`];
        const question = { ...office, officeId: office.id, agencyId: agency.id, serviceLineId: line.id };
        const { choice, people: found } = await route(tx, question, now);
        const cover = choice.holderId === liaison.id ? undefined : found.get(choice.holderId ?? 0);
        const until = absence?.until ? ` through ${sayDay(absence.until, day)}` : '';
        const why = absence ? `out${until}` : 'whom the desk does not reach now';
        const answers = cover ? `${cover.name} answers` : 'a supervisor sees to your questions';
        return [{ strong: line.name }, `: ${liaison.name}, ${why}; ${answers}`];
      };
      const items: Text[] = [];
      for (const line of office.lines) items.push(await sayLine(line));
      const liaisons = office.lines.flatMap(
        ({ id }) => assignmentFor(assignments, agency.id, id, day)?.liaisonId ?? [],
      );
      blocks.push(
        { kind: 'text', text: [{ strong: serving.length > 1 ? `${agency.name}: ${office.name}` : agency.name }] },
        ...(await pictures(tx, [...new Set(liaisons)], people)),
        { kind: 'list', items },
      );
      blocks.push(sayHours(office, calendar, actor, now));
      if (confirmed) blocks.push(...schedules(office, [...new Set(liaisons)], people, actor));
    }
  }
  if (await tx.people.saidInChat(actor.person.id))
    blocks.push({ kind: 'buttons', buttons: [wrongAgencyPress.button('Wrong agency?', {})] });
  // Who answers there is nobody's customer: they see when their offices are open.
  const own = blocks.length > 1 ? [] : new Set(actor.memberships.map(({ officeId }) => officeId));
  for (const id of own) {
    const office = await tx.offices.one(id);
    const { calendar } = await tx.offices.rules(office);
    const text = ['You work for ', { strong: office.name }, ': you have no liaison there.'];
    blocks.push({ kind: 'text', text }, sayHours(office, calendar, actor, now));
  }
  if (blocks.length === 1)
    blocks.push({
      kind: 'text',
      text: ['The desk does not know yet where you work. Ask your question; you are asked for your agency then.'],
    });
  return { blocks };
}

/** Where the reader's chat can show them. */
async function pictures(tx: Tx, personIds: number[], people: Map<number, Person>): Promise<Block[]> {
  const found: Block[] = [];
  for (const id of personIds) {
    const accounts = (await tx.people.accountsOf(id)).map(({ account }) => account);
    const photo = photoOf(people.get(id)?.name ?? '', accounts);
    if (photo) found.push({ kind: 'face', photo });
  }
  return found;
}

/** When each of them is there, and the way to their slots. */
function schedules(
  office: Office,
  personIds: readonly number[],
  people: Map<number, Person>,
  { person }: Actor,
): Block[] {
  const others = personIds.flatMap((id) => (id === person.id ? [] : (people.get(id) ?? [])));
  const buttons = others.map(({ id, name }) =>
    schedulePress.button(others.length > 1 ? `Schedule of ${name}` : 'Schedule', { office: office.id, person: id }),
  );
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
}

function sayHours(office: Office, calendar: Calendar, { person }: Actor, now: Date): Block {
  const week = `Hours: ${sayOpeningHours(calendar.spec)}. `;
  const open = sayWhetherOpen(office, calendar, now, person.zone ?? calendar.spec.zone);
  return { kind: 'small', text: [week, ...(open ?? [])] };
}

/** Unknown past the end of the calendar: nobody has confirmed yet when the office opens then. */
function sayWhetherOpen(office: Office, calendar: Calendar, now: Date, zone: string): Text | Unknown {
  if (isOpen(calendar, now)) return [`${office.name} is open now.`];
  const opening = nextOpening(calendar, now);
  return opening && [`${office.name} is closed now and opens `, { when: opening, zone }, '.'];
}
