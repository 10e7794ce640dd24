import { expect } from 'vitest';

/** The text of a piece of HTML as it is read, tags standing for the ends of lines. */
export function textOf(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return html.replace(/<[^>]*>/g, '\n').replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '');
}

/** What each picture of a page says to whoever does not see it: its title and what is to be seen, which stand once on it. */
export const picturesIn = (page: string): string[] =>
  [...page.matchAll(/<svg[^>]* aria-labelledby="([\w-]+) ([\w-]+)"[^>]*>(.*?)<\/svg>/gs)].map(
    ([, title = '', finding = '', drawn = '']) => {
      for (const id of [title, finding]) expect(page.split(`id="${id}"`)).toHaveLength(2);
      return textOf(drawn);
    },
  );
