import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { kindOf } from '../offices/recordRules.ts';
import { confirmDestruction, keepingOf } from '../retention/destroy.ts';
import { holdKinds } from '../retention/hold.ts';
import { liftHold, readHold, setHold } from '../retention/holding.ts';
import { keepsRecords, officesWithRecordsOf } from '../retention/keepers.ts';
import { destroyRecordsPress, dueRecordsPress, liftHoldPress, retentionPress, setHoldPress } from './presses.ts';
import { readDue, readOverview } from './read.ts';
import { destroyForm, dueList, liftHoldForm, overview, sayConfirmed, sayHeld, setHoldForm } from './words.ts';

/** What those do who look after records: look at what is due, have it destroyed, hold it. */

export const retention = deed(retentionPress, {
  async shows({ tx, actor, now }) {
    const own = await readOverview(tx, actor, now);
    return own.length > 0 ? show(overview(own)) : hidden;
  },
});

export const dueRecords = deed(dueRecordsPress, {
  async shows({ tx, actor, about, now }) {
    const list = await readDue(tx, actor, about, now);
    return list ? show(dueList(list)) : hidden;
  },
});

const nothingLeft = notice('Nothing of that series is due anymore.');

export const destroyRecords = deed(destroyRecordsPress, {
  async opens({ tx, actor, about, now }) {
    const list = await readDue(tx, actor, about, now);
    if (!list?.mayDestroy) return hidden;
    return list.counted.due > list.counted.held ? form(destroyForm(list)) : nothingLeft;
  },
  async sent({ tx, actor, about, values, at, now }) {
    const list = await readDue(tx, actor, about, now);
    const kept = list && (await keepingOf(tx, await tx.offices.one(list.office.id), now));
    if (!list?.mayDestroy || !kept) return hidden;
    // A day to come is on no list, and an old list had no more than today's.
    if (!/^\d{4}-\d\d-\d\d$/u.test(about.day) || about.day > kept.today) return hidden;
    const reason = filled(values, 'reason');
    const receipt = filled(values, 'receipt');
    if (!reason) return errors({ reason: 'Please say why: it stays on the record.' });
    const { series } = list;
    if (series.disposition === 'archive' && !receipt)
      return errors({ receipt: 'Hand them to the archives first, and write the number of their receipt.' });
    const confirmed = { series, day: about.day, reason, receipt: receipt ?? null };
    const n = await confirmDestruction(tx, kept.keeping, confirmed, { personId: actor.person.id, at });
    return n > 0 ? notice(sayConfirmed(kindOf(series), n)) : nothingLeft;
  },
});

export const setHoldDeed = deed(setHoldPress, {
  async opens({ tx, actor, about }) {
    const own = await officesWithRecordsOf(tx, actor);
    const [first] = own.toSorted((a, b) => Number(b.id === about.office) - Number(a.id === about.office));
    return first ? form(setHoldForm([first, ...own.filter((each) => each !== first)])) : hidden;
  },
  async sent({ tx, actor, about, values, at }) {
    const own = await officesWithRecordsOf(tx, actor);
    const office = own.find(({ id }) => id === Number(values.office ?? about.office));
    if (!office) return hidden;
    const kind = holdKinds.find((each) => each === values.kind) ?? 'request';
    const of = filled(values, 'of');
    const reason = filled(values, 'reason');
    if (!of || !reason)
      return errors({
        ...(!of && { of: 'Please say what is held.' }),
        ...(!reason && { reason: 'Please say why: it stays on the record.' }),
      });
    const read = await readHold(tx, office, kind, of);
    if ('problem' in read) return errors({ of: read.problem });
    const hold = await setHold(tx, office.id, read.of, reason, { personId: actor.person.id, at });
    const n = await tx.retention.heldCount(office.id, read.of);
    return notice(
      `Hold ${hold.id} stands: ${sayHeld(hold)}. ${n === 1 ? '1 request is' : `${n} requests are`} under it now, and what comes is too${kind === 'request' ? '' : '; so are meetings, reviews and whatever else the programme keeps of it'}.`,
    );
  },
});

export const liftHoldDeed = deed(liftHoldPress, {
  async opens({ tx, actor, about }) {
    const hold = await tx.retention.hold(about.hold);
    if (!hold || !keepsRecords(actor, await tx.offices.one(hold.officeId))) return hidden;
    return hold.liftedAt ? notice(`Hold ${hold.id} was lifted already.`) : form(liftHoldForm(hold));
  },
  async sent({ tx, actor, about, values, at }) {
    const hold = await tx.retention.hold(about.hold);
    if (!hold || !keepsRecords(actor, await tx.offices.one(hold.officeId))) return hidden;
    if (hold.liftedAt) return notice(`Hold ${hold.id} was lifted already.`);
    const reason = filled(values, 'reason');
    if (!reason) return errors({ reason: 'Please say why: it stays on the record.' });
    await liftHold(tx, hold, reason, { personId: actor.person.id, at });
    return notice(`Hold ${hold.id} is lifted: ${sayHeld(hold)}. The dates of the schedule count again.`);
  },
});
