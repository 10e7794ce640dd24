import type { Message } from '../src/chat/message.ts';
import { haveForm } from '../src/escalations/haveWords.ts';
import type { Owed, Warning } from '../src/escalations/warning.ts';
import * as escalation from '../src/escalations/words.ts';
import { AGAIN } from '../src/sla/steps.ts';
import { ada, ana, devon, facts, lee, now, office, replyDue, sam } from './facts.ts';
import type { Sample } from './samples.ts';

const open = facts();
const reading = { zone: 'America/New_York', now, businessDayMinutes: 480 };
const forSam = { ...reading, reader: sam, supervises: true, answers: true };
const forLee = { ...reading, reader: lee, supervises: false, answers: true };
const forAda = { ...reading, reader: ada, supervises: false, answers: false };

const salt: Warning = {
  ...{ requestId: 1042, kind: 'first_reply', target: 240, percent: 80, subject: 'May we extend the salt contract?' },
  ...{
    agency: 'Transportation',
    requester: ana.name,
    holderId: lee.id,
    holder: lee.name,
    seenTo: null,
    isReleased: false,
    refused: null,
  },
  ...{ dueAt: replyDue.dueAt, stoppedAt: null, droppedAt: null, met: null },
  owed: [],
};
const until = new Date('2026-06-02T13:00:00Z');
const seer = { id: sam.id, name: sam.name, until, reason: 'I am calling the vendor.', gone: null };
const late: Warning = { ...salt, percent: 100, dueAt: new Date('2026-05-30T13:30:00Z') };
const kept: Warning = { ...late, stoppedAt: now, met: true };
const finish: Owed = { kind: 'first_resolution', target: 2400, dueAt: new Date('2026-06-05T21:00:00Z') };
const drone: Warning = {
  ...{ ...salt, requestId: 1044, subject: 'May I buy a drone?', agency: null, holderId: null, holder: null },
};
const refused = { by: lee.name, until: new Date('2026-06-03T19:00:00Z'), reason: 'The vendor answers on Wednesday.' };
const had = { ...late, requestId: 1039, seenTo: { ...seer, id: devon.id, name: devon.name } };

const sample =
  (reader: Sample['reader']) =>
  (of: string, when: string, message: Message): Sample => ({ of, reader, when, message });
const [toOffice, toRequester] = [sample('office'), sample('requester')];

/** What people get on the way to a promise and past it. */
export const samplesOfWarnings: Sample[] = [
  toOffice('warnings', 'Most of the time is used', escalation.warnings(office, [salt], forSam)),
  toOffice('warnings', 'Their own promise is near', escalation.warnings(office, [salt], forLee)),
  toOffice('warnings', 'The promise is broken', escalation.warnings(office, [late], forSam)),
  toOffice('warnings', 'An administrator hears of it', escalation.warnings(office, [late], forAda)),
  toOffice('warnings', 'Somebody else has it', escalation.warnings(office, [had], forSam)),
  toOffice('warnings', 'They have it themselves', escalation.warnings(office, [{ ...late, seenTo: seer }], forSam)),
  toOffice(
    'warnings',
    'Somebody had it, and it is still owed',
    escalation.warnings(office, [{ ...late, seenTo: { ...seer, until: now }, owed: [late, finish] }], forLee),
  ),
  toOffice(
    'warnings',
    'Somebody had it, and is out',
    escalation.warnings(
      office,
      [{ ...had, seenTo: { ...had.seenTo, gone: { why: 'out', out: '2026-06-03' } } }],
      forSam,
    ),
  ),
  toOffice('warnings', 'Several of their own are late', escalation.warnings(office, [late, salt], forLee)),
  toOffice('warnings', 'A later time is too late', escalation.warnings(office, [{ ...salt, refused }], forSam)),
  toOffice(
    'warnings',
    'A later time was agreed',
    escalation.warnings(
      office,
      [{ ...salt, isReleased: true, owed: [{ kind: 'agreed_reply', target: 1200, dueAt: refused.until }] }],
      forLee,
    ),
  ),
  toOffice(
    'warnings',
    'Several on one day',
    escalation.warnings(office, [had, late, { ...drone, refused }, kept], forSam),
  ),
  toOffice('warnings', 'All of them are settled', escalation.warnings(office, [kept], forSam)),
  toOffice(
    'changed',
    'Half of the time is used',
    escalation.changed(open, replyDue, { name: 'liaison', percent: 50, at: now }, lee, now),
  ),
  toOffice(
    'changed',
    'It is said again the next day',
    escalation.changed(open, { ...replyDue, dueAt: late.dueAt }, { name: AGAIN, percent: 100, at: now }, lee, now),
  ),
  {
    ...{ of: 'haveForm', reader: 'office', when: 'They press “I have this”' },
    form: haveForm(open, [until], { zone: 'America/New_York', now }),
  },
  toOffice(
    'settled',
    'An older card: kept after all',
    escalation.settled(open, { ...replyDue, stoppedAt: now, met: true }, sam),
  ),
  toRequester('promiseBroken', 'A promise is broken', escalation.promiseBroken(open, replyDue, [lee, devon, sam])),
  toRequester('promiseBroken', 'Somebody has said “I have this”', escalation.promiseBroken(open, replyDue, [], sam)),
  toRequester('promiseBroken', 'Whoever has said so is out', escalation.promiseBroken(open, replyDue, null)),
];
