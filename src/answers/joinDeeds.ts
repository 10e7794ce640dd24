import { hidden, notice, show } from '../feature/answer.ts';
import { decideJoining } from '../requests/decide/joining.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { joinNowPress, joinPress } from '../requests/presses.ts';
import { isLive, requestRef } from '../requests/request.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import { joinable, joining } from '../requests/words/joining.ts';

/** *A colleague of yours has asked the same*: what both will see, and then reading along. */

const over = (facts: RequestFacts) =>
  notice(
    `Your colleague’s request is open no more. ${requestRef(facts.request.id)} goes on, and you get your own reply.`,
  );

export const join = requestDeed(
  joinPress,
  { needs: 'join' },
  {
    opens({ facts, about }) {
      const colleague = joinable(facts);
      return colleague?.id === about.with ? show(joining(facts, colleague)) : over(facts);
    },
  },
);

export const joinNow = requestDeed(
  joinNowPress,
  { needs: 'join' },
  {
    async does({ tx, facts, about, at, now }) {
      if (joinable(facts)?.id !== about.with) return over(facts);
      const other = await loadFacts(tx, about.with, 'locked');
      if (!other) return hidden;
      // Whoever asked it may have ended it, or gone to another agency, just now.
      if (!isLive(other.request) || other.request.agencyId !== facts.request.agencyId) return over(facts);
      const decided = decideJoining(facts, other, at, now);
      return {
        decide: [decided.own, decided.other],
        answer: notice(`You joined ${requestRef(about.with)}. What the office replies there comes to you, too.`),
      };
    },
  },
);
