import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BroughtFile } from '../../src/page/brought.ts';
import type { PageSide, Visitor } from '../../src/page/pageSide.ts';
import type { Html } from '../html/blocks.ts';
import { formDataOf, posted, Refusal, valuesOf } from '../html/posted.ts';
import { BELOW } from './bringForm.ts';
import { addressOf } from './layout.ts';
import { drawSections } from './sections.ts';

/** Files that somebody brings. */

/** Room for what a bringing takes, packed and written as text once more. */
export const LONGEST_BROUGHT_BYTES = 8_000_000;

type Given = {
  side: PageSide;
  /** Who asks; or, where nobody is signed in, the page that says so. */
  enter(c: Context): Promise<Visitor | Response>;
  page(c: Context, title: string, at: string, content: Html[], status: ContentfulStatusCode): Promise<Response>;
  say(c: Context, words: string): void;
};

export function addBringing(app: Hono, { side, enter, page, say }: Given): void {
  app.post(`${BELOW}*`, async (c) => {
    const visitor = await enter(c);
    if (visitor instanceof Response) return visitor;
    const data = await formDataOf(c.req.raw);
    const form = posted(data);
    const path = c.req.path.slice(BELOW.length);
    const received = await side.bring(visitor, path, {
      files: await filesOf(data),
      values: valuesOf(form).values,
      kept: Object.fromEntries(
        ['files', 'agreed'].flatMap((name) => {
          const value = form.text(`kept.${name}`);
          return value === '' ? [] : [[name, value]];
        }),
      ),
    });
    if (!received) throw new Refusal(404, 'There is nothing to bring here, or it is not yours to bring.');
    if ('done' in received) {
      say(c, received.done);
      return c.redirect(addressOf(received.to), 303);
    }
    const { view, isWrong } = received;
    return page(c, view.title, path, drawSections(view.sections, path), isWrong ? 422 : 200);
  });
}

/** An empty field of files sends one without a name. */
async function filesOf(data: FormData): Promise<BroughtFile[]> {
  const files: BroughtFile[] = [];
  for (const value of data.getAll('files'))
    if (typeof value !== 'string' && value.name !== '')
      files.push({
        name: value.name.replaceAll('\\', '/').replaceAll('\0', ''),
        bytes: new Uint8Array(await value.arrayBuffer()),
      });
  return files;
}
