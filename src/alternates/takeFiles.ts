import type { Message } from '../chat/message.ts';
import { reasonToRefuse } from '../delivery/file.ts';
import type { Doing } from '../feature/deed.ts';
import type { WithFiles } from '../feature/feature.ts';
import type { Tx } from '../store.ts';
import type { Report } from './alternate.ts';
import { lookAt } from './look.ts';
import { refuseFile } from './reports.ts';
import { filesTaken } from './reportWords.ts';
import { findReport } from './who.ts';

/** No form of a chat takes files: whoever has sent a report, or says that its file comes, sends it as a message. */

/**
 * Files that somebody writes under the message that asked for reports, or soon after they have sent one. Their words are
 * kept, so that a press makes a question of them.
 */
export async function takeFiles(tx: Tx, doing: Doing, written: WithFiles): Promise<Message | undefined> {
  const { actor, now, accountId, at, source } = doing;
  const meant = (await inThread(tx, doing, written)) ?? (await tx.alternates.awaitsFiles(actor.person.id, now));
  const found = meant && (await findReport(tx, actor, { id: meant.id, action: 'report', now }));
  if (!found) return undefined;
  const { it, report } = found;
  const files = [...written.files];
  const held = await tx.inbox.hold({
    ...{ personId: actor.person.id, accountId, text: written.text, at, source, decideBy: null, files },
  });
  for (const handle of files) {
    const refused = reasonToRefuse(handle);
    const file = { officeId: it.officeId, of: { reportId: report.id }, accountId, handle, refused };
    const id = await tx.files.add(file);
    const waiting = { id, requestId: null, messageId: null, reportId: report.id, accountId, handle, attempts: 0 };
    if (refused) await refuseFile(tx, waiting, refused, now);
  }
  return filesTaken(await lookAt(tx, it, now), report, { names: files.map(({ name }) => name), held });
}

const ASKED = /^alternate (\d{1,9}) reports (\S+) of \d+$/u;

/** The report that the message asked for; of several, the first that is not there. */
async function inThread(tx: Tx, { accountId }: Doing, { thread }: WithFiles): Promise<Report | undefined> {
  const key = thread === undefined ? undefined : await tx.outbox.keyOf(accountId, thread);
  const [, id, askedAt] = ASKED.exec(key ?? '') ?? [];
  if (id === undefined) return undefined;
  const together = (await tx.alternates.reports([Number(id)])).filter((each) => each.askedAt.toISOString() === askedAt);
  return together.find(({ state }) => state === 'due') ?? together[0];
}
