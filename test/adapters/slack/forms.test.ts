import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Form } from '../../../src/chat/message.ts';
import { EVERY_FIELD, say } from '../../contracts/samples.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, openSlack } from '../../support/slack/open.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
let receive: (inbound: Inbound) => Promise<Answer>;
beforeEach(async () => {
  stand = await openSlack();
  heard = [];
  receive = async () => ({ kind: 'done' });
  await stand.port.start(
    deskSide(async (inbound) => {
      heard.push(inbound);
      return receive(inbound);
    }),
  );
});
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);
const press = { name: 'reply', about: '7' };
const methods = () => stand.workspace.calls.map(({ method }) => method);
const reply: Form = { ...EVERY_FIELD, title: 'Reply', press: { name: 'reply', about: '7' } };

describe('a form', () => {
  async function opened() {
    receive = async ({ kind }) => (kind === 'press' ? { kind: 'form', form: reply } : { kind: 'done' });
    await stand.drive.press(ana(), press);
  }

  test('says what comes of it where it was opened, and closes', async () => {
    await opened();
    receive = async () => ({ kind: 'notice', text: ['On its way to Ana.'] });
    const answer = await stand.drive.submit(ana(), { title: 'x' });
    expect(answer).toBe('On its way to Ana.');
    expect(stand.workspace.calls.at(-1)).toMatchObject({
      method: 'chat.postEphemeral',
      body: { channel: ana().dm, user: ana().id },
    });
  });

  test('opened on the Home says it in its own place', async () => {
    receive = async ({ kind }) =>
      kind === 'press' ? { kind: 'form', form: reply } : { kind: 'notice', text: ['You are away.'] };
    await stand.drive.press(ana(), press, 'home');
    expect(await stand.drive.submit(ana(), {})).toContain('You are away.');
    expect(methods()).not.toContain('chat.postEphemeral');
  });

  test('may lead to another, or to something to read', async () => {
    await opened();
    receive = async () => ({
      kind: 'form',
      form: { ...reply, title: 'And now?', press: { name: 'comment', about: '7' } },
    });
    expect(await stand.drive.submit(ana(), {})).toContain('And now?');
    receive = async () => ({ kind: 'show', message: say('That was all.') });
    expect(await stand.drive.submit(ana(), { words: 'fine' })).toContain('That was all.');
    expect(heard.at(-1)).toMatchObject({ kind: 'submit', press: { name: 'comment', about: '7' } });
  });

  test('mended after an error is another deed, even when nothing in it changed', async () => {
    await opened();
    receive = async () => ({ kind: 'errors', errors: { words: 'Somebody was quicker; send it again.' } });
    expect(await stand.drive.submit(ana(), { words: 'x' })).toContain('Somebody was quicker');
    await stand.drive.submit(ana(), { words: 'x' });
    const submits = heard.filter(({ kind }) => kind === 'submit');
    expect(new Set(submits.map(({ key }) => key)).size).toBe(2);
  });

  const submitted = () => heard.flatMap(({ kind, key }) => (kind === 'submit' ? [key] : []));

  test('is answered before its words are shown, and sent again as it is it is the same deed', async () => {
    await opened();
    receive = async () => ({ kind: 'notice', text: ['On its way to Ana.'] });
    stand.workspace.failNext('chat.postEphemeral', 'hang', { status: 500 });
    expect(await stand.drive.pressSend(ana(), { words: 'x' })).toEqual({ response_action: 'clear' });
    expect(await stand.drive.pressSend(ana(), { words: 'x' })).toEqual({ response_action: 'clear' });
    expect(new Set(submitted()).size).toBe(1);
    await expect.poll(() => stand.reports).toEqual([expect.stringContaining('a notice could not be shown')]);
    await stand.drive.pressSend(ana(), { words: 'y' });
    expect(new Set(submitted()).size).toBe(2);
  });

  test('opened again is another form, though the same is written in it', async () => {
    for (let time = 0; time < 2; time++) {
      await opened();
      await stand.drive.pressSend(ana(), { words: 'x' });
    }
    expect(new Set(submitted()).size).toBe(2);
    // Drawn anew in the place of the one that was sent.
    receive = async () => ({ kind: 'form', form: reply });
    for (let time = 0; time < 2; time++) await stand.drive.submit(ana(), { words: 'x' });
    expect(new Set(submitted()).size).toBe(3);
  });

  test('that is not ours, or not any more, is answered', async () => {
    await opened();
    stand.workspace.setModal(ana().id, { ...stand.workspace.modal(ana().id), private_metadata: 'forged' } as never);
    expect(await stand.drive.submit(ana(), {})).toContain('not in use anymore');
    expect(heard.filter(({ kind }) => kind === 'submit')).toEqual([]);
  });
});
