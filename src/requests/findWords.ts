import type { Block, Button, Form, Message } from '../chat/message.ts';
import { type ListPage, mostCounted, PAGE } from './listing.ts';
import { howMany } from './listWords.ts';
import { filterLabel, type Narrowing, narrowed, sayNarrowing, writeFilters } from './narrowing.ts';
import { findPress, newQuestionPress, searchPress } from './presses.ts';
import { rowBlock, type Viewer } from './rowWords.ts';

/** What was found, and what to try where nothing was. */

type Shown = Viewer & { goesOn: boolean; cursor: string | undefined; narrowing: Narrowing; byAgency: boolean };

export function found(words: string, { rows, count }: ListPage, viewer: Shown): Message {
  const { narrowing, cursor, goesOn } = viewer;
  const said = sayNarrowing(narrowing);
  const sought = [
    ...(words === '' ? [] : [/^".*"$/u.test(words) ? words : `“${words}”`]),
    ...(said === undefined ? [] : [said]),
  ].join(', ');
  const blocks: Block[] = [
    {
      kind: 'heading',
      text: `Found: ${sought}${howMany(rows.length, count, goesOn, mostCounted({ which: 'found' }))}`,
    },
  ];
  if (rows.length === 0)
    blocks.push({
      kind: 'text',
      text: [
        goesOn && count > 0
          ? 'You have seen all of them.'
          : `Nothing of what you may see has these words. Try fewer or other words, or the beginning of one (“licen” finds “licence”), or a number such as R-1042${viewer.byAgency ? ', or an agency (“find salt DOT”)' : ''}.`,
      ],
    });
  blocks.push(...rows.map((row) => rowBlock(row, viewer, row.requesterId === viewer.personId)));
  const about = { words: words === '' ? undefined : words, agency: narrowing.agency?.id };
  const only = writeFilters(narrowing.filters);
  if (cursor !== undefined)
    blocks.push({
      kind: 'buttons',
      buttons: [findPress.button(`Show ${PAGE} more`, { ...about, only, after: cursor })],
    });
  const buttons: Button[] = [];
  if (narrowing.filters.length > 0 || (narrowing.agency && words !== ''))
    buttons.push(findPress.button('Clear filter', words === '' ? about : { words }));
  if (count > 1 || narrowing.filters.length > 0)
    for (const filter of (['open', 'resolved'] as const).filter((each) => !narrowing.filters.includes(each)))
      buttons.push(
        findPress.button(filterLabel(filter), { ...about, only: writeFilters(narrowed(narrowing.filters, filter)) }),
      );
  buttons.push(searchPress.button('Find something else', {}));
  blocks.push({ kind: 'buttons', buttons });
  return { blocks };
}

export const searchForm = (byAgency: boolean): Form => ({
  title: 'Find requests',
  submit: 'Find',
  press: searchPress.to({}),
  fields: [
    {
      kind: 'line',
      name: 'words',
      label: 'What do you look for?',
      hint: `Words of the request, "words in this order", or a number such as R-1042${byAgency ? '; with the code of an agency only what it asked' : ''}.`,
      required: true,
    },
  ],
});

/** Under what was found, for somebody who may have asked. */
export const orQuestion = (held: number): Block => ({
  kind: 'buttons',
  buttons: [newQuestionPress.button('Ask it as a question', { held })],
});
