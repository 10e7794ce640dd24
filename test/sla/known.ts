/** An answer that a test knows to be there. */
export function known<T>(answer: T | null | undefined): T {
  if (answer === null || answer === undefined) throw new Error('the calendar does not know');
  return answer;
}
