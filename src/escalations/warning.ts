import type { Person } from '../people/person.ts';
import type { ClockKind } from '../sla/clockKinds.ts';

/** A request of which somebody was warned on a day, by the promise that is most urgent. */
export type Warning = {
  requestId: number;
  kind: ClockKind;
  target: number | null;
  /** The latest step that was taken, in per cent of the target. */
  percent: number;
  subject: string;
  agency: string | null;
  requester: string;
  holderId: number | null;
  holder: string | null;
  /** Who pressed *I have this*, unless it was handed over or resolved since. */
  seenTo: Pick<Person, 'id' | 'name'> | null;
  dueAt: Date | null;
  /** How it ended; both are null while it is owed. */
  stoppedAt: Date | null;
  droppedAt: Date | null;
  met: boolean | null;
};

export const isOwed = ({ stoppedAt, droppedAt }: Warning): boolean => stoppedAt === null && droppedAt === null;
