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
    try {
      return await this.callInEitherForm(method, options);
    } catch (error) {
      // A picture that Slack cannot fetch would keep all the rest from being seen.
      const pictureless = isRefused(error, options) ? withBlocks(options, pictureLess) : undefined;
      if (!pictureless) throw error;
      return this.callInEitherForm(method, pictureless);
    }
  }

  private async callInEitherForm(method: string, options: Raw): Promise<WebAPICallResult> {
    const classic = withBlocks(options, classicBlocks);
    if (!classic) return super.apiCall(method, options);
    if (performance.now() < this.spareUntil) return super.apiCall(method, classic);
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (!isRefused(error, options)) throw error;
      // Refused, so nothing of it is there.
      const answer = await super.apiCall(method, classic);
      this.spareUntil = performance.now() + SPARED_MS;
      return answer;
    }
  }
}

function isRefused(error: unknown, options: Raw): boolean {
  const word = error instanceof WebAPIPlatformError ? error.data.error : '';
  return REFUSES_BLOCKS.test(word) || ('view' in options && word === REFUSES_VIEW);
}

/** The same call with other blocks; undefined when they would be the same. */
function withBlocks(options: Raw, change: (blocks: unknown) => Raw[] | undefined): Raw | undefined {
  if (isRecord(options.view)) {
    const blocks = change(options.view.blocks);
    return blocks && { ...options, view: { ...options.view, blocks } };
  }
  const blocks = change(options.blocks);
  return blocks && { ...options, blocks };
}

/** Pictures of people stand beside words, which stay. */
function pictureLess(blocks: unknown): Raw[] | undefined {
  const isPicture = ({ type }: Raw): boolean => type === 'image';
  const all = listOf(blocks);
  if (!all.some(({ elements }) => listOf(elements).some(isPicture))) return undefined;
  return all.map((block) =>
    block.type === 'context'
      ? { ...block, elements: listOf(block.elements).filter((each) => !isPicture(each)) }
      : block,
  );
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
