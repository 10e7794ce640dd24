import { createHmac } from 'node:crypto';
import { SECRET } from './workspace.ts';

/** Slack's own spelling of what somebody types. */
export const typed = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Signs a request as Slack does, by default at this moment. */
export function signed(
  body: string,
  type: string,
  options: { at?: Date; secret?: string; retry?: number } = {},
): Request {
  const { at = new Date(), secret = SECRET, retry } = options;
  const time = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
  return new Request('https://desk.example/slack/events', {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': time,
      'x-slack-signature': `v0=${signature}`,
      ...(retry !== undefined && { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_error' }),
    },
  });
}

export const JSON_TYPE = 'application/json';
export const FORM_TYPE = 'application/x-www-form-urlencoded';
