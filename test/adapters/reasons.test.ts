import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, test } from 'vitest';
import { BEGINNINGS, toChatError, WORDS } from '../../adapters/slack/out/errors.ts';
import { asChatError } from '../../adapters/teams/out/errors.ts';
import type { ChatError } from '../../src/chat/errors.ts';

/** Read by supervisors and requesters: what it means and what to do, in no machine's words. */
function expectWords(error: ChatError, code: string): void {
  if (error.outcome === 'retry' || error.outcome === 'unauthorised') return;
  expect(error.message, code).not.toContain(code);
  expect(error.message, code).not.toMatch(/_|\b[a-z]+[A-Z]|Slack says|\d{3}/u);
  expect(error.message, code).toMatch(/ .* /u);
  expect(error.message, code).not.toMatch(/\.$/u);
  expect(error.code, 'the operator reads it').toBe(code);
}

const slackError = (word: string) => toChatError(new WebAPIPlatformError({ ok: false, error: word }));

describe('Slack’s words', () => {
  const words = [...Object.values(WORDS).flat(), ...BEGINNINGS.map(([word]) => word)];
  test.each([...words, 'something_quite_new', 'fatal_error'])('%s is said so that somebody can do something', (word) =>
    expectWords(slackError(word), word),
  );

  test('what cannot be written to says what to do', () => {
    for (const word of [...WORDS.gone, ...WORDS.rejected]) expect(slackError(word).message, word).toMatch(/[;,] /u);
  });
});

describe('the words of Teams', () => {
  const codes = ['MessageWritesBlocked', 'ForbiddenOperationException', 'BotNotInConversationRoster', 'UserNotFound'];
  const others = ['BadSyntax', 'BadArgument', 'MessageSizeTooBig', 'ServiceError', 'ConversationNotFound'];
  const statuses = [400, 403, 404, 408, 410, 412, 413, 415, 500, 502, 504];
  test.each(statuses)('status %i is said so that somebody can do something', (statusCode) => {
    for (const code of [...codes, ...others]) expectWords(asChatError({ statusCode, code }), code);
    expectWords(asChatError({ statusCode }), String(statusCode));
  });
});
