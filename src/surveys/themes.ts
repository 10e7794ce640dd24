import type { Answer } from '../chat/answer.ts';
import { voiceThemesPress } from '../exchanges/presses.ts';
import { rewordExchange } from '../exchanges/tell.ts';
import { form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { type Theme, themesOf } from '../offices/surveyRules.ts';
import { type Actor, hasRole } from '../people/person.ts';
import { Draft } from '../requests/draft.ts';
import type { AgencyRequest } from '../requests/request.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import type { Tx } from '../store.ts';
import { themesPress } from './presses.ts';
import { isOf, tellRecovery } from './recover.ts';
import { themesForm } from './themeWords.ts';

/**
 * What the words of an answer are about: said by people, never guessed. By those who supervise the office and read the
 * words, and by whoever sees to a bad rating.
 */
export const tagAnswer = requestDeed(
  themesPress,
  { needs: 'see rating' },
  {
    async opens({ tx, facts, about, actor }) {
      const found = await taggable(tx, facts.request, about.survey, actor);
      if (!found) return hidden;
      const offered = offeredBy(facts.office, await tx.themes.of({ survey: found.survey.id }));
      const said = found.supervises ? (found.survey.comment ?? undefined) : undefined;
      return form(themesForm(themesPress.to(about), offered, { by: facts.requester.name, text: said }));
    },
    async sent({ tx, facts, about, actor, values, at, now }) {
      const found = await taggable(tx, facts.request, about.survey, actor);
      if (!found) return hidden;
      const { survey, recovery } = found;
      const of = { survey: survey.id };
      const { all, chosen } = offeredBy(facts.office, await tx.themes.of(of));
      const themes = read(all, values);
      if (isSame(themes, chosen)) return notice(unchanged);
      await tx.themes.tag(of, { officeId: survey.officeId, by: actor.person.id, at, themes });
      const draft = new Draft(facts, now);
      draft.record(
        'themes tagged',
        { at, actorId: actor.person.id },
        { ...of, themes: themes.map(({ name }) => name) },
      );
      if (recovery && isOf(recovery, survey))
        await tellRecovery(tx, draft, survey, recovery, `themes r${draft.request.revision}`);
      return { decide: draft.decided(), answer: tagged(themes) };
    },
  },
);

/** The same of an answer to the question to all customers, of which supervisors read the words in an exchange. */
export const tagVoice = deed(voiceThemesPress, {
  async opens({ tx, actor, about }) {
    const found = await heard(tx, actor, about.voice);
    if (!found) return hidden;
    const { office, survey, by } = found;
    const offered = offeredBy(office, await tx.themes.of({ relationship: survey.id }));
    return form(themesForm(voiceThemesPress.to(about), offered, { by, text: survey.comment ?? undefined }));
  },
  async sent({ tx, actor, about, values, at }) {
    const found = await heard(tx, actor, about.voice);
    if (!found) return hidden;
    const { office, survey, exchange, opening } = found;
    const of = { relationship: survey.id };
    const { all, chosen } = offeredBy(office, await tx.themes.of(of));
    const themes = read(all, values);
    if (isSame(themes, chosen)) return notice(unchanged);
    await tx.themes.tag(of, { officeId: office.id, by: actor.person.id, at, themes });
    const names = themes.map(({ name }) => name);
    await tx.records.addToOffice(office.id, {
      kind: 'voice tagged',
      at,
      actorId: actor.person.id,
      data: { voice: exchange.id, themes: names },
    });
    await rewordExchange(tx, exchange, { ...opening, themes: names });
    return tagged(themes);
  },
});

/** An answer with words and a name, for somebody who may say what they are about. */
async function taggable(tx: Tx, request: AgencyRequest, surveyId: number, actor: Actor) {
  const survey = await tx.surveys.one(surveyId);
  if (survey?.requestId !== request.id || survey.nameless || survey.comment === null) return undefined;
  const recovery = await tx.surveys.recoveryOf(request.id);
  const supervises = hasRole(actor, request.officeId, 'supervisor');
  const owns = recovery?.ownerId === actor.person.id && isOf(recovery, survey);
  return supervises || owns ? { survey, recovery, supervises } : undefined;
}

async function heard(tx: Tx, actor: Actor, voice: number) {
  const exchange = await tx.voices.one(voice);
  if (!exchange?.opening || !hasRole(actor, exchange.officeId, 'supervisor')) return undefined;
  const survey = await tx.relationships.ofExchange(exchange.id);
  if (survey === undefined || survey.comment === null) return undefined;
  const person = exchange.nameless ? undefined : (await tx.people.named([exchange.personId])).get(exchange.personId);
  const office = await tx.offices.one(exchange.officeId);
  return { exchange, opening: exchange.opening, survey, office, by: person?.name ?? 'Without a name' };
}

/** What may be chosen today, and what is; what the office has no more of its list stays choosable where it was chosen. */
function offeredBy({ surveys }: { surveys: Parameters<typeof themesOf>[0] }, chosen: readonly Theme[]) {
  const listed = themesOf(surveys);
  return { all: [...listed, ...chosen.filter(({ code }) => !listed.some((each) => each.code === code))], chosen };
}

function read(all: readonly Theme[], { themes = '' }: Record<string, string>): Theme[] {
  const chosen = themes.split(',');
  return all.filter(({ code }) => chosen.includes(code));
}

const isSame = (a: readonly Theme[], b: readonly Theme[]): boolean =>
  a.length === b.length && a.every(({ code }) => b.some((each) => each.code === code));

const unchanged = 'It stays as it is.';
const tagged = (themes: readonly Theme[]): Answer =>
  notice(
    themes.length === 0 ? 'It counts under no theme now.' : `Noted: ${themes.map(({ name }) => name).join(' · ')}.`,
  );
