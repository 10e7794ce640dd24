import { expect } from 'vitest';
import { type SlackOptions, slackChat } from '../../../adapters/slack/index.ts';
import { PLATFORM } from '../../../adapters/slack/people/people.ts';
import type { Database } from '../../../db/engine/client.ts';
import { createInstallations } from '../../../db/queries/installations.ts';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Inbound, View } from '../../../src/chat/inbound.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import type { Home } from '../../../src/chat/vouching.ts';
import { say } from '../../contracts/samples.ts';
import { deskSide } from '../desk-side.ts';
import { driver } from './driver.ts';
import { installer } from './installer.ts';
import { CLIENT, openSeveral } from './several.ts';
import { BOT, type Identity, openWorkspace, SECRET, type Workspace } from './workspace.ts';

export const TRANSPORT: Identity = {
  team: { id: 'T0TRANSP1', domain: 'transport', name: 'Transport & Roads <T>' },
  token: 'xoxb-inside-transport',
};
export const OFFICE: Identity = {
  team: { id: 'T0OFFICE2', domain: 'office', name: 'Procurement' },
  token: 'xoxb-inside-office',
};

type Person = { email: string; name: string };
type OAuth = Extract<SlackOptions, { oauth: unknown }>['oauth'];

const TOKEN_KEY = Buffer.alloc(32, 7);

/** Two workspaces in one Slack, and desks to be installed in them, over HTTP. */
export async function openTwo(
  database: Database,
  people: { transport: Person[]; office: Person[] },
  story?: () => Date,
) {
  const transport = await openWorkspace(people.transport, story, TRANSPORT);
  const office = await openWorkspace(people.office, story, OFFICE);
  const slack = await openSeveral([transport, office]);
  const installations = createInstallations(database, PLATFORM);
  const stopping: (() => Promise<void>)[] = [];

  /** A desk; several have the database in common. */
  function desk(change: Partial<OAuth> = {}) {
    const reports: string[] = [];
    const told: Record<string, unknown>[] = [];
    const port = slackChat({
      oauth: {
        ...CLIENT,
        stateSecret: 'what the state is signed with',
        tokenKeys: [TOKEN_KEY],
        allowedTeams: [TRANSPORT.team.id, OFFICE.team.id],
        homes: new Map<string, Home>([
          [TRANSPORT.team.id, ['state.example']],
          [OFFICE.team.id, 'office'],
        ]),
        installations,
        ...change,
      },
      reach: { kind: 'http', signingSecret: SECRET },
      apiUrl: slack.apiUrl,
      now: story ?? (() => new Date()),
      report: (message, error) =>
        void reports.push(
          error === undefined ? message : `${message}: ${error instanceof Error ? error.message : error}`,
        ),
      tell: (facts) => void told.push(facts),
      times: { homeMs: 0, conversationMs: 0, workspaceMs: 0, changeMs: 0 },
    });
    stopping.push(() => port.stop());
    const handle = async (request: Request): Promise<Response> => {
      const response = await port.http?.handle(request);
      if (!response) throw new Error('the port has http');
      return response;
    };
    return {
      port,
      async listen(heard: (Inbound | View)[]) {
        await port.start(
          deskSide(
            async (inbound) => {
              heard.push(inbound);
              return { kind: 'done' };
            },
            {
              async view(question) {
                heard.push(question);
                return { kind: 'done' };
              },
            },
          ),
        );
      },
      /** Goes the whole way of installing the app in each of these. */
      async install(...given: Workspace[]) {
        for (const workspace of given)
          expect((await installer(handle).install(slack.permit(workspace))).status).toBe(200);
      },
      reports,
      told,
      handle,
      browser: () => installer(handle),
      /** What people do in one of the workspaces, brought to this desk. */
      drive: (workspace: Workspace) => driver(workspace, port, 'http'),
      /** The same where the app was installed in the organisation that the workspace is part of; Slack may not say so. */
      driveWithin: (organisation: string, workspace: Workspace, isSaid = true) =>
        driver(workspace, port, 'http', undefined, (kind, body) => {
          if (!isSaid) return { ...body, enterprise_id: organisation };
          const whole = { enterprise_id: organisation, is_enterprise_install: true };
          if (kind === 'slash_commands') return { ...body, ...whole, is_enterprise_install: 'true' };
          // Of what is done on a Home Slack names no workspace at all.
          if (kind === 'interactive')
            return { ...body, is_enterprise_install: true, enterprise: { id: organisation, name: '' }, team: null };
          return { ...body, ...whole, authorizations: [{ ...whole, team_id: null, user_id: BOT, is_bot: true }] };
        }),
    };
  }

  return {
    transport,
    office,
    slack,
    installations,
    desk,
    to: (workspace: Workspace, email: string, text = 'Good morning'): Outgoing => ({
      deliveryId: crypto.randomUUID(),
      workspace: workspace.team.id,
      address: workspace.person(email).dm,
      message: say(text),
      since: new Date(),
    }),
    async close() {
      for (const stop of stopping) await stop();
      await slack.close();
      await transport.close();
      await office.close();
    },
  };
}

/** The error of the port that some work ends with. @throws when it ends otherwise */
export async function failureOf(work: Promise<unknown> | undefined): Promise<ChatError> {
  const error = await Promise.resolve(work).then(
    (value) => new TypeError(`no error, but ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ChatError) return error;
  throw error;
}
