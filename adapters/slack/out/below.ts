import { loadPictures, pngOf } from '../../../src/chat/charts/png.ts';
import type { Outgoing, OutgoingFile } from '../../../src/chat/outgoing.ts';
import type { Api } from '../client.ts';
import { chartsOf } from './chart.ts';
import { type Brought, isFileRefused, shareFiles, uploadFile } from './files.ts';

/** As many as people may attach to a message of theirs. What a further one shows, its words say. */
const MOST_PICTURES = 9;

/**
 * What stands below a message as files, all in one post: what the other side gave, and pictures of the charts that Slack
 * does not draw by itself.
 */
export type Below = {
  /** These charts, by their place in the message, are to be pictures. Without a picture the words say it. */
  want(charts: readonly number[]): Promise<void>;
  /** All that is wanted, in its order. */
  files(): OutgoingFile[];
  /** Brings to Slack what is wanted and not there yet; nobody sees it until it is shared. What Slack refuses is left out. */
  bring(): Promise<void>;
  /** Shares what was brought; answers which of the wanted files nobody can see. */
  share(place: Pick<Outgoing, 'address' | 'thread'>): Promise<OutgoingFile[]>;
};

export function createBelow(api: Api, apiUrl: string, { file, message }: Pick<Outgoing, 'file' | 'message'>): Below {
  const pictures = new Map<number, OutgoingFile>();
  const tried = new Set<OutgoingFile>();
  const brought = new Map<OutgoingFile, Brought>();
  const files = (): OutgoingFile[] => {
    const drawn = [...pictures].toSorted(([one], [other]) => one - other).map(([, picture]) => picture);
    return [...(file ? [file] : []), ...drawn.slice(0, MOST_PICTURES)];
  };
  return {
    async want(charts) {
      if (charts.length === 0) return;
      await loadPictures().catch(() => {});
      for (const [nth, chart] of chartsOf(message).entries()) {
        const bytes = charts.includes(nth) && !pictures.has(nth) ? pngOf(chart) : undefined;
        if (bytes) pictures.set(nth, { name: `${chart.title}.png`, type: 'image/png', bytes, alt: chart.finding });
      }
    },
    files,
    async bring() {
      for (const each of files()) {
        if (tried.has(each)) continue;
        try {
          brought.set(each, { id: await uploadFile(api, apiUrl, each), title: each.name });
        } catch (error) {
          if (!isFileRefused(error)) throw error;
        }
        tried.add(each);
      }
    },
    async share(place) {
      const wanted = files();
      const shared = await shareTogether(
        api,
        place,
        wanted.flatMap((each) => brought.get(each) ?? []),
      );
      return wanted.filter((each) => !shared || !brought.has(each));
    },
  };
}

/** Did Slack take them? */
async function shareTogether(
  api: Api,
  place: Pick<Outgoing, 'address' | 'thread'>,
  [file, ...more]: readonly Brought[],
): Promise<boolean> {
  if (!file) return false;
  try {
    await shareFiles(api, place, [file, ...more]);
    return true;
  } catch (error) {
    if (!isFileRefused(error)) throw error;
    return false;
  }
}
