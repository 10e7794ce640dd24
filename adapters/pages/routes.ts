import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Answer, DONE_ALREADY } from '../../src/chat/answer.ts';
import { plainSpans } from '../../src/chat/message.ts';
import type { Table } from '../../src/page/view.ts';
import type { Html } from '../html/blocks.ts';
import { addGuard } from '../html/guard.ts';
import { formOf, keyOf, pressOf, Refusal, valuesOf } from '../html/posted.ts';
import { addressed, readOwn } from '../html/styles.ts';
import { backFrom, readShape } from './answers.ts';
import { BELOW } from './bringForm.ts';
import { addBringing, LONGEST_BROUGHT_BYTES } from './bringing.ts';
import { addProvider } from './byProvider.ts';
import { drawForm } from './deeds.ts';
import { addDownloads } from './downloads.ts';
import { addEntrance, type Entrance, welcomeOf } from './entrance.ts';
import type { DeskPageOptions } from './index.ts';
import { addressOf, drawShell, type Shell } from './layout.ts';
import { NOTHING_HERE, notThere } from './notThere.ts';
import { drawMessage, drawSections } from './sections.ts';
import { csvOf, xlsxOf } from './tableFile.ts';
import { createCookies, type Seat, type WhoLooks, whoLooks } from './visitors.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NO_PAGES = html`<p>The page is for those who work for an office, and for heads of agencies. In your chat, write <b>help</b> to see what there is for you.</p>`;

type Looker = WhoLooks & { all: readonly Seat[] | undefined };

/** All that is below `/desk`. */
export function deskRoutes({ side, secure, seats, provider, report }: DeskPageOptions): Hono {
  const cookies = createCookies(secure);
  const styles = ['frame.css', 'content.css', 'controls.css', 'print.css'].map((name) =>
    readOwn('adapters', 'pages', 'style', name),
  );
  const style = Buffer.concat([readOwn('adapters', 'html', 'colours.css'), ...styles]);
  const { folder, find } = addressed('/desk/files', new Map([['desk.css', style]]));
  const app = new Hono();
  addGuard(app, seats ? undefined : 'any', { below: BELOW, bytes: LONGEST_BROUGHT_BYTES });

  app.get('/desk/files/*', (c) => {
    const file = find(c.req.path);
    if (!file) throw new Refusal(404, 'There is no such file. Reload the page.');
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    return c.body(new Uint8Array(file.bytes), 200, { 'Content-Type': file.type });
  });
  const welcome = welcomeOf(provider !== undefined);
  const draw: Entrance['draw'] = (c, title, content) => shell(c, { title, at: '' }, content);
  addEntrance(app, { side, cookies, draw, welcome });
  if (provider) addProvider(app, provider, { side, cookies, draw, welcome });
  app.post('/desk/as', async (c) => {
    if (seats) cookies.sit(c, (await formOf(c.req.raw)).text('as'));
    return c.redirect('/desk', 303);
  });
  app.post('/desk/do', (c) => act(c, false));
  app.post('/desk/send', (c) => act(c, true));
  addDownloads(app, { side, enter, page: aside, report });
  addBringing(app, { side, enter, page: aside, say: cookies.say });
  app.get('/desk/*', (c) => show(c));
  app.notFound((c) => c.html(shell(c, { title: NOTHING_HERE, at: '' }, notThere()), 404));
  app.onError((error, c) => {
    const known = error instanceof Refusal;
    const isRefused = known || error instanceof HTTPException;
    if (!isRefused) report(error);
    const status = isRefused ? (error.status as ContentfulStatusCode) : 500;
    const elsewhere = 'This came from another page than the desk’s. Nothing was done; open the page again.';
    const failed = 'The desk could not draw this page. Nothing was changed; try again in a moment.';
    const words = known ? error.message : status === 403 ? elsewhere : failed;
    const way = html`<p>${words}</p><p><a href="/desk">To the first page</a></p>`;
    return c.html(shell(c, { title: 'That did not work', at: '' }, way), status);
  });
  return app;

  function shell(
    c: Context,
    facts: Omit<Shell, 'files' | 'said' | 'seats'>,
    content: Html | Html[],
    looker?: Looker,
  ): Html {
    c.header('Cache-Control', 'no-store');
    const said = cookies.said(c);
    const people = looker?.seat && looker.all ? { seats: { chosen: looker.seat.email, people: looker.all } } : {};
    return drawShell({ ...facts, files: folder, ...(said !== undefined && { said }), ...people }, content);
  }

  function signedOut(c: Context): Response | Promise<Response> {
    return c.html(shell(c, { title: 'Sign in', at: '' }, welcome), 401);
  }
  async function enter(c: Context) {
    return (await looks(c))?.visitor ?? signedOut(c);
  }

  /** A page beside the others: a form that is drawn again. */
  async function aside(c: Context, title: string, at: string, content: Html | Html[], status: ContentfulStatusCode) {
    const looker = await looks(c);
    if (!looker) return signedOut(c);
    return c.html(shell(c, { title, at, ...(await side.around(looker.visitor)) }, content, looker), status);
  }

  async function looks(c: Context): Promise<Looker | undefined> {
    const all = await seats?.();
    const looker = await whoLooks(c, { side, cookies, seats: all });
    return looker && { ...looker, all };
  }

  async function show(c: Context): Promise<Response> {
    const looker = await looks(c);
    if (!looker) return signedOut(c);
    const path = c.req.path.replace(/^\/desk\/?/u, '');
    const query = new URL(c.req.url).searchParams;
    const [file, table] = [query.get('file'), query.get('table')];
    query.delete('file');
    query.delete('table');
    const opened = await side.open(looker.visitor, path, {
      // NUL is in no one's text, and no database takes it.
      query: new Map([...query].map(([name, value]) => [name, value.replaceAll('\0', '')])),
      ...(file !== null && { file: table ?? '' }),
    });
    if (!opened) return c.html(shell(c, { title: 'Nothing to see here', at: '' }, NO_PAGES, looker), 403);
    const { viewer, ways, view } = opened;
    const at = query.size > 0 ? `${path}?${query}` : path;
    if (!view) return c.html(shell(c, { title: NOTHING_HERE, at, viewer, ways }, notThere(at, ways), looker), 404);
    if (file === null)
      return c.html(shell(c, { title: view.title, at, viewer, ways }, drawSections(view.sections, at), looker));
    const tables = view.sections.flatMap((section) => (section.kind === 'table' ? [section.table] : []));
    return asFile(
      c,
      file,
      tables.find(({ name }) => name === table),
    );
  }

  async function asFile(c: Context, file: string, table: Table | undefined): Promise<Response> {
    if (!table || (file !== 'csv' && file !== 'xlsx')) throw new Refusal(404, 'There is no such file.');
    c.header('Cache-Control', 'no-store');
    c.header('Content-Disposition', `attachment; filename="${table.name}.${file}"`);
    if (file === 'csv') return c.body(csvOf(table), 200, { 'Content-Type': 'text/csv; charset=utf-8' });
    return c.body(new Uint8Array(await xlsxOf(table)), 200, { 'Content-Type': XLSX });
  }

  /** A button that was pressed, or a form that was `sent`. */
  async function act(c: Context, sent: boolean): Promise<Response> {
    const form = await formOf(c.req.raw);
    const looker = await looks(c);
    if (!looker) return signedOut(c);
    const at = backFrom(form);
    const deed = { key: keyOf(form), press: pressOf(form) };
    const { values, missing } = sent ? valuesOf(form) : { values: {}, missing: {} };
    if (!sent) return answer(await side.act(looker.visitor, deed));
    if (Object.keys(missing).length > 0) return again(missing);
    return answer(await side.act(looker.visitor, { ...deed, values }));

    function again(errors: Record<string, string>): Promise<Response> {
      const shape = { ...readShape(form), press: deed.press };
      return page(shape.title, drawForm(shape, at, { values, errors }), 422);
    }
    async function page(title: string, content: Html, status: ContentfulStatusCode = 200): Promise<Response> {
      const around = looker && (await side.around(looker.visitor));
      return c.html(shell(c, { title, at, ...around }, content, looker), status);
    }
    async function answer(given: Answer): Promise<Response> {
      switch (given.kind) {
        case 'done':
          cookies.say(c, DONE_ALREADY);
          return c.redirect(addressOf(at), 303);
        case 'notice':
          cookies.say(c, plainSpans(given.text));
          return c.redirect(addressOf(at), 303);
        case 'form':
          return page(given.form.title, drawForm(given.form, at));
        case 'show':
          return page(
            'From the desk',
            html`${drawMessage(given.message, at, 'shown')}<p><a href="${addressOf(at)}">Back</a></p>`,
          );
        case 'errors':
          return again(given.errors);
      }
    }
  }
}
