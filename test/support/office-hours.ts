import type { Database } from '../../db/engine/client.ts';
import { openStory, type Seat } from './story.ts';

/** Stories about office hours: Lee answers Transportation, and holds them on Tuesdays. */

export const tuesdays = { weekday: 'tue', from: '10 AM', until: '11 AM', minutes: '30', place: 'Room 4' };
/** The two slots of the first Tuesday of a story. */
export const [TEN, HALF_PAST] = ['2026-06-02T14:00:00.000Z', '2026-06-02T14:30:00.000Z'] as const;

export async function openOfficeHours(database: Database, options: Parameters<typeof openStory>[1] = {}) {
  const story = await openStory(database, options);
  const seats = {
    ...{ ana: story.person('ana'), ben: story.person('ben'), fay: story.person('fay') },
    ...{ lee: story.person('lee'), devon: story.person('devon'), sam: story.person('sam') },
  };
  await seats.lee.says('office hours');
  await seats.lee.presses('Add office hours', tuesdays);
  /** The texts of the files that somebody was given. */
  const files = (who: string): string[] =>
    story.chat.seen(`${who}@state.example`).flatMap(({ file }) => (file ? [new TextDecoder().decode(file.bytes)] : []));
  return { story, files, ...seats };
}

/** When their liaison is there. */
export async function schedule(who: Seat): Promise<string> {
  await who.says('my liaison');
  return who.presses('Schedule');
}

export async function takes(who: Seat, slot: string, about = 'Road salt'): Promise<string> {
  await schedule(who);
  return who.presses('Take a slot', { slot, about });
}
