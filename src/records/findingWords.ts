import type { Unlinked } from './chainStore.ts';
import type { Subject } from './event.ts';
import type { LinkedEvent, LinkedWording } from './link.ts';
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

export function sayFinding(finding: Finding | Unlinked, names: Names): string {
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
export function namedIn(findings: readonly (Finding | Unlinked)[]): number[] {
  return findings.flatMap((finding) => {
    const { subject } = finding;
    const entry = 'entry' in finding ? finding.entry : null;
    const by = entry?.type === 'event' ? entry.actor : entry?.author;
    return [...(subject.kind === 'person' ? [subject.id] : []), ...(typeof by === 'number' ? [by] : [])];
  });
}
