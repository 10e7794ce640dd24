/** What goes to many people at once: a few are on their way, and the next follows when one has arrived. */

/** Of a round, or (`decision`, `done`) of a need. */
export type LetterKind =
  | 'question'
  | 'reminder'
  | 'vote'
  | 'vote reminder'
  | 'results'
  | 'called off'
  | 'decision'
  | 'done';

/** `turn`: which of several of the same kind: of decisions, the second, say. */
export type Batch = { kind: LetterKind; subjectId: number; turn: number };

export type Addressee = { personId: number; agencyId: number };

export const letterKey = ({ kind, subjectId, turn }: Batch, personId: number): string =>
  `listening ${kind} ${subjectId}.${turn} to ${personId}`;

const KEY =
  /^listening (question|reminder|vote|vote reminder|results|called off|decision|done) (\d+)\.(\d+) to (\d+)$/u;

/** Which letter a delivery brought; undefined: none. */
export function readLetterKey(key: string): (Batch & { personId: number }) | undefined {
  const found = KEY.exec(key);
  if (!found) return undefined;
  const [, kind, subjectId, turn, personId] = found;
  return {
    kind: kind as LetterKind,
    ...{ subjectId: Number(subjectId), turn: Number(turn), personId: Number(personId) },
  };
}
