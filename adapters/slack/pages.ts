type Page = { response_metadata?: { next_cursor?: string } };

/** Slack's own advice for a page. */
const PAGE = 200;

/** Where the next page begins; empty after the last one. */
export const cursorOf = (page: Page | undefined): string => page?.response_metadata?.next_cursor ?? '';

/** Asks for page after page, at most so many. */
export async function readPages<T extends Page>(
  most: number,
  ask: (where: { limit: number; cursor?: string }) => Promise<T>,
): Promise<T[]> {
  const pages: T[] = [];
  while (pages.length < most && (pages.length === 0 || cursorOf(pages.at(-1)) !== '')) {
    const cursor = cursorOf(pages.at(-1));
    pages.push(await ask({ limit: PAGE, ...(cursor && { cursor }) }));
  }
  return pages;
}
