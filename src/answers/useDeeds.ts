import { form, notice } from '../feature/answer.ts';
import { officeToday } from '../offices/officeToday.ts';
import { decideHelped } from '../requests/decide/resolving.ts';
import { answerHelpedPress, useAnswerPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import { replyForm } from '../requests/words/reply.ts';
import { isInUse } from './answer.ts';

/** An answer of before, used: it begins a reply, or whoever asked says that it answered them. */

export const useAnswer = requestDeed(
  useAnswerPress,
  { needs: 'reply' },
  {
    async opens({ tx, facts, about, now }) {
      const answer = await tx.answers.one(about.answer);
      const { today } = await officeToday(tx, facts.request.officeId, now);
      const isTheirs = answer?.officeId === facts.request.officeId;
      if (!answer || !isTheirs || !isInUse(answer, today))
        return notice('This answer is not in use any more. Please reply in your own words.');
      const sources = answer.sources.length > 0 ? `\n\nSee ${answer.sources.join(', ')}` : '';
      return form(replyForm(facts, { text: `${answer.answer}${sources}`, answer: answer.id }));
    },
  },
);

export const answerHelped = requestDeed(
  answerHelpedPress,
  { needs: 'say answered' },
  {
    async does({ tx, facts, about, at, now }) {
      const { request, before } = facts;
      const { today } = await officeToday(tx, request.officeId, now);
      const answer = before?.offered && before.answer?.id === about.answer ? before.answer : undefined;
      if (!answer || answer.validUntil < today)
        return notice(`That answer does not hold any more, so ${requestRef(request.id)} stays open. You get a reply.`);
      if (about.seen !== undefined && about.seen !== answer.worded)
        return notice('The answer was changed since you read it. Please read it again: it stands in your message.');
      await tx.answers.mark(facts.request.id, { helpedAt: at });
      return {
        decide: decideHelped(facts, about.answer, at, now),
        answer: notice(`Good to hear. ${requestRef(facts.request.id)} is closed; nobody has to answer it any more.`),
      };
    },
  },
);
