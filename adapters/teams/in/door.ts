import type { Account } from '../../../src/chat/account.ts';
import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import type { DeskSide, ServiceLine } from '../../../src/chat/deskSide.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Form } from '../../../src/chat/message.ts';
import type { Bot, Line } from '../bot.ts';
import type { Consent } from '../files/consent.ts';
import { asChatError } from '../out/errors.ts';
import { facing } from '../out/faces.ts';
import { drawForm, type FormState } from '../out/forms.ts';
import type { Hosts } from '../out/hosts.ts';
import { drawActivities } from '../out/parts.ts';
import { HOME } from '../out/refresh.ts';
import type { AtOnce } from '../out/render.ts';
import { isPersonal, type Roster, tenantOf } from '../people/roster.ts';
import { within } from '../within.ts';
import { CARD_TYPE, type Incoming, type Outbound, readActivity, unreadable } from './activity.ts';
import { answerMessage } from './answers.ts';
import { readDeed } from './asking.ts';
import type { Gate } from './gate.ts';
import { isBareMention, isNobody, readInbound, readRemoval } from './inbound.ts';
import { answerInvoke, handIn, NotTaken, readCarried } from './invoke.ts';
import { type Reason, type TurnedAway, turnAway } from './turnedAway.ts';

export type DoorOptions = {
  gate: Gate;
  bot: Bot;
  hosts: Hosts;
  /** May people of this tenant use the desk? */
  admits(tenant: string): boolean;
  roster: Roster;
  /** Absent where files are not handed on. */
  consent?: Consent;
  atOnce: AtOnce;
  charts: ChartsAs;
  lines(): Promise<readonly ServiceLine[]>;
  now(): Date;
  report(what: string, error: unknown): void;
  turnedAway: TurnedAway;
  /** Undefined while the desk does not listen. */
  desk(): DeskSide | undefined;
  withinMs: number;
};

type Reply = { status: number; body?: unknown };

const LONGEST_TENANT = 60;
/** Only Teams: the tokens of other channels are made otherwise. */
export const CHANNEL = 'msteams';
const NOT_SERVED =
  'This desk answers people of its own organisation only. Please ask a colleague there to write for you, or call the office.';
const INSTALL_FIRST =
  'The answer comes in your own chat with the desk, which you do not have yet. Open Apps, look for the desk by its name, press Add, and ask again.';
const HOW_TO_ASK =
  'Hello! Write your question behind my name, or in your own chat with me, where files can come with it. The answer comes to you alone.';

/**
 * Where Teams hands activities in. 200 means that it is stored; anything from 500 on has Teams send it again. Who is not
 * shown to be Microsoft learns nothing: an empty 401.
 */
export function createDoor(options: DoorOptions): (request: Request) => Promise<Response> {
  const { gate, bot, hosts, admits, report } = options;
  const refuse = (reason: Reason, facts?: Record<string, string>): Reply => turnAway(options.turnedAway, reason, facts);

  return async (request) =>
    respond(await within(options.withinMs, 'An activity from Teams', hear(request)).catch(refusal));

  async function hear(request: Request): Promise<Reply> {
    const admitted = await gate.admit(request);
    if ('refuse' in admitted) return { status: admitted.refuse };
    const activity = readActivity(admitted.body);
    if (!activity) return refuse('unreadable', { why: unreadable(admitted.body) });
    const { channelId, serviceUrl } = activity;
    if (channelId !== CHANNEL) return refuse('other channel');
    if (!admitted.isFor(serviceUrl)) return refuse('other service');
    if (!hosts.isService(serviceUrl)) return refuse('unknown service', { host: new URL(serviceUrl).hostname });
    const tenant = unserved(activity);
    if (tenant !== undefined) return refuse('unlisted tenant', { tenant: tenant.slice(0, LONGEST_TENANT) });
    return bot.speak(serviceUrl, (line) => take(options, activity, line));
  }

  /** A tenant that the desk does not serve: where two places name one, both must be served. */
  function unserved(activity: Incoming): string | undefined {
    const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter((id) => id !== undefined);
    return (named.length === 0 ? [''] : named).find((id) => !admits(id));
  }

  function refusal(error: unknown): Reply {
    if (error instanceof NotTaken) {
      report('what was pressed in Teams could not be stored', error.cause);
      return error.answer;
    }
    report('an activity from Teams could not be taken; Teams is told to send it again', error);
    return { status: 503 };
  }
}

async function take(options: DoorOptions, activity: Incoming, line: Line): Promise<Reply> {
  const { roster, consent, now, report } = options;
  const theirs = options.desk();
  if (!theirs) return { status: 503 };
  const desk = facing(theirs, tenantOf(activity));
  if (isNobody(activity)) return { status: 200 };
  if (activity.type === 'installationUpdate' || activity.type === 'conversationUpdate') {
    if (isWelcome(activity)) await welcome(options, activity, line, desk);
    const removed = readRemoval(activity, now());
    if (removed) await desk.keep(removed);
    return { status: 200 };
  }
  const inbound = (from: Account) => readInbound(activity, from, now());
  const isInvoke = activity.type === 'invoke';
  // Nothing to the desk, whoever did it.
  if (!isInvoke && activity.type !== 'message' && !inbound(NOBODY)) return { status: 200 };
  const who = await roster.whoIs(line, activity).catch((error: unknown) => {
    // A command can be given where the app is not; then nobody can be looked up, and no answer would arrive.
    if (!isInvoke || asChatError(error).outcome !== 'gone') throw error;
  });
  if (!who) return { status: 200, body: wordFor(activity, INSTALL_FIRST) };
  if (who.stranger) return refuseStranger(activity, line, report);
  const aboutFile = isInvoke ? await consent?.answer(activity, who.account, line) : undefined;
  if (aboutFile) return aboutFile;
  if (isInvoke) return answerInvoke({ ...options, activity, from: who.account, desk, now: now() });
  const button = activity.type === 'message' ? readCarried(activity.value) : undefined;
  if (button) {
    await pressedByMessage(options, activity, line, who.account, desk);
    return { status: 200 };
  }
  const found = inbound(withZone(who.account, activity));
  if (found) await desk.keep(found);
  else if (isBareMention(activity))
    await post(line, activity, { type: 'message', textFormat: 'plain', text: HOW_TO_ASK }, report);
  return { status: 200 };
}

const NOBODY: Account = { platform: 'teams', workspace: '', userId: '', address: '' };

/** Messages say in which zone their writer is just now. */
function withZone(account: Account, activity: Incoming): Account {
  const zone = activity.localTimezone;
  return typeof zone === 'string' && /^[\w+-]+(?:\/[\w+-]+)+$/u.test(zone) ? { ...account, zone } : account;
}

/** The app was installed for somebody, which is when it may greet them. In a team it greets nobody: that would be noise. */
const isWelcome = (activity: Incoming): boolean =>
  activity.type === 'installationUpdate' && activity.action?.startsWith('add') === true && isPersonal(activity);

/** What is there for a new person, and by the way the desk learns how to reach them. */
async function welcome(
  { roster, atOnce, charts, report }: DoorOptions,
  activity: Incoming,
  line: Line,
  desk: DeskSide,
) {
  const who = await roster.whoIs(line, activity);
  if (who.stranger) return;
  const answer = await desk.view({ kind: 'home', whole: true, from: who.account });
  const message = answerMessage(answer);
  if (!message) return;
  const refreshing = { of: HOME, userId: activity.from.id, always: true };
  for (const each of drawActivities(message, atOnce, refreshing, charts)) await post(line, activity, each, report);
}

/** Clients without dialogs send a button as a message; the answer can only be another message. */
async function pressedByMessage(
  { atOnce, charts, now, report, hosts }: DoorOptions,
  activity: Incoming,
  line: Line,
  from: Account,
  desk: DeskSide,
): Promise<void> {
  const button = readCarried(activity.value);
  // A card asks for itself in another way.
  if (!button || 'refresh' in button) return;
  const at = activity.timestamp ?? now();
  const key = `${activity.conversation.id} ${activity.id ?? ''}`;
  let deed: { inbound: Inbound; sent?: FormState & { form: Form } } | undefined;
  if ('form' in button) deed = readDeed({ activity, from, now: now(), hosts }, button, activity.value);
  else deed = { inbound: { kind: 'press', key, from, at, press: button.press } };
  if (!deed) return;
  const answer = await handIn(desk, deed.inbound);
  const form = answer.kind === 'form' ? answer.form : answer.kind === 'errors' ? deed.sent?.form : undefined;
  if (form) {
    const state = answer.kind === 'errors' ? { ...deed.sent, errors: answer.errors } : {};
    const content = drawForm(form, 'message', atOnce, state);
    await post(line, activity, { type: 'message', attachments: [{ contentType: CARD_TYPE, content }] }, report);
    return;
  }
  const message = answerMessage(answer);
  for (const each of message ? drawActivities(message, atOnce, undefined, charts) : [])
    await post(line, activity, each, report);
}

async function refuseStranger(activity: Incoming, line: Line, report: DoorOptions['report']): Promise<Reply> {
  if (activity.type === 'invoke') return { status: 200, body: wordFor(activity, NOT_SERVED) };
  if (activity.type === 'message')
    await post(line, activity, { type: 'message', textFormat: 'plain', text: NOT_SERVED }, report);
  return { status: 200 };
}

const wordFor = ({ name }: Incoming, value: string): unknown =>
  name === 'adaptiveCard/action'
    ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value }
    : { task: { type: 'message', value } };

/** A word that nothing depends on: when it cannot be said, that is only noted. */
async function post(line: Line, activity: Incoming, message: Outbound, report: DoorOptions['report']): Promise<void> {
  await line.send(activity.conversation.id, message).catch((error: unknown) => {
    report('a word in Teams that nothing depends on could not be said', error);
  });
}

const respond = ({ status, body }: Reply): Response =>
  body === undefined ? new Response(null, { status }) : Response.json(body, { status });
