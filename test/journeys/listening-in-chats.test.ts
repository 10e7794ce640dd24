import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';

const data = useDatabase();

test.each(inChats)(
  'in %s: agencies are asked, answers become needs, they vote, and what is decided and done comes back to them',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats, at } = await begin(data.database, { at: '2026-06-01T10:00' }, ['ana', 'ben', 'sam']);
    const { ana, ben, sam } = seats;
    for (const each of [ana, ben, sam]) await each.says('help');
    await sam.says('listening');
    const asked = {
      ...{ question: 'Which contracts <!channel>?', why: 'We plan by it.', shows: 'agency' },
      ...{ answerUntil: '2026-06-12', voteUntil: '2026-06-19', audience: 'everybody', rule: 'agency', choices: '3' },
    };
    expect(await sam.presses('Ask the agencies', asked)).toContain('Ask them');
    await sam.presses('Ask them');
    expect(await ana.seen()).toContain('with your agency’s name, without yours');
    await ana.presses('Answer', { text: 'Road salt' });
    await ben.presses('Answer', { text: 'Salt for roads' });
    expect(await ana.seen()).toContain('Add another answer');
    await at('2026-06-15T09:00');
    expect(await sam.seen()).toContain('The answers are in');
    await sam.presses('Merge answers', { answers: '1,2', name: 'Road salt, statewide' });
    await sam.presses('Go on');
    await sam.presses('Open the vote', { until: '2026-06-19' });
    expect(await ana.seen()).toContain('What matters most to your agency?');
    await ana.presses('Vote', { needs: '1' });
    expect(await ana.seen()).toContain('Ana Ruiz has voted for Transportation');
    await at('2026-06-22T09:00');
    expect(await sam.seen()).toContain('The vote is over');
    const later = { choice: 'later', effort: 'large', again: '2026-09-01', because: 'The budget comes first.' };
    await sam.presses('See the result');
    await sam.presses('Decide', later);
    await sam.presses('Tell everybody who answered');
    for (const each of [ana, ben]) expect(await each.seen()).toContain('The budget comes first.');
    await ben.says('recommend a change');
    await ben.presses('Recommend a change', { title: 'One form', text: 'We fill in three.' });
    expect(await ben.seen()).toContain('looks at it by Monday, June 29');
    expect(story.failures).toEqual([]);
  },
);
