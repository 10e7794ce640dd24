import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../../adapters/slack/client.ts';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { HOSTILE } from '../../contracts/samples.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, openSlack } from '../../support/slack/open.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
let receive: (inbound: Inbound) => Promise<Answer>;
let lines: () => Promise<{ code: string; name: string }[]>;

beforeEach(async () => {
  lines = async () => [
    { code: 'purchasing', name: 'Purchasing' },
    { code: 'contracts', name: 'Contracts & renewals' },
  ];
  stand = await openSlack();
  heard = [];
  receive = async () => ({ kind: 'done' });
  await stand.port.start(
    deskSide(
      async (inbound) => {
        heard.push(inbound);
        return receive(inbound);
      },
      { lines: () => lines() },
    ),
  );
});
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);

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

  test('whose form is sent again, since no answer came in time, asks once', async () => {
    await stand.drive.command(ana(), '');
    receive = async () => {
      throw new Error('the database is slow');
    };
    const file = { id: 'F9', name: 'bid.pdf', mimetype: 'application/pdf', size: 9 };
    const send = (question: string, files: object[] = [file]) =>
      stand.drive.pressSend(ana(), { question }, files as Record<string, unknown>[]);
    expect(await send('Which form?')).toMatchObject({ response_action: 'errors' });
    receive = async () => ({ kind: 'done' });
    await send('Which form?');
    expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
    await send('Which form?', [{ ...file, id: 'F10' }]);
    await send('Which form, please?');
    expect(new Set(heard.map(({ key }) => key)).size).toBe(3);
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
    expect(await stand.drive.command(ana(), 'hello')).toContain('so nothing was done');
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
        text: '',
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
    expect(await stand.drive.shortcut(ana(), 'old_shortcut')).toContain('not in use anymore');
    expect(heard).toEqual([]);
  });
});

test.each([
  ['https://slack.com/api/', 'https://city.slack.com/archives/C1/p1780000000000123'],
  ['https://slack-gov.com/api/', 'https://city.slack-gov.com/archives/C1/p1780000000000123'],
])('with the API at %s, people open a message at %s', (apiUrl, link) => {
  const api = createApi('xoxb-none', apiUrl, () => new Date(), 1_000);
  expect(api.linkTo('city', 'C1', '1780000000.000123')).toBe(link);
});
