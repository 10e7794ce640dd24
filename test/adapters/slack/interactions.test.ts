import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Form } from '../../../src/chat/message.ts';
import { EVERY_FIELD, say } from '../../contracts/samples.ts';
import { openHearing } from '../../support/slack/hearing.ts';
import { ANA, NOW } from '../../support/slack/open.ts';

let stand: Awaited<ReturnType<typeof openHearing>>['stand'];
let heard: Inbound[];
let receive: (inbound: Inbound) => Promise<Answer>;

async function open(times: { openMs?: number; receiveMs?: number } = {}) {
  receive = async () => ({ kind: 'done' });
  ({ stand, heard } = await openHearing('http', times, (inbound) => receive(inbound)));
}
beforeEach(() => open());
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);
const press = { name: 'reply', about: '7' };
const methods = () => stand.workspace.calls.map(({ method }) => method);
const reply: Form = { ...EVERY_FIELD, title: 'Reply', press: { name: 'reply', about: '7' } };

describe('a button', () => {
  test('pressed twice is two deeds, handed in again by Slack it is one', async () => {
    await stand.drive.press(ana(), press);
    await stand.drive.repeat();
    await stand.drive.press(ana(), press);
    expect(heard).toHaveLength(3);
    expect(new Set(heard.map(({ key }) => key)).size).toBe(2);
  });

  test.each([undefined, '', 'null', '{}', '["reply"]', '["reply",7]', 'reply'])(
    'that is none of ours (%s) is answered kindly',
    async (value) => {
      const action = {
        type: 'button',
        action_id: 'x',
        block_id: 'b',
        action_ts: stand.drive.nextTs(),
        text: { type: 'plain_text', text: 'x' },
        ...(value !== undefined && { value }),
      } as const;
      await stand.drive.act(ana(), action, 'message', stand.drive.nextTs());
      expect(stand.workspace.shown.map(({ text }) => text)).toEqual([expect.stringContaining('not in use anymore')]);
      expect(heard).toEqual([]);
    },
  );

  test('whose answer takes longer than a trigger lives opens its form empty, and fills it', async () => {
    await stand.close();
    await open({ openMs: 5 });
    receive = async () => {
      await expect.poll(() => stand.workspace.modal(ana().id)).toBeDefined();
      // The trigger is dead by now: 3 s.
      vi.setSystemTime(new Date(NOW.getTime() + 4_000));
      return { kind: 'form', form: reply };
    };
    const shown = await stand.drive.press(ana(), press);
    expect(shown).toContain('One moment');
    expect(shown).toContain('What they are told');
    expect(methods().filter((method) => method.startsWith('views.'))).toEqual(['views.open', 'views.update']);
  });

  test.each<[Answer, string]>([
    [{ kind: 'done' }, 'This has been done already.'],
    [{ kind: 'notice', text: ['On its way.'] }, 'On its way.'],
    [{ kind: 'show', message: say('Your queue') }, 'Your queue'],
  ])('that opened an empty form fills it with whatever the answer is: %o', async (answer, words) => {
    await stand.close();
    await open({ openMs: 5 });
    receive = async () => {
      await expect.poll(() => stand.workspace.modal(ana().id)).toBeDefined();
      return answer;
    };
    expect(await stand.drive.press(ana(), press)).toContain(words);
  });

  test('that could not be stored says so in the form that is open already', async () => {
    await stand.close();
    await open({ openMs: 5 });
    receive = async () => {
      await expect.poll(() => stand.workspace.modal(ana().id)).toBeDefined();
      throw new Error('the database is away');
    };
    expect(await stand.drive.press(ana(), press)).toContain('could not store this');
    expect(stand.reports.join()).not.toContain('sends it again');
  });

  test('on the Home answers in a modal, since there is no conversation', async () => {
    receive = async () => ({ kind: 'notice', text: ['You are back.'] });
    expect(await stand.drive.press(ana(), { name: 'back', about: '' }, 'home')).toContain('You are back.');
    expect(methods()).toContain('views.open');
    expect(methods()).not.toContain('chat.postEphemeral');
    expect(heard).toMatchObject([{ kind: 'press', from: { address: ana().dm } }]);
  });

  test('in a modal puts its answer there, and its words on top', async () => {
    receive = async () => ({ kind: 'show', message: say('first page') });
    await stand.drive.press(ana(), press);
    receive = async () => ({ kind: 'show', message: say('second page') });
    expect(await stand.drive.press(ana(), press, 'modal')).toContain('second page');
    receive = async () => ({ kind: 'notice', text: ['Noted.'] });
    expect(await stand.drive.press(ana(), press, 'modal')).toContain('Noted.');
    expect(methods().filter((method) => method.startsWith('views.'))).toEqual([
      'views.open',
      'views.update',
      'views.push',
    ]);
  });

  test('whose answer Slack does not show is done all the same', async () => {
    receive = async () => ({ kind: 'form', form: reply });
    stand.workspace.failNext('views.open', { error: 'expired_trigger_id' });
    await stand.drive.press(ana(), press);
    expect(heard).toHaveLength(1);
    expect(stand.reports.join()).toContain('a form could not be opened');
  });
});
