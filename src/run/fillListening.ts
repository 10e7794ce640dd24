import { officeToday } from '../offices/officeToday.ts';
import { addDays } from '../people/absence.ts';
import { requesterships } from '../people/person.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';

/** A listening round of the sample office that is open for votes: what agencies asked for, as needs. Nobody is written to. */

const QUESTION = 'Which statewide contracts would help you most?';
const WHY = 'The contracts of next year are planned in spring. What you name here goes onto the list.';
const NEEDS = [
  {
    name: 'Road salt for the whole winter',
    answers: [
      ['ana.ruiz@dot.cascadia.example', 'Road salt, before the first storm. Last year we bought it three times.'],
      ['john.redcloud@dvem.cascadia.example', 'Salt and grit for our armories.'],
    ],
  },
  {
    name: 'Interpreters, also at short notice',
    answers: [
      ['kim.nguyen@dhhs.cascadia.example', 'Interpreters within two hours, by phone.'],
      ['andre.baptiste@dps.cascadia.example', 'Somebody who interprets at night.'],
      ['olivia.reyes@doe.cascadia.example', 'Sign language at hearings.'],
    ],
  },
  {
    name: 'Drones, with training',
    answers: [['mei.tanaka@dmr.cascadia.example', 'Drones to count seals, and a course.']],
  },
] as const;
const VOTE_DAYS = 14;
const EVERYBODY = 1_000;

/** By whoever supervises the office. */
export async function fillListening(tx: Tx, officeId: number, authorId: number, now: Date): Promise<void> {
  const { calendar, today } = await officeToday(tx, officeId, now);
  const agencyIds = (await tx.people.agencies([officeId])).map(({ id }) => id);
  const voteUntil = addDays(today, VOTE_DAYS);
  const round = await tx.listening.add({
    ...{ officeId, authorId, question: QUESTION, why: WHY, agencyIds, audience: 'everybody', shows: 'words' },
    ...{ answerUntil: addDays(today, -1), voteUntil, rule: 'agency', choices: 2, sendAt: null },
  });
  await tx.listening.address(round.id, { officeId, agencyIds, audience: 'everybody', lineId: null }, now);
  const asked = { kind: 'question', subjectId: round.id, turn: 0 } as const;
  await told(tx, asked, now);
  const people = await tx.people.everybody(EVERYBODY);
  for (const { name, answers } of NEEDS) {
    const needId = await tx.listening.addNeed({ officeId, roundId: round.id, name, lookBy: null, createdAt: now });
    for (const [email, text] of answers) {
      const found = people.find(({ person }) => person.email === email);
      const actor = found && (await tx.people.actor(found.person.id));
      const agencyId = actor && requesterships(actor)[0]?.agencyId;
      if (!found || !agencyId) continue;
      const source = `sample ${email}`;
      const given = { officeId, roundId: round.id, personId: found.person.id, agencyId, text, at: now };
      await tx.listening.addAnswer({ ...given, needId, source });
    }
  }
  const open = { ...round, state: 'voting' as const, sentAt: now };
  const ballots = await tx.listening.openBallots(open);
  const voters = await tx.listening.voters(
    officeId,
    ballots.map(({ agencyId }) => agencyId),
    round.id,
  );
  const vote = { kind: 'vote', subjectId: round.id, turn: 0 } as const;
  await tx.listening.addressThese(vote, voters);
  await told(tx, vote, now);
  await tx.listening.change(round.id, {
    ...{ state: 'voting', sentAt: now, remindAt: openingBeside(calendar, voteUntil, -1) ?? null },
    ...{ endsAt: openingBeside(calendar, voteUntil, 1) ?? null, shown: await tx.listening.counts(open), shownAt: now },
  });
}

/** As if they had read it long ago: they find it where they look for it. */
async function told(tx: Tx, batch: Parameters<Tx['listening']['nextLetters']>[0], now: Date): Promise<void> {
  for (const { personId } of await tx.listening.nextLetters(batch, EVERYBODY, now))
    await tx.listening.markLetter(batch, personId, { toldAt: now });
}
