import type { Text } from '../chat/message.ts';
import { errors, filled, form, notice } from '../feature/answer.ts';
import type { Person } from '../people/person.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import { type RequestFacts, zoneOf } from '../requests/facts.ts';
import { havePress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { hushed, isRunning } from '../requests/requestClocks.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import { openingAfter } from '../sla/steps.ts';
import type { Tx } from '../store.ts';
import { tellDaysOf } from './dayCard.ts';
import { haveForm } from './haveWords.ts';
import { type Seer, seesTo } from './warning.ts';
import { promiseBroken } from './words.ts';

const DAY_MS = 86_400_000;
/** For so many business days somebody can say that they see to something. */
const DAYS = [1, 2, 3, 5];

/**
 * Somebody says that they see to it, until when and what they do: the others' cards say so and lose their button, nothing
 * is said again meanwhile, and the requester is told who. Whoever has it may say so again, for longer.
 */
export const haveThis = requestDeed(
  havePress,
  { needs: 'have this' },
  {
    async opens({ tx, facts, actor: { person }, now }) {
      const seer = await tx.warnings.seenTo(facts.request.id);
      const isSeen = seesTo(seer, now);
      if (isSeen && seer.id !== person.id) return notice(hadAlready(facts, seer));
      // More time, for what they said.
      const reason = isSeen ? seer.reason : null;
      return form(haveForm(facts, untils(facts, now), { zone: zoneOf(person, facts), now, reason }));
    },
    async sent({ tx, facts, actor: { person }, values, at, now }) {
      const other = await somebodyElse(tx, facts, person.id, now);
      if (other) return notice(hadAlready(facts, other));
      const until = untils(facts, now).find((each) => each.toISOString() === values.until);
      const reason = filled(values, 'reason');
      if (!until || !reason)
        return errors({
          ...(!until && { until: 'Please choose until when you see to it.' }),
          // Nobody else is reminded for it: so it is on record what for.
          ...(!reason && { reason: 'Please say what you are doing about it: your colleagues read it.' }),
        });
      await see(tx, facts, { id: person.id, name: person.name, until, reason, gone: null }, at, now);
      return notice(...saidToHave(facts, person, until));
    },
  },
);

async function somebodyElse(tx: Tx, { request }: RequestFacts, personId: number, now: Date) {
  const seer = await tx.warnings.seenTo(request.id);
  return seesTo(seer, now) && seer.id !== personId ? seer : undefined;
}

/** Openings of the office; past the end of its calendar a day from now. */
function untils({ rules }: RequestFacts, now: Date): Date[] {
  const openings = DAYS.flatMap((days) => openingAfter(rules.calendar, now, days) ?? []);
  return openings.length > 0 ? openings : [new Date(Math.ceil((now.getTime() + DAY_MS) / DAY_MS) * DAY_MS)];
}

async function see(tx: Tx, facts: RequestFacts, seer: Seer, at: Date, now: Date): Promise<void> {
  const { request, rules, pauses } = facts;
  const draft = new Draft(facts, now);
  draft.record('seen to', { at, actorId: seer.id }, { until: seer.until.toISOString(), reason: seer.reason });
  draft.answered(havePress.name);
  draft.seenToBy(seer);
  draft.clocks(hushed(facts.clocks, seer.until, pauses, rules));
  for (const clock of facts.clocks.filter(isRunning)) {
    const key = `broken ${clock.id}`;
    if (clock.breachedAt === null || !(await tx.outbox.standing([key]))) continue;
    draft.tell({
      ...{ key: `${key} seen to r${draft.request.revision}`, kind: 'notice', to: request.requesterId, replaces: key },
      message: (after) => promiseBroken(after, clock, [], seer),
    });
  }
  await apply(tx, draft.decided(), now);
  await tellDaysOf(tx, facts, now);
}

const hadAlready = ({ request }: RequestFacts, seer: Seer): string =>
  `${seer.name} has ${requestRef(request.id)} already.`;

function saidToHave(facts: RequestFacts, person: Person, until: Date): Text {
  const { request, holder } = facts;
  const next = holder && holder.id !== person.id ? ` ${holder.name} has it until you take it over.` : '';
  return [
    `You see to ${requestRef(request.id)} until `,
    { when: until, zone: zoneOf(person, facts) },
    `; everybody who was warned sees that.${next}`,
  ];
}
