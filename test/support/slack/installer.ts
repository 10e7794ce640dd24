type Answer = { status: number; text: string; headers: Headers };

/**
 * Somebody who installs the app, with their browser, which keeps one cookie. `desk` answers requests.
 */
export function installer(desk: (request: Request) => Promise<Response>) {
  let cookie: string | undefined;

  async function get(path: string): Promise<Answer> {
    const headers = cookie === undefined ? {} : { cookie: `theme=dark; ${cookie}` };
    const response = await desk(new Request(`https://desk.example${path}`, { headers }));
    const [set] = response.headers.getSetCookie();
    if (set) cookie = /Max-Age=0|1970/u.test(set) ? undefined : set.split(';')[0];
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  const self = {
    get,
    cookie: () => cookie,
    forget() {
      cookie = undefined;
    },
    /** Opens the desk's page; answers with the address of Slack's page that its button leads to. */
    async begin(): Promise<URL> {
      const { text } = await get('/slack/install');
      const href = /<a href="([^"]+)"/u.exec(text)?.[1]?.replaceAll('&amp;', '&');
      if (!href) throw new Error(`there is no button on the page: ${text}`);
      return new URL(href);
    },
    /** Comes back from Slack's page with these in the address. */
    back: (query: Record<string, string>) => get(`/slack/oauth_redirect?${new URLSearchParams(query)}`),
    /** The whole way, with the code that Slack gave. */
    async install(code: string): Promise<Answer> {
      const state = (await self.begin()).searchParams.get('state') ?? '';
      return self.back({ code, state });
    },
  };
  return self;
}
