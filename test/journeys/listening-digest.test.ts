import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openListening, seats, sends, toTheVote } from '../support/listening.ts';

const data = useDatabase();

test('a digest says what waits of a round: sorting, votes that are out, decisions, and needs that are overdue', async () => {
  const story = await openListening(data.database);
  const { ana, ben, sam, lee } = seats(story);
  const digest = () => sam.sees().findLast((text) => /^(?:Daily|Weekly) digest/u.test(text)) ?? '';
  await toTheVote(story);
  expect(digest(), 'it was said on the very morning').toContain('sort the answers to “Which contracts do you need?”');
  await ana.presses('Vote', { needs: '1' });
  await ben.presses('Vote', { needs: '1' });
  await story.at('2026-06-16T09:00');
  expect(digest()).not.toMatch(/sort the answers|not voted/u);
  await story.at('2026-06-17T09:00');
  expect(digest()).toContain(
    'One agency has not voted yet; the vote ends on Friday, June 19: “Which contracts do you need?”',
  );
  await story.at('2026-06-22T09:00');
  expect(digest()).toContain('The votes are counted: decide what becomes of what agencies need, and tell them.');
  expect(lee.sees().join('\n'), 'it is the supervisor’s').not.toContain('The votes are counted');
  const owner = await story.store.transaction(async (tx) =>
    (await tx.people.withRole(1, 'liaison')).find(({ name }) => name === 'Lee Park'),
  );
  const now = { choice: 'now', effort: 'small', owner: String(owner?.id), due: '2026-06-24' };
  await sends(story, 'sam', 'decide need', 'v2 need=1', now);
  await sends(story, 'sam', 'decide need', 'v2 need=2', {
    choice: 'later',
    effort: 'large',
    again: '2026-06-25',
    because: 'We look.',
  });
  await story.at('2026-06-24T09:00');
  expect(digest()).not.toContain('Not done yet');
  await story.at('2026-06-25T09:00');
  expect(digest()).toContain('Not done yet: Road salt, statewide, Lee Park, was due Wednesday, June 24');
  expect(digest()).toContain('To be looked at again since Thursday, June 25: Drones for inspections');
  await sends(story, 'sam', 'finish need', 'v2 need=1', { text: 'Three suppliers deliver.' });
  await story.at('2026-06-26T09:00');
  expect(digest()).not.toContain('Not done yet');
  await story.at('2026-07-01T09:00');
  const month = (who: typeof sam) => who.sees().findLast((text) => text.startsWith('June 2026')) ?? '';
  expect(month(sam)).toContain('You said, we did: Road salt, statewide');
  expect(month(ben), 'the head of an agency that asked for it').toContain('You said, we did: Road salt, statewide');
});

test('a recommendation stands in the digest from the day by which it was to be looked at', async () => {
  const story = await openListening(data.database);
  const { fay, sam } = seats(story);
  await fay.says('recommend a change');
  await fay.presses('Recommend a change', { title: 'One form for all offices', text: 'We fill in three.' });
  const digest = () => sam.sees().findLast((text) => /^(?:Daily|Weekly) digest/u.test(text)) ?? '';
  await story.at('2026-06-05T09:00');
  expect(digest()).not.toContain('Recommended by an agency');
  await story.at('2026-06-08T09:00');
  expect(digest()).toContain(
    'Recommended by an agency: One form for all offices. You promised to look at it by Monday, June 8.',
  );
  await sends(story, 'sam', 'decide need', 'v2 need=1', {
    ...{
      choice: 'no',
      effort: 'large',
      because: 'The law asks for three.',
      instead: 'We fill two of them in for you.',
    },
  });
  await story.at('2026-06-09T09:00');
  expect(digest()).not.toContain('Recommended by an agency');
});
