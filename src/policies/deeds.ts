import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { type OfficeToday, officeKept, officesKept } from '../offices/officeToday.ts';
import { previewPolicy } from '../offices/policyPreview.ts';
import { policyChanges } from '../offices/ruleChanges.ts';
import type { Tx } from '../store.ts';
import { entriesOf, readPromises } from './change.ts';
import {
  changePromisesPress,
  earlierPromisesPress,
  previewPromisesPress,
  promisesPress,
  publishPromisesPress,
  withdrawPromisesPress,
} from './presses.ts';
import { proposalOf, publish, SHOWN, tellTakenBack } from './publish.ts';
import { type Change, earlier, list, type Promised, preview, promisesForm } from './words.ts';

/** What an office promises: seen and changed by supervisors and administrators, with a look at what it does. */

async function promisedBy(tx: Tx, { office, calendar }: OfficeToday): Promise<Promised | undefined> {
  const versions = await tx.policies.versions(office.id, 200);
  const now = versions.find(({ id }) => id === office.policyId);
  const planned = versions.filter(({ begun, withdrawnAt }) => !begun && !withdrawnAt);
  const ahead = planned
    .toReversed()
    .map((each) => ({ ...each, changes: policyChanges(now?.spec ?? each.spec, each.spec) }));
  return now && { office, now, planned: ahead, zone: calendar.spec.zone };
}

export const promises = deed(promisesPress, {
  async shows({ tx, actor, now }) {
    const all: Promised[] = [];
    for (const own of await officesKept(tx, actor, now)) {
      const each = await promisedBy(tx, own);
      if (each) all.push(each);
    }
    return all.length > 0 ? show(list(all)) : hidden;
  },
});

async function look(tx: Tx, own: OfficeToday, change: Change, now: Date) {
  const proposal = await proposalOf(tx, own, change);
  if ('problem' in proposal) return proposal;
  const seen = await previewPolicy(tx, own.office.id, proposal.policy, now);
  return preview(own.office, { changes: proposal.changes, seen, today: own.today }, change);
}

export const changePromises = deed(changePromisesPress, {
  async opens({ tx, actor, about, now }) {
    const own = await officeKept(tx, actor, about.office, now);
    const promised = own && (await promisedBy(tx, own));
    if (!promised) return hidden;
    const { spec, id } = promised.now;
    const entry = entriesOf(spec)[about.which ?? 0];
    if (!entry) return notice('There is no such promise anymore.');
    return form(promisesForm(promised.office, entry, spec.businessDayMinutes, { ...about, base: id }));
  },
  async sent({ tx, actor, about, values, now }) {
    const own = await officeKept(tx, actor, about.office, now);
    const promised = own && (await promisedBy(tx, own));
    if (!own || !promised) return hidden;
    const read = readPromises(values, promised.now.spec.businessDayMinutes, own.today);
    if ('problems' in read) return errors(read.problems);
    const { firstReply: first, nextReply: next, resolution, update } = read.targets;
    const { office, base, which = 0 } = about;
    const change = {
      ...{ office, base, which, first, next, resolution },
      ...(update && { update }),
      ...(read.from && { from: read.from }),
    };
    const seen = await look(tx, own, change, now);
    return 'problem' in seen ? errors({ first: seen.problem }) : show(seen);
  },
});

export const previewPromises = deed(previewPromisesPress, {
  async shows({ tx, actor, about, now }) {
    const own = await officeKept(tx, actor, about.office, now);
    if (!own) return hidden;
    const seen = await look(tx, own, about, now);
    return 'problem' in seen ? notice(seen.problem) : show(seen);
  },
});

export const publishPromises = deed(publishPromisesPress, {
  async does({ tx, actor, about, at, now }) {
    const own = await officeKept(tx, actor, about.office, now);
    if (!own) return hidden;
    const problem = await publish(tx, own, about, { actor, at, now });
    if (problem !== undefined) return notice(problem);
    return notice(
      `Published. ${about.open === 1 ? 'Open requests follow.' : 'Open requests keep the times they were promised.'}`,
    );
  },
});

export const earlierPromises = deed(earlierPromisesPress, {
  async shows({ tx, actor, about, now }) {
    const own = await officeKept(tx, actor, about.office, now);
    const promised = own && (await promisedBy(tx, own));
    if (!promised) return hidden;
    const before = (await tx.policies.versions(about.office, SHOWN + 1)).filter(
      ({ id, begun }) => begun && id !== promised.now.id,
    );
    const people = await tx.people.named(before.flatMap(({ publishedBy }) => publishedBy ?? []));
    const rows = before.map((each) => ({
      ...each,
      by: each.publishedBy === null ? undefined : people.get(each.publishedBy)?.name,
      changes: policyChanges(promised.now.spec, each.spec),
    }));
    return show(earlier(promised, rows));
  },
});

/** One that does not hold yet. */
export const withdrawPromises = deed(withdrawPromisesPress, {
  async does({ tx, actor, about, at, now }) {
    const own = await officeKept(tx, actor, about.office, now);
    if (!own) return hidden;
    await tx.policies.lock(about.office);
    const version = (await tx.policies.versions(about.office, 200)).find(({ id }) => id === about.version);
    if (!version) return hidden;
    if (version.begun) return notice('It holds already. Look at the earlier versions to go back.');
    if (version.withdrawnAt) return notice('It was taken back already.');
    await tx.policies.withdraw(version.id, at);
    await tx.records.addToOffice(about.office, {
      kind: 'policy withdrawn',
      at,
      actorId: actor.person.id,
      data: { policyId: version.id },
    });
    await tellTakenBack(tx, own, version, actor.person);
    return notice(`Version ${version.version} will not hold. What is promised now stays.`);
  },
});
