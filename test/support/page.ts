import { deskPage } from '../../adapters/pages/index.ts';
import type { Database } from '../../db/engine/client.ts';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { createPageSide } from '../../src/doors/pageSide.ts';
import type { SignInProvider } from '../../src/page/provider.ts';
import { openStory, type Story } from './story.ts';

export const ADDRESS = 'https://desk.state.example';

export type Visited = { status: number; text: string; bytes: Uint8Array; headers: Headers };
/** What a browser asks for, with its cookies; `values` makes it a form. */
export type Browser = (
  url: string,
  values?: Record<string, string> | [string, string][] | FormData,
  headers?: Record<string, string>,
) => Promise<Visited>;

/** A story with the desk's own page, as browsers come to it. */
export async function openPage(
  database: Database,
  given: { provider?: SignInProvider; story?: Parameters<typeof openStory>[1] } = {},
) {
  const story = await openStory(database, given.story);
  await story.store.transaction((tx) => tx.sessions.moveTo(ADDRESS));
  const { store, now } = story;
  const failures: unknown[] = [];
  const side = createPageSide({ store, now, deskSide: createDeskSide({ store, now }) });
  const page = deskPage({ side, secure: true, provider: given.provider, report: (error) => failures.push(error) });
  const browser = (): Browser => {
    const cookies = new Map<string, string>();
    return async (url, values, headers = {}) => {
      const answer = await page.handle(
        new Request(new URL(url, ADDRESS), {
          headers: {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0',
            ...(values && { origin: ADDRESS }),
            ...headers,
          },
          ...(values && { method: 'POST', body: values instanceof FormData ? values : new URLSearchParams(values) }),
        }),
      );
      for (const set of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
        if (/max-age=0/iu.test(set)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, text: new TextDecoder().decode(bytes), bytes, headers: answer.headers };
    };
  };
  return { story, browser, failures };
}

/** The address that the desk answers with. */
export async function linkOf(story: Story, who: string): Promise<string> {
  await story.person(who).says('page');
  return /https:\S+/u.exec(story.person(who).last())?.[0] ?? '';
}

/** What a form of this page sends: its hidden fields, and what is filled in. */
function formIn({ text }: Visited, label: string, values: Record<string, string | string[]> = {}) {
  const forms = [...text.matchAll(/<form[^>]*action="(?<action>[^"]+)"[^>]*>(?<inner>[\s\S]*?)<\/form>/gu)];
  const found = forms.find(({ groups }) => new RegExp(`<button[^>]*>${label}</button>`, 'u').test(groups?.inner ?? ''));
  if (!found?.groups) throw new Error(`no button “${label}” in: ${text.replace(/<[^>]+>/gu, ' ').slice(0, 800)}`);
  const { action = '', inner = '' } = found.groups;
  const hidden = [...inner.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/gu)].map(
    ([, name = '', value = '']): [string, string] => [name, decoded(value)],
  );
  const filled = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [`v.${name}`, each]),
  );
  return { action, isMultipart: found[0].includes('multipart/form-data'), values: [...hidden, ...filled] };
}

const decoded = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Presses a button of a page, fills in its form, and goes where that leads. `boxes`: what stands elsewhere and belongs to it. */
export async function press(
  browser: Browser,
  page: Visited,
  label: string,
  values?: Record<string, string | string[]>,
  files: Record<string, string | Uint8Array<ArrayBuffer>> = {},
  boxes: [string, string][] = [],
): Promise<Visited> {
  const form = formIn(page, label, values);
  form.values.push(...boxes);
  const answer = await browser(form.action, form.isMultipart ? withFiles(form.values, files) : form.values);
  const to = answer.headers.get('location');
  return to === null ? answer : browser(to);
}

function withFiles(values: [string, string][], files: Record<string, string | Uint8Array<ArrayBuffer>>): FormData {
  const data = new FormData();
  for (const [name, value] of values) data.append(name, value);
  for (const [name, content] of Object.entries(files)) data.append('files', new Blob([content]), name);
  return data;
}
