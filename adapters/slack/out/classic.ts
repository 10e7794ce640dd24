import { type WebAPICallResult, WebAPIPlatformError, WebClient } from '@slack/web-api';
import { isRecord, listOf, textOf } from '../read.ts';

type Raw = Record<string, unknown>;

/** A workspace that refused `rich_text` is spared it for so long. */
const SPARED_MS = 3_600_000;

const REFUSES_BLOCKS = /^(?:invalid_blocks|msg_blocks_too_long)/u;
/** What is said of a view with a block that is not known, and of much else. */
const REFUSES_VIEW = 'invalid_arguments';

/**
 * Slack's client, for workspaces that do not have `rich_text` too (it came to apps years after Block Kit, and a
 * governmental Slack follows later): there the same is said in the blocks that have always been, buttons and all.
 */
export class ClassicClient extends WebClient {
  private spareUntil = Number.NEGATIVE_INFINITY;

  override async apiCall(method: string, options: Raw = {}): Promise<WebAPICallResult> {
    const classic = inClassicBlocks(options);
    if (!classic) return super.apiCall(method, options);
    if (performance.now() < this.spareUntil) return super.apiCall(method, classic);
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      const word = error instanceof WebAPIPlatformError ? error.data.error : '';
      if (!REFUSES_BLOCKS.test(word) && !('view' in options && word === REFUSES_VIEW)) throw error;
      // Refused, so nothing of it is there.
      const answer = await super.apiCall(method, classic);
      this.spareUntil = performance.now() + SPARED_MS;
      return answer;
    }
  }
}

/** The same call without `rich_text`; undefined when there is none in it. */
function inClassicBlocks(options: Raw): Raw | undefined {
  if (isRecord(options.view)) {
    const blocks = classicBlocks(options.view.blocks);
    return blocks && { ...options, view: { ...options.view, blocks } };
  }
  const blocks = classicBlocks(options.blocks);
  return blocks && { ...options, blocks };
}

function classicBlocks(blocks: unknown): Raw[] | undefined {
  const all = listOf(blocks);
  return all.some(({ type }) => type === 'rich_text') ? all.map(classicBlock) : undefined;
}

/** `plain_text` shows people's words as literally as `rich_text` does. */
function classicBlock(block: Raw): Raw {
  if (block.type !== 'rich_text') return block;
  const text = listOf(block.elements).map(writePart).join('\n');
  return {
    type: 'section',
    ...(typeof block.block_id === 'string' && { block_id: block.block_id }),
    text: { type: 'plain_text', text, emoji: false },
  };
}

function writePart({ type, elements }: Raw): string {
  if (type === 'rich_text_list')
    return listOf(elements)
      .map((item) => `• ${writePart(item)}`)
      .join('\n');
  return listOf(elements)
    .map(({ type: kind, text, fallback, url }) =>
      kind === 'link' ? `${textOf(text)}: ${textOf(url)}` : textOf(text) || textOf(fallback),
    )
    .join('');
}
