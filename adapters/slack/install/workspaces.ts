import type { Account } from '../../../src/chat/account.ts';
import type { AccountState } from '../../../src/chat/capabilities.ts';
import { ChatError } from '../../../src/chat/errors.ts';
import { readContacts } from '../in/missed.ts';
import { toChatError } from '../out/errors.ts';
import { countPeople } from '../people/census.ts';
import { listOf, recordOf, textOf } from '../read.ts';
import { createWorkspace, type Surroundings, type Workspace } from './workspace.ts';

/** The workspaces that the app is installed in. */
export type Workspaces = {
  /**
   * The workspace with this id; undefined where the app is not installed.
   * @throws ChatError when its token cannot be used; another error when nobody can say whether there is one.
   */
  of(team: string): Promise<Workspace | undefined>;
  /** The ids of all of them. @throws when nobody can say which there are. */
  teams(): Promise<string[]>;
  /** The same with another token than the one that Slack refused, with this word, when there is one since or is one now. */
  renewed(refused: Workspace, word: string | undefined): Promise<Workspace | undefined>;
  /** Looks whether each can be worked with, and says what cannot. Never throws. */
  check(): Promise<void>;
  stop(): Promise<void>;
};

/** The one workspace that the desk was given the token of, the office's own: whatever comes is taken for it. */
export function oneWorkspace(surroundings: Surroundings, token: string): Workspaces {
  const workspace = createWorkspace(surroundings, {
    token,
    home: 'office',
    refused: 'is SLACK_BOT_TOKEN the bot token (xoxb-…) of this app, and is the app still installed?',
    removed: async () =>
      surroundings.report(
        'the app was removed from the Slack workspace: install it again, and copy the new token; what is to be said there waits',
      ),
  });
  return {
    of: async () => workspace,
    teams: async () => [workspace.team],
    renewed: async () => undefined,
    check: () => workspace.check(),
    stop: () => workspace.stop(),
  };
}

/**
 * Where something was installed that this is for: a workspace, or the organisation that it is part of. The first is what
 * Slack says, the second what it may be all the same. In a channel that two share, who did it may be of the other.
 */
export function placesOf(body: Record<string, unknown>): string[] {
  const [authorization = {}] = listOf(body.authorizations);
  const named = [
    authorization.team_id,
    recordOf(body.view).app_installed_team_id,
    body.team_id,
    recordOf(body.team).id,
  ];
  const workspace = named.map(textOf).find(Boolean) ?? textOf(recordOf(body.user).team_id);
  const organisations = [authorization.enterprise_id, body.enterprise_id, recordOf(body.enterprise).id];
  const organisation = organisations.map(textOf).find(Boolean) ?? '';
  const whole = [authorization.is_enterprise_install, body.is_enterprise_install].find((each) => each !== undefined);
  const places = whole === true || whole === 'true' ? [organisation, workspace] : [workspace, organisation];
  return [...new Set(places.filter(Boolean))];
}

/** Does something in a workspace; when Slack refuses its token, once more with one that it was given since. */
export async function inWorkspace<T>(
  workspaces: Workspaces,
  workspace: Workspace,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  try {
    return await work(workspace);
  } catch (error) {
    if (!(error instanceof ChatError) || error.outcome !== 'unauthorised') throw error;
    const renewed = await workspaces.renewed(workspace, error.code);
    if (!renewed) throw error;
    return work(renewed);
  }
}

/** The same for what the desk does by itself. @throws ChatError and nothing else. */
export async function atWorkspace<T>(
  workspaces: Workspaces,
  team: string,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  try {
    const workspace = await workspaces.of(team);
    if (!workspace)
      throw new ChatError('unauthorised', `the app is not installed in the Slack workspace ${team}: install it there`);
    return await inWorkspace(workspaces, workspace, work);
  } catch (error) {
    throw asChatError(error);
  }
}

/**
 * Somebody whom any workspace knows and vouches for, the office's own before all others: there they have all their roles.
 * One that cannot be asked keeps no other from answering. @throws ChatError
 */
export async function reachIn(workspaces: Workspaces, email: string): Promise<Account | undefined> {
  const answers = await inEach(workspaces, ({ desk }) => desk.people.reach(email));
  const found = answers.flatMap((answer) => ('value' in answer && answer.value ? [answer.value] : []));
  const [first] = found;
  if (first) return found.find(({ vouched }) => vouched === 'office') ?? first;
  const unanswered = answers.find((answer) => 'error' in answer);
  if (unanswered && 'error' in unanswered) throw unanswered.error;
  return undefined;
}

/** Everybody in all workspaces. @throws ChatError */
export const censusOf = (workspaces: Workspaces): Promise<AccountState[]> =>
  fromEach(workspaces, async ({ desk, signal }) => countPeople(desk.api, await desk.people.team(), signal));

/** Everybody who has a conversation with the desk, in all workspaces. @throws ChatError */
export const contactsOf = (workspaces: Workspaces): Promise<Account[]> =>
  fromEach(workspaces, async (workspace) => readContacts(workspace, await workspace.desk.people.team()));

/**
 * A workspace whose token Slack does not take is left out: nothing is said of its people. Any other that cannot be asked
 * fails the whole. @throws ChatError
 */
async function fromEach<T>(workspaces: Workspaces, work: (workspace: Workspace) => Promise<T[]>): Promise<T[]> {
  const answers = await inEach(workspaces, work);
  const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
  const worst = errors.find(({ outcome }) => outcome !== 'unauthorised');
  const [first] = errors;
  if (worst) throw worst;
  if (first && errors.length === answers.length) throw first;
  return answers.flatMap((answer) => ('value' in answer ? answer.value : []));
}

type Answered<T> = { value: T } | { error: ChatError };

async function inEach<T>(workspaces: Workspaces, work: (workspace: Workspace) => Promise<T>): Promise<Answered<T>[]> {
  const teams = await workspaces.teams().catch((error: unknown) => {
    throw asChatError(error);
  });
  return Promise.all(
    teams.map((team) =>
      atWorkspace(workspaces, team, work).then(
        (value): Answered<T> => ({ value }),
        (error: unknown): Answered<T> => ({ error: toChatError(error) }),
      ),
    ),
  );
}

const asChatError = (error: unknown): ChatError =>
  error instanceof ChatError ? error : new ChatError('retry', 'it could not be read where the app is installed');
