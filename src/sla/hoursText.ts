/** Opening hours in one line, as people write them: "Mon-Fri 08:00-12:00, 13:00-17:00; Sat 10:00-12:00". */
import { meantWindows, readClock, type WrittenWindow } from './clockTime.ts';
import {
  CalendarError,
  dayNames,
  readWindows,
  sayTime,
  type Weekday,
  type WeekHours,
  type Window,
  weekdays,
} from './hours.ts';

type Token = { kind: 'day' | 'time' | 'closed' | 'dash' | 'comma' | 'semicolon' | 'colon' | 'other'; text: string };

const pattern = /(\d[\d:.]*(?:\s*[ap]\.?m\b\.?)?)|(\p{L}+)\.?|([-–—‒−~])|([,&+/])|([;\n])|(:)|(\S)/giu;

/**
 * Reads the hours of a week. Days: "Mon", "Monday", "Mon-Fri", "Mon,Wed,Fri"; then windows ("9:00-17:00", "9am-5pm",
 * several of them in their order, with spaces or commas between) or "closed". A window that ends at 00:00 ends at
 * midnight. Which half of the day is meant is never guessed (clockTime.ts).
 * @throws CalendarError that says what was expected and what was found.
 */
export function parseHours(text: string): WeekHours {
  const tokens = new Tokens(text);
  const hours: WeekHours = {};
  const closed = new Set<Weekday>();
  tokens.skipSeparators();
  do {
    const days = parseDays(tokens);
    if (tokens.next('colon')) tokens.skipSeparators();
    const windows = parseWindowList(tokens);
    for (const day of days) {
      if (windows.length === 0) closed.add(day);
      hours[day] = [...(hours[day] ?? []), ...windows];
    }
    tokens.skipSeparators();
  } while (!tokens.atEnd());
  for (const day of closed) {
    if ((hours[day] ?? []).length > 0) throw new CalendarError(`${dayNames[day]} is said to be closed and to be open`);
  }
  for (const day of weekdays) checkWindows(hours[day] ?? [], dayNames[day]);
  return hours;
}

/**
 * Reads the windows of one day: "09:00-12:00 13:00-17:00", or "closed". `where` names the day in errors.
 * @throws CalendarError that says what was expected and what was found.
 */
export function parseWindows(text: string, where = ''): Window[] {
  const tokens = new Tokens(text);
  const windows = parseWindowList(tokens);
  tokens.skipSeparators();
  if (!tokens.atEnd()) throw tokens.unexpected('a window such as 13:00-17:00');
  checkWindows(windows, where);
  return windows;
}

function checkWindows(windows: readonly Window[], where: string): void {
  readWindows(windows, where);
  for (const [index, { from, to }] of windows.entries()) {
    const before = windows[index - 1];
    if (before !== undefined && from < before.from) {
      throw new CalendarError(
        `${where === '' ? '' : `${where}: `}${from}-${to} stands after ${before.from}-${before.to}; ` +
          'write the earlier one first',
      );
    }
  }
}

function parseDays(tokens: Tokens): Weekday[] {
  const days = parseDayRange(tokens);
  while (tokens.peek() === 'comma' && tokens.peek(1) === 'day') {
    tokens.next('comma');
    days.push(...parseDayRange(tokens));
  }
  return [...new Set(days)];
}

function parseDayRange(tokens: Tokens): Weekday[] {
  const first = tokens.take('day', 'a weekday such as Mon or Mon-Fri');
  if (!tokens.next('dash')) return [weekdayOf(first)];
  const last = tokens.take('day', `the last weekday of "${first}-"`);
  const from = weekdays.indexOf(weekdayOf(first));
  const length = (weekdays.indexOf(weekdayOf(last)) - from + 7) % 7;
  return Array.from({ length: length + 1 }, (_, step) => weekdays[(from + step) % 7] ?? 'sun');
}

function parseWindowList(tokens: Tokens): Window[] {
  if (tokens.next('closed')) return [];
  const windows: WrittenWindow[] = [];
  do {
    const first = tokens.take('time', 'an opening time such as 09:00, or "closed"');
    const from = readClock(first);
    if (!tokens.next('dash')) throw tokens.unexpected(`a dash and the closing time after ${sayTime(from.minute)}`);
    const last = tokens.take('time', `the closing time after "${sayTime(from.minute)}-"`);
    windows.push({ from, to: readClock(last), text: `${first}-${last}` });
  } while (tokens.skipTo('time'));
  return meantWindows(windows);
}

function weekdayOf(word: string): Weekday {
  const day = findWeekday(word);
  if (day === undefined) throw new CalendarError(`"${word}" is not a weekday`);
  return day;
}

/** "mo", "Tues", "thursday", "Fridays": any beginning of a day's name that is no other's. */
function findWeekday(word: string): Weekday | undefined {
  const start = word.toLowerCase().replace(/days$/, 'day');
  return start.length < 2 ? undefined : weekdays.find((day) => dayNames[day].toLowerCase().startsWith(start));
}

/** The words of the text with a place in it. */
class Tokens {
  readonly #tokens: readonly Token[];
  #place = 0;

  constructor(text: string) {
    this.#tokens = [...text.matchAll(pattern)].map(([whole, time, word, dash, comma, semicolon, colon]) => {
      if (time !== undefined) return { kind: 'time', text: whole };
      if (word !== undefined) return { kind: kindOfWord(word.toLowerCase()), text: word };
      const kinds = [dash && 'dash', comma && 'comma', semicolon && 'semicolon', colon && 'colon'] as const;
      return { kind: kinds.find((kind) => kind) || 'other', text: whole };
    });
  }

  atEnd(): boolean {
    return this.#place >= this.#tokens.length;
  }

  peek(ahead = 0): Token['kind'] | undefined {
    return this.#tokens[this.#place + ahead]?.kind;
  }

  /** Steps over the next word when it is of that kind. */
  next(kind: Token['kind']): boolean {
    if (this.peek() !== kind) return false;
    this.#place++;
    return true;
  }

  take(kind: Token['kind'], expected: string): string {
    const token = this.#tokens[this.#place];
    if (token === undefined || token.kind !== kind) throw this.unexpected(expected);
    this.#place++;
    return token.text;
  }

  skipSeparators(): void {
    while (this.next('comma') || this.next('semicolon'));
  }

  /** Whether after separators a word of that kind follows; then steps to it. */
  skipTo(kind: Token['kind']): boolean {
    let ahead = 0;
    while (this.peek(ahead) === 'comma' || this.peek(ahead) === 'semicolon') ahead++;
    if (this.peek(ahead) !== kind) return false;
    this.#place += ahead;
    return true;
  }

  unexpected(expected: string): CalendarError {
    const found = this.#tokens[this.#place]?.text;
    return new CalendarError(`expected ${expected}, found ${found === undefined ? 'the end' : `"${found}"`}`);
  }
}

function kindOfWord(word: string): Token['kind'] {
  if (word === 'closed') return 'closed';
  if (word === 'to') return 'dash';
  if (word === 'and') return 'comma';
  return findWeekday(word) === undefined ? 'other' : 'day';
}
