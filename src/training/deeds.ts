import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { officeToday } from '../offices/officeToday.ts';
import { trainingPress } from '../requests/presses.ts';
import { localDate } from '../sla/calendar.ts';
import { wordsForm } from './afterWords.ts';
import { besidesFor, readOwn } from './own.ts';
import { giveUpPress, sessionPress, signUpPress, usefulPress, usefulWordsPress } from './presses.ts';
import { enter, isLive } from './seats.ts';
import { drawCertificate, settle, tellSignedUp } from './tell.ts';
import { endOf, isClosed, LONGEST_WORDS } from './training.ts';
import { shownTo, viewOf } from './view.ts';
import { find } from './who.ts';
import { list, session as message } from './words.ts';

/** What those do who learn: look, sign up, give their seat up, and say how useful it was. */

const LISTED = 10;

export const training = deed(trainingPress, {
  async shows({ tx, actor, now }) {
    const own = await readOwn(tx, actor, now, LISTED);
    return show(list(own.offered, own.certificates, own.today, await besidesFor(tx, actor, now, LISTED)));
  },
});

export const showSession = deed(sessionPress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'see', now });
    return found ? show(message(await shownTo(tx, actor, found.session, now))) : hidden;
  },
});

export const signUp = deed(signUpPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'sign up', now });
    if (!found) return hidden;
    const { session, as } = found;
    const { entry } = await shownTo(tx, actor, session, now);
    if (entry.kind === 'signed up')
      return notice(entry.standing === 'waiting' ? 'You are on the waiting list already.' : 'You have a seat already.');
    if (entry.kind === 'leads')
      return notice(
        'You lead this session yourself. To take part in it, give it to somebody else first: type “training”, then Who comes and Change it.',
      );
    if (entry.kind === 'unprepared')
      return notice(
        `You need the certificate in ${entry.needs} first, and on that day. Type “training” for its sessions.`,
      );
    if (entry.kind === 'taken')
      return notice(
        `You have signed up to ${entry.title} at that time. Give that up first, if you would rather come to this.`,
      );
    if (session.state === 'called off') return notice('This session was called off. Type “training” for others.');
    if (entry.kind !== 'open' || !as) return notice('Sign-up for this session is over. Type “training” for others.');
    const { calendar } = await officeToday(tx, session.officeId, now);
    const places = await tx.training.signUps(session.id);
    const { id: personId } = actor.person;
    const place = enter(places, personId, { seats: session.seats, closed: isClosed(session, calendar, now) });
    if (place === 'there already') return notice('You have signed up already.');
    if (place === 'full') return notice('It is full, and nobody can move up any more. Type “training” for others.');
    await tx.training.signUp(session.id, { ...place, personId, agencyId: as.agencyId, at });
    const data = { session: session.id, person: personId, seat: place.state === 'seated' };
    await tx.records.addToOffice(session.officeId, { kind: 'signed up', at, actorId: personId, data });
    await tellSignedUp(tx, session, personId, now);
    return notice(place.state === 'seated' ? 'You have a seat.' : 'It is full. You are on the waiting list.');
  },
});

export const giveUp = deed(giveUpPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'sign up', now });
    if (!found) return hidden;
    const { session } = found;
    const { id: personId } = actor.person;
    const own = (await tx.training.signUps(session.id)).find((each) => each.personId === personId);
    if (session.state === 'called off') return notice('This session was called off.');
    if (session.state !== 'planned' || endOf(session) <= now) return notice('This session is over.');
    if (!own || !isLive(own)) return notice('You are not signed up for this session.');
    await tx.training.stand(session.id, personId, { state: 'gave up', tell: null });
    const data = { session: session.id, person: personId };
    await tx.records.addToOffice(session.officeId, { kind: 'gave up', at, actorId: personId, data });
    await settle(tx, session, now, { touched: new Set([personId]) });
    return notice(
      own.state === 'waiting' ? 'You are off the list.' : 'Thank you for saying so. Your seat is free now.',
    );
  },
});

export const useful = deed(usefulPress, {
  async does({ tx, actor, about, at, now }) {
    const { useful: given } = about;
    const found = await find(tx, actor, { id: about.session, action: 'see', now });
    const { id: personId } = actor.person;
    const own = found && (await tx.training.signUps(about.session)).find((each) => each.personId === personId);
    if (!found || !own?.attended || given < 1 || given > 5) return hidden;
    if (await tx.training.answerOf(about.session, personId)) return notice('You have answered already. Thank you.');
    await tx.training.answer(about.session, personId, given, at);
    const { session } = found;
    const { calendar } = await officeToday(tx, session.officeId, now);
    await drawCertificate(tx, await viewOf(tx, session, now), personId, { today: localDate(calendar, now), now });
    return notice('Thank you.');
  },
});

export const usefulWords = deed(usefulWordsPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'see', now });
    const answer = await tx.training.answerOf(about.session, actor.person.id);
    if (!found || !answer) return hidden;
    return answer.words === null ? form(wordsForm(found.session)) : notice('You have said more already. Thank you.');
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'see', now });
    const answer = await tx.training.answerOf(about.session, actor.person.id);
    if (!found || !answer) return hidden;
    const words = filled(values, 'words');
    if (!words) return errors({ words: 'Write a few words.' });
    const long = tooLong(words, LONGEST_WORDS);
    if (long !== undefined) return errors({ words: long });
    await tx.training.answerWords(about.session, actor.person.id, words);
    const { calendar } = await officeToday(tx, found.session.officeId, now);
    await drawCertificate(tx, await viewOf(tx, found.session, now), actor.person.id, {
      today: localDate(calendar, now),
      now,
    });
    return notice('Thank you.');
  },
});
