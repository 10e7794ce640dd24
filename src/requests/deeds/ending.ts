import { errors, filled, form, notice } from '../../feature/answer.ts';
import { goOn, mayStillReopen } from '../afterEnd.ts';
import { decideMerging, readMerging } from '../decide/merging.ts';
import {
  decideAcceptance,
  decideResolution,
  decideWithdrawal,
  namedOriginal,
  readEnding,
} from '../decide/resolving.ts';
import { loadFacts, mayNow } from '../load.ts';
import { acceptPress, reopenPress, resolvePress, withdrawPress } from '../presses.ts';
import { isLive, requestRef } from '../request.ts';
import { owedReply } from '../requestClocks.ts';
import { requestDeed } from '../requestDeed.ts';
import { askedAs } from '../undecided.ts';
import { isOutdated, newsSince } from '../words/meanwhile.ts';
import { reopenForm, resolveForm, withdrawForm } from '../words/resolution.ts';

export const resolve = requestDeed(
  resolvePress,
  { needs: 'resolve' },
  {
    opens: ({ facts }) => form(resolveForm(facts, owedReply(facts.clocks) !== undefined)),
    async sent({ tx, facts, about, actor, values, at, source, now }) {
      const id = namedOriginal(values);
      const named = id === undefined ? undefined : await tx.requests.read(id);
      const original = named && (await mayNow(tx, actor, 'see', named, now)) ? named : undefined;
      const ending = readEnding(facts, values, original);
      if ('errors' in ending) return errors(ending.errors);
      const meanwhile = { news: newsSince(facts, about.seen, actor.person.id), asOpen: true };
      if (isOutdated(facts, meanwhile))
        return form(resolveForm(facts, owedReply(facts.clocks) !== undefined, { values, meanwhile }));
      const goesOn = ending.original && (await loadFacts(tx, ending.original.id, 'locked'));
      const lost = goesOn && !ending.text ? readMerging(facts, goesOn, now) : undefined;
      if (lost) return errors(lost);
      const merging = goesOn && decideMerging(goesOn, facts, actor.person, at, now);
      return {
        decide: [decideResolution(facts, actor.person, ending, { at, source }, now), ...(merging ? [merging] : [])],
        answer: notice(`${requestRef(facts.request.id)} is resolved; ${facts.requester.name} is told.`),
      };
    },
  },
);

export const accept = requestDeed(
  acceptPress,
  { needs: 'accept' },
  {
    async does({ tx, facts, at, now }) {
      const answer = notice('Good to hear. Write here whenever you need something.');
      const resolvedAt = facts.request.resolvedAt ?? at;
      const events = await tx.records.of({ kind: 'request', id: facts.request.id });
      if (events.some((event) => event.kind === 'accepted' && event.at >= resolvedAt)) return answer;
      return { decide: decideAcceptance(facts, at, now), answer };
    },
  },
);

/** "I still need help": within five business days the request goes on; later it becomes a new one that is linked to it. */
export const reopen = requestDeed(
  reopenPress,
  { needs: 'reopen', admits: 'write again' },
  {
    async opens({ tx, facts, now }) {
      const { request } = facts;
      if (isLive(request)) return notice(`${requestRef(request.id)} is open. Write here what you need.`);
      return form(reopenForm(facts, !(await mayStillReopen(tx, facts, now))));
    },
    async sent({ tx, facts, values, at, source, now }) {
      const text = filled(values, 'text');
      if (!text) return errors({ text: 'Please say what you still need.' });
      const { id } = await goOn(tx, facts, { text, at, source }, now);
      return notice(id === facts.request.id ? `${requestRef(id)} is open again.` : askedAs(id));
    },
  },
);

export const withdraw = requestDeed(
  withdrawPress,
  { needs: 'withdraw' },
  {
    opens: ({ facts }) => form(withdrawForm(facts)),
    sent: ({ facts, values, at, now }) => ({
      decide: decideWithdrawal(facts, filled(values, 'reason'), at, now),
      answer: notice(`${requestRef(facts.request.id)} is withdrawn.`),
    }),
  },
);
