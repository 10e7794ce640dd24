import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

const telling = { at: '2026-06-01T10:00', office: { answers: { offered: true, validMonths: 12 } } };
const YES = 'Yes: from $10,000 on three written quotes. <!channel>';

test.each(inChats)(
  'in %s: an answer is kept, approved, offered to one who says that it helped, and used for another',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats } = await begin(data.database, telling, ['ana', 'ben', 'lee', 'maria', 'sam']);
    const { ana, ben, lee, maria, sam } = seats;
    for (const each of [ana, ben, lee, maria, sam]) await each.says('help');
    await ana.says('Do I need three quotes for $40k?');
    await lee.presses('Reply', { text: YES });
    await lee.presses('Resolve', { outcome: 'answered' });
    const [owner] = await rows<{ id: number }>(
      data.database.db,
      sql`select id from people where email = 'lee@state.example'`,
    );
    // What stands in a form as it opens has to be sent from there: this drive sends what it is given.
    const kept = { question: 'Do we need three quotes below $50,000?', answer: YES, line: 'purchasing' };
    const until = { validUntil: '2027-06-01', owner: String(owner?.id) };
    expect(await lee.presses('Keep as an answer', { ...kept, ...until })).toContain('It waits for a supervisor');
    await sam.says('answers');
    await sam.presses('Open');
    await sam.presses('Approve');
    await ben.says('Are three quotes needed for a purchase of $30k?');
    expect(await ben.seen()).toContain('We have answered this before:');
    expect(await ben.seen()).toContain('three written quotes. <!channel>');
    expect(await maria.seen()).toContain(kept.question);
    await ben.presses('That answered it');
    expect(await ben.seen()).toContain('You said that this answered it:');
    expect(await maria.seen()).toContain('answered it.');
    await ben.says('Do we need three quotes for services of $20k?');
    if ((await ben.seen()).includes('New question')) await ben.presses('New question');
    await maria.presses('Use this answer', { text: YES });
    expect((await ben.seen()).split('three written quotes').length).toBeGreaterThan(2);
    expect(story.failures).toEqual([]);
  },
);
