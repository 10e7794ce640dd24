/** What people type who want a list and not an answer. Only the whole text counts: in doubt it is a question. */
const phrases = new Map(
  Object.entries({
    help: 'home',
    hello: 'home',
    hi: 'home',
    hey: 'home',
    'good morning': 'home',
    'good afternoon': 'home',
    start: 'home',
    menu: 'home',
    'my requests': 'my requests',
    requests: 'my requests',
    status: 'my requests',
    'my liaison': 'my liaison',
    liaison: 'my liaison',
    'who is my liaison': 'my liaison',
    "who's my liaison": 'my liaison',
    queue: 'queue',
    'my queue': 'queue',
    triage: 'triage',
    'at risk': 'at risk',
    'all open': 'all open',
    'open requests': 'all open',
  }),
);

export const readPhrase = (text: string): string | undefined =>
  phrases.get(
    text
      .trim()
      .toLowerCase()
      .replace(/[\s?!.,]+$/u, '')
      .replace(/\s+/gu, ' '),
  );
