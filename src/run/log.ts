import { pino } from 'pino';

/** One JSON object a line. Texts of people and texts of errors are never logged: the latter may hold the former. */
export type Logger = {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  /** Logs the kind and code of an error and where it was thrown, not its message. */
  failure(message: string, error: unknown, facts?: Record<string, unknown>): void;
};

export function createLog(level: string): Logger {
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    info: (message, facts = {}) => out.info(facts, message),
    warn: (message, facts = {}) => out.warn(facts, message),
    failure: (message, error, facts = {}) => out.error({ ...facts, ...describe(error) }, message),
  };
}

/** Names and codes along the chain of causes, and the frames of the stack: enough to find it, nothing anybody wrote. */
export function describe(error: unknown): { error: string; codes: string[]; at: string[] } {
  const names: string[] = [];
  const codes: string[] = [];
  let link: unknown = error;
  for (let depth = 0; link instanceof Error && depth < 5; depth += 1, link = link.cause) {
    names.push(link.name === 'Error' ? link.constructor.name : link.name);
    if ('code' in link && typeof link.code === 'string') codes.push(link.code);
  }
  const at = error instanceof Error ? framesOf(error) : [];
  return { error: names.join(' < ') || typeof error, codes, at };
}

/**
 * The frames of the stack and nothing else. A stack begins with name and message, which may hold what people wrote, also
 * lines that look like frames: so the message is taken off, and where it does not stand as it should, nothing is shown.
 */
function framesOf({ message, stack = '' }: Error): string[] {
  // "TypeError: ", "Error [ERR_INVALID_URL]: "; without a message, the name alone.
  const head = /^[\w$.]{1,80}(?: \[\w{1,80}\])?/u.exec(stack)?.[0];
  const whole = message ? `${head}: ${message}\n` : `${head}\n`;
  if (head === undefined || !stack.startsWith(whole)) return [];
  return stack
    .slice(whole.length)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}

/** A place in a file of ours, of a library or of Node itself: `at name (file:line:column)`. */
const FRAME =
  /^ {4}at (?:(?:async |new )?[\w$.<>[\] #]{1,120} \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[\w\-./\\@+%~ ]{1,300}:\d+:\d+\)?$/u;
