import type { LinkRow } from './chainStore.ts';
import type { Subject } from './event.ts';
import { contentHash, type Link, linkHash } from './link.ts';

/** What is wrong with a link, or between two. */
export type Problem =
  /** What was said or what happened is not what was written. */
  | 'content'
  /** Its time, author, kind or place is not, or the link itself was changed. */
  | 'link'
  /** What it is of is gone. */
  | 'missing'
  /** What it is of stands on another record. */
  | 'moved'
  /** Links before it are gone. */
  | 'gap'
  /** Its content is gone, and no line behind it says why. */
  | 'no line'
  /** The head of the subject tells of another end. */
  | 'end';

export type Finding = { subject: Subject; position: number; entry: Link['entry']; problem: Problem };

/** Walks along links, subject by subject, and tells what does not fit. What it keeps is one link. */
export function createWalk(found: (finding: Finding) => void): {
  step(row: LinkRow): void;
  end(): void;
  links: number;
  chains: number;
} {
  let last: LinkRow | undefined;
  /** The hash of the last link: as it stands there, and as it ought to be. Undefined where that cannot be known. */
  let previous: (string | null)[] | undefined = [null];
  /** The last link whose content is gone, while no line was met that says why. */
  let gone: LinkRow | undefined;

  const tell = (row: LinkRow, problem: Problem) => {
    const { subject, position, entry } = row;
    found({ subject, position, entry, problem });
  };

  function endSubject(): void {
    if (!last) return;
    if (gone) tell(gone, 'no line');
    const isEnd = last.head?.position === last.position && (previous?.includes(last.head.hash) ?? true);
    if (!isEnd) tell(last, 'end');
    walk.chains += 1;
  }

  function contentOf(row: LinkRow, entry: NonNullable<Link['entry']>): void {
    if (row.salt === null) {
      gone = row;
      const isGone = entry.type === 'event' ? entry.data === null : entry.text === '';
      if (!isGone) tell(row, 'content');
    } else {
      if (entry.kind === 'content destroyed' && entry.type === 'event') gone = undefined;
      if (contentHash(entry, row.salt) !== row.content) tell(row, 'content');
    }
  }

  const walk = {
    links: 0,
    chains: 0,
    step(row: LinkRow): void {
      const isNext = last !== undefined && isSame(last.subject, row.subject);
      if (!isNext) {
        endSubject();
        previous = [null];
        gone = undefined;
      }
      if (row.position !== (isNext && last ? last.position : 0) + 1) {
        tell(row, 'gap');
        previous = undefined;
      }
      const { entry } = row;
      let computed: string | undefined;
      if (!entry) tell(row, 'missing');
      else {
        if (!isSame(entry.subject, row.subject)) tell(row, 'moved');
        contentOf(row, entry);
        const candidates = previous?.map((hash) => linkHash(row, entry, hash)) ?? [];
        if (previous && !candidates.includes(row.hash)) {
          tell(row, 'link');
          computed = candidates[0];
        }
      }
      previous = computed === undefined ? [row.hash] : [row.hash, computed];
      last = row;
      walk.links += 1;
    },
    end: endSubject,
  };
  return walk;
}

const isSame = (a: Subject, b: Subject): boolean => a.id === b.id && a.kind === b.kind;
