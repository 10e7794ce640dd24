import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: from the lines of a digest what did not arrive is sent again or set aside, and what was not heard is heard',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, { at: '2026-06-01T10:00' }, ['ana', 'ben', 'sam']);
    const { ana, ben, sam } = seats;
    for (const each of [ana, ben, sam]) await each.says('help');
    const people = await story.store.transaction((tx) => tx.people.everybody(100));
    const idOf = (name: string) => people.find(({ person }) => person.name === name)?.person.id ?? 0;
    await story.store.transaction((tx) =>
      tx.outbox.put(
        ['Ana Ruiz', 'Ben Osei'].map((name) => ({
          ...{ key: `agenda to ${name}`, kind: 'notice' as const, to: { personId: idOf(name) }, officeId: 1 },
          message: { blocks: [{ kind: 'heading' as const, text: `Meeting on Friday, ${name}` }] },
        })),
      ),
    );
    // As if their chats had refused it.
    const { db } = data.database;
    await db.execute(sql`update deliveries set state = 'failed', reason = 'blocked' where key like 'agenda to %'`);
    await ben.says('hours');
    await db.execute(sql`insert into inbox (platform, workspace, key, conversation, body, state, handled_at)
      select platform, workspace, key || ' odd', conversation,
        body || jsonb_build_object('key', key || ' odd', 'text', 'May I buy a boat?'), 'parked', now()
      from inbox where body ->> 'text' = 'hours'`);
    await at('2026-06-02T09:01');
    const digest = await sam.seen();
    expect(digest).toMatch(/Nobody has what .*Ben Osei.* wrote on/u);
    expect(digest).toMatch(/Not delivered to Ana Ruiz, “Meeting on Friday, Ana Ruiz”: blocked/u);
    expect(await sam.presses('Try Ana Ruiz again')).toContain('It is on the way to Ana Ruiz once more.');
    expect(await ana.seen()).toContain('Meeting on Friday, Ana Ruiz');
    expect(await sam.presses('Set aside for Ben Osei')).toContain('It is set aside');
    expect(await sam.presses('Try again what Ben Osei wrote')).toContain('I try it again.');
    expect(await ben.seen()).toContain('R-1001');
    expect(await sam.presses('Try again what Ben Osei wrote')).toContain('Somebody has seen to this already.');
    expect(await ben.seen()).not.toContain('Meeting on Friday');
    await at('2026-06-03T09:01');
    const [, next = ''] = (await sam.seen()).split(/(?=Daily digest)/u).slice(-2);
    expect(next).not.toMatch(/Not delivered|Nobody has what/u);
    expect(story.failures).toEqual([]);
  },
);
