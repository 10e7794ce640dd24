import { ChatError } from '../../../src/chat/errors.ts';
import type { Homes } from '../../../src/chat/vouching.ts';
import { toChatError } from '../out/errors.ts';
import { type Grant, readGrant, writeGrant } from './grant.ts';
import { INSTALL_PATH } from './install.ts';
import type { Installation, Installations } from './installations.ts';
import { createRenewal } from './renewal.ts';
import { seal, unseal } from './seal.ts';
import { createWorkspace, type Surroundings, type Workspace } from './workspace.ts';
import type { Workspaces } from './workspaces.ts';

export type InstalledOptions = {
  installations: Installations;
  /**
   * Each of 32 bytes. Tokens are sealed with the first before they are kept, and opened with any: so a key can be changed
   * while desks run.
   */
  tokenKeys: readonly [Uint8Array, ...Uint8Array[]];
  /** Ids of the workspaces that are served; others are not, even if the app was installed there before. */
  allowedTeams: readonly string[];
  /** Whose workspace each is. */
  homes: Homes;
  /** The app's, with which tokens that end are renewed. */
  clientId: string;
  clientSecret: string;
  /** False: tokens are left as they are, where somebody only looks. */
  renews?: boolean;
};

const sayTeam = ({ name, workspace }: Pick<Installation, 'name' | 'workspace'>): string => `${name} (${workspace})`;

/**
 * The workspaces that the app was installed in. Each is read when it is first needed, so that a desk also serves what
 * was installed through another desk on the same database.
 */
export function installedWorkspaces(
  surroundings: Surroundings,
  { installations, tokenKeys, allowedTeams, homes, clientId, clientSecret, renews = true }: InstalledOptions,
): Workspaces & { keep(team: { id: string; name: string }, grant: Grant): Promise<void> } {
  const { report, now } = surroundings;
  const opened = new Map<string, { workspace: Workspace; grant: Grant }>();
  const closing = new Set<Promise<void>>();
  const renewal = createRenewal({
    ...surroundings,
    ...{ clientId, clientSecret, installations },
    open: readRow,
    seal: (grant, workspace) => seal(writeGrant(grant), tokenKeys[0], workspace),
    say: sayTeam,
  });
  const isServed = ({ workspace }: Installation): boolean => allowedTeams.includes(workspace);

  return {
    async of(team) {
      if (!allowedTeams.includes(team)) return undefined;
      const known = opened.get(team);
      if (known && !isDue(known.grant)) return known.workspace;
      const row = await installations.read(team);
      return row && open(await fresh(row));
    },
    teams: async () => (await installations.all()).filter(isServed).map(({ workspace }) => workspace),
    async renewed(refused, word) {
      const known = opened.get(refused.team);
      if (known && known.workspace !== refused) return known.workspace;
      const row = await installations.read(refused.team);
      if (!row) close(refused.team);
      if (!row || known === undefined || readRow(row)?.token !== known.grant.token)
        return row && open(await fresh(row));
      if (word !== 'token_expired' || !renews) return undefined;
      // It has ended before its time, as we know it.
      const next = await renewal.renew(row);
      return next.sealed === row.sealed ? undefined : open(next);
    },
    async check() {
      try {
        const rows = await installations.all();
        if (rows.length === 0)
          report(`the Slack app is installed in no workspace yet: open ${INSTALL_PATH} at the desk’s address`);
        const unserved = rows.filter((row) => !isServed(row));
        if (unserved.length > 0)
          report(
            `the Slack app is installed in ${unserved.map(sayTeam).join(', ')}, but SLACK_ALLOWED_TEAMS does not say so: nothing is taken from there, and nothing is sent`,
          );
        const served = rows.filter(isServed);
        const locked = served.filter((row) => readRow(row) === undefined);
        if (locked.length > 0)
          report(
            `SLACK_TOKEN_KEY does not open the tokens of ${locked.map(sayTeam).join(', ')}. What is to be said there waits: set the key that it was before, or install the app there again (${INSTALL_PATH})`,
          );
        const opening = served.filter((row) => !locked.includes(row));
        await Promise.all(opening.map(look));
      } catch (error) {
        report('it could not be read in which Slack workspaces the app is installed', error);
      }
    },
    async keep({ id, name }, grant) {
      const row = { workspace: id, name, sealed: seal(writeGrant(grant), tokenKeys[0], id), at: now() };
      await installations.save(row);
      await open(row).check();
    },
    async stop() {
      for (const team of opened.keys()) close(team);
      await Promise.all(closing);
    },
  };

  function isDue(grant: Grant): boolean {
    return renews && renewal.isDue(grant);
  }

  /** The row with a token that lasts. */
  async function fresh(row: Installation): Promise<Installation> {
    const grant = readRow(row);
    return grant && isDue(grant) ? renewal.renew(row) : row;
  }

  function readText({ sealed, workspace }: Installation): string | undefined {
    for (const key of tokenKeys) {
      const text = unseal(sealed, key, workspace);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  function readRow(row: Installation): Grant | undefined {
    const text = readText(row);
    return text === undefined ? undefined : readGrant(text);
  }

  async function look(row: Installation): Promise<void> {
    const { renewing } = readRow(row) ?? {};
    if (!renews && renewing && renewing.until < now().getTime())
      report(`the token of ${sayTeam(row)} has ended: a desk that runs renews it by itself, so start one`);
    else await open(await fresh(await sealAnew(row))).check();
  }

  /** What was sealed with a former key is sealed with the first, so that the former one can be taken away. */
  async function sealAnew(row: Installation): Promise<Installation> {
    const { sealed, workspace } = row;
    const text = readText(row);
    if (text === undefined || unseal(sealed, tokenKeys[0], workspace) !== undefined) return row;
    const anew = seal(text, tokenKeys[0], workspace);
    return (await installations.reseal(row, anew)) ? { ...row, sealed: anew } : row;
  }

  /** The workspace with the token of this row, in place of one with another token. @throws ChatError without the key */
  function open(row: Installation): Workspace {
    const { workspace: team } = row;
    const known = opened.get(team);
    const grant = readRow(row);
    if (known && known.grant.token === grant?.token) {
      known.grant = grant;
      return known.workspace;
    }
    if (grant === undefined)
      throw new ChatError('unauthorised', `SLACK_TOKEN_KEY does not open the token of the workspace ${sayTeam(row)}`);
    close(team);
    const workspace = createWorkspace(
      { ...surroundings, report: (what, error) => report(`${what} (in the workspace ${sayTeam(row)})`, error) },
      {
        token: grant.token,
        team,
        home: homes.get(team),
        refused: `install the app there again (${INSTALL_PATH}), or take it out of SLACK_ALLOWED_TEAMS`,
        removed: () => remove(workspace, row),
      },
    );
    opened.set(team, { workspace, grant });
    return workspace;
  }

  function close(team: string): void {
    const known = opened.get(team);
    if (!known) return;
    opened.delete(team);
    const stopping = known.workspace.stop().finally(() => closing.delete(stopping));
    closing.add(stopping);
  }

  /** Slack's word for it comes late at times, when the app was installed again already: so the token itself is tried. */
  async function remove(workspace: Workspace, row: Installation): Promise<void> {
    const refused = await workspace.desk.api.web.auth.test().then(() => undefined, toChatError);
    if (!refused) return;
    const present = await installations.read(row.workspace);
    // Thrown as it is, it makes Slack ask again, or has the token tried that was kept since.
    if (refused.outcome !== 'unauthorised' || (present && readRow(present)?.token !== readRow(row)?.token))
      throw refused;
    await installations.remove(row.workspace);
    close(row.workspace);
    if (present)
      report(
        `the app was removed from the Slack workspace ${sayTeam(row)}: nothing comes from there anymore, and what is to be said there waits until it is installed again (${INSTALL_PATH})`,
      );
  }
}
