import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships } from '../people/person.ts';
import { trainingPress } from '../requests/presses.ts';
import { attendance, notHeld } from './attendance.ts';
import { certificatesSweep, sweepCertificates } from './certificateEnds.ts';
import { giveUp, training as list, showSession, signUp, useful, usefulWords } from './deeds.ts';
import { trainingDigest, trainingMonth } from './digest.ts';
import { callOffTraining, changeTraining, partNoMore, planTraining, takePart, whoComesDeed } from './leadDeeds.ts';
import { trainingPage } from './page.ts';
import { plansSweep, sweepPlans, sweepTraining, trainingSweep } from './sweep.ts';
import { officesAround, plans } from './who.ts';

/** The way there, where an office around somebody teaches anything. */
const menu: MenuPart = async (tx, actor) => {
  const offices = await officesAround(tx, actor);
  const isTaught = offices.length > 0 && (await tx.training.courses(offices)).length > 0;
  return { blocks: [], buttons: isTaught ? [trainingPress.button('Training', {})] : [] };
};

/** Courses with sessions to sign up to, waiting lists that move up, attendance, and certificates with an end. */
export const training: Feature = {
  name: 'training',
  isProgramme: true,
  menu,
  help: (actor) => {
    if (plans(actor))
      return [{ type: 'training', does: 'the next sessions, who comes to yours, and planning another' }];
    return requesterships(actor).length > 0
      ? [{ type: 'training', does: 'sessions that you may sign up to, and your certificates' }]
      : [];
  },
  deeds: [
    ...[list, showSession, signUp, giveUp, useful, usefulWords],
    ...[planTraining, whoComesDeed, changeTraining, callOffTraining, takePart, partNoMore, attendance, notHeld],
  ],
  digest: trainingDigest,
  month: trainingMonth,
  pages: [trainingPage],
  phrases: Object.fromEntries(
    [
      'training',
      'trainings',
      'courses',
      'my training',
      'my trainings',
      'my certificates',
      'certificates',
      'classes',
    ].map((text) => [text, 'training']),
  ),
  sweeps: [
    { name: plansSweep, sweep: sweepPlans },
    { name: trainingSweep, sweep: sweepTraining },
    { name: certificatesSweep, sweep: sweepCertificates },
  ],
  nextMoment: (tx, now) => tx.training.nextMoment(now),
};
