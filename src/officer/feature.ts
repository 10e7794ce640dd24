import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { staffRoles, worksAs } from '../people/person.ts';
import { officesWithRecordsOf } from '../retention/keepers.ts';
import { destroyRecords, dueRecords, liftHoldDeed, retention, setHoldDeed } from './deeds.ts';
import { recordsPackage } from './exportPackage.ts';
import { exportPage } from './exportPage.ts';
import { recordsPage } from './page.ts';
import { retentionPress } from './presses.ts';
import { destroyConfirmed, tellDue } from './sweep.ts';

/** Those who look after records find them; where the office says nothing of records, by typing alone. */
const menu: MenuPart = async (tx, actor) => {
  const own = worksAs(actor, ...staffRoles) ? await officesWithRecordsOf(tx, actor) : [];
  return { blocks: [], buttons: own.some(({ records }) => records) ? [retentionPress.button('Records', {})] : [] };
};

/** What somebody does who looks after the records of an office. */
export const officer: Feature = {
  name: 'officer',
  menu,
  help: (actor) =>
    worksAs(actor, 'administrator')
      ? [{ type: 'retention', does: 'what of the records is due to be destroyed, and what is under a legal hold' }]
      : [],
  deeds: [retention, dueRecords, destroyRecords, setHoldDeed, liftHoldDeed],
  phrases: Object.fromEntries(
    ['retention', 'records due', 'record retention', 'legal hold', 'legal holds', 'holds'].map((text) => [
      text,
      retentionPress.name,
    ]),
  ),
  pages: [recordsPage, exportPage],
  takings: [recordsPackage],
  sweeps: [
    { name: 'records due', sweep: tellDue },
    { name: 'destruction', sweep: destroyConfirmed },
  ],
};
