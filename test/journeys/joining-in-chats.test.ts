import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { storyOffice } from '../support/office.ts';

const data = useDatabase();

/** Cy and Ana work for Transportation. */
const cy = {
  ...{ email: 'cy@state.example', name: 'Cy Hale', zone: null },
  roles: [{ role: 'requester' as const, agency: 'DOT' }],
};
const telling = { at: '2026-06-01T10:00', office: { people: [...storyOffice().people, cy] } };

test.each(inChats)(
  'in %s: a colleague who asks the same joins, reads the reply and how it ends, and asks on by themselves',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats } = await begin(data.database, telling, ['ana', 'ben', 'cy', 'lee']);
    const { ana, ben, cy, lee } = seats;
    for (const each of [ana, ben, cy, lee]) await each.says('help');
    await ana.says('Where do we buy road salt <!channel> for the depots?');
    await ben.says('Where do we buy road salt for the depots?');
    await cy.says('Where can I purchase road salt for depots?');
    expect(await ben.seen(), 'he works elsewhere').not.toContain('A colleague of yours');
    expect(await cy.seen()).toContain('A colleague of yours has asked the same');
    expect(await cy.presses('Join')).toContain('Your colleague reads nothing of what you wrote.');
    await cy.presses('Join them');
    expect(await ana.seen()).toContain('Cy Hale has asked the same');
    await lee.says('R-1001');
    await lee.presses('Reply', { text: 'At the depot <!channel> in Yakima.' });
    for (const each of [ana, cy]) expect(await each.seen()).toContain('At the depot <!channel> in Yakima.');
    expect(await ben.seen()).not.toContain('Yakima');
    await lee.presses('Resolve', { outcome: 'answered', text: 'Ask for Jo there.' });
    expect(await cy.seen()).toContain('Ask for Jo there.');
    await cy.presses('I still need help', { text: 'Also on Sundays?' });
    expect(await lee.seen()).toContain('Also on Sundays?');
    expect(await ana.seen(), 'hers is another').not.toContain('Also on Sundays?');
    expect(story.failures).toEqual([]);
  },
);
