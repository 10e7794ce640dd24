import { expect, test } from 'vitest';
import { callProblems, messageProblems, viewProblems } from '../../support/slack/block-kit.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const button = (id: string, more = {}) => ({ type: 'button', action_id: id, text: plain('Go'), ...more });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
const modal = (more: object) => ({ type: 'modal', title: plain('Title'), submit: plain('Send'), blocks: [], ...more });
const input = (element: object, more = {}) => ({
  type: 'input',
  block_id: 'a',
  label: plain('Label'),
  element,
  ...more,
});

/** The judge of all other tests has to be able to say no. */
test.each([
  [{ blocks: [] }, 'a message has no fall-back text'],
  [{ text: 'x'.repeat(4_001) }, 'the text has 4001 characters'],
  [{ text: 'x', blocks: [rich('y')] }, 'the text lacks “y”'],
  [{ text: '<@U1>' }, 'the text has markup that is no moment'],
  [{ text: 'x', blocks: Array(51).fill(rich('x')) }, '51 blocks'],
  [{ text: 'x', blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] }, 'header has 151 characters'],
  [{ text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] }, 'header is no plain_text'],
  [
    {
      text: 'x',
      blocks: [
        { ...rich('x'), block_id: 'a' },
        { ...rich('x'), block_id: 'a' },
      ],
    },
    'two blocks have one block_id',
  ],
  [
    { text: 'Go', blocks: [{ type: 'actions', elements: [button('a'), button('a')] }] },
    'two actions have one action_id',
  ],
  [
    { text: 'Go', blocks: [{ type: 'actions', elements: [button('a', { value: 'v'.repeat(2_001) })] }] },
    'the value of a button is longer than 2,000',
  ],
  [{ text: 'Go', blocks: [{ type: 'actions', elements: [button('a', { style: 'big' })] }] }, 'a style'],
  [{ text: 'x', blocks: [rich('')] }, 'an empty text in rich_text'],
  [{ text: 'x', blocks: [{ type: 'context', elements: [] }] }, '0 elements in a context'],
  [{ text: 'x', blocks: [{ type: 'divider' }] }, 'an unknown block divider'],
  [{ text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }] }, 'section is no plain_text'],
  [{ text: 'x', blocks: [{ type: 'section', text: plain('x'.repeat(3_001)) }] }, 'section has 3001 characters'],
  [{ text: 'x', blocks: [{ type: 'section', text: plain('x\n• y') }] }, 'the text lacks “y”'],
  [{ text: 'x', blocks: [input({ type: 'datepicker' })] }, 'an input outside of a modal'],
  [
    { text: 'x', metadata: { event_payload: { delivery: 'R-7', part: 1 } } },
    'metadata holds more, or other, than a delivery and its part',
  ],
])('a message: %#', (message, problem) => {
  expect(messageProblems(message)).toContain(problem);
});

test.each([
  [undefined, 'there is no view'],
  [modal({ title: plain('x'.repeat(25)) }), 'title has 25 characters'],
  [modal({ private_metadata: 'x'.repeat(3_001) }), 'private_metadata is longer than 3,000'],
  [modal({ submit: undefined, blocks: [input({ type: 'datepicker' })] }), 'inputs without submit'],
  [modal({ blocks: Array(101).fill(rich('x')) }), '101 blocks'],
  [modal({ blocks: [input({ type: 'range' })] }), 'an input that is a range'],
  [modal({ blocks: [input({ type: 'static_select', options: [] })] }), '0 options'],
  [
    modal({ blocks: [input({ type: 'static_select', options: [{ text: plain('a'), value: '' }] })] }),
    'the value of an option',
  ],
  [
    modal({
      blocks: [
        input({
          type: 'static_select',
          options: [{ text: plain('a'), value: 'a' }],
          initial_option: { text: plain('b'), value: 'b' },
        }),
      ],
    }),
    'initial_option is none of the options',
  ],
  [modal({ blocks: [input({ type: 'datepicker', initial_date: 'today' })] }), 'initial_date'],
])('a view: %#', (view, problem) => {
  expect(viewProblems(view)).toContain(problem);
});

const literal = { text: 'x', parse: 'none', link_names: false };
test.each([
  ['chat.postMessage', { ...literal, parse: 'full' }, 'people’s words may be parsed'],
  ['chat.update', { ...literal, link_names: true }, 'people’s words may be parsed'],
  ['chat.postMessage', { ...literal, metadata: {}, unfurl_links: false }, 'links in people’s words are shown large'],
  ['views.open', {}, 'there is no view'],
])('a call of %s: %o', (method, body, problem) => {
  expect(callProblems(method, body)).toContain(`${method}: ${problem}`);
});
