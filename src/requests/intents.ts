/** What people type who want something small done and ask nothing: whole texts, in English and Spanish. */

export type Intent = 'news' | 'cancel' | 'person' | 'urgent';

const said: Record<Intent, readonly string[]> = {
  news: [
    ...['any update', 'any updates', 'any update on this', 'any news', 'update', 'updates', 'status update', 'news'],
    ...['what is the status', "what's the status", 'whats the status', 'is there any news', 'still waiting'],
    ...['alguna novedad', 'hay novedades', 'novedades', 'hay noticias', 'cómo va', 'como va'],
    ...['alguna noticia', 'hay alguna novedad', 'hay alguna noticia', 'cómo va mi solicitud', 'como va mi solicitud'],
    ...['cuál es el estado', 'cual es el estado', 'cómo va mi pregunta', 'como va mi pregunta'],
  ],
  cancel: [
    ...['cancel', 'cancel it', 'cancel that', 'cancel this', 'cancel please', 'please cancel', 'cancel my request'],
    ...['cancel my question', 'never mind', 'nevermind', 'nvm', 'forget it', 'stop', 'no longer needed'],
    ...['cancelar', 'cancela', 'cancele', 'cancelar por favor', 'olvídalo', 'olvidalo', 'olvídelo', 'olvidelo'],
    ...['déjalo', 'dejalo', 'déjelo', 'dejelo', 'ya no hace falta', 'ya no lo necesito', 'no importa'],
  ],
  person: [
    ...['human', 'talk to a human', 'speak to a human', 'talk to a person', 'speak to a person', 'real person'],
    ...[
      'talk to someone',
      'speak to someone',
      'can i talk to someone',
      'agent',
      'operator',
      'call me',
      'please call me',
    ],
    ...['can someone call me', 'supervisor', 'manager', 'talk to a supervisor', 'talk to a manager'],
    ...['hablar con una persona', 'quiero hablar con alguien', 'llámenme', 'llamenme'],
    ...['quiero hablar con una persona', 'hablar con alguien', 'hablar con un humano', 'llámeme', 'llameme'],
    ...['una persona', 'humano', 'supervisora', 'hablar con el supervisor', 'hablar con la supervisora'],
  ],
  urgent: [
    ...['urgent', 'urgent please', 'this is urgent', "it's urgent", 'its urgent', 'asap', 'asap please', 'hurry'],
    ...['hurry up', 'urgente', 'es urgente', 'muy urgente', 'es muy urgente', 'urge', '!!', '!!!', '!!!!'],
  ],
};

const intents = new Map(
  Object.entries(said).flatMap(([intent, texts]) => texts.map((text) => [text, intent] as const)),
);

const LONGEST = 60;

/** Undefined where a single word says anything more: in doubt it is a question. */
export function readIntent(text: string): Intent | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return undefined;
  const whole = trimmed.toLowerCase().replaceAll('’', "'");
  const bare = stripped(whole).split(' ').filter(Boolean).join(' ');
  return (intents.get(whole) ?? intents.get(bare)) as Intent | undefined;
}

const AROUND = new Set([...' ?!.,¿¡']);

/** Without marks before and after; a loop, since a pattern over many marks would be slow. */
function stripped(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && AROUND.has(text.charAt(from))) from += 1;
  while (to > from && AROUND.has(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
