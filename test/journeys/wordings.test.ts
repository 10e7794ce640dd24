import { expect, test } from 'vitest';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { createPageSide } from '../../src/doors/pageSide.ts';
import { wordsOf } from '../../src/page/view.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

/** What was edited, as it was worded before: on the page of the request. */

const data = useDatabase();

test('the page of a request has every wording with its time, for those of the office who may see it', async () => {
  const story = await openStory(data.database);
  const { store, now, chat } = story;
  const side = createPageSide({ store, now, deskSide: createDeskSide({ store, now }) });
  const rows = async (who: string, path = 'requests/R-1001') => {
    const address = `${who}@state.example`;
    const account = { platform: 'fake', workspace: 'T1', userId: address, address, email: address };
    const opened = await side.open({ ...account, vouched: 'office' }, path, { query: new Map() });
    const tables = opened?.view?.sections.flatMap((each) => (each.kind === 'table' ? [each.table] : [])) ?? [];
    const found = tables.find(({ name }) => name === 'wordings');
    return found?.rows.map(({ cells }) => cells.map((cell) => wordsOf(cell)));
  };
  const ana = 'ana@state.example';
  await story.person('ana').says('Do I need two quotes?', { key: 'ts-1' });
  expect(await rows('sam')).toBeUndefined();
  const edit = async (time: string, of: string, text: string) => {
    await story.at(time);
    await chat.hand(ana, { kind: 'edit', of, text });
    await story.settle();
  };
  await edit('2026-06-01T10:05', 'ts-1', 'Do I need <b>three</b> quotes?');
  await edit('2026-06-01T10:07', 'ts-1', 'Do I need three quotes for $40k?');
  const at = (time: string) => expect.objectContaining({ when: new Date(`2026-06-01T${time}:00Z`) });
  const wordings = [
    ['1, by Ana Ruiz', at('14:00'), 'Do I need two quotes?'],
    ['1, by Ana Ruiz', at('14:05'), 'Do I need <b>three</b> quotes?'],
    ['1, by Ana Ruiz', at('14:07'), 'Do I need three quotes for $40k?'],
  ];
  expect(await rows('sam')).toEqual(wordings);
  expect(await rows('lee')).toEqual(wordings);
  // The record keeps what was deleted, and the office sees it there; others of the office have no such request.
  await chat.hand(ana, { kind: 'delete', of: 'ts-1' });
  await story.settle();
  expect(await rows('sam')).toEqual(wordings);
  expect(await rows('maria')).toBeUndefined();
});
