import type { Api } from '../client.ts';
import type { Report } from '../desk.ts';
import { toChatError } from '../out/errors.ts';
import { scopes } from './scopes.ts';

/** A quarter of what a signature may be off. */
const SKEW_WORTH_TELLING_MS = 75_000;

/**
 * Looks whether the workspace can be worked with, and says every problem with its mend; `refused` is that of a token that
 * Slack does not take. Never throws.
 */
export async function checkWorkspace(
  api: Api,
  refused: string,
  report: Report,
  tell: (facts: Record<string, unknown>) => void,
) {
  try {
    const answer = await api.web.auth.test();
    const granted = answer.response_metadata?.scopes;
    const missing = granted === undefined ? [] : Object.keys(scopes).filter((scope) => !granted.includes(scope));
    if (missing.length > 0)
      report(
        `the Slack app lacks ${missing.join(', ')}: compare it with the output of “npm run desk -- slack-manifest”, and install it again`,
      );
    const unneeded = (granted ?? []).filter((scope) => !Object.hasOwn(scopes, scope));
    const skew = api.skewMs() ?? 0;
    if (Math.abs(skew) > SKEW_WORTH_TELLING_MS)
      report(
        `the clock of this machine is ${Math.round(Math.abs(skew) / 1000)} s ${skew < 0 ? 'ahead of' : 'behind'} Slack's; at 5 minutes nothing is taken anymore. Switch on time synchronisation`,
      );
    tell({ team: answer.team, bot: answer.user, ...(unneeded.length > 0 && { unneeded }) });
  } catch (error) {
    const { outcome, message } = toChatError(error);
    if (outcome === 'unauthorised') report(`${message}: ${refused}`);
    else report(`Slack could not be asked (${message}); the desk goes on, and tries again with each message`);
  }
}
