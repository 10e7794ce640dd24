import { sayMomentAt } from '../chat/years.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { type Scope, scopesOf } from '../offices/scope.ts';
import { askedSince } from '../people/audience.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { batchOf, begin, drawCard } from './begin.ts';
import { goOn } from './letters.ts';
import { readOwn } from './own.ts';
import {
  beginRoundPress,
  callOffRoundPress,
  changeRoundPress,
  listeningPress,
  roundPress,
  sendRoundPress,
  withdrawRoundPress,
} from './presses.ts';
import { readRound } from './reading.ts';
import { isAhead, isOver, LONGEST_WHY, type Round } from './round.ts';
import { roundForm } from './roundForm.ts';
import { callOffForm, list, preview } from './roundWords.ts';
import { shown } from './shown.ts';
import { redrawAnswered, redrawClosed, toldOf } from './told.ts';
import { find, scopeOf } from './who.ts';
import { askedList } from './words.ts';

/** What whoever leads a round does: write it, look at it, send it, call it off. */

const LISTED = 10;

export const listening = deed(listeningPress, {
  async shows({ tx, actor, now }) {
    const own = await readOwn(tx, actor, now, LISTED);
    if (!own.works) return show(askedList(own.asked, own.more));
    const { blocks } = list(own.rounds, own.changes, own.makes);
    // Whoever works here and asks elsewhere has both.
    const asked = own.asked.length > 0 ? askedList(own.asked, own.more).blocks : own.more;
    return show({ blocks: [...blocks, ...asked] });
  },
});

export const beginRound = deed(beginRoundPress, {
  async opens({ tx, actor, now }) {
    const scopes = await scopesOf(tx, actor, now);
    const offices = scopes.map(({ office }) => office);
    return scopes.length > 0 ? form(roundForm(offices, beginRoundPress.to({}))) : hidden;
  },
  async sent({ tx, actor, values, now }) {
    const scopes = await scopesOf(tx, actor, now);
    const scope = scopes.find(({ office }) => String(office.id) === values.office) ?? scopes[0];
    if (!scope) return hidden;
    const read = readRound(values, { ...scope, now });
    if ('problems' in read) return errors(read.problems);
    const round = await tx.listening.add({
      ...read.asked,
      ...{ officeId: scope.office.id, authorId: actor.person.id },
    });
    return show(await previewOf(tx, round, scope, now));
  },
});

async function previewOf(tx: Tx, round: Round, { office, agencies }: Scope, now: Date) {
  const agencyIds = round.agencyIds ?? agencies.map(({ id }) => id);
  const told = { officeId: office.id, agencyIds, audience: round.audience, lineId: null };
  return preview(await toldOf(tx, round, now), await tx.listening.reach(told, askedSince(now)));
}

const over = ({ state }: Round) =>
  notice(
    state === 'withdrawn'
      ? 'This was withdrawn. Nobody was asked.'
      : state === 'planned'
        ? 'It is planned already.'
        : state === 'called off'
          ? 'This was called off.'
          : 'They have been asked already.',
  );

/** As long as it has not gone out. What was planned goes out as planned until the change is confirmed. */
export const changeRound = deed(changeRoundPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    const scope = found && (await scopeOf(tx, actor, found.round, now));
    if (!found || !scope) return hidden;
    const { round } = found;
    if (!isAhead(round)) return over(round);
    const agencies = scope.agencies.filter(({ id }) => round.agencyIds?.includes(id));
    const day = round.sendAt ? localDate(scope.calendar, round.sendAt) : undefined;
    const before = { asked: round, agencies: agencies.map(({ code }) => code), ...(day !== undefined && { day }) };
    return form(roundForm([scope.office], changeRoundPress.to({ round: round.id }), before));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    const scope = found && (await scopeOf(tx, actor, found.round, now));
    if (!found || !scope) return hidden;
    const { round } = found;
    if (!isAhead(round)) return over(round);
    const read = readRound(values, { ...scope, now });
    if ('problems' in read) return errors(read.problems);
    const change = { ...read.asked, state: 'draft' as const };
    await tx.listening.change(round.id, change);
    return show(await previewOf(tx, { ...round, ...change }, scope, now));
  },
});

export const sendRound = deed(sendRoundPress, {
  async does({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    const scope = found && (await scopeOf(tx, actor, found.round, now));
    if (!found || !scope) return hidden;
    const { round, today } = found;
    if (round.state !== 'draft') return over(round);
    if (round.answerUntil <= today) return notice('The day for the answers is over by now. Press Change.');
    const agencyIds = round.agencyIds ?? scope.agencies.map(({ id }) => id);
    const planned: Round = { ...round, agencyIds, state: 'planned' };
    await tx.listening.change(round.id, { agencyIds, state: 'planned' });
    if (round.sendAt && round.sendAt > now) {
      await drawCard(tx, planned, now);
      return notice(`It goes out ${sayMomentAt({ when: round.sendAt, zone: scope.calendar.spec.zone }, now)}.`);
    }
    const people = await begin(tx, planned, now);
    return notice(
      `It is on its way to ${people === 1 ? 'one person' : `${people.toLocaleString('en-US')} people`}. Your card shows what comes in.`,
    );
  },
});

export const withdrawRound = deed(withdrawRoundPress, {
  async does({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const { round } = found;
    if (!isAhead(round)) return over(round);
    await tx.listening.change(round.id, { state: 'withdrawn' });
    await drawCard(tx, { ...round, state: 'withdrawn' }, now);
    return notice('Withdrawn. Nobody was asked.');
  },
});

export const callOffRound = deed(callOffRoundPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    if (isAhead(found.round)) return notice('Nobody was asked yet: withdraw it instead.');
    if (isOver(found.round)) return over(found.round);
    return form(callOffForm(found.round, (await tx.listening.counts(found.round)).answers));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const { round } = found;
    if (isAhead(round) || isOver(round)) return over(round);
    const reason = filled(values, 'reason');
    if (!reason) return errors({ reason: 'Say in a few words why.' });
    const long = tooLong(reason, LONGEST_WHY);
    if (long !== undefined) return errors({ reason: long });
    const change = { state: 'called off' as const, remindAt: null, endsAt: null, reason, endedBy: actor.person.id };
    await tx.listening.change(round.id, change);
    const data = { round: round.id, reason };
    await tx.records.addToOffice(round.officeId, { kind: 'listening called off', at, actorId: actor.person.id, data });
    const batch = batchOf('called off', round.id);
    const people = await tx.listening.addressAnswered(batch);
    await goOn(tx, batch, now);
    const off: Round = { ...round, ...change };
    if (round.state === 'voting') await redrawClosed(tx, off, now);
    if (round.state === 'asking') await redrawAnswered(tx, off, now);
    await drawCard(tx, off, now);
    return notice(people === 0 ? 'Called off.' : 'Called off. Everybody who answered is told why.');
  },
});

export const showRound = deed(roundPress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'see', now });
    return found ? show(await shown(tx, found, actor, now)) : hidden;
  },
});
