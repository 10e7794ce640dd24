import { type Block, type Button, type Message, sayDay, type Text } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { sayHours } from '../offices/ruleChanges.ts';
import { absenceOn, assignmentFor } from '../people/coverage.ts';
import { type Actor, officesAs, type Person, requesterships } from '../people/person.ts';
import { type Calendar, isOpen, localDate, nextOpening, type Unknown } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { countListed } from './lists.ts';
import { sayCount } from './listWords.ts';

const button = (label: string, name: string, style?: Button['style']): Button => ({
  label,
  press: { name, about: '' },
  ...(style && { style }),
});

/** What there is for this person, by their roles: the page that opens, and the answer to a greeting. */
export async function home(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const blocks: Block[] = [];
  const buttons: Button[] = [];
  if (requesterships(actor).length > 0 || actor.memberships.length === 0) {
    blocks.push({
      kind: 'text',
      text: ['Write your question here, in plain words. You are told at once who answers, and by when.'],
    });
    buttons.push(button('My requests', 'my requests'), button('My liaison', 'my liaison'));
  }
  if (officesAs(actor, 'liaison').length > 0) {
    const held = await countListed(tx, actor, 'queue', now);
    blocks.push({
      kind: 'text',
      text: [
        held === 0 ? 'Nothing waits for you.' : `${sayCount(held)} open request${held === 1 ? '' : 's'} in your queue.`,
      ],
    });
    buttons.push(button('My queue', 'queue'));
  }
  const supervised = officesAs(actor, 'supervisor');
  if (supervised.length > 0) {
    const waiting = await countListed(tx, actor, 'triage', now);
    blocks.push({
      kind: 'text',
      text: [
        waiting === 0
          ? 'Nothing waits in triage.'
          : `${sayCount(waiting)} request${waiting === 1 ? '' : 's'} in triage.`,
      ],
    });
    buttons.push(button('Triage', 'triage'), button('At risk', 'at risk'), button('All open', 'all open'));
  }
  if (officesAs(actor, 'liaison').length + supervised.length > 0) {
    const out = await outNow(tx, actor, now);
    blocks.push(...out);
    buttons.push(button("I'm away", 'away'), button('My absences', 'my absences'));
    if (out.length > 0) buttons.push(button("I'm back", 'back'));
  }
  if (buttons.length === 0)
    blocks.push({ kind: 'text', text: ['You look after this desk. Its settings are in the office file.'] });
  return { blocks: [...blocks, ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : [])] };
}

async function outNow(tx: Tx, actor: Actor, now: Date): Promise<Block[]> {
  const [officeId] = [...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')];
  if (officeId === undefined) return [];
  const { calendar } = await tx.offices.rules(await tx.offices.one(officeId));
  const day = localDate(calendar, now);
  const { absences } = await tx.people.coverage(officeId, 0, day);
  const mine = absenceOn(absences, actor.person.id, day);
  if (!mine) return [];
  return [
    { kind: 'text', text: [{ strong: 'You are marked away' }, mine.until ? ` through ${sayDay(mine.until)}.` : '.'] },
  ];
}

/** Who is my liaison, and when are they in? With their picture, if they have one on the given platform. */
export async function myLiaison(tx: Tx, actor: Actor, now: Date, platform?: string): Promise<Message> {
  const blocks: Block[] = [{ kind: 'heading', text: 'My liaison' }];
  for (const { agencyId } of requesterships(actor)) {
    const agency = await tx.people.agency(agencyId);
    if (!agency) continue;
    const offices = await tx.offices.serving([agencyId]);
    for (const office of offices) {
      const { calendar } = await tx.offices.rules(office);
      const day = localDate(calendar, now);
      const { assignments, absences, people } = await tx.people.coverage(office.id, agency.id, day);
      const items = office.lines.map((line): Text => {
        const own = assignmentFor(assignments, agency.id, line.id, day);
        const liaison = own && people.get(own.liaisonId);
        if (!liaison) return [{ strong: line.name }, ': nobody is assigned yet; a supervisor sees to your questions.'];
        const absence = absenceOn(absences, liaison.id, day);
        const backup = own.backupId === null ? undefined : people.get(own.backupId);
        const cover = (absence?.coverId != null && people.get(absence.coverId)) || backup;
        if (!absence) return [{ strong: line.name }, `: ${liaison.name}${backup ? `; when out, ${backup.name}` : ''}`];
        return [
          { strong: line.name },
          `: ${liaison.name}, out${absence.until ? ` through ${sayDay(absence.until)}` : ''}${cover ? `; ${cover.name} answers` : ''}`,
        ];
      });
      const liaisons = office.lines.flatMap(
        ({ id }) => assignmentFor(assignments, agency.id, id, day)?.liaisonId ?? [],
      );
      blocks.push(
        { kind: 'text', text: [{ strong: offices.length > 1 ? `${agency.name}: ${office.name}` : agency.name }] },
        ...(await pictures(tx, [...new Set(liaisons)], people, platform)),
        { kind: 'list', items },
      );
      const hours = sayWhetherOpen(office, calendar, now, actor.person.zone ?? calendar.spec.zone);
      const week = `Hours: ${sayHours(calendar.spec.hours)} (${calendar.spec.zone}). `;
      blocks.push({ kind: 'small', text: [week, ...(hours ?? [])] });
    }
  }
  if (blocks.length === 1)
    blocks.push({
      kind: 'text',
      text: ['The desk does not know yet where you work. Ask your question; you are asked for your agency then.'],
    });
  return { blocks };
}

async function pictures(
  tx: Tx,
  personIds: number[],
  people: Map<number, Person>,
  platform: string | undefined,
): Promise<Block[]> {
  const found: Block[] = [];
  for (const id of platform === undefined ? [] : personIds) {
    const accounts = (await tx.people.accountsOf(id)).map(({ account }) => account);
    const url = accounts.find((account) => account.platform === platform && account.photo)?.photo;
    const name = people.get(id)?.name;
    if (url && name) found.push({ kind: 'text', text: [name], photo: { url, of: name } });
  }
  return found;
}

/** Unknown past the end of the calendar: nobody has confirmed yet when the office opens then. */
function sayWhetherOpen(office: Office, calendar: Calendar, now: Date, zone: string): Text | Unknown {
  if (isOpen(calendar, now)) return [`${office.name} is open now.`];
  const opening = nextOpening(calendar, now);
  return opening && [`${office.name} is closed now and opens `, { when: opening, zone }, '.'];
}
