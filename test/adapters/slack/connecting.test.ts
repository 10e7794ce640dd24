import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, NOW, openSlack } from '../../support/slack/open.ts';
import { TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
afterEach(() => stand.close());

describe('at the start', () => {
  const start = async (told: Record<string, unknown>[] = []) => {
    stand = await openSlack('http', { tell: (facts) => told.push(facts) });
  };
  const listen = () => stand.port.start(deskSide(async () => ({ kind: 'done' })));

  test('the workspace is named when all is well', async () => {
    const told: Record<string, unknown>[] = [];
    await start(told);
    await listen();
    await expect.poll(() => told).toEqual([{ team: expect.any(String), bot: 'desk' }]);
    expect(stand.reports).toEqual([]);
  });

  test('what the app may not do is named with the mend', async () => {
    await start();
    stand.workspace.grant(['chat:write', 'im:history']);
    await listen();
    await expect
      .poll(() => stand.reports)
      .toEqual([expect.stringMatching(/lacks app_mentions:read, commands, .*install it again/u)]);
  });

  test('a wrong token is told apart from a Slack that is away, and neither stops the start', async () => {
    await start();
    stand.workspace.failNext('auth.test', { error: 'invalid_auth' });
    await listen();
    await expect.poll(() => stand.reports).toEqual([expect.stringContaining('is SLACK_BOT_TOKEN the bot token')]);
    stand.workspace.failNext('auth.test', { status: 503 });
    await listen();
    await expect.poll(() => stand.reports.at(-1)).toContain('Slack could not be asked');
  });

  test.each([
    [2, 'behind'],
    [-2, 'ahead of'],
  ])('a clock that is %i minutes off is told', async (minutes, words) => {
    stand = await openSlack('http', { now: () => new Date(NOW.getTime() - minutes * 60_000) });
    await listen();
    await expect.poll(() => stand.reports).toEqual([expect.stringContaining(`120 s ${words} Slack's`)]);
  });
});

describe('over Socket Mode', () => {
  const heard: Inbound[] = [];
  let broken = false;
  const open = async () => {
    heard.length = 0;
    broken = false;
    stand = await openSlack('socket');
  };
  const listen = () =>
    stand.port.start(
      deskSide(async (inbound) => {
        if (broken) throw new Error('the database is away');
        heard.push(inbound);
        return { kind: 'done' };
      }),
    );
  const ana = () => stand.workspace.person(ANA);
  const words = () => heard.map((each) => each.kind === 'message' && each.text);

  test('there is no path on the server', async () => {
    await open();
    expect(stand.port.http).toBeUndefined();
  });

  test('what could not be stored is not acknowledged, and the connection stays', async () => {
    await open();
    await listen();
    broken = true;
    await expect(stand.drive.write(ana(), 'hello')).rejects.toThrow('not acknowledged');
    broken = false;
    await stand.drive.repeat();
    expect(heard).toHaveLength(1);
    expect(stand.workspace.socket).toMatchObject({ connections: 1, acknowledged: 1 });
  });

  test('it connects anew when Slack asks for it, and when the line is cut', async () => {
    await open();
    await listen();
    await stand.drive.write(ana(), 'one');
    stand.workspace.socket.recycle();
    await expect.poll(() => stand.workspace.socket.connections, { timeout: 5_000 }).toBe(2);
    await expect.poll(() => stand.workspace.socket.standing).toBe(1);
    await stand.drive.write(ana(), 'two');
    stand.workspace.socket.cut();
    await expect.poll(() => stand.workspace.socket.connections, { timeout: 5_000 }).toBe(3);
    await stand.drive.write(ana(), 'three');
    expect(words()).toEqual(['one', 'two', 'three']);
  });

  const envelope = (text: string) => ({
    type: 'events_api',
    envelope_id: randomUUID(),
    payload: { type: 'event_callback', team_id: TEAM, event: stand.drive.message(ana(), text) },
  });

  test('warned that it will be closed it stays until the next one is greeted', async () => {
    await open();
    await listen();
    const { socket } = stand.workspace;
    await socket.connected();
    socket.holdGreetings(true);
    socket.warn();
    await expect.poll(() => socket.connections, { timeout: 5_000 }).toBe(2);
    expect(socket.standing, 'the other is not greeted').toBe(1);
    await socket.deliver(envelope('meanwhile'));
    socket.holdGreetings(false);
    // The old one goes by itself, and only then.
    await expect.poll(() => socket.standing, { timeout: 5_000 }).toBe(1);
    await socket.deliver(envelope('afterwards'));
    expect(words()).toEqual(['meanwhile', 'afterwards']);
    expect(socket).toMatchObject({ connections: 2, acknowledged: 2 });
  });

  test('what is under way over the old connection is acknowledged there before it goes', async () => {
    await open();
    let commit = () => {};
    const committed = new Promise<void>((resolve) => {
      commit = resolve;
    });
    await stand.port.start(
      deskSide(async (inbound) => {
        heard.push(inbound);
        if (words().at(-1) === 'slow') await committed;
        return { kind: 'done' };
      }),
    );
    const { socket } = stand.workspace;
    await socket.connected();
    const slow = socket.deliver(envelope('slow'));
    await expect.poll(words).toEqual(['slow']);
    socket.warn();
    await expect.poll(() => socket.standing, { timeout: 5_000 }).toBe(2);
    await socket.deliver(envelope('quick'), 'newest');
    expect(socket.standing, 'the old one is still needed').toBe(2);
    commit();
    await slow;
    await expect.poll(() => socket.standing, { timeout: 5_000 }).toBe(1);
    expect(words()).toEqual(['slow', 'quick']);
  });

  test('an envelope that comes over two connections has one key', async () => {
    await open();
    await listen();
    const { socket } = stand.workspace;
    await socket.connected();
    socket.holdGreetings(true);
    socket.warn();
    await expect.poll(() => socket.connections, { timeout: 5_000 }).toBe(2);
    const twice = envelope('twice');
    const first = socket.deliver(twice, 'oldest');
    socket.holdGreetings(false);
    await Promise.all([first, socket.deliver(twice, 'newest')]);
    expect(heard).toHaveLength(2);
    expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
  });

  test('the operator learns that Socket Mode was switched off, and it connects once that is mended', async () => {
    await open();
    await listen();
    await stand.workspace.socket.connected();
    stand.workspace.socket.recycle('link_disabled');
    await expect.poll(() => stand.reports).toEqual([expect.stringContaining('Socket Mode was switched off')]);
    await expect.poll(() => stand.workspace.socket.connections, { timeout: 5_000 }).toBe(2);
    await stand.drive.write(ana(), 'hello');
    expect(words()).toEqual(['hello']);
  });

  test.each([
    ...['null', '7', '"text"', '[]', '{', '', '{}', '{"type":"events_api"}', '{"type":"interactive","payload":{}}'],
    '{"type":"events_api","envelope_id":"e1"}',
    '{"type":"events_api","envelope_id":"e2","payload":null}',
    '{"type":"events_api","envelope_id":"e3","payload":{"type":"event_callback"}}',
    '{"type":"events_api","envelope_id":"e4","payload":{"type":"event_callback","event":{"type":"close"}}}',
    '{"type":"error","envelope_id":"e5","payload":{}}',
    '{"type":"disconnected","envelope_id":"e6","payload":{}}',
  ])('a frame that is not whole ends nothing: %s', async (frame) => {
    await open();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    await listen();
    await stand.workspace.socket.connected();
    stand.workspace.socket.sayRaw(frame);
    await stand.drive.write(ana(), 'hello');
    expect(words()).toEqual(['hello']);
    expect(stand.workspace.socket.connections).toBe(1);
    expect(unhandled).not.toHaveBeenCalled();
    process.off('unhandledRejection', unhandled);
  });

  test('a Slack that is away at the start neither stops it nor ends the process', async () => {
    await open();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    stand.workspace.failNext('apps.connections.open', { status: 503 }, { before: 'reset' });
    await listen();
    await stand.drive.write(ana(), 'hello');
    expect(heard).toHaveLength(1);
    expect(unhandled).not.toHaveBeenCalled();
    process.off('unhandledRejection', unhandled);
  });

  test('a wrong app-level token is said at once, by Slack’s own word, and nothing is called connected', async () => {
    const told: unknown[] = [];
    stand = await openSlack('socket', {
      reach: { kind: 'socket', appToken: 'xapp-of-another-app' },
      tell: (facts) => told.push(facts),
    });
    await listen();
    await expect.poll(() => stand.reports).toEqual([expect.stringMatching(/invalid_auth.*SLACK_APP_TOKEN/u)]);
    const tries = () => stand.workspace.calls.filter(({ method }) => method === 'apps.connections.open').length;
    await expect.poll(tries).toBeGreaterThan(2);
    expect(stand.reports, 'once').toHaveLength(1);
    expect(stand.reports.join()).not.toContain('messages wait there');
    expect(told).toEqual([]);
  });

  test('it is called connected when Slack has greeted', async () => {
    const told: unknown[] = [];
    stand = await openSlack('socket', { tell: (facts) => told.push(facts) });
    await listen();
    await expect.poll(() => told).toEqual([{ team: expect.any(String), bot: 'desk' }]);
  });

  test('it stops while it tries', async () => {
    await open();
    stand.workspace.failAll({ status: 503 });
    await listen();
    await stand.port.stop();
    expect(stand.workspace.socket.connections).toBe(0);
  });

  test('it stops while it waits to be greeted', async () => {
    await open();
    stand.workspace.socket.holdGreetings(true);
    await listen();
    await expect.poll(() => stand.workspace.socket.connections).toBe(1);
    await stand.port.stop();
    stand.workspace.socket.holdGreetings(false);
    await expect.poll(() => stand.workspace.socket.standing).toBe(0);
  });
});
