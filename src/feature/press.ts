import type { Button, Press } from '../chat/message.ts';

/**
 * What a button or a form is about, and how that is written in a chat. Buttons stay in chats for ever, so the written
 * form has a version, and every form that was ever sent is read:
 *
 *     v2 request=1042 line=7     now: each value by its name
 *     1042 7                     before: ids in the order in which the press declares them
 */

/** A value that the desk gave out: an id, or a short word such as the place where a list goes on. */
type Kind = 'id' | 'word';
export type Shape = Record<string, Kind | `${Kind}?`>;

export type About<S extends Shape> = {
  [K in keyof S as S[K] extends Kind ? K : never]: ValueOf<S[K]>;
} & { [K in keyof S as S[K] extends Kind ? never : K]?: ValueOf<S[K]> | undefined };
type ValueOf<K> = K extends 'id' | 'id?' ? number : string;

/** The name of a deed and the shape of what it is about: enough to draw its buttons and forms. */
export type PressOf<S extends Shape = Shape> = {
  readonly name: string;
  readonly shape: S;
  /** What comes back with the button or the form. */
  to(about: About<S>): Press;
  button(label: string, about: About<S>, style?: Button['style']): Button;
  /** Undefined when a value is missing or is none the desk could have given out. */
  read(written: string): About<S> | undefined;
};

const VERSION = 'v2';
/** Larger ids are no numbers of the database. */
const ID = /^\d{1,9}$/u;

export function press<const S extends Shape>(name: string, shape: S): PressOf<S> {
  const names = Object.keys(shape);
  const to = (about: About<S>): Press => ({ name, about: write(about) });
  return {
    name,
    shape,
    to,
    button: (label, about, style) => ({ label, press: to(about), ...(style && { style }) }),
    read(written) {
      const isNamed = written === VERSION || written.startsWith(`${VERSION} `);
      const values = isNamed ? byName(written) : byPlace(written, names);
      const about: Record<string, number | string> = {};
      for (const [key, kind] of Object.entries(shape)) {
        const text = values.get(key);
        const value = text === undefined ? undefined : kind.startsWith('id') ? readId(text) : text;
        if (value !== undefined) about[key] = value;
        else if (!kind.endsWith('?')) return undefined;
      }
      return about as About<S>;
    },
  };
}

function write(about: Record<string, unknown>): string {
  const pairs = Object.entries(about).filter(([, value]) => value !== undefined);
  return [VERSION, ...pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)].join(' ');
}

function byName(written: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of written.split(' ').slice(1)) {
    const [key = '', value = ''] = pair.split('=', 2);
    values.set(key, decode(value));
  }
  return values;
}

function byPlace(written: string, names: string[]): Map<string, string> {
  const values = written === '' ? [] : written.split(' ');
  return new Map(values.flatMap((value, n): [string, string][] => (names[n] === undefined ? [] : [[names[n], value]])));
}

const readId = (text: string): number | undefined => (ID.test(text) ? Number(text) : undefined);

/** What a chat brings back may be anything. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
