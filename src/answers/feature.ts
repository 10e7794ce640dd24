import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { worksAs } from '../people/person.ts';
import { answersPress } from '../requests/presses.ts';
import { approveAnswer, findAnswer, answers as list, showAnswer } from './deeds.ts';
import { answersDigest, answersMonth } from './digest.ts';
import { join, joinNow } from './joinDeeds.ts';
import { answersPage } from './page.ts';
import { sweepAnswers, takeBackSweep } from './takeBack.ts';
import { answerHelped, useAnswer } from './useDeeds.ts';
import { changeAnswer, keepAnswer, newAnswer, renewAnswer, withdrawAnswer } from './writeDeeds.ts';

const typed = new Set(['answers', 'our answers', 'kept answers', 'guides', 'faq']);

const menu: MenuPart = async (_, actor) => ({
  blocks: [],
  buttons: worksAs(actor, 'liaison', 'supervisor') ? [answersPress.button('Answers', {})] : [],
});

/** Questions that come again and again: what was answered is kept, and used the next time. */
export const answers: Feature = {
  name: 'answers',
  isProgramme: true,
  menu,
  digest: answersDigest,
  month: answersMonth,
  help: (actor) =>
    worksAs(actor, 'liaison', 'supervisor')
      ? [{ type: 'answers', does: 'what your office has answered before, and keeps for the next time' }]
      : [],
  deeds: [
    ...[list, findAnswer, showAnswer, approveAnswer, keepAnswer, newAnswer, changeAnswer, renewAnswer, withdrawAnswer],
    ...[useAnswer, answerHelped, join, joinNow],
  ],
  // Of anybody else these words are a question.
  typed: async (_, actor, text) =>
    worksAs(actor, 'liaison', 'supervisor') && typed.has(text.trim().toLowerCase()) ? answersPress.to({}) : undefined,
  pages: [answersPage],
  sweeps: [{ name: takeBackSweep, sweep: sweepAnswers }],
};
