import type { Form, Message } from '../src/chat/message.ts';
import { answered as heardBack, told } from '../src/exchanges/words.ts';
import { defaultSurveyRules, type SurveyRules, themesOf } from '../src/offices/surveyRules.ts';
import { formOf, relationshipForm } from '../src/surveys/forms.ts';
import { themesPress } from '../src/surveys/presses.ts';
import { endForm, recoveryBelow, recoveryCard, whatCame } from '../src/surveys/recoveryWords.ts';
import {
  officeAskedBelow,
  officeEnded,
  officeHeard,
  officeHeardNameless,
  officeQuestion,
  officeRated,
  officeReminder,
  officeRest,
  officeStopped,
} from '../src/surveys/relationshipWords.ts';
import { themesForm } from '../src/surveys/themeWords.ts';
import {
  type Asked,
  askedNoMore,
  commented,
  ended,
  question,
  rated,
  remindedBelow,
  reminder,
  restForm,
  startedAgain,
  stopped,
} from '../src/surveys/words.ts';
import { facts, lee, now, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** The question after a resolution, in each of its forms, and what follows a bad answer. */

const resolved = facts({ state: 'resolved', outcome: 'answered' });
const words = { ref: 'R-1042', subject: resolved.request.subject, office: office.name };
const asked = (rules: Partial<SurveyRules> = {}, nameless = false): Asked => {
  const form = formOf({ ...defaultSurveyRules(480), ...rules }, words);
  if (!form) throw new Error('every sample is asked');
  return { facts: resolved, form, nameless, coolDownDays: 14 };
};
const own = {
  questions: [
    { code: 'again', ask: 'Would you ask us again?', answers: ['Yes', 'No'], several: false },
    { code: 'missing', ask: 'Which template do you miss?', several: false },
  ],
};
const { form } = asked(own);

const survey = { id: 7, rating: 2, comment: null, answers: null };
const recovery = { dueAt: new Date('2026-06-02T15:00:00Z'), endedAt: null, lateAt: null };
const bad = { facts: resolved, themes: [], survey, recovery, liaison: lee, owner: undefined };
const themes = themesOf(null).slice(0, 4);
const saidWhy = { by: 'Ana Ruiz', text: 'I still do not know.' };
const passed = { recovery: { ...recovery, lateAt: new Date('2026-06-02T15:00:00Z') } };
const why = { ...survey, answers: { negative: ['efficiency', 'transparency'] }, comment: 'I still do not know.' };

const seen = { supervisor: true, mayAct: true, mayTag: true };

const allInAll = { id: 7, office: office.name, form: relationshipForm(office.name), nameless: false, coolDownDays: 14 };
const answered = {
  ...{ id: 7, officeId: 1, personId: 1, agencyId: 1, round: '2026-04-15', nextAt: null, askedAt: now, skipped: null },
  ...{ form: null, nameless: false, remindedAt: null, closesAt: null, closedAt: null, declinedAt: null },
  ...{ rating: 2, ratedAt: now, answers: null, comment: null, exchangeId: null },
};

const of = (name: string, reader: Sample['reader'], when: string, said: Message | Form): Sample =>
  'blocks' in said ? { of: name, reader, when, message: said } : { of: name, reader, when, form: said };

export const samplesOfSurveys: Sample[] = [
  of('question', 'requester', 'A business day later', question(asked())),
  of('question', 'requester', 'The office asks the federal form', question(asked({ form: 'federal' }))),
  of('question', 'requester', 'The office asks how easy it was', question(asked({ form: 'effort' }))),
  of('question', 'requester', 'They leave their name out', question(asked({}, true))),
  of('remindedBelow', 'requester', 'They have not answered', remindedBelow(resolved)),
  of('reminder', 'requester', 'They have not answered', reminder(asked())),
  of('ended', 'requester', 'They never answer', ended(resolved)),
  of('stopped', 'requester', 'They want no more of it', stopped(resolved)),
  of('officeQuestion', 'requester', 'A day on which all customers are asked', officeQuestion(allInAll)),
  of('officeQuestion', 'requester', 'They leave their name out', officeQuestion({ ...allInAll, nameless: true })),
  of('officeAskedBelow', 'requester', 'They have not answered', officeAskedBelow),
  of('officeReminder', 'requester', 'They have not answered', officeReminder(allInAll)),
  of('officeEnded', 'requester', 'They never answer', officeEnded),
  of('officeStopped', 'requester', 'They want no more of it', officeStopped),
  of('officeRated', 'requester', 'They have rated the office', officeRated(office.name, answered, true)),
  of(
    'officeRated',
    'requester',
    'They have said why',
    officeRated(office.name, { ...answered, nameless: true }, false),
  ),
  of('officeRest', 'requester', 'They are not satisfied', officeRest(allInAll.form, answered, 2)),
  of(
    'officeHeard',
    'office',
    'Somebody is not satisfied all in all, and says why',
    told({
      ...{ exchange: 8, office: office.name, by: 'Sam Reed (Transportation)' },
      opening: officeHeard(office.name, sam, 'Transportation', {
        ...{ ...answered, today: '2026-04-16' },
        answers: { negative: ['efficiency'] },
      }),
      said: [{ by: undefined, text: 'I never know whom to ask.' }],
    }),
  ),
  of(
    'officeHeardNameless',
    'office',
    'Somebody writes why, and leaves their name out',
    told({
      ...{ exchange: 9, office: office.name, by: undefined },
      opening: officeHeardNameless(office.name, { round: '2026-04-15', today: '2026-04-16' }),
      said: [{ by: undefined, text: 'I never know whom to ask.' }],
    }),
  ),
  of(
    'answered',
    'requester',
    'The supervisor answers a rating of the office without words',
    heardBack(
      {
        ...{ exchange: 8, office: office.name },
        opening: officeHeard(office.name, sam, 'Transportation', { ...answered, today: '2026-04-16' }),
      },
      ...([undefined, sam, 'May I call you about it?'] as const),
    ),
  ),
  of('askedNoMore', 'requester', 'They write “stop surveys”', askedNoMore),
  of('startedAgain', 'requester', 'They want it after all', startedAgain(true)),
  of('rated', 'requester', 'They have rated', rated(resolved, 4, false)),
  of('restForm', 'requester', 'They are content', restForm(resolved, form, 4, false)),
  of('restForm', 'requester', 'They are not', restForm(resolved, form, 2, false)),
  of('restForm', 'requester', 'They are not, and leave their name out', restForm(resolved, asked().form, 2, true)),
  of('commented', 'requester', 'They have said more', commented(resolved, 4, true)),
  of('recoveryCard', 'office', 'The rating is bad', recoveryCard(bad, seen)),
  of('recoveryCard', 'office', 'They say why', recoveryCard({ ...bad, survey: why, owner: sam }, seen)),
  of(
    'recoveryCard',
    'office',
    'It is settled',
    recoveryCard({ ...bad, owner: sam, recovery: { ...recovery, endedAt: now } }, seen),
  ),
  of(
    'recoveryCard',
    'office',
    'Whoever answered sees it',
    recoveryCard({ ...bad, survey: why }, { supervisor: false, mayAct: false, mayTag: false }),
  ),
  of(
    ...(['recoveryCard', 'office', 'Somebody has said what it is about'] as const),
    recoveryCard({ ...bad, survey: why, owner: sam, themes: ['How long it took', 'Rules and policies'] }, seen),
  ),
  of(
    ...(['themesForm', 'office', 'They say what it is about'] as const),
    themesForm(themesPress.to({ request: 1042, survey: 7 }), { all: themes, chosen: themes.slice(0, 1) }, saidWhy),
  ),
  of('recoveryCard', 'office', 'Its time is near', recoveryCard({ ...bad, owner: sam }, { ...seen, step: 'warning' })),
  of('recoveryCard', 'office', 'Its time is near, and nobody has it', recoveryCard(bad, { ...seen, step: 'warning' })),
  of(
    'recoveryCard',
    'office',
    'Its time has passed',
    recoveryCard({ ...bad, owner: sam, ...passed }, { ...seen, step: 'late' }),
  ),
  of(
    'recoveryCard',
    'office',
    'Its time has passed, and nobody has it',
    recoveryCard({ ...bad, ...passed }, { ...seen, step: 'late' }),
  ),
  of('recoveryBelow', 'office', 'It stands below once more', recoveryBelow),
  of('endForm', 'office', 'They settle it', endForm(resolved)),
  of(
    'whatCame',
    'requester',
    'The office has settled it',
    whatCame(resolved, sam, why.comment, 'We now send the list with the first answer.'),
  ),
];
