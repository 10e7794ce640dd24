import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships, worksAs } from '../people/person.ts';
import { alternate, askAlternate, alternates as list, renewAlternate, withdrawAlternate } from './askDeeds.ts';
import { grantAlternate, otherWay, viewAlternate } from './decideDeeds.ts';
import { alternatesDigest, alternatesMonth } from './digest.ts';
import { endAlternate, giveBack } from './endDeeds.ts';
import { isOffered } from './offers.ts';
import { alternatesPage, reportFile } from './page.ts';
import { alternatesPress } from './presses.ts';
import { notForReport, refuseReport, sendReport, sendReportFile } from './reportDeeds.ts';
import { fileStored, refuseFile } from './reports.ts';
import { alternatesSweep, sweepAlternates } from './sweep.ts';
import { takeFiles } from './takeFiles.ts';

/** The way to them: where an office offers any. */
const menu: MenuPart = async (tx, actor) => ({
  blocks: [],
  buttons: (await isOffered(tx, actor)) ? [alternatesPress.button('Alternate processes', {})] : [],
});

/** Another way for an agency for which the usual one does not work, granted for a time, with checks kept by reports. */
export const alternates: Feature = {
  name: 'alternates',
  isProgramme: true,
  menu,
  async help(actor, tx) {
    if (!(await isOffered(tx, actor))) return [];
    if (worksAs(actor, 'liaison', 'supervisor'))
      return [
        {
          type: 'alternate processes',
          does: 'other ways that your agencies have asked for or may use, and their reports',
        },
      ];
    return requesterships(actor).length > 0
      ? [
          {
            type: 'alternate process',
            does: 'ask for another way where the usual one does not work, and see how yours stand',
          },
        ]
      : [];
  },
  deeds: [
    ...[list, alternate, askAlternate, renewAlternate, withdrawAlternate],
    ...[viewAlternate, grantAlternate, otherWay, endAlternate, giveBack],
    ...[sendReport, sendReportFile, notForReport, refuseReport],
  ],
  phrases: Object.fromEntries(
    ['alternate process', 'alternate processes', 'alternate', 'alternates', 'alternative process', 'another way'].map(
      (text) => [text, 'alternates'],
    ),
  ),
  pages: [alternatesPage],
  takings: [reportFile],
  digest: alternatesDigest,
  month: alternatesMonth,
  sweeps: [{ name: alternatesSweep, sweep: sweepAlternates }],
  nextMoment: (tx, now) => tx.alternates.nextMoment(now),
  takesFiles: takeFiles,
  fileStored,
  fileRefused: refuseFile,
};
