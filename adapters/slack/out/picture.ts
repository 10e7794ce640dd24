import type { Chart } from '../../../src/chat/charts/chart.ts';
import { loadPictures, pngOf } from '../../../src/chat/charts/png.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Outgoing, OutgoingFile } from '../../../src/chat/outgoing.ts';

/** A message with all that stands below it as files: what the other side gave, and the pictures of its charts. */
export type WithFiles = Omit<Outgoing, 'file'> & { files: readonly OutgoingFile[] };

/** As many as people may attach to a message of theirs. What a further one shows, its words say. */
const MOST_PICTURES = 9;

/** Charts of a message go along as pictures, in their order: in a message of its own Slack can show one, in words it cannot. */
export async function withFiles({ file, ...outgoing }: Outgoing): Promise<WithFiles> {
  const given = file ? [file] : [];
  const charts = chartsOf(outgoing.message).slice(0, MOST_PICTURES);
  if (charts.length === 0 || outgoing.replaces !== undefined) return { ...outgoing, files: given };
  // Without a picture the words say it.
  await loadPictures().catch(() => {});
  return { ...outgoing, files: [...given, ...charts.flatMap(pictureOf)] };
}

export const chartsOf = ({ blocks }: Message): Chart[] =>
  blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));

function pictureOf(chart: Chart): OutgoingFile[] {
  const bytes = pngOf(chart);
  return bytes ? [{ name: `${chart.title}.png`, type: 'image/png', bytes, alt: chart.finding }] : [];
}
