import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import type { Place } from './problem.ts';

export type YamlPath = readonly PropertyKey[];

/** A YAML text as values, and where in the text each of them stands. */
export type YamlText = {
  /** Undefined when the text is no YAML. */
  value: unknown;
  errors: { place: Place; message: string }[];
  /** Where a value begins, or its nearest parent that is there; with `key`, where the name of the setting does. */
  placeOf(path: YamlPath, at?: 'key' | 'value'): Place;
};

/** What the library's errors mean to somebody who edits a file. */
const hints: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'a line begins with a tab; indent it with spaces',
  DUPLICATE_KEY: 'this name stands here for the second time; keep one of them',
  BAD_INDENT:
    'this line is not indented like the ones it belongs to, or a bracket before it is not closed; align or close it',
  MULTILINE_IMPLICIT_KEY: 'a name and its value must stand on one line with ": " between them',
  MISSING_CHAR: 'a quote or bracket is not closed, or a name has no ": " after it',
  BLOCK_AS_IMPLICIT_KEY: 'two values stand on one line; put text that has ": " in it between quotes',
};

export function readYamlText(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const errors = document.errors.map(({ code, message, pos: [offset] }) => ({
    place: placeAt(offset),
    message: hints[code] ?? `this is not YAML: ${message}`,
  }));
  return {
    ...toValue(document, errors),
    placeOf: (path, at = 'value') => placeAt(offsetOf(document, path, at)),
  };
}

function toValue(document: Document, errors: YamlText['errors']): Pick<YamlText, 'value' | 'errors'> {
  if (errors.length > 0) return { value: undefined, errors };
  try {
    return { value: document.toJS(), errors };
  } catch (error) {
    // An alias without its anchor, or aliases that would grow without end.
    const message = `this is not YAML: ${error instanceof Error ? error.message : String(error)}`;
    return { value: undefined, errors: [{ place: { line: 1, column: 1 }, message }] };
  }
}

function offsetOf(document: Document, path: YamlPath, at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const wanted = depth === path.length - 1 ? at : 'value';
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      if (!pair) break;
      const key = startOf(pair.key) ?? offset;
      node = pair.value;
      // A value of nothing, or one that fills lines of its own, is found by its name.
      offset = wanted === 'key' || isMap(node) || isSeq(node) ? key : (startOf(node) ?? key);
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (item === undefined) break;
      node = item;
      offset = startOf(item) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
