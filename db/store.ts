import type { Store } from '../src/store.ts';
import type { Database } from './engine/client.ts';
import { isTrouble } from './engine/errors.ts';
import { absenceStore } from './queries/absences.ts';
import { actionStore } from './queries/actions.ts';
import { alternateStore } from './queries/alternates.ts';
import { announcementStore } from './queries/announcements.ts';
import { answerStore } from './queries/answers.ts';
import { calendarMoveStore } from './queries/calendarMoves.ts';
import { yearStore } from './queries/calendarYears.ts';
import { chainStore } from './queries/chain.ts';
import { choreStore } from './queries/chores.ts';
import { clockStore } from './queries/clocks.ts';
import { closureStore } from './queries/closures.ts';
import { digestStore } from './queries/digests.ts';
import { exportStore } from './queries/exports.ts';
import { factStore } from './queries/facts.ts';
import { figureStore } from './queries/figures.ts';
import { fileStore } from './queries/files.ts';
import { forgettingStore } from './queries/forgetting.ts';
import { inboxStore } from './queries/inbox.ts';
import { laneStore } from './queries/lanes.ts';
import { listeningStore } from './queries/listening.ts';
import { listStore } from './queries/lists.ts';
import { meetingStore } from './queries/meetings.ts';
import { officeHoursStore } from './queries/officeHours.ts';
import { emptyCache, officeStore } from './queries/offices.ts';
import { outboxStore } from './queries/outbox.ts';
import { peopleStore } from './queries/people.ts';
import { policyStore } from './queries/policies.ts';
import { providerStore } from './queries/providers.ts';
import { pulseStore } from './queries/pulses.ts';
import { recordStore } from './queries/records.ts';
import { relationshipStore } from './queries/relationships.ts';
import { requestStore } from './queries/requests.ts';
import { retentionStore } from './queries/retention.ts';
import { reviewStore } from './queries/reviews.ts';
import { rosterStore } from './queries/roster.ts';
import { sessionStore } from './queries/sessions.ts';
import { surveyStore } from './queries/surveys.ts';
import { sweepStore } from './queries/sweeps.ts';
import { themeStore } from './queries/themes.ts';
import { trainingStore } from './queries/training.ts';
import { voiceStore } from './queries/voices.ts';
import { warningStore } from './queries/warnings.ts';

/**
 * The desk's store over either database. `wake` is called after a commit that left something to do (handle, send, fetch), so
 * that nobody waits for the next look; other desks on the same database find it at theirs.
 */
export function createStore(
  database: Database,
  wake: { inbox(): void; outbox(): void; files(): void } = { inbox() {}, outbox() {}, files() {} },
): Store {
  const cache = emptyCache();
  return {
    async transaction(work) {
      let left = { inbox: false, outbox: false, files: false };
      const result = await database.transaction((tx) => {
        left = { inbox: false, outbox: false, files: false };
        return work({
          inbox: inboxStore(tx, () => {
            left.inbox = true;
          }),
          outbox: outboxStore(tx, () => {
            left.outbox = true;
          }),
          lanes: laneStore(tx, () => {
            left.outbox = true;
          }),
          people: peopleStore(tx),
          absences: absenceStore(tx),
          closures: closureStore(tx),
          years: yearStore(tx),
          voices: voiceStore(tx),
          announcements: announcementStore(tx),
          answers: answerStore(tx),
          listening: listeningStore(tx),
          meetings: meetingStore(tx),
          alternates: alternateStore(tx),
          officeHours: officeHoursStore(tx),
          actions: actionStore(tx),
          training: trainingStore(tx),
          reviews: reviewStore(tx),
          pulses: pulseStore(tx),
          policies: policyStore(tx),
          offices: officeStore(tx, cache),
          roster: rosterStore(tx),
          requests: requestStore(tx),
          records: recordStore(tx),
          chain: chainStore(tx),
          retention: retentionStore(tx),
          forgetting: forgettingStore(tx),
          exports: exportStore(tx),
          clocks: clockStore(tx),
          warnings: warningStore(tx),
          lists: listStore(tx),
          surveys: surveyStore(tx),
          relationships: relationshipStore(tx),
          themes: themeStore(tx),
          sessions: sessionStore(tx),
          providers: providerStore(tx),
          digests: digestStore(tx),
          figures: figureStore(tx),
          sweeps: sweepStore(tx),
          calendarMoves: calendarMoveStore(tx),
          chores: choreStore(tx),
          facts: factStore(tx),
          files: fileStore(tx, () => {
            left.files = true;
          }),
        });
      });
      if (left.inbox) wake.inbox();
      if (left.outbox) wake.outbox();
      if (left.files) wake.files();
      return result;
    },
    async keep(event) {
      const isNew = await database.repeatable((db) => inboxStore(db, () => {}).add(event, false));
      if (isNew) wake.inbox();
    },
    isTrouble,
  };
}
