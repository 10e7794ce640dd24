import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Tx } from '../store.ts';
import type { Alternate } from './alternate.ts';
import { askForm, overview, renewForm } from './askWords.ts';
import { begin } from './begin.ts';
import { lookAt } from './look.ts';
import { type Choice, offeredTo } from './offers.ts';
import { readOwn } from './own.ts';
import {
  alternatePress,
  alternatesPress,
  askAlternatePress,
  renewAlternatePress,
  withdrawAlternatePress,
} from './presses.ts';
import { readApplication } from './reading.ts';
import { allows, redraw } from './tell.ts';
import { agenciesOf, find } from './who.ts';
import { listRow, standing } from './words.ts';

/** What people of an agency do before anything is granted; and looking at one, for everybody. */

const LISTED = 10;
const NO_KIND = 'Nothing of the kind can be asked for just now. Ask your liaison what may help.';
const UNCONFIRMED = 'Your liaison first confirms where you work. Then you can ask for another way here.';

export const alternates = deed(alternatesPress, {
  async shows({ tx, actor, now }) {
    const { offers } = await offeredTo(tx, actor);
    const looks = await readOwn(tx, actor, now, LISTED);
    return show(overview(offers, looks.map(listRow)));
  },
});

export const alternate = deed(alternatePress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'see', now });
    return found ? show(standing(await lookAt(tx, found.it, now), allows(found.relations))) : hidden;
  },
});

export const askAlternate = deed(askAlternatePress, {
  async opens({ tx, actor }) {
    if (agenciesOf(actor).length === 0) return notice(UNCONFIRMED);
    const { offers, choices } = await offeredTo(tx, actor);
    return choices.length > 0 ? form(askForm(offers, choices)) : notice(NO_KIND);
  },
  async sent({ tx, actor, values, at, now }) {
    if (agenciesOf(actor).length === 0) return notice(UNCONFIRMED);
    const { choices } = await offeredTo(tx, actor);
    const chosen = choices.find(({ value }) => value === values.kind)?.choice;
    const read = readApplication(values);
    const problems = 'problems' in read ? read.problems : {};
    if (!chosen || 'problems' in read)
      return errors({ ...(chosen ? {} : { kind: 'Choose what you would like to ask for.' }), ...problems });
    if (await isAskedAlready(tx, chosen, actor.person.id, read.asked.what))
      return notice('You have asked for this already. “alternate processes” shows how it stands.');
    const { office, agency, kind } = chosen;
    const whose = { officeId: office.id, agencyId: agency.id, applicantId: actor.person.id, renews: null };
    await begin(tx, { ...whose, kind, said: read.asked }, { at, now });
    return notice(`It has been sent to ${office.name}. How it stands is in its message here, and changes there.`);
  },
});

async function isAskedAlready(
  tx: Tx,
  { office, agency, kind }: Choice,
  personId: number,
  what: string,
): Promise<boolean> {
  // Who else asks for the same agency at this moment waits.
  await tx.people.lock(personId);
  const all = await tx.alternates.of({ officeId: office.id, agencyIds: [agency.id] }, 100);
  return all.some(
    (each) => each.state === 'asked' && each.kind === kind.code && each.applicantId === personId && each.what === what,
  );
}

export const withdrawAlternate = deed(withdrawAlternatePress, {
  async does({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'withdraw', now });
    if (!found) return hidden;
    const { it } = found;
    if (it.state === 'withdrawn') return notice('You have taken it back already.');
    if (it.state !== 'asked')
      return notice('It has been decided meanwhile. “alternate processes” shows how it stands.');
    await tx.alternates.change(it.id, { state: 'withdrawn', endedAt: at, endedBy: actor.person.id, nextAt: null });
    await tx.records.addToOffice(it.officeId, {
      kind: 'alternate withdrawn',
      at,
      actorId: actor.person.id,
      data: { alternate: it.id },
    });
    await redraw(tx, it.id, now);
    if (it.renews !== null) await redraw(tx, it.renews, now);
    return notice('Taken back. Nobody decides about it any more.');
  },
});

/** One in force that somebody may ask to renew now; or why not. */
async function renewable(tx: Tx, it: Alternate): Promise<{ kind: Choice['kind'] } | { no: string }> {
  if (it.state !== 'granted') return { no: 'It is over. “alternate process” shows how to ask for one again.' };
  if (await tx.alternates.renewalOf(it.id))
    return { no: 'It has been asked for already. “alternate processes” shows how that stands.' };
  const rules = (await tx.alternates.rules([it.officeId])).get(it.officeId);
  const kind = rules?.kinds.find(({ code }) => code === it.kind);
  return kind ? { kind } : { no: 'The office does not offer this kind any more. Ask your liaison what may help.' };
}

export const renewAlternate = deed(renewAlternatePress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'renew', now });
    if (!found) return hidden;
    const { it } = found;
    const may = await renewable(tx, it);
    if ('no' in may) return notice(may.no);
    const look = await lookAt(tx, it, now);
    const office = await tx.offices.one(it.officeId);
    const [{ policy }, rules] = [await tx.offices.rules(office), await tx.alternates.rules([it.officeId])];
    const offer = {
      ...{ office: office.name, day: policy.businessDayMinutes },
      ...{ rules: rules.get(it.officeId)?.rules ?? [], kinds: [may.kind] },
    };
    return form(renewForm(it, offer, look.saved, look.today));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'renew', now });
    if (!found) return hidden;
    const { it } = found;
    const may = await renewable(tx, it);
    if ('no' in may) return notice(may.no);
    const read = readApplication(values);
    if ('problems' in read) return errors(read.problems);
    const { id: renews, officeId, agencyId } = it;
    const asked = { officeId, agencyId, renews, applicantId: actor.person.id, kind: may.kind, said: read.asked };
    await begin(tx, asked, { at, now });
    return notice('You have asked to renew it. How that stands is in its message here, and changes there.');
  },
});
