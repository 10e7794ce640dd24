import type { Block, Button, Form, Message } from '../chat/message.ts';
import type { Agency } from '../people/person.ts';
import { COUNTED, type ListPage, mostCounted, PAGE } from './listing.ts';
import { filtersOf, type ListName } from './listNames.ts';
import { filterLabel, type Narrowing, narrowed, sayNarrowing, writeFilters } from './narrowing.ts';
import { byAgencyPress, listPresses } from './presses.ts';
import { rowBlock, type Viewer } from './rowWords.ts';

/** Lists: what somebody sees who asks what there is. */

export const listTitles: Record<ListName, { title: string; empty: string; titleOfNone?: string }> = {
  'my requests': { title: 'My requests', empty: 'You have asked nothing yet. Just write your question here.' },
  queue: { title: 'My queue', empty: 'Nothing waits for you.' },
  triage: {
    title: 'Triage: nobody has these yet',
    titleOfNone: 'Triage',
    empty: 'Every request has somebody who answers it.',
  },
  'at risk': { title: 'Late or due within four hours', titleOfNone: 'At risk', empty: 'No promise is at risk.' },
  escalated: { title: 'Escalated', empty: 'Nobody had to be warned of anything that is open.' },
  'all open': { title: 'Open requests by due time', empty: 'Nothing is open.' },
  resolved: { title: 'Resolved requests', empty: 'Nothing of what you may see has been resolved yet.' },
};

type Shown = Viewer & { goesOn: boolean; cursor: string | undefined; narrowing: Narrowing; bare: boolean };

/**
 * A page of a list. `goesOn`: another one was shown before it. `cursor`: there are more, and the button leads to them.
 * `bare`: it stands among others, without the buttons that narrow it.
 */
export function list(name: ListName, { rows, count }: ListPage, viewer: Shown): Message {
  const { goesOn, cursor, narrowing } = viewer;
  const said = sayNarrowing(narrowing);
  const { title: titleOfSome, titleOfNone = titleOfSome } = listTitles[name];
  const title = `${count === 0 ? titleOfNone : titleOfSome}${said === undefined ? '' : `: ${said}`}`;
  const blocks: Block[] = [
    {
      kind: 'heading',
      text: `${title}${howMany(rows.length, count, goesOn, name === 'resolved' ? mostCounted({ which: name }) : COUNTED)}`,
    },
  ];
  if (rows.length === 0) {
    const empty = said === undefined ? listTitles[name].empty : 'No request matches.';
    blocks.push({ kind: 'text', text: [goesOn && count > 0 ? 'You have seen all of them.' : empty] });
  }
  blocks.push(...rows.map((row) => rowBlock(row, viewer, name === 'my requests')));
  const about = { only: writeFilters(narrowing.filters), agency: narrowing.agency?.id };
  if (cursor !== undefined)
    blocks.push({
      kind: 'buttons',
      buttons: [listPresses[name].button(`Show ${PAGE} more`, { after: cursor, ...about })],
    });
  const buttons = viewer.bare ? [] : narrowingButtons(name, narrowing, count);
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons });
  return { blocks };
}

/** One is not narrowed. */
const FEW = 1;

/** To take away what the list is narrowed to, and to narrow it further. */
function narrowingButtons(name: ListName, { filters, agency }: Narrowing, count: number): Button[] {
  const buttons: Button[] = [];
  const isNarrowed = filters.length > 0 || agency !== undefined;
  if (isNarrowed) buttons.push(listPresses[name].button('Clear filter', {}));
  if (count === 0 || (count <= FEW && !isNarrowed)) return buttons;
  for (const filter of filtersOf[name].filter((each) => !filters.includes(each))) {
    const only = writeFilters(narrowed(filters, filter));
    buttons.push(listPresses[name].button(filterLabel(filter), { only, agency: agency?.id }));
  }
  if (name !== 'my requests')
    buttons.push(byAgencyPress.button('By agency', { list: name, only: writeFilters(filters) }));
  return buttons;
}

/** The agencies to choose from, in the order of their names. */
export const agencyChoice = (name: ListName, only: string | undefined, agencies: readonly Agency[]): Form => ({
  title: 'Show one agency',
  submit: 'Show',
  press: byAgencyPress.to({ list: name, only }),
  fields: [
    {
      kind: 'choice',
      name: 'agency',
      label: 'Which agency?',
      required: true,
      options: agencies.map(({ id, name: label }) => ({ value: String(id), label })),
    },
  ],
});

/** "1,000+": more were not counted. */
export const sayCount = (count: number, most: number = COUNTED): string =>
  count > most ? `${most.toLocaleString('en-US')}+` : count.toLocaleString('en-US');

/** "(10 of 41)", "(10 more of 41)", "(3)". */
export function howMany(shown: number, count: number, goesOn: boolean, most: number): string {
  if (count === 0) return '';
  if (goesOn && shown > 0) return ` (${shown} more of ${sayCount(count, most)})`;
  return shown > 0 && shown < count ? ` (${shown} of ${sayCount(count, most)})` : ` (${sayCount(count, most)})`;
}
