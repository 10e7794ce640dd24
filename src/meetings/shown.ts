import type { Message } from '../chat/message.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Tx } from '../store.ts';
import { agendaOf } from './agenda.ts';
import { answered, ask } from './leadWords.ts';
import { minutesOf } from './minutes.ts';
import { inTheWorks, minutes, preview } from './minutesWords.ts';
import type { Found } from './who.ts';
import { agenda } from './words.ts';

/** A meeting as somebody sees it: before it its agenda, afterwards its minutes, as far as they may know them. */
export async function shown(tx: Tx, { meeting: it, relations }: Found, now: Date, personId: number): Promise<Message> {
  const leads = relations.includes('leader');
  const { calendar } = await officeToday(tx, it.officeId, now);
  const { zone } = calendar.spec;
  if (it.state === 'held') {
    const view = await minutesOf(tx, it, now);
    if (!it.minutesSentAt && !leads) return inTheWorks(it, it.revision > 0);
    if (!it.minutesSentAt) return it.said === null ? answered(it, zone) : preview(view);
    const given = await tx.meetings.answers(it.id, it.revision);
    const confirmed = given.some((each) => each.personId === personId && each.objection === null);
    return minutes(view, { answers: relations.includes('agency') && !confirmed, leads });
  }
  if (it.state !== 'planned') return answered(it, zone);
  if (leads && it.at <= now) return ask(it, zone);
  const side = leads || relations.includes('member') ? 'office' : 'agency';
  return agenda(await agendaOf(tx, it, now), { side, leads, personId });
}
