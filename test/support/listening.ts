import type { Database } from '../../db/engine/client.ts';
import { storyOffice } from './office.ts';
import { openStory, type Story } from './story.ts';

/** Stories of listening rounds begin alike. */

/** Ben heads Agriculture, beside asking for it. */
export const listeningPeople = storyOffice().people.map((each) =>
  each.name === 'Ben Osei'
    ? { ...each, roles: [...each.roles, { role: 'agency head' as const, agency: 'AGR' }] }
    : each,
);
export const openListening = (database: Database, more: Parameters<typeof storyOffice>[0] = {}) =>
  openStory(database, { office: { people: listeningPeople, ...more } });

export const asked = {
  ...{ question: 'Which contracts do you need?', why: 'We plan the next year by it.' },
  ...{ answerUntil: '2026-06-12', voteUntil: '2026-06-19' },
};

export async function begin(story: Story, change: Record<string, string> = {}): Promise<void> {
  const sam = story.person('sam');
  await sam.says('listening');
  await sam.presses('Ask the agencies', { ...asked, ...change });
  await sam.presses('Ask them');
}

export const pressed = (story: Story, who: string, name: string, about: string) =>
  story.chat.hand(`${who}@state.example`, { kind: 'press', press: { name, about } });

/** Fills in the form of a button that stands among several of its label. */
export async function sends(story: Story, who: string, name: string, about: string, values: Record<string, string>) {
  const opened = await pressed(story, who, name, about);
  if (opened.kind !== 'form') return opened;
  const answer = await story.chat.submit(`${who}@state.example`, opened.form, values);
  await story.settle();
  return answer;
}

export const seats = (story: Story) => ({
  ...{ ana: story.person('ana'), ben: story.person('ben'), fay: story.person('fay') },
  ...{ sam: story.person('sam'), lee: story.person('lee') },
});

/** Three agencies have answered, and the office has made two needs of it: road salt (1) and drones (2). */
export async function toTheVote(story: Story, change: Record<string, string> = {}): Promise<void> {
  const { ana, ben, fay, sam } = seats(story);
  await begin(story, change);
  await ana.presses('Answer', { text: 'Road salt for the whole winter' });
  await ben.presses('Answer', { text: 'Salt for roads in winter' });
  await fay.presses('Answer', { text: 'Drones' });
  await story.at('2026-06-15T09:00');
  await sam.presses('Merge answers', { answers: '1,2', name: 'Road salt, statewide' });
  await sam.presses('Merge answers', { answers: '3', name: 'Drones for inspections' });
  await sam.presses('Go on');
  await sam.presses('Open the vote', { until: '2026-06-19' });
}
