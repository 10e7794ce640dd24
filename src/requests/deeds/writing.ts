import type { Form } from '../../chat/message.ts';
import { errors, filled, form, notice } from '../../feature/answer.ts';
import { decideWriting, type Way } from '../decide/say.ts';
import type { RequestFacts } from '../facts.ts';
import { askAgencyPress, notePress, replyPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { requestDeed } from '../requestDeed.ts';
import { settleHeld } from '../undecided.ts';
import { isOutdated, newsSince } from '../words/meanwhile.ts';
import { askAgencyForm, noteForm, placedOn, replyForm, sentOn, type Typed } from '../words/reply.ts';

/** The office writes: a form shows what it is about and who will read it, and only what is sent with it leaves. */
const writing = (press: typeof replyPress, way: Way, formOf: (facts: RequestFacts, typed: Typed) => Form) =>
  requestDeed(
    press,
    { needs: way },
    {
      async opens({ tx, facts, about, actor }) {
        const held = about.held === undefined ? undefined : await tx.inbox.held(about.held, actor.person.id);
        return form(formOf(facts, { held: held?.id, text: held?.text }));
      },
      async sent({ tx, facts, about, actor, values, at, source, now }) {
        const text = filled(values, 'text');
        if (!text) return errors({ text: 'Please write something.' });
        const held = about.held === undefined ? undefined : await tx.inbox.held(about.held, actor.person.id);
        const { answer } = about;
        // A note answers nobody; whatever leaves the office may be said already, or come too late.
        const news = newsSince(facts, about.seen, actor.person.id);
        const meanwhile = { news, asOpen: about.state === 'open' || about.state === 'waiting' };
        if (way !== 'note' && isOutdated(facts, meanwhile))
          return form(formOf(facts, { held: held?.id, text, meanwhile, answer }));
        const decide = decideWriting(facts, way, actor.person, { text, at, source, answer }, now);
        if (answer !== undefined) await tx.answers.mark(facts.request.id, { usedAt: at, usedBy: actor.person.id });
        const ref = requestRef(facts.request.id);
        const isNote = way === 'note';
        if (held && !held.decidedAt)
          await settleHeld(tx, held, facts.request.id, isNote ? `Noted on ${ref}.` : placedOn(facts), now, source);
        return { decide, answer: notice(isNote ? `Noted on ${ref}. It stays in the office.` : sentOn(facts)) };
      },
    },
  );

export const reply = writing(replyPress, 'reply', replyForm);
export const askAgency = writing(askAgencyPress, 'ask agency', askAgencyForm);
export const note = writing(notePress, 'note', noteForm);
