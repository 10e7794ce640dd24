import { plainText } from '../../src/chat/message.ts';
import type { Checked } from './invariants.ts';
import type { Finding } from './known.ts';
import { buttonsIn, isLive, isUnderWay, messagesOf, refOf, type Snapshot, toldMessages } from './record.ts';
import { nameOf, personId } from './world.ts';

/** One card of a live request has buttons, and it is its holder's; the others have none. Questions answered have none. */
export function cardsAreOne({ now }: Checked): Finding[] {
  const told = toldMessages(now);
  const cards = now.requests.flatMap((request): Finding[] => {
    const live = told.filter(
      // What only shows something, such as all that was said, stays on a card of the past, and so does keeping the answer.
      ({ root, newest }) =>
        root.kind === 'card' &&
        root.requestId === request.id &&
        buttonsIn(newest.message).some(({ press }) => !['look', 'keep answer'].includes(press.name)),
    );
    const at = live.map(({ root }) => root.personId);
    const expected = isLive(request) && request.holderId !== null ? [request.holderId] : [];
    if (at.join() === expected.join()) return [];
    return [{ fault: 'cards', says: `${refOf(request)} has live cards at ${at}, not at ${expected}` }];
  });
  return [...cards, ...answeredQuestions(now)];
}

/** The desk's own questions: whether somebody works there, and where words belong. */
function answeredQuestions(now: Snapshot): Finding[] {
  return toldMessages(now).flatMap(({ root, newest }): Finding[] => {
    const labels = buttonsIn(newest.message).map(({ label }) => label);
    const request = now.requests.find(({ id }) => id === root.requestId);
    if (request && labels.some((label) => label.startsWith('Yes, they work for'))) {
      const vouched = now.memberships.find(
        (each) => each.personId === request.requesterId && each.agencyId === request.agencyId,
      );
      if (!vouched || vouched.confirmed)
        return [{ fault: 'E', says: `${refOf(request)}: whether they work there was answered, and is asked still` }];
    }
    if (
      request &&
      request.state !== 'resolved' &&
      labels.some((label) => /^(?:That answered it|I still|[1-5] – )/u.test(label))
    )
      return [{ fault: 'E', says: `“${root.key}” asks about a resolution, and ${refOf(request)} is ${request.state}` }];
    if (request?.holderId && root.key.startsWith('triage ') && labels.length > 0)
      return [{ fault: 'E', says: `${root.key} asks for somebody who has it, and ${refOf(request)} is held` }];
    const text = plainText(newest.message);
    const held = labels.includes('New question') ? now.held.find((each) => text.includes(each.text)) : undefined;
    return held?.decidedAt
      ? [{ fault: 'E of places', says: `“${held.text}” has its place, and is asked about still` }]
      : [];
  });
}

const wordsOf = /\b(?:[qat]-([a-z]+)|n)-\d+\b/gu;

/** Words of a requester, and to them, are theirs and the office's; notes are the office's; what is typed is nobody's. */
export function nothingLeaks({ world, before, now, name }: Checked): Finding[] {
  const last = before.deliveries.at(-1)?.id ?? 0;
  const staff = new Set(now.memberships.filter(({ role }) => role !== 'requester').map((each) => each.personId));
  const accounts = new Map(world.snapshot.people.map(({ id, email }) => [id, email ?? '']));
  const told = now.deliveries
    .filter(({ id }) => id > last)
    .map(({ personId, message, key }) => ({ id: personId, text: plainText(message), key }));
  const heard = world.answered.map(({ who, text }) => ({
    id: personId(now, who) ?? null,
    text,
    key: `answer to ${name}`,
  }));
  return [...told, ...heard].flatMap(({ id, text, key }): Finding[] =>
    [...text.matchAll(wordsOf)].flatMap(([words, of]) => {
      const own = id !== null && of !== undefined && nameOf(accounts.get(id) ?? '') === of;
      const office = id !== null && staff.has(id);
      if (own || (office && !words.startsWith('t-'))) return [];
      return [{ fault: 'leak', says: `${accounts.get(id ?? 0) ?? 'somebody'} reads “${words}” (${key})` }];
    }),
  );
}

/** Who resolves as answered has said something since the question that waits, or it is on its way. */
export function saidWhenAnswered({ before, now }: Checked): Finding[] {
  return now.requests.flatMap((request): Finding[] => {
    const was = before.requests.find(({ id }) => id === request.id);
    if (request.outcome !== 'answered' || was?.outcome === 'answered') return [];
    const messages = messagesOf(now, request);
    const said = messages.some(
      (each) => each.kind === 'to agency' && (each.deliveredAt !== null || isUnderWay(now, each)),
    );
    const answered = Math.max(
      0,
      ...messages
        .filter(({ kind, deliveredAt }) => kind === 'to agency' && deliveredAt !== null)
        .map(({ number }) => number),
    );
    const waits = messages.some(
      (each) => each.kind === 'from agency' && each.number > answered && !each.text.startsWith('Thanks'),
    );
    const coming = messages.some(
      (each) => each.number > answered && isUnderWay(now, each) && each.kind === 'to agency',
    );
    if (said && (!waits || coming)) return [];
    return [{ fault: 'F', says: `${refOf(request)} is resolved as answered, and nothing was said` }];
  });
}
