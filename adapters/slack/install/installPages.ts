import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

/** What somebody sees who installs the app. `code` is the status of HTTP. */
export type Page = { code: number; title: string; words: readonly string[]; button?: { label: string; url: string } };

const BEGIN_AGAIN = { label: 'Begin again', url: '/slack/install' };

export const installPage = (url: string): Page => ({
  code: 200,
  title: 'Add Liaison Desk to your Slack workspace',
  words: [
    'The members of your workspace can then ask the office from Slack, and are told by when they have a reply.',
    'You need to be allowed to install apps there. On the next page Slack lists what the app may do; choose the right workspace at its top right.',
  ],
  button: { label: 'Add to Slack', url },
});

export const installedPage = (name: string, url: string): Page => ({
  code: 200,
  title: `Liaison Desk is installed in ${name}`,
  words: ['Its members find it under Apps in Slack. People of the roster are known by their e-mail address.'],
  button: { label: 'Open it in Slack', url },
});

export const deniedPage: Page = {
  code: 403,
  title: 'Nothing was installed',
  words: ['You did not allow it in Slack, so nothing was changed.'],
  button: BEGIN_AGAIN,
};

/** `word` is Slack's own for what is wrong. */
export const refusedBySlackPage = (word: string): Page => ({
  code: 400,
  title: 'Slack did not install it',
  words: [
    `Slack says ${word}. Nothing was installed.`,
    ...(word === 'invalid_team_for_non_distributed_app'
      ? [
          'The app may be installed in the workspace it was made in only: activate its distribution in Slack’s settings of the app.',
        ]
      : []),
  ],
  button: BEGIN_AGAIN,
});

export const otherBrowserPage: Page = {
  code: 400,
  title: 'This was not begun here, or too long ago',
  words: [
    'An installation has to be begun and ended in the same browser, within ten minutes, with cookies allowed. Nothing was installed.',
  ],
  button: BEGIN_AGAIN,
};

export const usedPage: Page = {
  code: 400,
  title: 'This was used before, or is too old',
  words: ['Slack lets each permission be used once, within ten minutes. Nothing was changed by this page.'],
  button: BEGIN_AGAIN,
};

export const notAllowedPage = (name: string): Page => ({
  code: 403,
  title: `This desk does not serve ${name}`,
  words: [
    'Only the workspaces that its operator has named may install it. Nothing was kept, and the permission was given back.',
    'If this workspace should be served, please ask the office that runs the desk.',
  ],
});

export const wholeOrganisationPage = (name: string): Page => ({
  code: 403,
  title: `This desk does not serve all of ${name}`,
  words: [
    'Only the workspaces and organisations that its operator has named may install it. Nothing was kept, and the permission was given back.',
    'Begin again, and choose one workspace at the top right of Slack’s page; or ask the office that runs the desk to serve the whole organisation.',
  ],
  button: BEGIN_AGAIN,
});

export const wrongAppPage: Page = {
  code: 500,
  title: 'The desk is not set up for this yet',
  words: [
    'Slack does not know the desk by the settings it has. Nothing was installed; the operator finds in its log why.',
  ],
};

export const awayPage: Page = {
  code: 503,
  title: 'That could not be done just now',
  words: [
    'Slack or the desk’s own database does not answer. Nothing was installed. Please try again in a few minutes.',
  ],
  button: BEGIN_AGAIN,
};

const STYLE = `
:root { color-scheme: light dark; --page: #eef1f5; --surface: #fff; --ink: #18212c; --soft: #4d5967; --accent: #1d4779; --on: #fff; }
@media (prefers-color-scheme: dark) { :root { --page: #0e1319; --surface: #171e27; --ink: #e7ecf2; --soft: #a9b4c0; --accent: #8fb8ec; --on: #0e1319; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--page); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { box-sizing: border-box; width: min(34rem, 100% - 2rem); margin: 1rem; padding: 2rem; background: var(--surface); border-radius: .75rem; box-shadow: 0 1px 2px rgb(20 35 55 / .08), 0 4px 16px rgb(20 35 55 / .08); overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.3; }
p { margin: 0 0 1rem; color: var(--soft); }
a { display: inline-block; margin-top: .5rem; padding: .65rem 1.25rem; border-radius: .5rem; background: var(--accent); color: var(--on); font-weight: 600; text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function drawPage({ code, title, words, button }: Page, cookie: string | undefined): Response {
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${words.map((each) => html`<p>${each}</p>\n`)}
${button ? html`<a href="${button.url}">${button.label}</a>` : ''}
</main>
</body>
</html>
`;
  return new Response(String(body), { status: code, headers: { ...HEADERS, ...(cookie && { 'set-cookie': cookie }) } });
}
