import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownText, quoteOf } from '../../../adapters/teams/in/quotes.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { ANA, BOT, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
let heard: Inbound[];
beforeEach(async () => {
  teams = await openTeams();
  heard = [];
  await teams.listen(async (inbound) => {
    heard.push(inbound);
    return { kind: 'done' };
  });
});
afterEach(() => teams.close());

/** The HTML that Teams sends along when somebody quotes; `part` is what it calls the words of the quote. */
const html = (own: string, part = 'preview') => ({
  contentType: 'text/html',
  content: `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1700"><strong itemprop="mri" itemid="28:desk">Liaison Desk</strong><span itemprop="time" itemid="1700"></span><p itemprop="${part}">R-1001 is <b>solved</b>?</p></blockquote><p>${own}</p>`,
});
const entity = {
  type: 'quotedReply',
  quotedReply: { messageId: '1700', senderId: '28:desk', senderName: 'Liaison Desk', preview: 'R-1001 is solved?' },
};
const quoted = { id: '1700', by: 'Liaison Desk', words: 'R-1001 is solved?' };

describe('what somebody quotes', () => {
  test.for([
    [
      'as an entity, with a mark in the text',
      { text: '<quoted messageId="1700"/>Not yet', entities: [entity] },
      quoted,
    ],
    ['as a mark alone', { text: '<quoted messageId="1700"/> Not yet' }, { id: '1700' }],
    ['as HTML', { text: 'Not yet', attachments: [html('Not yet')] }, quoted],
    ['as HTML of another client', { text: 'Not yet', attachments: [html('Not yet', 'copy')] }, quoted],
    [
      'as HTML, with its words in front of the text',
      { text: 'Liaison Desk\r\nR-1001 is solved?\r\n\r\nNot yet', attachments: [html('Not yet')] },
      quoted,
    ],
  ] as const)('%s, is named, and what they wrote is theirs', async ([, more, expected]) => {
    expect(quoteOf(more as never)).toEqual(expected);
    await teams.post(teams.activity(ANA, more));
    expect(heard).toMatchObject([
      { kind: 'message', text: 'Not yet', thread: '1700', answers: 'personal-29:ana 1700' },
    ]);
    expect(heard[0]).not.toHaveProperty('quoted');
  });

  test.for([
    ['begins with the same words', 'R-1001 is solved? No!', 'R-1001 is solved? No!'],
    ['has nothing but the quote in its HTML', 'R-1001 is solved?', ''],
  ] as const)('stays out of a text that %s, which stays whole', ([, text, own]) => {
    expect(ownText({ text, attachments: [html(own)] } as never)).toBe(text);
  });

  test.for([
    'a quote that ends nowhere <blockquote itemtype="http://schema.skype.com/Reply" itemid="1700"><p>x',
    '<blockquote itemid="1700">a quote of their own</blockquote><p>words</p>',
    '<blockquote itemtype="http://schema.skype.com/Reply">of nothing</blockquote>',
    7,
  ])('is nothing in %s', (content) => {
    expect(quoteOf({ text: 'words', attachments: [{ contentType: 'text/html', content }] } as never)).toBeUndefined();
  });

  test('of a colleague in a group chat is what the question is about', async () => {
    const quotedReply = { messageId: '1699', senderName: 'Kim Wu', preview: 'The salt is out' };
    const group = {
      conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: TENANT },
      entities: [
        { type: 'mention', mentioned: BOT },
        { type: 'quotedReply', quotedReply },
      ],
    };
    const mark = '<quoted messageId="1699"/>';
    await teams.post(teams.activity(ANA, { text: `${mark}<at>Liaison Desk</at> May we buy it?`, ...group }));
    await teams.post(teams.activity(ANA, { text: `${mark}<at>Liaison Desk</at>`, ...group }));
    const about = { quoted: { by: 'Kim Wu', text: 'The salt is out' } };
    expect(heard).toMatchObject([
      { text: 'May we buy it?', ...about },
      { text: '', ...about },
    ]);
    expect(heard[0]).not.toHaveProperty('thread');
  });
});

describe('no message is lost', () => {
  const fields = {
    ...{ id: 'm', name: 'n', action: 'a', timestamp: '2026-06-01T10:00:00Z', replyToId: 'r', localTimezone: 'z' },
    ...{ value: {}, attachments: [], entities: [], reactionsAdded: [], channelData: {}, locale: 'en' },
  };
  const person = { id: ANA.id, name: null, aadObjectId: null, role: null };
  const values = [null, 7, '', [null], {}];

  test.for(Object.keys(fields))('for an unusual %s', async (field) => {
    for (const value of values) {
      const activity = teams.activity(ANA, { text: 'hello', [field]: value });
      expect([value, (await teams.post(activity)).status]).toEqual([value, 200]);
    }
    expect(heard.map((each) => each.kind === 'message' && each.text)).toEqual(values.map(() => 'hello'));
  });

  test('for a null in whatever there may be or not', async () => {
    const activity = teams.activity(ANA, {
      ...Object.fromEntries(Object.keys(fields).map((field) => [field, null])),
      text: 'hello',
      from: person,
      recipient: { ...BOT, aadObjectId: null },
      conversation: { id: 'personal-29:ana', conversationType: 'personal', tenantId: TENANT, name: null },
      channelData: { eventType: null, tenant: { id: TENANT, name: null }, team: null },
      entities: [null, { type: null, mentioned: null }, { mentioned: { id: null } }],
      attachments: [null, { contentType: null, contentUrl: null, name: null, content: null }],
    });
    expect((await teams.post(activity)).status).toBe(200);
    expect(heard).toMatchObject([{ text: 'hello', from: { userId: ANA.aadObjectId } }]);
  });

  test('but nobody comes in where the tenant is none', async () => {
    const conversation = { id: 'personal-29:ana', conversationType: 'personal', tenantId: 7 };
    const activity = teams.activity(ANA, { text: 'hello', conversation, channelData: { tenant: { id: null } } });
    expect((await teams.post(activity)).status).toBe(401);
  });
});
