/** An announcement to 20,000 people. */
import type { Story } from '../test/support/story.ts';
import type { BenchRow } from './row.ts';
import { benchToMany } from './toMany.ts';

export const benchAnnounce = (): Promise<BenchRow[]> =>
  benchToMany({ bench: 'announce', ready: readyToSend, table: 'announcement_readers' });

/** Written and looked at; what is left is the press. */
async function readyToSend(story: Story) {
  const sam = story.person('sam');
  await sam.says('announce');
  await sam.presses('Announce something', { title: 'Mileage rates change', text: 'The state pays 70 cents a mile.' });
  return { name: 'send announcement', about: 'v2 announcement=1' };
}
