/**
 * What was found out about something that the desk stands on, in a sentence for the operator: what it is like, and where it
 * is not well, what to do. `note`: the desk works, and somebody should know of it all the same.
 */
export type Finding = { grade: 'ok' | 'note' | 'wrong'; says: string };

/** Looks at one thing. What it throws is taken for a finding too. */
export type Check = () => Promise<Finding[]>;

export const ok = (says: string): Finding => ({ grade: 'ok', says });
export const note = (says: string): Finding => ({ grade: 'note', says });
export const wrong = (says: string): Finding => ({ grade: 'wrong', says });
