import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { describe as describeError } from '../../src/run/log.ts';
import { useDatabase } from '../support/database.ts';

const data = useDatabase();

/** Every kind of text that may look like something of the log's own. */
const texts = [
  'Do I need three quotes for SECRET?',
  'SECRET\n    at Object.SECRET (/etc/SECRET.ts:1:2)\n    at /SECRET/file.ts:3:4',
  '    at SECRET (file:///SECRET.ts:1:1)',
  'Error: SECRET\n    at SECRET (node:internal/SECRET:1:1)',
  '\n\n    at async SECRET (/a/SECRET.ts:1:1)\n',
  'SECRET\r\n\tat SECRET (C:\\SECRET.ts:1:1)',
  'params: SECRET,SECRET\n    at new SECRET (/x/SECRET.ts:1:1)',
];

/** Statements that fail, each in another way, with the text among their values. */
const failing = [
  (text: string) => sql`insert into no_such_table values (${text})`,
  (text: string) => sql`select ${text}::int`,
  (text: string) => sql`insert into desk_facts (name, value) values (${text}, ${text}::jsonb)`,
  (text: string) => sql`insert into inbox (platform) values (${text})`,
  (text: string) => sql`select repeat(${text}::text, -1) || 1 / 0`,
  (text: string) => sql`do ${sql.raw(`$x$ begin raise exception '%', '${text.replaceAll("'", "''")}'; end $x$`)}`,
];

test.each(texts)('no word of what somebody wrote is in the log when a statement about it fails: %j', async (text) => {
  for (const statement of failing) {
    const error: unknown = await data.database.db.execute(statement(text)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    const logged = describeError(error);
    expect(JSON.stringify(logged)).not.toContain('SECRET');
    expect(logged.error).not.toBe('');
  }
});

test('where it failed is still to be seen', () => {
  const failed = new TypeError(texts[1]);
  const { at, error } = describeError(failed);
  expect(error).toBe('TypeError');
  expect(at[0]).toContain('log.store.test.ts');
  const coded = describeError(
    (() => {
      try {
        return new URL('no address');
      } catch (thrown) {
        return thrown;
      }
    })(),
  );
  expect([coded.codes, coded.at.length > 0]).toEqual([['ERR_INVALID_URL'], true]);
});

test('a message that was changed after it was thrown shows no place at all', () => {
  const failed = new Error(texts[1]);
  expect(failed.stack).toContain('SECRET'); // it is made when it is first read
  failed.message = 'something else';
  expect(describeError(failed).at).toEqual([]);
});
