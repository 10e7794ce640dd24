import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { begin, sends } from '../support/listening.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const requester = (name: string, agencies: string[]) => ({
  ...{ email: `${name.toLowerCase()}@state.example`, name: `${name} Hale`, zone: null },
  roles: agencies.map((agency) => ({ role: 'requester' as const, agency })),
});

/** Cy asks for Transportation and is all that Parks has; Dee works for Transportation, and answers nothing. */
async function open() {
  const { people, agencies } = storyOffice();
  const all = [...people, requester('Cy', ['DOT', 'PRK']), requester('Dee', ['DOT'])];
  const story = await openStory(data.database, {
    office: { people: all, agencies: [...agencies, { code: 'PRK', name: 'Parks' }] },
    chats: (now) => [fakeChat({ now, emails: all.map(({ email }) => email) })],
  });
  const [ana, cy, dee, sam] = ['ana', 'cy', 'dee', 'sam'].map((name) => story.person(name));
  if (!ana || !cy || !dee || !sam) throw new Error('they are there');
  await begin(story, { agencies: 'DOT, PRK' });
  await ana.presses('Answer', { text: 'Road salt' });
  await story.at('2026-06-15T09:00');
  await sam.presses('Merge answers', { answers: '1', name: 'Road salt, statewide' });
  await sam.presses('Go on');
  expect(await sam.presses('Open the vote', { until: '2026-06-19' })).toContain('2 agencies are asked');
  return { story, ana, cy, dee, sam };
}

test('an agency votes whose only person was asked for another of theirs', async () => {
  const { cy } = await open();
  await cy.presses('Vote of Parks', { needs: '1' });
  expect(cy.last()).toContain('Cy Hale has voted for Parks');
  expect(cy.last(), 'the other is another vote').toContain('Choose: Vote of Transportation, Change the vote of Parks');
});

test('whoever voted for their agency reads what came of it, though they answered nothing', async () => {
  const { story, ana, dee, sam } = await open();
  await dee.presses('Vote', { needs: '1' });
  expect(dee.last()).toContain('everybody who answered or voted reads the result');
  await story.at('2026-06-22T09:00');
  const no = { choice: 'no', effort: 'small', because: 'The budget is spent', instead: 'Borrow it from Yakima' };
  await sends(story, 'sam', 'decide need', 'v2 need=1', no);
  await sam.presses('See the result');
  expect(await sam.presses('Tell everybody who answered')).toContain('the 2 people who answered or voted');
  const said = 'No, because: The budget is spent. Instead: Borrow it from Yakima.';
  expect(dee.last()).toContain('What became of your vote');
  expect(dee.last()).toContain(said);
  expect(dee.last(), 'there is none').not.toContain('Your own answer');
  expect(ana.last()).toContain(`What became of your answers`);
  expect(ana.last()).toContain(said);
});
