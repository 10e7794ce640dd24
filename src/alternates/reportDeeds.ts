import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import { ask } from '../requests/ask.ts';
import { askedAs, withFiles } from '../requests/undecided.ts';
import { FILES_WITHIN_MS, MOST_DAYS_ANEW } from './alternate.ts';
import { lookAt } from './look.ts';
import { notForReportPress, refuseReportPress, sendReportFilePress, sendReportPress } from './presses.ts';
import { problemOf, readReport, textOrNull } from './reading.ts';
import { isWhole, redrawAsked, settleReport } from './reports.ts';
import { filesOf, notEnough, refuseForm, reportForm, thanked } from './reportWords.ts';
import { dueDay } from './steps.ts';
import { redraw, speakersTold, tell, withNext } from './tell.ts';
import { findReport } from './who.ts';

/** Reports are sent, with files; corrected; and found wanting. */

export const sendReport = deed(sendReportPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findReport(tx, actor, { id: about.report, action: 'report', now });
    return found ? form(reportForm(await lookAt(tx, found.it, now), found.report)) : hidden;
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findReport(tx, actor, { id: about.report, action: 'report', now });
    if (!found) return hidden;
    const { it, report } = found;
    const read = readReport(values, report);
    if ('problems' in read) return errors(read.problems);
    const { told } = read;
    const revision = report.revision + 1;
    const by = actor.person.id;
    const awaits = { filesFrom: by, filesUntil: new Date(now.getTime() + FILES_WITHIN_MS) };
    await tx.alternates.changeReport(report.id, {
      ...{ ...told, ...awaits, revision, sentAt: at, sentBy: by, refusedBecause: null },
    });
    const data = { alternate: it.id, report: report.id, revision, said: told };
    await tx.records.addToOffice(it.officeId, { kind: 'report sent', at, actorId: by, data });
    await settleReport(tx, it, report.id, now);
    const files = filesOf(await tx.files.ofReports([report.id]), report);
    return notice(thanked({ ...report, ...told }, !isWhole({ ...report, ...told }, files.length)));
  },
});

export const sendReportFile = deed(sendReportFilePress, {
  async does({ tx, actor, about, now }) {
    const found = await findReport(tx, actor, { id: about.report, action: 'report', now });
    if (!found) return hidden;
    const awaits = { filesFrom: actor.person.id, filesUntil: new Date(now.getTime() + FILES_WITHIN_MS) };
    await tx.alternates.changeReport(found.report.id, awaits);
    return notice('Send it here in this chat within the hour: it goes with the report.');
  },
});

export const notForReport = deed(notForReportPress, {
  async does({ tx, actor, about, now }) {
    const found = await findReport(tx, actor, { id: about.report, action: 'report', now });
    const held = found && (await tx.inbox.held(about.held, actor.person.id));
    if (!found || !held) return hidden;
    if (held.decidedAt) return notice('It is a question already. “my requests” shows it.');
    const { it, report } = found;
    await tx.files.takeFromReport(
      report.id,
      held.files.map(({ ref }) => ref),
    );
    const request = await ask(tx, actor, withFiles(held), now);
    await tx.inbox.decided(held.id, now, request.id);
    await settleReport(tx, it, report.id, now);
    return notice(askedAs(request.id));
  },
});

export const refuseReport = deed(refuseReportPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findReport(tx, actor, { id: about.report, action: 'judge report', now });
    if (!found) return hidden;
    const { it, report } = found;
    return stale(report, about.revision) ?? form(refuseForm(await lookAt(tx, it, now), report));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findReport(tx, actor, { id: about.report, action: 'judge report', now });
    if (!found) return hidden;
    const { it, report } = found;
    const old = stale(report, about.revision);
    if (old) return old;
    const problems = problemOf(values, 'because', 'Say in a few words what is missing.');
    if (Object.keys(problems).length > 0) return errors(problems);
    const because = textOrNull(values, 'because') ?? '';
    const { calendar, today } = await officeToday(tx, it.officeId, now);
    const days = it.reports.find(({ code }) => code === report.code)?.dueDays ?? MOST_DAYS_ANEW;
    const due = dueDay(calendar, today, Math.min(days, MOST_DAYS_ANEW));
    const anew = { state: 'due', due, remindedAt: null, lateAt: null } as const;
    const by = actor.person.id;
    await tx.alternates.changeReport(report.id, { ...anew, refusedAt: at, refusedBy: by, refusedBecause: because });
    const data = { alternate: it.id, report: report.id, revision: report.revision, because, due };
    await tx.records.addToOffice(it.officeId, { kind: 'report refused', at, actorId: by, data });
    await withNext(tx, it.id, now);
    await redraw(tx, it.id, now);
    const look = await lookAt(tx, it, now);
    const after = look.reports.find(({ id }) => id === report.id);
    if (!after) return hidden;
    await redrawAsked(tx, look, after, now);
    const people = await speakersTold(tx, it, report, now);
    await tell(
      tx,
      it,
      `report ${report.id} not enough ${report.revision}`,
      people,
      notEnough(look, after, actor.person.name),
      now,
    );
    return notice('Sent. They are asked for a new one.');
  },
});

const stale = (report: { revision: number; state: string }, revision: number) => {
  if (report.revision !== revision) return notice('It was corrected meanwhile. Look at the newest one.');
  return report.state === 'sent' ? undefined : notice('They have been asked for a new one already.');
};
