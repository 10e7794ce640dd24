import { decodeEntities } from './in/entities.ts';

/** What somebody wrote, without the bot's own name in front of it. Markup of the platform becomes plain words. */
export function plainWords(text: string, bot: { id: string; name?: string | undefined }): string {
  const named = bot.name === undefined ? [] : [bot.name];
  return (
    text
      // Teams itself puts a hard space behind a name; one that a person wrote out stays.
      .replace(/<at\b[^<>]*>([^<]*)<\/at>((?:&nbsp;)*)/giu, (_, name: string, space: string) => {
        const said = named.includes(decodeEntities(name)) ? '' : `@${name}`;
        return space === '' ? said : `${said} `;
      })
      .replaceAll('\r\n', '\n')
      .replaceAll('\u00A0', ' ')
      .trim()
  );
}

/** The words of a message that Teams hands over as HTML, as in a message that somebody chose to ask about. */
export function wordsOfHtml(html: string): string {
  const lines = withoutPrograms(html)
    .replace(/<(?:br\s*\/?|\/p|\/div|\/li|\/tr|\/h[1-6])>/giu, '\n')
    .replace(/<[^<>]*>/gu, '');
  return decodeEntities(lines)
    .replaceAll('\u00A0', ' ')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** Without scripts and styles. One expression for all of it would look for the end of each from its beginning on. */
function withoutPrograms(html: string): string {
  const begins = /<(?:script|style)\b[^<>]*>/giu;
  const ends = /<\/(?:script|style)>/giu;
  let kept = '';
  let from = 0;
  for (;;) {
    begins.lastIndex = from;
    const begin = begins.exec(html);
    ends.lastIndex = begins.lastIndex;
    // Without an end, none of the later ones has one either.
    if (!begin || !ends.exec(html)) return kept + html.slice(from);
    kept += html.slice(from, begin.index);
    from = ends.lastIndex;
  }
}
