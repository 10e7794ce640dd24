import { type Block, type Form, type Message, sayMoment, speakerOf, type Text } from '../../src/chat/message.ts';

const moment = { when: new Date('2026-06-09T20:00:00Z'), zone: 'America/New_York' };

/** One of every kind of block, with every kind of span. */
export const EVERY_BLOCK: Message = {
  blocks: [
    { kind: 'heading', text: 'R-7 & "all" <the> rest' },
    { kind: 'text', text: ['Due ', moment, ' for ', { strong: 'Parks & Lakes' }, '.'] },
    { kind: 'quote', by: "Siobhán O'Neil", at: moment, text: 'Is <b>this</b> enough?\nAnd *that*?' },
    {
      kind: 'facts',
      facts: [
        { label: 'Agency', value: ['Parks'] },
        { label: 'Promised', value: [moment] },
      ],
    },
    {
      kind: 'chart',
      chart: {
        ...{ kind: 'bars', title: 'Open & late', finding: 'Parks has <most> of 9.', most: 9 },
        bars: [{ label: 'Parks & Lakes', value: 9, said: '9' }],
      },
    },
    { kind: 'list', items: [['one of two'], ['the other ', { strong: 'of two' }]] },
    {
      kind: 'row',
      text: [{ strong: 'R-8' }, ' Salt?\nlate since Monday'],
      buttons: [{ label: 'Open R-8', press: { name: 'look', about: 'R-8' } }],
    },
    {
      kind: 'row',
      text: [{ strong: 'R-9' }, ' Sand?\ndue ', moment],
      buttons: [
        { label: 'Open R-9', press: { name: 'look', about: 'R-9' } },
        { label: 'Reply to R-9', press: { name: 'reply', about: 'R-9' } },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Reply', press: { name: 'reply', about: 'R-7' }, style: 'primary' },
        { label: 'Hand over', press: { name: 'hand over', about: 'R-7' } },
        { label: 'Withdraw', press: { name: 'withdraw', about: 'R-7' }, style: 'danger' },
      ],
    },
    { kind: 'link', label: 'Open the page', url: 'https://desk.state.example/desk?a=1&b=2' },
    { kind: 'small', text: ['Office hours: 8 to 5.'] },
  ],
};

/** One of every kind of field. */
export const EVERY_FIELD: Form = {
  title: 'Resolve R-7',
  fields: [
    { kind: 'line', name: 'title', label: 'Title', required: true },
    { kind: 'paragraph', name: 'words', label: 'What they are told', hint: 'The agency reads this.', required: true },
    {
      kind: 'choice',
      name: 'outcome',
      label: 'Outcome',
      required: true,
      options: [
        { value: 'a', label: 'Answered' },
        { value: 'b', label: 'Not possible' },
      ],
    },
    {
      kind: 'choices',
      name: 'liked',
      label: 'What went well?',
      required: false,
      options: [
        { value: 'ease', label: 'It was easy' },
        { value: 'other', label: 'Something else' },
        { value: 'people', label: 'Who helped' },
      ],
    },
    { kind: 'date', name: 'day', label: 'Follow up on', required: false },
  ],
  submit: 'Resolve it',
  press: { name: 'resolve', about: 'R-7' },
};

/** Text that some platform would take for markup, a mention or a command, or cut in two. */
export const HOSTILE = [
  `<script>alert(1)</script> <img src=x onerror=alert(1)> &amp; &lt;b&gt; "quoted" 'single'`,
  '<!channel> <@U123> <https://evil.example|https://bank.example> @everyone #general',
  '*bold* _it_ ~gone~ `code` **more** [label](https://evil.example) {{$a}} $(a) %s \\n',
  '👩🏽‍💻👨‍👩‍👧‍👦 e\u0301 שלום مرحبا \u202Eabc\u202C 漢字',
  '/remind me, 1. not a list, > not a quote, # not a heading, - nor this',
];

/** A message of one sentence. */
export const say = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });

/** Every piece of text a message is made of, in the order in which it is read. */
export function leavesOf(message: Message): string[] {
  return message.blocks.flatMap(leavesOfBlock);
}

function leavesOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'face':
      return [];
    case 'link':
      return [block.label];
    case 'chart':
      return [block.chart.finding];
    case 'text':
    case 'small':
      return spans(block.text);
    case 'quote':
      return [...spans(speakerOf(block)), ...block.text.split('\n')];
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...spans(value)]);
    case 'list':
      return block.items.flatMap(spans);
    case 'row':
      return [...spans(block.text).flatMap((span) => span.split('\n')), ...block.buttons.map(({ label }) => label)];
    case 'buttons':
      return block.buttons.map(({ label }) => label);
  }
}

function spans(text: Text): string[] {
  return text.map((span) => {
    const words = typeof span === 'string' ? span : 'strong' in span ? span.strong : sayMoment(span);
    return words.trim();
  });
}
