import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import {
  type Installation,
  InstallProvider,
  InvalidStateError,
  MissingCodeError,
  MissingStateError,
} from '@slack/oauth';
import { WebAPIPlatformError } from '@slack/web-api';
import { clientOptions, createApi, silent } from '../client.ts';
import type { Grant } from './grant.ts';
import * as pages from './installPages.ts';
import { scopes } from './scopes.ts';
import type { Surroundings } from './workspace.ts';

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

export type InstallOptions = {
  clientId: string;
  clientSecret: string;
  /** Signs what travels through the installer's browser, so that nobody can slip them another's installation. */
  stateSecret: string;
  /** Ids of the workspaces, and of whole organisations, that may install the app. */
  allowedTeams: readonly string[];
};

/** Kept by this browser alone, over https alone, for this very host. */
const COOKIE = '__Host-liaison-desk-install';

/** What Slack says of a permission that was used, or is too old. */
const USED = new Set(['invalid_code', 'code_already_used', 'code_expired']);
/** What Slack says when it knows no app by these settings. */
const WRONG_APP = new Set(['bad_client_secret', 'invalid_client_id', 'invalid_client', 'bad_redirect_uri']);

/**
 * Installs the app in a workspace, as Slack has it (OAuth 2.0, v2): a page with a button, Slack's own page, and back
 * again. `keep` keeps the token of a workspace. The function that it makes answers for its two paths, and with undefined
 * for all others.
 */
export function createInstaller(
  { apiUrl, times, now, report }: Surroundings,
  { clientId, clientSecret, stateSecret, allowedTeams }: InstallOptions,
  keep: (place: { id: string; name: string }, grant: Grant) => Promise<void>,
): (request: Request) => Promise<Response | undefined> {
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    stateCookieName: COOKIE,
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    // Without a redirect address Slack takes the app's only one: so nobody has to tell the desk its own.
    installUrlOptions: { scopes: Object.keys(scopes) },
    directInstall: true,
    logger: silent,
    clientOptions: { ...clientOptions(apiUrl), timeout: times.apiMs },
  });

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== INSTALL_PATH && pathname !== REDIRECT_PATH) return undefined;
    if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
    const { incoming, outgoing } = asNode(request);
    let page: pages.Page = pages.awayPage;
    if (pathname === INSTALL_PATH) {
      await provider.handleInstallPath(incoming, outgoing);
      page = pages.installPage(String(outgoing.getHeader('location')));
    } else {
      await provider.handleCallback(incoming, outgoing, {
        afterInstallation: async (installation) => {
          page = await take(installation as Installation);
          return false;
        },
        failure: (error) => {
          page = failed(error, searchParams.get('error') ?? '');
        },
      });
    }
    const cookie = outgoing.getHeader('set-cookie');
    return pages.drawPage(page, cookie === undefined ? undefined : `${cookie}; SameSite=Lax`);
  };

  async function take({ team, enterprise, bot, isEnterpriseInstall, appId }: Installation): Promise<pages.Page> {
    if (!bot) return pages.refusedBySlackPage('nothing of a bot');
    const place = isEnterpriseInstall ? enterprise : team;
    const { token, refreshToken: refresh, expiresAt } = bot;
    const name = place?.name || place?.id || 'the organisation';
    if (!place || !allowedTeams.includes(place.id)) {
      const named = place ? `${name} (${place.id})` : name;
      if (place && !isEnterpriseInstall) return giveBack(token, `the workspace ${named}`, pages.notAllowedPage(name));
      return giveBack(token, `the whole of ${named}`, pages.wholeOrganisationPage(name));
    }
    const renewing = refresh && expiresAt ? { refresh, until: expiresAt * 1_000 } : undefined;
    await keep({ id: place.id, name }, { token, ...(renewing && { renewing }) });
    const to = new URLSearchParams({ ...(appId && { app: appId }), ...(!isEnterpriseInstall && { team: place.id }) });
    return pages.installedPage(name, new URL(`/app_redirect?${to}`, apiUrl).href);
  }

  /** A token that is not wanted opens nothing any more, wherever it may have been read on its way. */
  async function giveBack(token: string, of: string, page: pages.Page): Promise<pages.Page> {
    try {
      await createApi(token, apiUrl, now, times.apiMs).web.auth.revoke();
      report(`somebody installed the Slack app for ${of}, which was refused; its token was given back`);
    } catch (error) {
      report(`the Slack app was installed for ${of}, which was refused, and its token could not be given back`, error);
    }
    return page;
  }

  function failed(error: unknown, word: string): pages.Page {
    if (word === 'access_denied') return pages.deniedPage;
    if (/^[a-z_]{1,60}$/u.test(word)) return pages.refusedBySlackPage(word);
    if ([InvalidStateError, MissingStateError, MissingCodeError].some((kind) => error instanceof kind))
      return pages.otherBrowserPage;
    const said = error instanceof WebAPIPlatformError ? error.data.error : '';
    if (USED.has(said)) return pages.usedPage;
    if (WRONG_APP.has(said)) {
      report(`Slack says ${said}: are SLACK_CLIENT_ID and SLACK_CLIENT_SECRET those of the app, from the same page?`);
      return pages.wrongAppPage;
    }
    report('an installation in Slack could not be ended', error);
    return pages.awayPage;
  }
}

/**
 * The library speaks Node's own requests. Of one it reads the address and the cookies, in the other it leaves headers:
 * nothing of these two goes over a wire.
 */
function asNode(request: Request): { incoming: IncomingMessage; outgoing: ServerResponse } {
  const { pathname, search, host } = new URL(request.url);
  const incoming = new IncomingMessage(new Socket());
  incoming.url = pathname + search;
  incoming.headers = { host, cookie: request.headers.get('cookie') ?? '' };
  return { incoming, outgoing: new ServerResponse(incoming) };
}
