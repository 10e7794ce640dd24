/** Slack's ids of messages are their time: seconds, with six digits that make them unique. */
export function timeOf(ts: string): Date {
  const seconds = Number(ts);
  if (!Number.isFinite(seconds)) throw new TypeError('not a time of Slack');
  return new Date(Math.floor(seconds * 1000));
}

export const tsOf = (at: Date): string => (at.getTime() / 1000).toFixed(6);
