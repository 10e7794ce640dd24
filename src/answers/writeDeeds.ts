import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { defaultAnswerRules } from '../offices/answerRules.ts';
import { tooLong } from '../offices/formValues.ts';
import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import type { Actor } from '../people/person.ts';
import { questionOf, type RequestFacts } from '../requests/facts.ts';
import { authorise } from '../requests/load.ts';
import { keepAnswerPress } from '../requests/presses.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import type { Tx } from '../store.ts';
import { LONGEST_QUESTION, type NamedAnswer, validFrom, type Written, waits } from './answer.ts';
import { officeField, renewForm, withdrawForm, writeForm } from './forms.ts';
import { changeAnswerPress, newAnswerPress, renewAnswerPress, withdrawAnswerPress } from './presses.ts';
import { readAnswer } from './reading.ts';
import { answerFor, approves, officesOf, owners } from './who.ts';
import { saved, withdrawnBy } from './words.ts';
import { hide, makeFindable, noteAnswer, noteWording } from './write.ts';

/** Keeping an answer, from a request or from nothing; changing, renewing and withdrawing it. */

const monthsOf = ({ office }: OfficeToday): number => (office.answers ?? defaultAnswerRules).validMonths;
const goodUntil = (here: OfficeToday): string => validFrom(here.today, monthsOf(here));

async function writing(tx: Tx, here: OfficeToday, actor: Actor, begun: Partial<Written>) {
  const { office, today } = here;
  const until = { validUntil: goodUntil(here), ownerId: actor.person.id };
  const team = await owners(tx, office.id, today);
  return { office, team, begun: { ...until, ...begun }, approves: approves(actor, office.id) };
}

/** A new one: of a supervisor it is in use at once. */
async function keep(
  tx: Tx,
  { office: { id: officeId }, today }: OfficeToday,
  written: Written,
  { actor, at, fromRequest }: { actor: Actor; at: Date; fromRequest: number | null },
): Promise<Answer> {
  const by = actor.person.id;
  const isApproved = approves(actor, officeId);
  const state = isApproved ? 'approved' : 'draft';
  const approval = isApproved ? { approvedBy: by, approvedAt: at } : { approvedBy: null, approvedAt: null };
  const id = await tx.answers.add({ ...written, ...approval, officeId, state, authorId: by, at, fromRequest });
  await noteWording(tx, { id, officeId }, written, { id: by, at, revision: 1, state });
  if (isApproved) await makeFindable(tx, { id, officeId }, written);
  const answer = await tx.answers.one(id);
  return answer ? show(saved(answer, today)) : hidden;
}

/** From a request that was resolved: the question as it was asked, and what was replied last. */
export const keepAnswer = requestDeed(
  keepAnswerPress,
  { needs: 'keep answer' },
  {
    async opens({ tx, facts, actor, now }) {
      const { request, messages } = facts;
      const here = await officeToday(tx, request.officeId, now);
      const replied = messages.findLast(
        ({ kind, deletedAt, failedAt }) => kind === 'to agency' && !deletedAt && !failedAt,
      );
      const begun = {
        question: oneLine(questionOf(facts)),
        answer: replied?.text ?? '',
        lineId: request.serviceLineId,
      };
      const press = keepAnswerPress.to({ request: request.id });
      return form(writeForm('Keep as an answer', press, await writing(tx, here, actor, begun)));
    },
    async sent({ tx, facts, actor, values, at, now }) {
      const here = await officeToday(tx, facts.request.officeId, now);
      const team = await owners(tx, here.office.id, here.today);
      const read = readAnswer(values, { ...here, lines: here.office.lines, team, asker: facts.requester });
      if ('problems' in read) return errors(read.problems);
      return keep(tx, here, read.written, { actor, at, fromRequest: facts.request.id });
    },
  },
);

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_QUESTION);

/** A request whose question it begins with, if they may see it. */
async function begunWith(tx: Tx, actor: Actor, id: number | undefined, now: Date): Promise<RequestFacts | undefined> {
  const found = id === undefined ? undefined : await authorise(tx, actor, 'see', id, now, 'to read');
  return found && !('refused' in found) && officesOf(actor).includes(found.facts.request.officeId)
    ? found.facts
    : undefined;
}

/** From nothing, or from what somebody asked. */
export const newAnswer = deed(newAnswerPress, {
  async opens({ tx, actor, about, now }) {
    const asked = await begunWith(tx, actor, about.request, now);
    const ids = asked ? [asked.request.officeId] : officesOf(actor);
    const [first, ...others] = await Promise.all(ids.map((id) => officeToday(tx, id, now)));
    if (!first) return hidden;
    const all = [first, ...others].map(({ office }) => office);
    const begun = asked ? { question: oneLine(questionOf(asked)), lineId: asked.request.serviceLineId } : {};
    const given = await writing(tx, first, actor, begun);
    // Topics are chosen where it is clear whose they are.
    const office = others.length > 0 ? { ...first.office, lines: [] } : first.office;
    const press = newAnswerPress.to(asked ? { request: asked.request.id } : {});
    return form(writeForm('New answer', press, { ...given, office }, officeField(all)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const asked = await begunWith(tx, actor, about.request, now);
    const ids = asked ? [asked.request.officeId] : officesOf(actor);
    const officeId = ids.find((id) => String(id) === values.office) ?? ids[0];
    if (officeId === undefined) return hidden;
    const here = await officeToday(tx, officeId, now);
    const team = await owners(tx, officeId, here.today);
    const read = readAnswer(values, { ...here, lines: here.office.lines, team, asker: asked?.requester });
    if ('problems' in read) return errors(read.problems);
    return keep(tx, here, read.written, { actor, at, fromRequest: asked?.request.id ?? null });
  },
});

const gone = (answer: NamedAnswer): Answer | undefined =>
  answer.state === 'withdrawn' ? notice('This answer was withdrawn.') : undefined;

export const changeAnswer = deed(changeAnswerPress, {
  async opens({ tx, actor, about, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'change', now });
    if (!found) return hidden;
    const { answer, here } = found;
    const given = await writing(tx, here, actor, answer.proposed ?? answer);
    const press = changeAnswerPress.to({ answer: answer.id });
    return gone(answer) ?? form(writeForm('Change an answer', press, { ...given, inUse: answer.state === 'approved' }));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'change', now, how: 'locked' });
    if (!found) return hidden;
    const { answer, here } = found;
    const refused = gone(answer);
    if (refused) return refused;
    const team = await owners(tx, answer.officeId, here.today);
    const read = readAnswer(values, { ...here, lines: here.office.lines, team });
    if ('problems' in read) return errors(read.problems);
    const { written } = read;
    const by = actor.person.id;
    const revision = answer.revision + 1;
    const isApproved = approves(actor, answer.officeId);
    const state = isApproved ? 'approved' : 'draft';
    await noteWording(tx, answer, written, { id: by, at, revision, state });
    if (isApproved) {
      const approval = { state, proposed: null, approvedBy: by, approvedAt: at, revision } as const;
      await tx.answers.change(answer.id, { ...written, ...approval });
      await makeFindable(tx, answer, written);
    } else if (answer.state === 'draft') await tx.answers.change(answer.id, { ...written, revision });
    else await tx.answers.change(answer.id, { proposed: { ...written, by }, revision });
    const after = await tx.answers.one(answer.id);
    return after ? show(saved(after, here.today)) : hidden;
  },
});

export const renewAnswer = deed(renewAnswerPress, {
  async opens({ tx, actor, about, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'renew', now });
    if (!found) return hidden;
    const { answer, here } = found;
    return gone(answer) ?? form(renewForm(answer, goodUntil(here)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'renew', now, how: 'locked' });
    if (!found) return hidden;
    const { answer, here } = found;
    const refused = gone(answer);
    if (refused) return refused;
    if (answer.state === 'draft') return notice('It waits for a supervisor first.');
    const same = { ...answer, owner: String(answer.ownerId), sources: answer.sources.join('\n') };
    const team = [{ id: answer.ownerId }];
    const read = readAnswer(
      { question: same.question, answer: same.answer, sources: same.sources, owner: same.owner, ...pick(values) },
      { today: here.today, lines: [], team },
    );
    if ('problems' in read) return errors(read.problems);
    const { validUntil } = read.written;
    await tx.answers.change(answer.id, { validUntil });
    await makeFindable(tx, answer, { ...answer, validUntil });
    await noteAnswer(tx, answer, {
      ...{ kind: 'answer renewed', at, actorId: actor.person.id },
      data: { answer: answer.id, until: validUntil },
    });
    return notice('Renewed. Thank you.');
  },
});

const pick = ({ validUntil = '' }: Record<string, string>) => ({ validUntil });

export const withdrawAnswer = deed(withdrawAnswerPress, {
  async opens({ tx, actor, about, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'withdraw', now });
    return found ? (gone(found.answer) ?? form(withdrawForm(found.answer))) : hidden;
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'withdraw', now, how: 'locked' });
    if (!found) return hidden;
    const { answer } = found;
    const refused = gone(answer);
    if (refused) return refused;
    const reason = filled(values, 'reason');
    const problem = reason ? tooLong(reason, LONGEST_QUESTION) : 'Please say why.';
    if (!reason || problem) return errors({ reason: problem ?? 'Please say why.' });
    await tx.answers.change(answer.id, { state: 'withdrawn', withdrawnAt: at, proposed: null });
    await hide(tx, answer);
    await noteAnswer(tx, answer, {
      ...{ kind: 'answer withdrawn', at, actorId: actor.person.id },
      data: { answer: answer.id, reason },
    });
    if (answer.ownerId !== actor.person.id && !waits(answer))
      await tellAwake(
        tx,
        answer.officeId,
        [
          {
            ...{ key: `answer ${answer.id} withdrawn`, kind: 'notice' as const, to: { personId: answer.ownerId } },
            ...{ officeId: answer.officeId, message: withdrawnBy(answer, actor.person.name, reason) },
          },
        ],
        { now },
      );
    return notice('Withdrawn. Nobody is shown it any more.');
  },
});
