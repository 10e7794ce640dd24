/**
 * What the database says about a failed statement: its five-character code (PostgreSQL, appendix A) and the constraint.
 * Log these and never the error itself: the message of a DrizzleQueryError holds the values people wrote.
 */
export function pgError(error: unknown): { code?: string; constraint?: string } {
  for (const link of chain(error)) {
    if (typeof link.code !== 'string' || !/^[0-9A-Z]{5}$/.test(link.code) || link.code === 'EPIPE') continue;
    // postgres.js calls it constraint_name, PGlite constraint.
    const constraint = link.constraint_name ?? link.constraint;
    return { code: link.code, ...(typeof constraint === 'string' && { constraint }) };
  }
  return {};
}

const lostConnection = new Set([
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'], // postgres.js
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  'ENOENT', // the Unix socket is not there
  'ERR_STREAM_DESTROYED',
  ...['57P01', '57P02', '57P03'], // shut down by its administrator, crashed, not accepting connections yet
  '53300', // no connection free
]);

/** The database could not be reached, or the connection broke. A commit that failed like this may have happened. */
export function isConnectionError(error: unknown): boolean {
  for (const { code } of chain(error)) {
    if (typeof code === 'string' && (lostConnection.has(code) || /^08...$/.test(code))) return true;
  }
  return false;
}

/**
 * Classes of errors (PostgreSQL, appendix A) that say something about the database and nothing about what was to be
 * written: connection (08), a plan made before the tables changed (0A), transaction state and a server that only reads
 * (25), a statement that a pooler lost (26), the login (28), the database (3D), conflicts (40), resources (53), locks
 * (55), time limits and shutting down (57), its files (58) and its own faults (XX).
 */
const ofTheDatabase = /^(?:08|0A|25|26|28|3D|40|53|55|57|58|XX)[0-9A-Z]{3}$/u;

/** The database was in trouble: the same work may well succeed later, whatever it is about. */
export function isTrouble(error: unknown): boolean {
  const { code } = pgError(error);
  return code === undefined ? isConnectionError(error) : ofTheDatabase.test(code);
}

type Link = { code?: unknown; constraint?: unknown; constraint_name?: unknown };

function* chain(error: unknown): Generator<Link> {
  for (let link = error; typeof link === 'object' && link !== null; link = (link as { cause?: unknown }).cause) {
    yield link;
  }
}
