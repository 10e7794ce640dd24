import { randomUUID } from 'node:crypto';
import type {
  BlockAction,
  ButtonAction,
  EnvelopedEvent,
  GlobalShortcut,
  MessageShortcut,
  SlashCommand,
  types,
  ViewSubmitAction,
} from '@slack/bolt';
import { expect } from 'vitest';
import { tsOf } from '../../../adapters/slack/time.ts';
import type { Chat } from '../../../src/chat/capabilities.ts';
import type { Press } from '../../../src/chat/message.ts';
import { shownLines, viewProblems } from './block-kit.ts';
import { stateOf } from './form-state.ts';
import { FORM_TYPE, JSON_TYPE, signed, typed } from './signing.ts';
import { drawView } from './wire.ts';
import { BOT, type SlackPerson, type View, type Workspace } from './workspace.ts';

type Kind = 'events_api' | 'interactive' | 'slash_commands';
type Raw = Record<string, unknown>;

const fixed = { token: 'old', api_app_id: 'A0DESK' };

/** What people do in the workspace, handed to the desk as Slack does it. */
export function driver(
  workspace: Workspace,
  port: Pick<Chat, 'http'>,
  mode: 'http' | 'socket',
  listens: () => boolean = () => true,
  framed: (kind: Kind, body: object) => object = (_, body) => body,
) {
  const team = { id: workspace.team.id, domain: workspace.team.domain };
  let count = 0;
  let last: { kind: Kind; body: object } | undefined;
  const nextTs = (): string => {
    count += 1;
    return tsOf(workspace.now()).replace(/\d{6}$/u, String(count).padStart(6, '0'));
  };

  /** Resolves with Slack's answer to it; rejects when it was not acknowledged. */
  async function deliver(kind: Kind, inner: object): Promise<unknown> {
    const body = framed(kind, inner);
    last = { kind, body };
    if (mode === 'socket' && listens()) await workspace.socket.connected();
    if (mode === 'socket') return workspace.socket.deliver({ type: kind, payload: body, envelope_id: randomUUID() });
    const at = workspace.now();
    const request =
      kind === 'events_api'
        ? signed(JSON.stringify(body), JSON_TYPE, { at })
        : kind === 'interactive'
          ? signed(new URLSearchParams({ payload: JSON.stringify(body) }).toString(), FORM_TYPE, { at })
          : signed(new URLSearchParams(body as Record<string, string>).toString(), FORM_TYPE, { at });
    const response = await port.http?.handle(request);
    if (!response?.ok) throw new Error(`not acknowledged: ${response?.status}`);
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  const event = <E extends { type: string; event_ts: string }>(inner: E): Promise<unknown> => {
    const body = {
      ...fixed,
      type: 'event_callback',
      team_id: team.id,
      event: inner,
      event_id: `Ev${randomUUID()}`,
      event_time: Math.floor(Number(inner.event_ts)),
      authorizations: [{ enterprise_id: null, team_id: team.id, user_id: BOT, is_bot: true }],
    } satisfies EnvelopedEvent<E>;
    return deliver('events_api', body);
  };

  const message = (
    by: SlackPerson,
    text: string,
    more: Partial<types.GenericMessageEvent> = {},
  ): types.GenericMessageEvent => {
    const ts = more.ts ?? nextTs();
    return {
      type: 'message',
      subtype: undefined,
      user: by.id,
      text: typed(text),
      ts,
      event_ts: ts,
      channel: by.dm,
      channel_type: 'im',
      team: team.id,
      ...more,
    };
  };

  /** Everything that was shown to somebody alone while something was done. */
  async function watching(user: string, work: () => Promise<unknown>): Promise<string> {
    const before = workspace.shown.length;
    const reply = (await work()) as Raw | undefined;
    // A form that closes is answered before its words are shown.
    if (reply?.response_action === 'clear')
      await expect.poll(() => workspace.shown.slice(before).some((each) => each.user === user)).toBe(true);
    const own = workspace.shown.slice(before).filter((each) => each.user === user);
    return [...own.map(({ text }) => text), ...replyText(user, reply)].join('\n');
  }

  function replyText(user: string, reply: Raw | undefined): string[] {
    if (reply?.response_action === 'errors') return Object.values(reply.errors as Record<string, string>);
    if (reply?.response_action === 'update') {
      const view = { ...workspace.modal(user), ...(reply.view as Raw) } as View;
      workspace.problems.push(...viewProblems(reply.view));
      workspace.setModal(user, view);
      return [drawView(view)];
    }
    if (reply?.response_type === 'ephemeral') return shownLines(reply.blocks);
    return [];
  }

  const drive = {
    deliver,
    event,
    message,
    nextTs,
    write: (by: SlackPerson, text: string, more?: Partial<types.GenericMessageEvent>) => event(message(by, text, more)),
    edit(by: SlackPerson, ts: string, before: string, after: string, more: { edited?: boolean } = {}) {
      const now = nextTs();
      const edited = more.edited === false ? {} : { edited: { user: by.id, ts: now } };
      return event({
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        channel: by.dm,
        channel_type: 'im',
        ts: now,
        event_ts: now,
        message: { ...message(by, after, { ts }), ...edited },
        previous_message: message(by, before, { ts }),
      } satisfies types.MessageChangedEvent);
    },
    remove(by: SlackPerson, ts: string, text: string) {
      const now = nextTs();
      return event({
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        channel: by.dm,
        channel_type: 'im',
        ts: now,
        event_ts: now,
        deleted_ts: ts,
        previous_message: message(by, text, { ts }),
      } satisfies types.MessageDeletedEvent);
    },
    mention(
      by: SlackPerson,
      channel: string,
      text: string,
      more: { thread_ts?: string; files?: Raw[]; attachments?: Raw[] } = {},
    ) {
      const ts = nextTs();
      const inner = {
        type: 'app_mention',
        user: by.id,
        text: `<@${BOT}> ${typed(text)}`,
        ts,
        event_ts: ts,
        channel,
      } satisfies types.AppMentionEvent;
      return event({ ...inner, ...more });
    },
    react(by: SlackPerson, ts: string, reaction: string, itemUser = BOT) {
      const item = { type: 'message' as const, channel: by.dm, ts };
      return event({
        type: 'reaction_added',
        user: by.id,
        reaction,
        item_user: itemUser,
        item,
        event_ts: nextTs(),
      } satisfies types.ReactionAddedEvent);
    },
    async home(by: SlackPerson): Promise<string> {
      await event({
        type: 'app_home_opened',
        user: by.id,
        channel: by.dm,
        tab: 'home',
        event_ts: nextTs(),
      } satisfies types.AppHomeOpenedEvent);
      return workspace.home(by.id);
    },
    /** Presses a button below a message in the person's own conversation, or on their Home or in their modal. */
    press: (by: SlackPerson, press: Press, where: 'message' | 'home' | 'modal' = 'message', messageTs = nextTs()) =>
      watching(by.id, async () => {
        const action = {
          type: 'button',
          action_id: 'press-0',
          block_id: 'b',
          action_ts: nextTs(),
          text: { type: 'plain_text', text: 'Button' },
          value: JSON.stringify([press.name, press.about]),
        } satisfies ButtonAction;
        return drive.act(by, action, where, messageTs);
      }),
    async act(by: SlackPerson, action: ButtonAction, where: 'message' | 'home' | 'modal', messageTs: string) {
      const view = where === 'home' ? { type: 'home', id: 'V0HOME' } : workspace.modal(by.id);
      const body = {
        ...fixed,
        type: 'block_actions',
        team,
        user: { id: by.id, username: by.name, team_id: team.id },
        trigger_id: await workspace.trigger(by.id),
        response_url: 'https://hooks.slack.com/actions/none',
        actions: [action],
        container:
          where === 'message' ? { type: 'message', message_ts: messageTs, channel_id: by.dm } : { type: 'view' },
        ...(where === 'message'
          ? { channel: { id: by.dm, name: 'directmessage' }, message: { type: 'message', ts: messageTs } }
          : { view: view as unknown as BlockAction['view'] & object }),
      } satisfies BlockAction<ButtonAction>;
      return deliver('interactive', body);
    },
    /** Fills in the modal that stands open, and sends it. */
    submit: (by: SlackPerson, values: Record<string, string>, files: Raw[] = []) =>
      watching(by.id, () => drive.pressSend(by, values, files)),
    /** The same, with what Slack is answered. */
    async pressSend(by: SlackPerson, values: Record<string, string>, files: Raw[] = []): Promise<unknown> {
      const view = workspace.modal(by.id);
      if (!view) throw new Error('no form stands open');
      const body = {
        ...fixed,
        type: 'view_submission',
        team,
        user: { id: by.id, name: by.name, team_id: team.id },
        trigger_id: await workspace.trigger(by.id),
        view: { ...view, state: { values: stateOf(view, values, files) } } as unknown as ViewSubmitAction['view'],
      } satisfies ViewSubmitAction;
      return deliver('interactive', body);
    },
    command: (by: SlackPerson, text: string, command = '/ask', channel = 'C000000001') =>
      watching(by.id, async () => {
        const body = {
          ...fixed,
          command,
          text: typed(text),
          response_url: 'https://hooks.slack.com/commands/none',
          trigger_id: await workspace.trigger(by.id),
          user_id: by.id,
          user_name: by.name,
          team_id: team.id,
          team_domain: team.domain,
          channel_id: channel,
          channel_name: 'general',
        } satisfies SlashCommand;
        return deliver('slash_commands', body);
      }),
    shortcut: (by: SlackPerson, callbackId = 'ask') =>
      watching(by.id, async () => {
        const body = {
          type: 'shortcut',
          token: 'old',
          callback_id: callbackId,
          trigger_id: await workspace.trigger(by.id),
          user: { id: by.id, username: by.name, team_id: team.id },
          team,
          action_ts: nextTs(),
        } satisfies GlobalShortcut;
        return deliver('interactive', body);
      }),
    askAbout: (by: SlackPerson, about: MessageShortcut['message'], channel = 'C000000001') =>
      watching(by.id, async () => {
        const body = {
          type: 'message_action',
          token: 'old',
          callback_id: 'ask_about_message',
          trigger_id: await workspace.trigger(by.id),
          message_ts: about.ts,
          response_url: 'https://hooks.slack.com/app/none',
          message: about,
          user: { id: by.id, name: by.name, team_id: team.id },
          channel: { id: channel, name: 'general' },
          team,
          action_ts: nextTs(),
        } satisfies MessageShortcut;
        return deliver('interactive', body);
      }),
    async repeat() {
      if (last) await deliver(last.kind, last.body);
    },
  };
  return drive;
}
