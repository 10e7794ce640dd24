import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, openSlack } from '../../support/slack/open.ts';

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
const GENERAL = 'C000000001';

const shared = {
  is_share: true,
  author_name: 'Lee <Park>',
  from_url: 'https://x.slack.com/archives/C1/p1',
};
const plan = { id: 'F3', name: 'plan.pdf', mimetype: 'application/pdf', size: 7 };
const send = (more: object) => stand.drive.event({ ...stand.drive.message(ana(), ''), ...more });
const said = async () => (await stand.workspace.seen(ana().dm)).map(({ text }) => text);

describe('messages', () => {
  test('bring their thread, their files and what they pass on', async () => {
    const files = [
      { id: 'F1', name: 'quotes.pdf', mimetype: 'application/pdf', size: 5 },
      { id: 'F2', mode: 'tombstone' },
    ];
    const attachments = [
      {
        is_share: true,
        author_name: 'Lee <Park>',
        text: 'Is &lt;this&gt; ours?',
        from_url: 'https://x.slack.com/archives/C1/p1',
      },
    ];
    await stand.drive.event({ ...stand.drive.message(ana(), ''), thread_ts: '1780000000.000001', files, attachments });
    expect(heard).toMatchObject([
      {
        thread: '1780000000.000001',
        files: [{ ref: 'F1', name: 'quotes.pdf', type: 'application/pdf', size: 5 }],
        quoted: { by: 'Lee <Park>', text: 'Is <this> ours?', link: 'https://x.slack.com/archives/C1/p1' },
      },
    ]);
  });

  test('that pass on words show the names of those who are named in them, and of who wrote them', async () => {
    const { id } = stand.workspace.person(LEE);
    const attachments = [{ ...shared, author_name: '', author_id: id, text: `<@${id}> has <@U0NOBODY> asked` }];
    await send({ text: 'See', attachments });
    expect(heard).toMatchObject([{ quoted: { by: 'Lee <Park>', text: '@Lee <Park> has @U0NOBODY asked' } }]);
  });

  test('that name a file kept elsewhere keep its link, since there are no bytes to be had', async () => {
    const link = 'https://docs.example/d/plan?x=1&y=2';
    const elsewhere = { id: 'F8', mode: 'external', title: 'The plan', external_url: link, mimetype: 'text/html' };
    await send({ text: 'See', files: [elsewhere, plan] });
    await send({ files: [elsewhere] });
    await send({ text: 'No', files: [{ ...elsewhere, external_url: 'javascript:alert(1)' }] });
    expect(heard).toMatchObject([
      { text: `See\nThe plan: ${link}`, files: [{ ref: 'F3' }] },
      { text: `The plan: ${link}` },
      { text: 'No', files: [{ ref: 'F8' }] },
    ]);
  });

  test('that pass on no more than a file bring the file, and say whose it is', async () => {
    await send({ attachments: [{ ...shared, text: '', files: [plan] }] });
    expect(heard).toMatchObject([
      {
        text: '',
        files: [{ ref: 'F3', name: 'plan.pdf', type: 'application/pdf', size: 7 }],
        quoted: { by: 'Lee <Park>', text: 'plan.pdf', link: 'https://x.slack.com/archives/C1/p1' },
      },
    ]);
  });

  test('bring files of their own and of what they pass on, but not those of previews', async () => {
    const own = { ...plan, id: 'F4' };
    const attachments = [
      { ...shared, text: 'Is this ours?', files: [plan] },
      { text: 'a preview', files: [{ ...plan, id: 'F5' }] },
    ];
    await send({ text: 'see', files: [own], attachments });
    expect(heard).toMatchObject([
      { text: 'see', files: [{ ref: 'F4' }, { ref: 'F3' }], quoted: { text: 'Is this ours?' } },
    ]);
  });

  test('name a file that Slack shows no more, with the reason', async () => {
    await send({ text: 'see', files: [{ id: 'F2', mode: 'hidden_by_limit' }] });
    expect(heard).toMatchObject([
      { text: 'see', files: [{ name: 'file', refused: expect.stringContaining('older') }] },
    ]);
  });

  test.each([
    {},
    { text: ' \n' },
    { files: [{ id: 'F2', mode: 'hidden_by_limit' }] },
    { attachments: [{ ...shared, text: '' }] },
    { attachments: [{ text: 'a preview' }] },
  ])('with nothing to read in them (%o) are answered once, and not taken', async (more) => {
    await send(more);
    await stand.drive.repeat();
    expect(heard).toEqual([]);
    expect(await said()).toEqual([expect.stringContaining('nothing in this message that the desk can read')]);
  });
});

test('a mention that passes something on, or brings no more than a file, is taken', async () => {
  await stand.drive.mention(ana(), GENERAL, '', { files: [plan] });
  await stand.drive.mention(ana(), GENERAL, '', { attachments: [{ ...shared, text: 'Is this ours?' }] });
  expect(heard).toMatchObject([
    { text: '', files: [{ ref: 'F3' }] },
    { text: '', quoted: { by: 'Lee <Park>', text: 'Is this ours?' } },
  ]);
  const posted = stand.workspace.calls.filter(({ method }) => method === 'chat.postMessage');
  expect(posted.map(({ body }) => body.text)).toEqual(Array(2).fill(expect.stringContaining('is with the desk')));
});
