import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Form } from '../../../src/chat/message.ts';
import type { Answer, Inbound } from '../../../src/chat/port.ts';
import { EVERY_FIELD, HOSTILE, say } from '../../contracts/samples.ts';
import { ANA, LEE, NOW, openSlack } from '../../support/slack/open.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
let receive: (inbound: Inbound) => Promise<Answer>;
let lines: () => Promise<{ code: string; name: string }[]>;

async function open(times: { openMs?: number; receiveMs?: number } = {}) {
  lines = async () => [
    { code: 'purchasing', name: 'Purchasing' },
    { code: 'contracts', name: 'Contracts & renewals' },
  ];
  stand = await openSlack('http', { times: { homeMs: 0, ...times }, lines: () => lines() });
  heard = [];
  receive = async () => ({ kind: 'done' });
  await stand.port.start(async (inbound) => {
    heard.push(inbound);
    return receive(inbound);
  });
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
      expect(stand.workspace.shown.map(({ text }) => text)).toEqual([expect.stringContaining('not in use any more')]);
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
    [{ kind: 'done' }, 'Done.'],
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
    await expect(stand.drive.press(ana(), press)).rejects.toThrow('503');
    expect(stand.workspace.shown.at(-1)?.text).toContain('could not store this');
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

  test('that is not ours, or not any more, is answered', async () => {
    await opened();
    stand.workspace.setModal(ana().id, { ...stand.workspace.modal(ana().id), private_metadata: 'forged' } as never);
    expect(await stand.drive.submit(ana(), {})).toContain('not in use any more');
    expect(heard.filter(({ kind }) => kind === 'submit')).toEqual([]);
  });
});

describe('/ask', () => {
  test('with words is a question, and its asker alone is told where the answer comes', async () => {
    const shown = await stand.drive.command(ana(), `${HOSTILE[0]}`);
    expect(shown).toContain('The answer comes in our direct messages');
    await stand.drive.repeat();
    expect(heard).toMatchObject(
      Array(2).fill({ kind: 'message', text: HOSTILE[0], address: ana().dm, key: heard[0]?.key }),
    );
  });

  test('alone opens the form: service line, urgency, question and files', async () => {
    const shown = await stand.drive.command(ana(), '  ');
    for (const words of ['Ask the desk', 'Your question', 'Service line', 'Contracts & renewals', 'Urgent?', 'Files'])
      expect(shown).toContain(words);
    expect(await stand.drive.submit(ana(), { question: ' ' })).toBe('Please write your question.');
    const file = { id: 'F9', name: 'bid.pdf', mimetype: 'application/pdf', size: 9 };
    const values = { question: 'Which form?', line: 'contracts', urgent: 'The bid closes at noon' };
    expect(await stand.drive.submit(ana(), values, [file])).toContain('Your question is with the desk');
    expect(heard).toMatchObject([
      {
        kind: 'message',
        text: 'Which form?',
        address: ana().dm,
        chosen: { line: 'contracts', urgent: 'The bid closes at noon' },
        files: [{ ref: 'F9', name: 'bid.pdf' }],
      },
    ]);
  });

  test('without service lines to choose from, or when they are not to be had, the form does without', async () => {
    for (const given of [async () => [], () => Promise.reject(new Error('the database is away'))]) {
      lines = given;
      expect(await stand.drive.command(ana(), '')).not.toContain('Service line');
      stand.workspace.setModal(ana().id, undefined);
    }
    expect(stand.reports).toEqual([expect.stringContaining('service lines could not be offered')]);
  });

  test('that could not be stored is not taken for done', async () => {
    receive = async () => {
      throw new Error('the database is away');
    };
    await expect(stand.drive.command(ana(), 'hello')).rejects.toThrow('503');
  });

  test('under any other name is told what there is', async () => {
    expect(await stand.drive.command(ana(), 'me', '/help')).toContain('knows /ask only');
    expect(heard).toEqual([]);
  });
});

describe('shortcuts', () => {
  test('the global one opens the form', async () => {
    expect(await stand.drive.shortcut(ana())).toContain('Your question');
    await stand.drive.submit(ana(), { question: 'Which form?' });
    expect(heard).toMatchObject([{ kind: 'message', text: 'Which form?' }]);
    expect(heard[0]).not.toHaveProperty('quoted');
  });

  test('that of a message quotes it whole, with its author, its link and its files', async () => {
    const words = `is *this* ours?\n${'long '.repeat(1_500)}`;
    const files = [{ id: 'F7', name: 'plan.pdf', mimetype: 'application/pdf', size: 7 }];
    const about = {
      type: 'message' as const,
      user: stand.workspace.person(LEE).id,
      ts: '1780000000.000123',
      text: words,
      files,
    };
    expect(await stand.drive.askAbout(ana(), about)).toContain('is *this* ours?');
    await stand.drive.submit(ana(), {});
    expect(heard).toMatchObject([
      {
        kind: 'message',
        text: 'About what Lee <Park> wrote',
        quoted: {
          by: 'Lee <Park>',
          text: words,
          link: 'https://my-workspace.slack.com/archives/C000000001/p1780000000000123',
        },
        files: [{ ref: 'F7', name: 'plan.pdf', type: 'application/pdf', size: 7 }],
      },
    ]);
  });

  test('of many files carries as many as a form can', async () => {
    const files = Array.from({ length: 60 }, (_, index) => ({
      id: `F${index}`,
      name: `${'n'.repeat(200)}${index}.pdf`,
      mimetype: 'application/pdf',
      size: 7,
    }));
    await stand.drive.askAbout(ana(), {
      type: 'message',
      username: 'a robot',
      ts: '1780000000.000123',
      text: 'see',
      files,
    });
    await stand.drive.submit(ana(), { question: 'And?' });
    expect(heard).toMatchObject([{ text: 'And?', quoted: { by: 'a robot', text: 'see' } }]);
    expect(heard[0]?.kind === 'message' && heard[0].files?.length).toBeGreaterThan(8);
  });

  test('that are not known are answered', async () => {
    expect(await stand.drive.shortcut(ana(), 'old_shortcut')).toContain('not in use any more');
    expect(heard).toEqual([]);
  });
});
