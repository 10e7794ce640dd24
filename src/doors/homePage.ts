import type { Block, Message, Text } from '../chat/message.ts';
import { home } from '../features.ts';
import { coverageGaps, sayGap } from '../offices/gaps.ts';
import { officeToday } from '../offices/officeToday.ts';
import { inForce } from '../people/coverage.ts';
import { type Actor, officesAs, requesterships, worksAs } from '../people/person.ts';
import type { ListName } from '../requests/listNames.ts';
import { showPage } from '../requests/lists.ts';
import { myLiaison } from '../requests/myLiaison.ts';
import { firstUnconfirmedYear, isConfirmed } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';

/** How far ahead a supervisor's page looks for days on which nobody answers. */
const GAP_DAYS = 14;
const DAY = 86_400_000;

/**
 * The whole page of a person, for platforms that give the desk a page of its own: what a small menu only leads to.
 * By role: my liaison and my requests; my queue and my agencies; what is at risk, escalated, in triage and not covered.
 */
export async function homePage(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const parts: (Message | undefined)[] = [await home(tx, actor, now)];
  const list = (name: ListName) => showPage(tx, name, { actor, now, bare: true });
  if (requesterships(actor).length > 0) parts.push(await myLiaison(tx, actor, now), await list('my requests'));
  if (worksAs(actor, 'liaison')) parts.push(await list('queue'), await myAgencies(tx, actor, now));
  if (worksAs(actor, 'supervisor'))
    parts.push(await list('at risk'), await list('escalated'), await list('triage'), await gaps(tx, actor, now));
  return { blocks: parts.flatMap((part) => part?.blocks ?? []) };
}

async function myAgencies(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const items: Text[] = [];
  for (const officeId of officesAs(actor, 'liaison')) {
    const { office, today: day } = await officeToday(tx, officeId, now);
    const { assignments } = await tx.people.coverage(officeId, null, day);
    const mine = assignments.filter(
      (each) => inForce(each, day) && [each.liaisonId, each.backupId].includes(actor.person.id),
    );
    for (const agency of mine.length > 0 ? await tx.people.agencies([officeId]) : [])
      for (const { liaisonId, serviceLineId } of mine.filter(({ agencyId }) => agencyId === agency.id)) {
        const line = office.lines.find(({ id }) => id === serviceLineId);
        const as = liaisonId === actor.person.id ? 'liaison' : 'backup';
        items.push([{ strong: agency.name }, `: ${as}${line ? ` for ${line.name}` : ''}`]);
      }
  }
  return section('My agencies', 'No agency is assigned to you today.', items);
}

async function gaps(tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const items: Text[] = [];
  for (const officeId of officesAs(actor, 'supervisor')) {
    const { office, calendar, today } = await officeToday(tx, officeId, now);
    const facts = await tx.people.coverage(officeId, null, today);
    const agencies = await tx.people.agencies([officeId]);
    for (const gap of coverageGaps(office, calendar, agencies, facts, now, GAP_DAYS))
      items.push([{ strong: gap.agency }, `, ${gap.line}: ${sayGap(gap, today)}`]);
    // Days that nobody knows are not covered days.
    if (!isConfirmed(calendar, now.getTime(), now.getTime() + GAP_DAYS * DAY))
      items.push([
        `The calendar of ${office.name} is not confirmed for ${firstUnconfirmedYear(calendar, now)}. Type “holidays” to see to it.`,
      ]);
  }
  return section('Nobody answers', `Everybody is covered for the next ${GAP_DAYS} days.`, items);
}

function section(title: string, empty: string, items: Text[]): Message {
  const content: Block = items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: [empty] };
  return { blocks: [{ kind: 'heading', text: title }, content] };
}
