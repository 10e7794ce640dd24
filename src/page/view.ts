import type { Button, Message, Moment, Press } from '../chat/message.ts';
import type { BringForm } from './brought.ts';
import type { OrderForm } from './taken.ts';

/** What a page shows, before anything draws it: as HTML, as a file for a spreadsheet, or printed. */

/** A place within the desk's page: `requests/1042`, `requests?list=queue&only=late`. */
export type Way = string;

/** What stands in a cell. `to` leads on; `late` is said in words as well, never in colour alone. */
export type Cell = string | number | Moment | null | { words: string | Moment; to?: Way; late?: true };

/**
 * `end`: numbers stand below one another. `key`: the cell names its row, for whoever hears the table read aloud. `wide`:
 * sentences stand there.
 */
export type Column = { name: string; end?: true; key?: true; wide?: true };

/** `buttons` stand in a last column that has no part in a file. */
export type Row = {
  cells: readonly Cell[];
  buttons?: readonly Button[];
  /** It can be chosen, with others: by this key, and under this name. */
  choice?: { key: string; label: string };
};

/**
 * What is done with all rows that were chosen. What `press` is about ends where their keys belong, with dots between them.
 * `all`: the same page with every row chosen, or with none.
 */
export type Choosing = { submit: string; press: Press; all: { label: string; to: Way; chosen: boolean } };

export type Table = {
  /** In addresses and the names of files: `requests`. */
  name: string;
  title: string;
  /** Beside the title: "10 of 41". */
  count?: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** What is said when there are none. */
  empty: string;
  choosing?: Choosing;
  /** There are more. */
  more?: { label: string; to: Way };
};

/** One of a group of ways to narrow what is shown; it lives in the address, so that it can be kept and sent. */
export type Filter = { label: string; to: Way; chosen: boolean };

/** `search`: a field that sends what was typed as `name` to `to`. */
export type Section =
  | { kind: 'table'; table: Table }
  | { kind: 'message'; message: Message }
  | { kind: 'filters'; title: string; filters: readonly Filter[] }
  | { kind: 'search'; label: string; name: string; value: string; to: Way }
  /** One of several, sent as `name` to `to`. */
  | {
      kind: 'choice';
      label: string;
      name: string;
      value: string;
      options: readonly { value: string; label: string }[];
      to: Way;
      keeps?: Readonly<Record<string, string>>;
    }
  /** A form that is answered with a file: `to` stands below `take`. */
  | { kind: 'order'; form: OrderForm; to: Way }
  /** A form that brings files: `to` stands below `bring`. */
  | { kind: 'bring'; form: BringForm; to: Way }
  /** As a command line would show them, each under the other. `problem`: read at once by whoever hears the page. */
  | { kind: 'lines'; title: string; lines: readonly string[]; problem?: true }
  | { kind: 'figures'; figures: readonly { name: string; value: string; to?: Way; late?: true }[] };

export type PageView = { title: string; sections: readonly Section[] };

/** What somebody asks of a page: behind its path, the query, and whether all rows are wanted (for a file). */
export type Asked = {
  rest: string;
  query: ReadonlyMap<string, string>;
  whole: boolean;
};

/** Says of numbers that may be a minute old when they were counted. */
export const countedAt = (at: Date, zone: string): Section => ({
  kind: 'message',
  message: { blocks: [{ kind: 'small', text: ['Counted ', { when: at, zone }, '.'] }] },
});

/** A way with a query; what is undefined is left out. */
export function way(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): Way {
  const kept = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return kept.length > 0 ? `${path}?${new URLSearchParams(kept)}` : path;
}

/** What a cell says, without where it leads. */
export const wordsOf = (cell: Cell): string | number | Moment | null =>
  cell !== null && typeof cell === 'object' && 'words' in cell ? cell.words : cell;
