import { loadPictures, pngOf } from '../../../src/chat/charts/png.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';

/** The first chart of a message goes along as a picture: in a message of its own Slack can show one, in words it cannot. */
export async function withPicture(outgoing: Outgoing): Promise<Outgoing> {
  const [first] = outgoing.message.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
  if (!first || outgoing.file || outgoing.replaces !== undefined) return outgoing;
  // Without a picture the words say it.
  await loadPictures().catch(() => {});
  const bytes = pngOf(first);
  if (!bytes) return outgoing;
  return { ...outgoing, file: { name: `${first.title}.png`, type: 'image/png', bytes, alt: first.finding } };
}
