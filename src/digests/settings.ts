import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { DigestParts } from '../feature/digestPart.ts';
import { type Actor, headships, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { buildDigest } from './build.ts';
import { agencyMonthPress, changeDigestsPress, digestNowPress, digestsPress } from './presses.ts';
import { kindsFor, type Reader, readerIn } from './readers.ts';
import { HOURS, type Setting, saved, settings, settingsForm } from './settingsWords.ts';
import type { DigestChoice } from './slots.ts';

/** Somebody looks at their digests, wants one now, or changes which come and when. */

/** What they get of each office that they read of. */
async function settingsOf(tx: Tx, actor: Actor): Promise<Setting[]> {
  const headed = headships(actor).map(({ officeId }) => officeId);
  const offices = new Set([...officesAs(actor, 'supervisor'), ...officesAs(actor, 'liaison'), ...headed]);
  const all: Setting[] = [];
  for (const officeId of offices) {
    const reader = await readerIn(tx, actor, officeId);
    if (reader) all.push({ reader, choices: await tx.digests.choices(officeId, actor.person.id) });
  }
  return all;
}

export const digestSettings = deed(digestsPress, {
  async shows({ tx, actor }) {
    const all = await settingsOf(tx, actor);
    return all.length === 0
      ? notice(
          'Digests are for those who answer here, and for heads of agencies. Write “my requests” to see what you have asked.',
        )
      : show(settings(all));
  },
});

export const digestNow = (parts: DigestParts) =>
  deed(digestNowPress, {
    async shows({ tx, actor, about, now }) {
      const reader = await readerIn(tx, actor, about.office);
      if (!reader) return hidden;
      const kind = { supervisor: 'weekly', liaison: 'daily', 'agency head': 'monthly' } as const;
      const built = await buildDigest(tx, reader, kind[reader.role], { now, asked: true, parts });
      return built ? show(built.message) : hidden;
    },
  });

/** Also for somebody who answers there, whose digest of now is another. */
export const agencyMonth = (parts: DigestParts) =>
  deed(agencyMonthPress, {
    async shows({ tx, actor, about, now }) {
      const reader = await readerIn(tx, actor, about.office);
      if (!reader || reader.heads.length === 0) return hidden;
      const built = await buildDigest(tx, { ...reader, role: 'agency head' }, 'monthly', { now, asked: true, parts });
      return built ? show(built.message) : hidden;
    },
  });

export const changeDigests = deed(changeDigestsPress, {
  async opens({ tx, actor, about }) {
    const reader = await readerIn(tx, actor, about.office);
    if (!reader) return hidden;
    return form(settingsForm({ reader, choices: await tx.digests.choices(about.office, actor.person.id) }));
  },
  async sent({ tx, actor, about, values }) {
    const reader = await readerIn(tx, actor, about.office);
    if (!reader) return hidden;
    const choices = readSettings(reader, values);
    if (!choices) return errors({ hour: 'Please choose an hour.' });
    await tx.digests.choose(about.office, actor.person.id, choices);
    await showAnew(tx, actor);
    return notice(saved({ reader, choices }));
  },
});

/** Wherever it stands in their chats what they get, it says so in its place, in old messages too. */
async function showAnew(tx: Tx, actor: Actor): Promise<void> {
  const message = settings(await settingsOf(tx, actor));
  for (const root of await tx.digests.answersWith(actor.person.id, changeDigestsPress.name)) {
    const stands = await tx.outbox.standing([root]);
    if (!stands) continue;
    const key = await tx.outbox.changeKey(root);
    await tx.outbox.put([{ key, kind: 'notice', to: stands.to, message, replaces: root }]);
  }
}

/** What the form says, as it came back; undefined: nothing that it offers. */
function readSettings(reader: Reader, values: Record<string, string>): DigestChoice[] | undefined {
  const chosen = (values.kinds ?? '').split(',');
  const hour = values.hour === 'opening' ? null : HOURS.find((each) => `${each}` === values.hour);
  if (hour === undefined) return undefined;
  const emptyToo = values.empty === 'line' ? true : values.empty === 'none' ? false : null;
  return kindsFor(reader).map((kind) => ({ kind, hour, off: !chosen.includes(kind), emptyToo }));
}
