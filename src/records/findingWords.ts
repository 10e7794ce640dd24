import type { Unlinked } from './chainStore.ts';
import type { Subject } from './event.ts';
import type { LinkedEvent, LinkedWording } from './link.ts';
import type { CheckpointFinding, CheckpointProblem } from './verifyCheckpoints.ts';
import type { Finding } from './walk.ts';

/** What verifying found, in words for people: whose record, which entry of it, and what was done. */

export type Names = { person(id: number): string; office(id: number): string };

const sayProblem: Record<Finding['problem'], string> = {
  content: 'says something else than what was written',
  link: 'has another time, author, kind or place than was written, or its link was changed',
  missing: 'was deleted',
  moved: 'stands on another record than it was written on',
  gap: 'stands where another should be: links before it were deleted, or moved',
  'no line': 'has lost its content, and no line on the record says under which authority',
  end: 'is the last, but the record was longer or shorter: its end was cut off or changed',
};

const sayCheckpoint: Record<CheckpointProblem, string> = {
  order: 'does not follow the one before it: some were deleted or written anew',
  signature: 'has a signature that is not of it: it was changed',
  stranger:
    'comes after one that this desk has signed, and is not signed with a key of this desk (RECORD_SIGNING_KEY, or --key for one that it had before)',
  'other key':
    'is signed with a key that is none of this desk (RECORD_SIGNING_KEY, or --key for one that it had before)',
  tree: 'was made of other records than are written down for it: those were changed',
  other: 'is not the one that was kept: the record was written anew since',
  gone: 'was kept, and this database has none of that number: the record was written anew, or an older copy brought back',
};

export type AnyFinding = Finding | Unlinked | CheckpointFinding;

export function sayAnyFinding(finding: AnyFinding, names: Names): string {
  if (!('checkpoint' in finding)) return sayFinding(finding, names);
  if (finding.problem !== 'chain') return `Checkpoint ${finding.checkpoint} ${sayCheckpoint[finding.problem]}.`;
  const { subject, position, isGone, checkpoint } = finding;
  const what = isGone ? 'is gone: its end was cut off' : 'is another one now: it was written anew';
  return `${sayRecord(subject, names)}: entry ${position}, the last at checkpoint ${checkpoint}, ${what}.`;
}

function sayFinding(finding: Finding | Unlinked, names: Names): string {
  const whose = sayRecord(finding.subject, names);
  if ('problem' in finding) {
    const { position, entry, problem } = finding;
    return `${whose}, entry ${position}${entry ? ` (${sayEntry(entry, names)})` : ''} ${sayProblem[problem]}.`;
  }
  const { type, name } = finding;
  if (type === 'event') return `${whose}: the event “${name}” was put there by somebody else than the desk.`;
  if (type === 'wording')
    return `${whose}: message ${name} or a wording of it was put there or taken away by somebody else than the desk.`;
  return `${whose}: all ${name} links of its chain were deleted.`;
}

function sayRecord({ kind, id }: Subject, names: Names): string {
  if (kind === 'request') return `R-${id}`;
  return kind === 'office' ? `The record of the office ${names.office(id)}` : `The record of ${names.person(id)}`;
}

function sayEntry(entry: LinkedEvent | LinkedWording, names: Names): string {
  const when = entry.at === null ? 'at an unknown time' : `${entry.at.slice(0, 19).replace('T', ' ')} UTC`;
  if (entry.type === 'event')
    return `“${entry.kind}”, ${when}${entry.actor === null ? '' : `, by ${names.person(entry.actor)}`}`;
  const nth = entry.wording === 1 ? 'as it was first written' : `as it was changed, wording ${entry.wording}`;
  return `message ${entry.message} ${nth}, ${when}, by ${names.person(entry.author)}`;
}

/** The people and offices that the words name. */
export function namedIn(findings: readonly AnyFinding[]): number[] {
  return findings.flatMap((finding) => {
    if (!('subject' in finding)) return [];
    const { subject } = finding;
    const entry = 'entry' in finding ? finding.entry : null;
    const by = entry?.type === 'event' ? entry.actor : entry?.author;
    return [...(subject.kind === 'person' ? [subject.id] : []), ...(typeof by === 'number' ? [by] : [])];
  });
}
