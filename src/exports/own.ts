import type { ExportedRequest, Who } from './exported.ts';
import { endingOf } from './readRequest.ts';
import { replaceNames } from './redact.ts';

/**
 * A request as somebody gets it who asks what is kept about them: what they wrote and what was said to them, whole; of
 * everybody else no more than what they are in it.
 */
export function ownView(person: Pick<Who, 'id' | 'name'>): (it: ExportedRequest) => ExportedRequest {
  return (it) => {
    const all = [
      it.requester,
      ...(it.holder ? [it.holder] : []),
      ...it.messages.map(({ author }) => author),
      ...it.people,
    ];
    const others = [...new Map(all.map((each) => [each.id, each])).values()].filter(({ id }) => id !== person.id);
    const isOfAgency = (id: number): boolean =>
      id === it.requester.id || it.messages.some(({ kind, author }) => author.id === id && kind === 'from agency');
    const roleOf = (id: number): string => (isOfAgency(id) ? 'somebody of the agency' : 'somebody of the office');
    const reduced = (who: Who): Who => (who.id === person.id ? who : { id: who.id, name: roleOf(who.id), email: null });
    const theirs = new Set(it.messages.flatMap(({ author, ref }) => (author.id === person.id ? [ref] : [])));
    const copy: ExportedRequest = {
      ...it,
      requester: reduced(it.requester),
      holder: it.holder && reduced(it.holder),
      messages: it.messages.map((message) => ({ ...message, author: reduced(message.author) })),
      people: it.people.map(reduced),
      files: it.files.map((file) =>
        file.path === null || theirs.has(file.message)
          ? file
          : { ...file, path: null, sha256: null, reason: 'it was sent by somebody else' },
      ),
      // With a salt anybody could try out which name a text had.
      chain: it.chain.map((link) => ({ ...link, salt: null })),
    };
    // Somebody of the same name keeps it: it is theirs, too.
    const named = others.map((who) => ({ name: who.name, email: who.email, by: `[${roleOf(who.id)}]` }));
    return replaceNames(copy, named, person.name);
  };
}

/** What an office keeps of a person beside requests, by table. */
export type Kept = Record<string, unknown[]>;

export type OwnFile = { id: number; bytes: number; path: string };

/** Files of reports that they sent, each with where it stands in the package; of the others, why it is not there. */
export function ownFiles(kept: Kept): { kept: Kept; files: OwnFile[] } {
  const files: OwnFile[] = [];
  const rows = (kept.report_files ?? []).map((row) => {
    if (!isFile(row)) return row;
    if (row.state !== 'stored') return { ...row, path: null, reason: row.state };
    const path = `reports/${row.id}${endingOf(row.name)}`;
    files.push({ id: row.id, bytes: row.size, path });
    return { ...row, path };
  });
  return { kept: { ...kept, report_files: rows }, files };
}

const isFile = (row: unknown): row is { id: number; name: string; size: number; state: string } =>
  typeof row === 'object' && row !== null && 'id' in row && 'state' in row;
