import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships, worksAs } from '../people/person.ts';
import { answerRound, changeAnswer, takeBackAnswer } from './answerDeeds.ts';
import { listeningDigest, listeningMonth } from './digest.ts';
import { arrived } from './letters.ts';
import { answers, merge, moveAnswer, splitNeed } from './mergeDeeds.ts';
import { renameNeed, sameNeed } from './namingDeeds.ts';
import { decideNeed, finishNeed, showNeed, startNeed, tellResults } from './needDeeds.ts';
import { listeningPage } from './page.ts';
import { listeningPress, recommendChangePress } from './presses.ts';
import { recommend, recommendChange } from './recommendDeeds.ts';
import {
  beginRound,
  callOffRound,
  changeRound,
  listening as list,
  sendRound,
  showRound,
  withdrawRound,
} from './roundDeeds.ts';
import { lettersSweep, listeningSweep, sweepLetters, sweepListening, sweepWork, workSweep } from './sweep.ts';
import { openVoteDeed, vote, withoutVote } from './voteDeeds.ts';

/** The way to rounds for those who work for an office or were asked; to a recommendation, for everybody who may ask. */
const menu: MenuPart = async (tx, actor) => {
  const works = worksAs(actor, 'liaison', 'supervisor');
  const isThere = works || (await tx.listening.askedOf(actor.person.id, 1)).length > 0;
  const label = works ? 'Listening rounds' : 'What the office asks';
  return {
    blocks: [],
    buttons: [
      ...(isThere ? [listeningPress.button(label, {})] : []),
      ...(requesterships(actor).length > 0 ? [recommendChangePress.button('Recommend a change', {})] : []),
    ],
  };
};

/** What agencies need: asked, merged, voted on, decided, done; and what they recommend at any time. */
export const listening: Feature = {
  name: 'listening',
  isProgramme: true,
  menu,
  digest: listeningDigest,
  month: listeningMonth,
  help: (actor) => {
    if (worksAs(actor, 'liaison', 'supervisor'))
      return [{ type: 'listening', does: 'asks agencies what they need, and shows what becomes of it' }];
    return requesterships(actor).length > 0
      ? [
          {
            type: 'recommend a change',
            does: 'tells the office what it should do otherwise; you hear what comes of it',
          },
        ]
      : [];
  },
  deeds: [
    ...[list, beginRound, changeRound, sendRound, withdrawRound, callOffRound, showRound],
    ...[answerRound, changeAnswer, takeBackAnswer, answers, merge, moveAnswer, splitNeed, renameNeed, sameNeed],
    ...[openVoteDeed, withoutVote, vote, showNeed, decideNeed, startNeed, finishNeed, tellResults],
    ...[recommend, recommendChange],
  ],
  phrases: {
    ...Object.fromEntries(
      ['listening', 'listening round', 'listening rounds', 'listen', 'priority list', 'priorities', 'needs'].map(
        (text) => [text, 'listening'],
      ),
    ),
    ...Object.fromEntries(
      ['recommend a change', 'recommend change', 'recommend', 'suggest a change', 'recommendation'].map((text) => [
        text,
        'recommend',
      ]),
    ),
  },
  pages: [listeningPage],
  sweeps: [
    { name: listeningSweep, sweep: sweepListening },
    { name: lettersSweep, sweep: sweepLetters },
    { name: workSweep, sweep: sweepWork },
  ],
  nextMoment: (tx, now) => tx.listening.nextMoment(now),
  delivered: (tx, { key }, at, now) => arrived(tx, key, { at }, now),
  undelivered: (tx, { key }, reason, now) => arrived(tx, key, { reason }, now),
};
