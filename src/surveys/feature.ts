import type { Feature } from '../feature/feature.ts';
import { requesterships } from '../people/person.ts';
import { noteAskedIn } from './channels.ts';
import { satisfactionPage } from './page.ts';
import { askAgain, comment, rate, stopAsking, stopSurveys, withoutName } from './rate.ts';
import { endRecovery, ownRecovery } from './recover.ts';
import { sweepRecoveries } from './recoverySweep.ts';
import { commentOnOffice, officeWithoutName, rateOffice, stopOfficeSurveys } from './relationshipDeeds.ts';
import { beginRounds, nextRelationship, sweepRelationships } from './relationshipSweep.ts';
import { askSurveys, closeSurveys, planSurveys, remindOfSurveys } from './sweep.ts';
import { tagAnswer, tagVoice } from './themes.ts';

/** The question after a resolution, the one to all customers on set days, and what follows from the answers. */
export const surveys: Feature = {
  name: 'surveys',
  help: (actor) =>
    requesterships(actor).length > 0
      ? [
          { type: 'stop surveys', does: 'turns questions about our answers off' },
          { type: 'ask me again', does: 'turns them back on' },
        ]
      : [],
  deeds: [
    ...[rate, comment, withoutName, stopSurveys, stopAsking, askAgain, ownRecovery, endRecovery],
    ...[tagAnswer, tagVoice],
    ...[rateOffice, commentOnOffice, officeWithoutName, stopOfficeSurveys],
  ],
  pages: [satisfactionPage],
  phrases: {
    ...Object.fromEntries(['ask me again', 'ask me', 'surveys on', 'survey on'].map((text) => [text, 'ask me again'])),
    ...Object.fromEntries(
      [
        ...['stop surveys', 'no surveys', 'no more surveys', 'surveys off', 'survey off', 'stop asking me', 'opt out'],
        ...["don't ask me anymore", "don't ask me", 'stop the surveys'],
      ].map((text) => [text, 'ask me no more']),
    ),
  },
  sweeps: [
    { name: 'survey plans', sweep: (store, now) => planSurveys(store, now) },
    { name: 'surveys', sweep: (store, now) => askSurveys(store, now) },
    { name: 'survey reminders', sweep: (store, now) => remindOfSurveys(store, now) },
    { name: 'survey ends', sweep: (store, now) => closeSurveys(store, now) },
    { name: 'recoveries', sweep: (store, now) => sweepRecoveries(store, now) },
    { name: 'rounds', sweep: (store, now) => beginRounds(store, now) },
    { name: 'relationships', sweep: (store, now) => sweepRelationships(store, now) },
  ],
  delivered: noteAskedIn,
  async nextMoment(tx, now) {
    const [survey, relationship] = [await tx.surveys.nextMoment(now), await nextRelationship(tx, now)];
    return survey && relationship && relationship < survey ? relationship : (survey ?? relationship);
  },
};
