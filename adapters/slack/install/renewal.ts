import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { clientOptions } from '../client.ts';
import { toChatError } from '../out/errors.ts';
import { textOf } from '../read.ts';
import type { Grant } from './grant.ts';
import { INSTALL_PATH } from './install.ts';
import type { Installation, Installations } from './installations.ts';
import type { Surroundings } from './workspace.ts';

/** Tokens live for twelve hours. From here on a next one is asked for, and there is time for Slack to be away. */
const EARLY_MS = 2 * 3_600_000;
/** Longer than one asks Slack for it and keeps what it answers. */
const LEASE_MS = 60_000;
/** Until it is tried again what Slack did not do. */
const AGAIN_MS = 5 * 60_000;
/** How long somebody waits for the token that another desk is renewing: Slack waits three seconds for them. */
const WAITS = 8;
const WAIT_MS = 200;
const KEEPS = 3;

/** What Slack says when it will not renew this token, however often it is asked. */
const REFUSED = new Set([
  ...['invalid_refresh_token', 'invalid_grant', 'invalid_auth', 'token_revoked', 'token_expired', 'account_inactive'],
  ...['app_uninstalled', 'bad_client_secret', 'invalid_client', 'invalid_client_id', 'token_rotation_not_enabled'],
]);
const WRONG_APP = new Set(['bad_client_secret', 'invalid_client', 'invalid_client_id']);

type Options = Pick<Surroundings, 'apiUrl' | 'times' | 'now' | 'report'> & {
  clientId: string;
  clientSecret: string;
  installations: Installations;
  open(row: Installation): Grant | undefined;
  seal(grant: Grant, workspace: string): string;
  /** The workspace, for people. */
  say(row: Installation): string;
};

export type Renewal = {
  /** Is it time for the next token? */
  isDue(grant: Grant): boolean;
  /**
   * The row with the next token, or as it is: when Slack is away, when it refuses, and while another desk renews it and
   * this token is good for as long. One desk asks for it, the others take what it was given. @throws when the database is away
   */
  renew(row: Installation): Promise<Installation>;
};

/** Renews tokens that end (https://docs.slack.dev/authentication/using-token-rotation): what is asked with is used up. */
export function createRenewal(options: Options): Renewal {
  const { apiUrl, times, now, report, installations, open, seal, say } = options;
  const going = new Map<string, Promise<Installation>>();
  /** What Slack did not renew, and until when it is not asked for that again. */
  const resting = new Map<string, number>();
  const told = new Set<string>();

  const isGood = ({ renewing }: Grant): boolean => !renewing || renewing.until > now().getTime();

  async function renew(row: Installation): Promise<Installation> {
    const grant = open(row);
    if (!grant?.renewing) return row;
    const { refresh } = grant.renewing;
    if ((resting.get(refresh) ?? 0) > now().getTime()) return row;
    if (!(await installations.claim(row, LEASE_MS))) return isGood(grant) ? latest(row) : waitFor(row);
    let next: Grant;
    try {
      next = await ask(refresh);
    } catch (error) {
      await installations.release(row);
      resting.set(refresh, now().getTime() + AGAIN_MS);
      tell(row, refresh, error, isGood(grant));
      return row;
    }
    return keep(row, seal(next, row.workspace));
  }

  async function ask(refresh: string): Promise<Grant> {
    const { clientId, clientSecret } = options;
    const web = new WebClient(undefined, { ...clientOptions(apiUrl), timeout: times.apiMs });
    const asked = now().getTime();
    const answer = await web.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refresh,
    });
    const [token, following] = [textOf(answer.access_token), textOf(answer.refresh_token)];
    if (token === '' || following === '' || !answer.expires_in) throw new Error('Slack gave no whole token');
    return { token, renewing: { refresh: following, until: asked + answer.expires_in * 1_000 } };
  }

  /** The former one is used up: this is tried more than once. */
  async function keep(row: Installation, sealed: string): Promise<Installation> {
    for (let left = KEEPS; ; left -= 1) {
      try {
        // Installed again meanwhile, there is a newer one.
        return (await installations.renew(row, sealed)) ? { ...row, sealed } : await latest(row);
      } catch (error) {
        if (left === 1) {
          report(
            `the next token of ${say(row)} could not be kept: install the app there again (${INSTALL_PATH})`,
            error,
          );
          throw error;
        }
        await pause();
      }
    }
  }

  const latest = async (row: Installation): Promise<Installation> => (await installations.read(row.workspace)) ?? row;

  async function waitFor(row: Installation): Promise<Installation> {
    for (let left = WAITS; left > 0; left -= 1) {
      await pause();
      const present = await latest(row);
      if (present.sealed !== row.sealed) return present;
    }
    return row;
  }

  function tell(row: Installation, refresh: string, error: unknown, good: boolean): void {
    if (told.has(refresh)) return;
    told.add(refresh);
    const word = error instanceof WebAPIPlatformError ? error.data.error : '';
    const then = good ? 'it goes on with the present one for as long as that lasts' : 'what is to be said there waits';
    if (!REFUSED.has(word)) {
      report(
        `the token of ${say(row)} ends soon and could not be renewed (${toChatError(error).message}); it is tried again, and ${then}`,
      );
      return;
    }
    const mend = WRONG_APP.has(word)
      ? 'are SLACK_CLIENT_ID and SLACK_CLIENT_SECRET those of the app, from the same page?'
      : `install the app there again (${INSTALL_PATH}).`;
    report(`Slack does not renew the token of ${say(row)} (${word}): ${mend} Until then ${then}`);
  }

  return {
    isDue: ({ renewing }) => renewing !== undefined && renewing.until - EARLY_MS < now().getTime(),
    renew(row) {
      const before = going.get(row.workspace);
      if (before) return before;
      const renewing = renew(row).finally(() => going.delete(row.workspace));
      going.set(row.workspace, renewing);
      return renewing;
    },
  };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, WAIT_MS));
