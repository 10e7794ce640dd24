/** What a supervisor did about what did not arrive, and about newcomers of whom nothing is open. */
export type FailureEventData = {
  /** What was said to somebody: sent once more, or left so. `messages` 0: they are not reached, and were written to. */
  'failures seen to': {
    how: 'sent again' | 'set aside';
    person: number | null;
    account: number | null;
    messages: number;
  };
  /** What somebody wrote and the desk could not handle. */
  'unheard seen to': { how: 'heard again' | 'set aside'; event: number };
  /** Whether somebody works where they said. */
  'newcomer settled': { agency: number; person: number; works: boolean };
};
