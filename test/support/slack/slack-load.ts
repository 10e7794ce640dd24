import { setTimeout as pause } from 'node:timers/promises';
import { deedOf } from '../../../adapters/slack/views.ts';
import type { Press } from '../../../src/chat/message.ts';
import type { Deed } from '../desk-load.ts';
import { emailOf } from '../desk-load.ts';
import { driver } from './driver.ts';
import type { KillingLine } from './killing-line.ts';
import { type SlackPerson, TEAM, type Workspace } from './workspace.ts';

/** So many of the people of each agency of the load's office write to the desk in Slack, and the agency's liaison. */
const AGENCIES = [0, 1, 2, 3, 4];
const ASKERS = 3;

export const slackPeople = AGENCIES.flatMap((agency) => [liaisonOf(agency), ...askersOf(agency)]).concat('sam');

function liaisonOf(agency: number): string {
  return `lee${agency}`;
}
function askersOf(agency: number): string[] {
  return Array.from({ length: ASKERS }, (_, i) => `ask${agency}-${i}`);
}

export type SlackLoad = {
  readonly deeds: readonly Deed[];
  /** Resolves when everything that was done has been acknowledged; a desk has to be there. */
  stop(): Promise<void>;
};

/**
 * People ask, add in the thread below their receipt, decide where their words belong, and are answered, with short
 * texts and with such as are several posts. Slack hands each deed in until it is acknowledged, one in eight once more.
 */
export function startSlackLoad(
  workspace: Workspace,
  line: KillingLine,
  options: { desk(): string | undefined; pauseMs: number },
): SlackLoad {
  const deeds: Deed[] = [];
  let stopped = false;

  async function handle(request: Request): Promise<Response> {
    const body = await request.arrayBuffer();
    for (let wanted = Math.random() < 1 / 8 ? 2 : 1; ; ) {
      const said = await handIn(options.desk(), request, body);
      if (said === undefined) await pause(20);
      else if (--wanted === 0) return new Response(said || null);
    }
  }
  const drive = driver(workspace, { http: { path: '/slack', handle } }, 'http');

  const note = (kind: Deed['inbound']['kind'], key: string) =>
    deeds.push({ inbound: { kind, key } as Deed['inbound'], acknowledged: 0, refused: 0 });
  const offered = (to: SlackPerson, name: string): Press | undefined =>
    pick(
      line.posts
        .filter(({ channel }) => channel === to.dm)
        .slice(-30)
        .flatMap(({ presses }) => presses)
        .filter((press) => press.name === name),
    );
  const words = () => `deed ${deeds.length} ${deeds.length % 5 === 1 ? 'and <more> & more '.repeat(220) : ''}of many`;

  async function write(by: SlackPerson, thread?: string): Promise<void> {
    const message = drive.message(by, words(), thread === undefined ? {} : { thread_ts: thread });
    note('message', `${by.dm}:${message.ts}`);
    await drive.event(message);
  }

  async function press(by: SlackPerson, what: Press): Promise<void> {
    const id = `t${deeds.length}`;
    note('press', `press ${id}`);
    await drive.deliver('interactive', {
      type: 'block_actions',
      team: { id: TEAM },
      user: { id: by.id, team_id: TEAM },
      trigger_id: id,
      actions: [{ type: 'button', action_ts: drive.nextTs(), value: JSON.stringify([what.name, what.about]) }],
      container: { type: 'message', channel_id: by.dm },
      channel: { id: by.dm },
    });
  }

  async function reply(by: SlackPerson, what: Press): Promise<void> {
    const id = `t${deeds.length}`;
    const value = { type: 'plain_text_input', value: words() };
    const view = {
      id: `V${id}`,
      type: 'modal',
      callback_id: 'form',
      private_metadata: JSON.stringify({ press: [what.name, what.about] }),
      blocks: [{ type: 'input', block_id: 'text', element: { type: 'plain_text_input', action_id: 'value' } }],
      state: { values: { text: { value } } },
    };
    const { form, filled } = deedOf(view);
    note('submit', `submit ${form} ${filled} 0`);
    await drive.deliver('interactive', {
      type: 'view_submission',
      team: { id: TEAM },
      user: { id: by.id, team_id: TEAM },
      trigger_id: id,
      view,
    });
  }

  async function deed(agency: number): Promise<void> {
    const [liaison, asker] = [liaisonOf(agency), pick(askersOf(agency)) ?? ''].map((name) =>
      workspace.person(emailOf(name)),
    );
    if (!liaison || !asker) return;
    const chance = Math.random();
    const answer = chance < 0.5 ? offered(liaison, 'reply') : undefined;
    if (answer) return reply(liaison, answer);
    const place = chance < 0.6 ? offered(asker, chance < 0.55 ? 'new' : 'add') : undefined;
    if (place) return press(asker, place);
    const roots = line.posts.filter(({ channel, thread }) => channel === asker.dm && thread === undefined);
    return write(asker, chance < 0.85 ? pick(roots)?.ts : undefined);
  }

  async function work(agency: number): Promise<void> {
    while (!stopped) {
      await deed(agency);
      await pause(Math.random() * 2 * options.pauseMs);
    }
  }
  const workers = Promise.all(AGENCIES.map(work));
  return {
    deeds,
    async stop() {
      stopped = true;
      await workers;
    },
  };
}

/** What the desk answered; undefined when it did not acknowledge it. */
async function handIn(desk: string | undefined, request: Request, body: ArrayBuffer): Promise<string | undefined> {
  if (!desk) return undefined;
  const { headers, url } = request;
  try {
    const answer = await fetch(desk + new URL(url).pathname, { method: 'POST', headers, body });
    const said = await answer.text();
    return answer.status === 200 ? said : undefined;
  } catch {
    return undefined; // it was killed
  }
}

const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(Math.random() * all.length)];
