import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PageSide, Visitor } from '../../src/page/pageSide.ts';
import type { Taken, TakenSink } from '../../src/page/taken.ts';
import type { Html } from '../html/blocks.ts';
import { formOf, Refusal, valuesOf } from '../html/posted.ts';
import { backFrom } from './answers.ts';
import { drawOrder } from './deeds.ts';

/** What is taken away as a file. It is never shown here: what people sent may be a page, or a program. */

type Given = {
  side: PageSide;
  /** Who asks; or, where nobody is signed in, the page that says so. */
  enter(c: Context): Promise<Visitor | Response>;
  page(c: Context, title: string, at: string, content: Html, status: ContentfulStatusCode): Promise<Response>;
  report(error: unknown): void;
};

const BELOW = '/desk/take/';
/** As much of a long file waits for the browser, and no more. */
const WAITING_BYTES = 262_144;
const NO_SUCH_FILE = 'There is no such file, or it is not yours to take.';

export function addDownloads(app: Hono, { side, enter, page, report }: Given): void {
  const pathOf = (c: Context): string => c.req.path.slice(BELOW.length);

  app.get(`${BELOW}*`, async (c) => {
    const visitor = await enter(c);
    if (visitor instanceof Response) return visitor;
    const taken = await side.take(visitor, pathOf(c));
    if (!taken || !('content' in taken)) throw new Refusal(404, NO_SUCH_FILE);
    return handOut(c, taken);
  });

  app.post(`${BELOW}*`, async (c) => {
    const form = await formOf(c.req.raw);
    const visitor = await enter(c);
    if (visitor instanceof Response) return visitor;
    const { values } = valuesOf(form);
    const taken = await side.take(visitor, pathOf(c), values);
    if (!taken) throw new Refusal(404, NO_SUCH_FILE);
    if ('content' in taken) return handOut(c, taken);
    const at = backFrom(form);
    const { errors } = taken;
    return page(c, taken.form.title, at, drawOrder(taken.form, pathOf(c), at, { values, errors }), 422);
  });

  function handOut(c: Context, { name, type, content }: Taken): Response {
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Content-Disposition', attachment(name));
    const body = typeof content === 'function' ? streamed(content, report) : new Uint8Array(content);
    return c.body(body, 200, { 'Content-Type': type });
  }
}

/** RFC 6266: the name in any letters, and before it one for programs that know ASCII alone. */
export function attachment(name: string): string {
  const whole = name.replace(/[\p{C}/\\]/gu, '_').slice(0, 200) || 'file';
  const plain = whole.replace(/[^\w.\- ]/gu, '_');
  const encoded = encodeURIComponent(whole.toWellFormed()).replace(
    /['()*!]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Written as the browser takes it. Whoever goes away breaks it off; what fails else is told, without its words. */
export function streamed(
  write: (sink: TakenSink) => Promise<void>,
  report: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  let wake = () => {};
  let isGone = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const sink: TakenSink = {
          async write(chunk) {
            while (!isGone && (controller.desiredSize ?? 0) <= 0)
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            if (isGone) throw new Error('whoever took this has gone away');
            controller.enqueue(chunk);
          },
          async end() {
            if (!isGone) controller.close();
          },
        };
        write(sink).catch((error: unknown) => {
          if (isGone) return;
          report(error);
          controller.error(new Error('the download broke off'));
        });
      },
      pull: () => wake(),
      cancel() {
        isGone = true;
        wake();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_BYTES }),
  );
}
