import type { WaitingFile } from '../delivery/file.ts';
import type { Tx } from '../store.ts';
import type { Alternate, Report } from './alternate.ts';
import { type Look, lookAt } from './look.ts';
import { fileCame, fileRefused, reportCame, reportsAsked } from './reportWords.ts';
import { allowedTo, askedKey, officeSide, put, redraw, withNext } from './tell.ts';

/** What follows when a report, or a file of one, comes in. */

/** It has all that belongs to it. `files`: those of it that are kept. */
export const isWhole = ({ needsFile, link }: Pick<Report, 'needsFile' | 'link'>, files: number): boolean =>
  !needsFile || link !== null || files > 0;

/** Its state says what there is; the office hears of it when it is whole. `fileId`: what made it so. */
export async function settleReport(tx: Tx, it: Alternate, id: number, now: Date, fileId?: number): Promise<void> {
  const report = await tx.alternates.report(id);
  if (!report) return;
  const kept = (await tx.files.ofReports([id])).filter(({ state }) => state === 'stored');
  // What came while the report was not filled in yet waits for that.
  const isSent = report.revision > 0 && report.refusedBecause === null && isWhole(report, kept.length);
  const state = isSent ? 'sent' : 'due';
  await tx.alternates.changeReport(id, { state });
  await withNext(tx, it.id, now);
  await redraw(tx, it.id, now);
  const look = await lookAt(tx, it, now);
  await redrawAsked(tx, look, report, now);
  if (isSent) await tellOffice(tx, look, { ...report, state }, now, fileId);
}

/** Once for each wording; a file that came behind it by itself. */
async function tellOffice(tx: Tx, look: Look, report: Report, now: Date, fileId?: number): Promise<void> {
  const { it } = look;
  const by = (await tx.people.named([report.sentBy ?? 0])).get(report.sentBy ?? 0)?.name ?? 'Somebody';
  const file = look.files.find(({ id }) => id === fileId);
  for (const { id } of await officeSide(tx, it, now)) {
    const key = `report ${report.id} came ${report.revision} to ${id}`;
    const [isKnown] = await tx.outbox.known([key]);
    const message = reportCame(look, report, by, await allowedTo(tx, it, id, now));
    if (isKnown === undefined) await put(tx, it, id, { key, message, ...(file && { fileId: file.id }) }, { now });
    else if (file)
      await put(
        tx,
        it,
        id,
        {
          key: `report file ${file.id} to ${id}`,
          message: fileCame(look, report, by, file.name),
          fileId: file.id,
        },
        { now },
      );
  }
}

/** Where it was asked for, it says what came. */
export async function redrawAsked(tx: Tx, look: Look, report: Report, now: Date): Promise<void> {
  const { it, reports } = look;
  const together = reports.filter(({ askedAt }) => askedAt.getTime() === report.askedAt.getTime());
  const people = new Set([
    it.applicantId,
    ...together.flatMap(({ sentBy, filesFrom }) => [sentBy ?? 0, filesFrom ?? 0]),
  ]);
  const keys = new Map([...people].map((id) => [askedKey(report, id), id]));
  for (const root of await tx.outbox.known([...keys.keys()])) {
    const personId = keys.get(root) ?? 0;
    const message = reportsAsked(look, together, await allowedTo(tx, it, personId, now));
    await put(tx, it, personId, { key: await tx.outbox.changeKey(root), message, replaces: root }, { now });
  }
}

/** A file was fetched and is kept. */
export async function fileStored(tx: Tx, file: WaitingFile, now: Date): Promise<void> {
  const report = file.reportId === null ? undefined : await tx.alternates.report(file.reportId);
  const it = report && (await tx.alternates.one(report.alternateId, 'locked'));
  if (it && report) await settleReport(tx, it, report.id, now, file.id);
}

/** It cannot be had: whoever sent it hears why. */
export async function refuseFile(tx: Tx, file: WaitingFile, reason: string, now: Date): Promise<void> {
  const report = file.reportId === null ? undefined : await tx.alternates.report(file.reportId);
  const it = report && (await tx.alternates.one(report.alternateId, 'locked'));
  const account = await tx.people.account(file.accountId);
  const personId = account?.personId ?? report?.filesFrom ?? null;
  if (!it || !report || personId === null) return;
  const look = await lookAt(tx, it, now);
  const message = fileRefused(look, report, file.handle.name, reason);
  // They have just sent it.
  await put(tx, it, personId, { key: `report file ${file.id} refused`, message }, { now, awake: personId });
}
