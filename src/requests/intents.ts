import { namedRequest } from './request.ts';

/** What people type who want something small done and ask nothing: whole texts, in English and Spanish. */

export type Intent = 'news' | 'cancel' | 'person' | 'urgent';

/** Every way to put one of each row after one of the row before; '' leaves a row out. */
const each = (...rows: readonly (readonly string[])[]): string[] =>
  rows.reduce<string[]>((begun, row) => begun.flatMap((start) => row.map((end) => `${start} ${end}`.trim())), ['']);

const said: Record<Intent, readonly string[]> = {
  news: [
    ...each(
      ['any', 'is there any', 'are there any', 'do you have any'],
      ['update', 'updates', 'news'],
      ['', 'on this', 'on that', 'on it', 'yet', 'please', 'for me', 'on my request', 'on my question'],
    ),
    ...each(
      ['what is the', "what's the", 'whats the', 'can i get a', 'could i get a', 'can i have a'],
      ['status', 'status update', 'update'],
      ['', 'please', 'of this', 'on this', 'of my request', 'on my request', 'of my question', 'on my question'],
    ),
    ...['update', 'updates', 'status', 'status update', 'news', 'still waiting', 'how is it going', "how's it going"],
    ...each(['', 'hay'], ['alguna novedad', 'novedades', 'noticias', 'alguna noticia']),
    ...each(['cómo va', 'como va', 'cuál es el estado', 'cual es el estado'], ['', 'mi solicitud', 'mi pregunta']),
    ...each(['cuál es el estado de', 'cual es el estado de'], ['mi solicitud', 'mi pregunta']),
  ],
  cancel: [
    ...each(
      ['', 'please'],
      ['cancel', 'close'],
      ['', 'it', 'that', 'this', 'my request', 'my question'],
      ['', 'please'],
    ),
    ...each(['', 'never mind', 'nevermind', 'nvm', 'forget it'], ['', 'found it', 'i found it', 'figured it out']),
    ...each(['', 'never mind', 'nvm'], ['i figured it out', 'we found it', 'solved', 'got it sorted', 'sorted']),
    ...['stop', 'no longer needed', 'not needed anymore', 'i no longer need it', 'we no longer need it'],
    ...["i don't need it anymore", "we don't need it anymore"],
    ...each(['cancelar', 'cancela', 'cancele'], ['', 'por favor', 'mi solicitud', 'mi pregunta', 'la solicitud']),
    ...['olvídalo', 'olvidalo', 'olvídelo', 'olvidelo', 'déjalo', 'dejalo', 'déjelo', 'dejelo', 'no importa'],
    ...['ya no hace falta', 'ya no lo necesito', 'ya no lo necesitamos', 'ya lo encontré', 'ya lo encontre'],
  ],
  person: [
    ...each(
      ['', 'i want to', 'i need to', "i'd like to", 'i would like to', 'can i', 'could i', 'may i', 'let me'],
      ['talk to', 'speak to', 'talk with', 'speak with'],
      [
        ...['a human', 'a human being', 'a person', 'a real person', 'someone', 'somebody', 'my liaison'],
        ...each(['a', 'the', 'your'], ['supervisor', 'manager']),
      ],
      ['', 'please'],
    ),
    ...['human', 'a human', 'real person', 'agent', 'operator', 'supervisor', 'manager'],
    ...each(
      ['', 'please', 'can someone', 'could someone', 'can you', 'could you'],
      ['call me'],
      ['', 'please', 'back'],
    ),
    ...each(
      ['', 'quiero', 'necesito', 'quisiera', 'puedo', 'me gustaría', 'me gustaria', 'prefiero'],
      ['hablar con'],
      [
        ...['una persona', 'una persona real', 'un humano', 'alguien', 'un agente', 'mi enlace'],
        ...each(['el', 'un', 'su'], ['supervisor']),
        ...each(['la', 'una', 'su'], ['supervisora']),
      ],
      ['', 'por favor'],
    ),
    ...['una persona', 'humano', 'supervisora', 'llámenme', 'llamenme', 'llámeme', 'llameme'],
  ],
  urgent: [
    ...each(['', 'this is', "it's", 'its', 'it is', 'is'], ['urgent'], ['', 'please']),
    ...['asap', 'asap please', 'hurry', 'hurry up', '!!', '!!!', '!!!!'],
    ...['urgente', 'es urgente', 'muy urgente', 'es muy urgente', 'urge'],
  ],
};

const intents = new Map(
  Object.entries(said).flatMap(([intent, texts]) => texts.map((text) => [text, intent as Intent] as const)),
);
// A row of nothings is nothing.
intents.delete('');

const LONGEST = 60;

/** Undefined where a single word says anything more: in doubt it is a question. */
export function readIntent(text: string): Intent | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return undefined;
  const whole = trimmed.toLowerCase().replaceAll('’', "'");
  return intents.get(whole) ?? intents.get(bare(whole));
}

/** The same with the request that is meant: "any update on R-1042?", "cancel 1042", "R-1042: talk to a human". */
export function readIntentAbout(text: string): { what: Intent; request?: number } | undefined {
  const request = text.length > LONGEST ? undefined : namedRequest(text);
  const what = readIntent(request === undefined ? text : text.replace(naming, ' '));
  return what && { what, ...(request !== undefined && { request }) };
}

/** A request as it is named in a text, with the little words that lead to it. */
const naming =
  /(?:\b(?:on|of|about|for|with|to|de|sobre)\s)?(?:\b(?:my|the|mi|la)\s)?(?:\b(?:request|question|solicitud|pregunta)\s)?#?(?:r-?)?\d{4,9}\s?:?/iu;

const AROUND = new Set([...' ?!.,;:¿¡']);

/** The words alone: without marks before and after, nor commas between. A loop: a pattern of many marks would be slow. */
function bare(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && AROUND.has(text.charAt(from))) from += 1;
  while (to > from && AROUND.has(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to).replaceAll(',', ' ').split(' ').filter(Boolean).join(' ');
}
