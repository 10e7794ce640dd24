import type { Form } from '../../chat/message.ts';
import { errors, filled, form, notice } from '../../feature/answer.ts';
import { decideWriting, type Way } from '../decide/say.ts';
import type { RequestFacts } from '../facts.ts';
import { askAgencyPress, notePress, replyPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { requestDeed } from '../requestDeed.ts';
import { settleHeld } from '../undecided.ts';
import { askAgencyForm, noteForm, replyForm } from '../words/reply.ts';

/** A text that was typed and kept meanwhile, for the form to begin with. */
type Typed = { held: number; text: string } | undefined;

/** The office writes: a form shows who will read it, and only what is sent with it leaves. */
const writing = (press: typeof replyPress, way: Way, formOf: (facts: RequestFacts, typed: Typed) => Form) =>
  requestDeed(
    press,
    { needs: way },
    {
      async opens({ tx, facts, about, actor }) {
        const held = about.held === undefined ? undefined : await tx.inbox.held(about.held, actor.person.id);
        return form(formOf(facts, held && { held: held.id, text: held.text }));
      },
      async sent({ tx, facts, about, actor, values, at, source, now }) {
        const text = filled(values, 'text');
        if (!text) return errors({ text: 'Please write something.' });
        const decide = decideWriting(facts, way, actor.person, { text, at, source }, now);
        const ref = requestRef(facts.request.id);
        const held = about.held === undefined ? undefined : await tx.inbox.held(about.held, actor.person.id);
        const where = way === 'note' ? `Noted on ${ref}.` : `Sent to ${facts.requester.name} (${ref}).`;
        if (held && !held.decidedAt) await settleHeld(tx, held, facts.request.id, where, now);
        const answer =
          way === 'note' ? `Noted on ${ref}. It stays in the office.` : `On its way to ${facts.requester.name}.`;
        return { decide, answer: notice(answer) };
      },
    },
  );

export const reply = writing(replyPress, 'reply', replyForm);
export const askAgency = writing(askAgencyPress, 'ask agency', askAgencyForm);
export const note = writing(notePress, 'note', noteForm);
