/**
 * Slack's limits on what is sent to it, as its reference has them; no package checks these. Every payload that a test
 * sends to the workspace goes through here.
 */
type Raw = Record<string, unknown>;

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Raw[] => (Array.isArray(value) ? value.filter(isRaw) : []);

/** What Slack would refuse of a call, or show otherwise than it is meant. */
export function callProblems(method: string, body: Raw): string[] {
  const named = (problems: string[]) => problems.map((problem) => `${method}: ${problem}`);
  if (method === 'chat.postMessage' || method === 'chat.update') {
    const loose = body.parse !== 'none' || body.link_names !== false ? ['people’s words may be parsed'] : [];
    // What people wrote comes with the metadata of a delivery; the adapter's own words have no links.
    const unfurls = method === 'chat.postMessage' && (body.unfurl_links !== false || body.unfurl_media !== false);
    if (unfurls && body.metadata !== undefined) loose.push('links in people’s words are shown large');
    return named([...messageProblems(body), ...loose]);
  }
  if (method === 'chat.postEphemeral') return named(messageProblems(body));
  if (/^views\.(?:open|update|push|publish)$/u.test(method)) return named(viewProblems(body.view));
  return [];
}

/** What Slack answers when it is asked about a message without anybody being shown it. */
export function validated({ message }: Raw): Raw {
  const problems = blockProblems(isRaw(message) ? message.blocks : undefined, 'message');
  if (problems.length === 0) return { ok: true };
  return { ok: false, error: 'invalid_blocks', errors: [{ pointer: '/blocks', code: 'failed_constraint' }] };
}

/** What is wrong with a message; its `text` has to say all that its blocks say. */
export function messageProblems({ text, blocks, metadata }: Raw): string[] {
  const problems = blocks === undefined ? [] : blockProblems(blocks, 'message');
  if (typeof text !== 'string' || text.trim() === '') return [...problems, 'a message has no fall-back text'];
  if (text.length > 4_000) problems.push(`the text has ${text.length} characters`);
  if (JSON.stringify(blocks ?? []).length > 13_000)
    problems.push('the blocks together have more than 13,000 characters');
  const said = shownText(text);
  for (const leaf of leaves(blocks))
    if (leaf.trim() && !said.includes(leaf.trim()) && !/^\(\d+\/\d+\)$/u.test(leaf))
      problems.push(`the text lacks “${leaf.slice(0, 60)}”`);
  if (/<(?!!date\^)/u.test(text)) problems.push('the text has markup that is no moment');
  if (metadata !== undefined) problems.push(...metadataProblems(metadata));
  return problems;
}

function metadataProblems(metadata: unknown): string[] {
  const payload = isRaw(metadata) && isRaw(metadata.event_payload) ? metadata.event_payload : {};
  const { delivery, part, of, ...more } = payload;
  const ok =
    /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u.test(String(delivery)) &&
    Number.isInteger(part) &&
    (of === undefined) === (part === 1);
  return ok && Object.keys(more).length === 0 ? [] : ['metadata holds more, or other, than a delivery and its part'];
}

export function viewProblems(view: unknown): string[] {
  if (!isRaw(view)) return ['there is no view'];
  const isModal = view.type === 'modal';
  const problems = blockProblems(view.blocks, isModal ? 'modal' : 'home');
  if (isModal) problems.push(...textProblems(view.title, 'title', 24, true));
  for (const name of ['submit', 'close'])
    if (view[name] !== undefined) problems.push(...textProblems(view[name], name, 24, true));
  if (String(view.private_metadata ?? '').length > 3_000) problems.push('private_metadata is longer than 3,000');
  if (list(view.blocks).some(({ type }) => type === 'input') && !view.submit) problems.push('inputs without submit');
  if (JSON.stringify(view).length > 250_000) problems.push('a view is larger than 250 KB');
  return problems;
}

function blockProblems(blocks: unknown, surface: 'message' | 'modal' | 'home'): string[] {
  if (!Array.isArray(blocks)) return ['blocks are no list'];
  const most = surface === 'message' ? 50 : 100;
  const problems = blocks.length > most ? [`${blocks.length} blocks`] : [];
  const ids = list(blocks).flatMap(({ block_id: id }) => (typeof id === 'string' ? [id] : []));
  if (new Set(ids).size !== ids.length) problems.push('two blocks have one block_id');
  if (ids.some((id) => id === '' || id.length > 255)) problems.push('a block_id is empty or too long');
  if (chartBlocks(blocks).length > 2) problems.push('more than two charts');
  return [...problems, ...list(blocks).flatMap((block) => oneBlock(block, surface))];
}

/** Slack's own charts among blocks. */
export const chartBlocks = (blocks: unknown): Raw[] => list(blocks).filter(({ type }) => type === 'data_visualization');

/** docs.slack.dev/reference/block-kit/blocks/data-visualization-block, of the kinds with axes. */
function chartProblems({ title, chart }: Raw): string[] {
  const { type, series, axis_config: axes } = isRaw(chart) ? chart : {};
  const { categories, x_label: x, y_label: y } = isRaw(axes) ? axes : {};
  const problems = isShort(title, 50) ? [] : ['a chart’s title'];
  if (!['line', 'bar', 'area'].includes(String(type))) problems.push(`a chart that is a ${String(type)}`);
  for (const label of [x, y]) if (label !== undefined && !isShort(label, 50)) problems.push('the label of an axis');
  const wanted = Array.isArray(categories) ? categories : [];
  if (wanted.length < 1 || wanted.length > 20) problems.push(`${wanted.length} categories`);
  if (new Set(wanted).size !== wanted.length || !wanted.every((each) => isShort(each, 20))) problems.push('categories');
  const all = list(series);
  const names = all.map(({ name }) => name);
  if (all.length < 1 || all.length > 6) problems.push(`${all.length} series`);
  if (new Set(names).size !== names.length || !names.every((each) => isShort(each, 20)))
    problems.push('names of series');
  for (const { data } of all) {
    const points = list(data);
    if (JSON.stringify(points.map(({ label }) => label)) !== JSON.stringify(wanted))
      problems.push('a series with gaps');
    if (!points.every(({ value }) => Number.isFinite(value))) problems.push('a value that is no number');
  }
  return problems;
}

const isShort = (text: unknown, most: number): boolean =>
  typeof text === 'string' && text.length >= 1 && text.length <= most;

function oneBlock(block: Raw, surface: string): string[] {
  switch (block.type) {
    case 'header':
      return textProblems(block.text, 'header', 150, true);
    case 'section':
      // People's words may stand in it, so it is plain.
      return [
        ...textProblems(block.text, 'section', 3_000, true),
        ...(isRaw(block.accessory) ? buttonProblems(block.accessory) : []),
      ];
    case 'context': {
      const elements = list(block.elements);
      const count = elements.length < 1 || elements.length > 10 ? [`${elements.length} elements in a context`] : [];
      const drawn = elements.flatMap((each) =>
        each.type === 'image' ? imageProblems(each) : textProblems(each, 'context', 3_000, false),
      );
      return [...count, ...drawn];
    }
    case 'rich_text':
      return list(block.elements).length === 0 ? ['an empty rich_text'] : list(block.elements).flatMap(richProblems);
    case 'actions': {
      const elements = list(block.elements);
      const ids = elements.map(({ action_id: id }) => String(id));
      return [
        ...(elements.length < 1 || elements.length > 25 ? [`${elements.length} elements in actions`] : []),
        ...(new Set(ids).size === ids.length ? [] : ['two actions have one action_id']),
        ...elements.flatMap(buttonProblems),
      ];
    }
    case 'data_visualization':
      return surface === 'message' ? chartProblems(block) : ['a chart outside of a message'];
    case 'input':
      return surface === 'modal' ? inputProblems(block) : ['an input outside of a modal'];
    default:
      return [`an unknown block ${String(block.type)}`];
  }
}

function buttonProblems(button: Raw): string[] {
  const problems = textProblems(button.text, 'button', 75, true);
  if (button.type !== 'button') problems.push(`an action that is a ${String(button.type)}`);
  if (String(button.value ?? '').length > 2_000) problems.push('the value of a button is longer than 2,000');
  if (button.style !== undefined && button.style !== 'primary' && button.style !== 'danger') problems.push('a style');
  return problems;
}

function inputProblems(block: Raw): string[] {
  const problems = textProblems(block.label, 'label', 2_000, true);
  if (block.hint !== undefined) problems.push(...textProblems(block.hint, 'hint', 2_000, true));
  const element = isRaw(block.element) ? block.element : {};
  const kinds = ['plain_text_input', 'static_select', 'multi_static_select', 'checkboxes', 'datepicker', 'file_input'];
  if (!kinds.includes(String(element.type))) problems.push(`an input that is a ${String(element.type)}`);
  if (String(element.initial_value ?? '').length > Number(element.max_length ?? 3_000)) problems.push('initial_value');
  if (element.initial_date !== undefined && !/^\d{4}-\d\d-\d\d$/u.test(String(element.initial_date)))
    problems.push('initial_date');
  if (element.type === 'checkboxes' && list(element.options).length > 10) problems.push('more than 10 check-boxes');
  if (!Array.isArray(element.options) && !Array.isArray(element.option_groups)) return problems;
  const groups =
    element.option_groups === undefined ? [element.options] : list(element.option_groups).map(({ options }) => options);
  if (groups.length > 100) problems.push('more than 100 groups of options');
  for (const group of list(element.option_groups)) problems.push(...textProblems(group.label, 'group', 75, true));
  const options = groups.flatMap((group) => {
    const these = list(group);
    if (these.length < 1 || these.length > 100) problems.push(`${these.length} options`);
    return these;
  });
  for (const option of options) {
    problems.push(...textProblems(option.text, 'option', 75, true));
    const { length } = String(option.value ?? '');
    if (length < 1 || length > 150) problems.push('the value of an option');
  }
  if (isRaw(element.initial_option)) {
    const initial = JSON.stringify(element.initial_option);
    if (!options.some((option) => JSON.stringify(option) === initial))
      problems.push('initial_option is none of the options');
  }
  return problems;
}

function richProblems(element: Raw): string[] {
  switch (element.type) {
    case 'rich_text_list':
    case 'rich_text_section':
    case 'rich_text_quote': {
      const inner = list(element.elements);
      return inner.length === 0 ? [`an empty ${element.type}`] : inner.flatMap(richProblems);
    }
    case 'text':
      return typeof element.text === 'string' && element.text !== '' ? [] : ['an empty text in rich_text'];
    case 'link':
      return /^https:\/\/\S+$/u.test(String(element.url)) && element.text ? [] : ['a link that leads nowhere'];
    case 'date':
      return Number.isInteger(element.timestamp) && element.format && element.fallback
        ? []
        : ['a date that is not whole'];
    default:
      return [`an unknown element ${String(element.type)}`];
  }
}

function textProblems(text: unknown, what: string, most: number, plainOnly: boolean): string[] {
  if (!isRaw(text) || typeof text.text !== 'string') return [`${what} has no text`];
  if (text.type !== 'plain_text' && (plainOnly || text.type !== 'mrkdwn')) return [`${what} is no plain_text`];
  if (text.text.length < 1 || text.text.length > most) return [`${what} has ${text.text.length} characters`];
  return [];
}

function imageProblems({ image_url: url, alt_text: alt }: Raw): string[] {
  const sound = String(url).startsWith('https://') && String(url).length <= 3_000;
  const told = typeof alt === 'string' && alt !== '' && alt.length <= 2_000;
  return [...(sound ? [] : ['a picture without an https address']), ...(told ? [] : ['a picture without words'])];
}

/** What a reader sees of Slack's plain text: moments in their fall-back, entities decoded. */
export function shownText(text: string): string {
  return text
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/gu, '$1')
    .replace(/&(amp|lt|gt);/gu, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');
}

/** All that blocks show, each piece by itself, in order. */
export function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (!isRaw(value)) return [];
  if (value.type === 'section') {
    const lines = leaves(value.text).flatMap((text) => text.split(/\n(?:• )?|^• /u));
    return [...lines, ...leaves(value.accessory)];
  }
  if (value.type === 'date') return [String(value.fallback)];
  if (value.type === 'mrkdwn') return [shownText(String(value.text))];
  if (typeof value.text === 'string') return [value.text];
  return [
    value.text,
    value.label,
    value.hint,
    value.elements,
    value.element,
    value.options,
    value.option_groups,
  ].flatMap(leaves);
}

/** What a reader sees of blocks, line by line: the pieces of one line stand together. */
export function shownLines(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(shownLines);
  if (!isRaw(value)) return [];
  if (['rich_text_section', 'rich_text_quote', 'context'].includes(String(value.type)))
    return [leaves(value.elements).join('')];
  if (['rich_text', 'rich_text_list'].includes(String(value.type))) return shownLines(value.elements);
  return leaves(value);
}
