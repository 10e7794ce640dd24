import type { Feature } from '../feature/feature.ts';
import { passOn, refuseFile } from './change.ts';
import { accept, reopen, resolve, withdraw } from './deeds/ending.ts';
import { handChosen } from './deeds/handChosen.ts';
import { lists } from './deeds/lists.ts';
import { takeLonger, tooLate } from './deeds/longer.ts';
import { howCounted, look } from './deeds/looking.ts';
import { changeTopic, handOver, moveOffice, takeOver } from './deeds/moving.ts';
import { addHeld, newQuestion, ownQuestion, reopenHeld } from './deeds/placing.ts';
import { changePriority, markUrgent } from './deeds/priority.ts';
import { askAgency, note, reply } from './deeds/writing.ts';
import { noteDelivered, noteUndelivered } from './delivered.ts';
import { movesSweep, sweepMoves } from './follow.ts';
import { requestsHelp } from './help.ts';
import { requestsMenu } from './home.ts';
import { requestFile } from './pages/files.ts';
import { requestsPage } from './pages/lists.ts';
import { overviewPage } from './pages/overview.ts';
import { searchPage } from './pages/search.ts';
import { phrases } from './phrases.ts';
import { readSmallTalk, smallTalk } from './smallTalk.ts';
import { sweepTelling, tellingSweep } from './tellMoves.ts';
import { readTyped } from './typed.ts';
import { placeUndecided } from './undecided.ts';
import { judgeLate, verdictsSweep } from './verdicts.ts';

/** Questions, from asking to resolving. */
export const requests: Feature = {
  name: 'requests',
  deeds: [
    ...[reply, askAgency, note, resolve, accept, reopen, withdraw],
    ...[handOver, handChosen, takeOver, changeTopic, moveOffice, markUrgent, changePriority, takeLonger, tooLate],
    ...[addHeld, reopenHeld, newQuestion, ownQuestion, smallTalk, look, howCounted, ...lists],
  ],
  phrases,
  typed: async (tx, actor, text) => (await readSmallTalk(tx, actor, text)) ?? readTyped(tx, actor, text),
  help: requestsHelp,
  menu: requestsMenu,
  pages: [overviewPage, requestsPage, searchPage],
  takings: [requestFile],
  sweeps: [
    { name: movesSweep, sweep: (store, now) => sweepMoves(store, now) },
    { name: tellingSweep, sweep: (store, now) => sweepTelling(store, now) },
    { name: verdictsSweep, sweep: (store, now) => judgeLate(store, now) },
    { name: 'undecided', sweep: (store, now) => placeUndecided(store, now) },
  ],
  nextMoment: (tx, now) => tx.inbox.nextUndecided(now),
  delivered: noteDelivered,
  undelivered: noteUndelivered,
  fileStored: passOn,
  fileRefused: refuseFile,
};
