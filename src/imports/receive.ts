import { createHash } from 'node:crypto';
import type { Bringing } from '../feature/bringing.ts';
import { agreedOf, applyImport, type ImportChoices, type ImportPlan, planImport } from '../offices/importOffice.ts';
import { byPage } from '../offices/importWays.ts';
import { readOfficeOf } from '../offices/officeFile.ts';
import type { Problem } from '../offices/problem.ts';
import { sayImport } from '../offices/sayImport.ts';
import { folderOf, pack, type SentFile, unpack } from '../offices/sentFiles.ts';
import type { OfficeSetup } from '../offices/setup.ts';
import type { Brought, Received } from '../page/brought.ts';
import { mayOfOffice } from '../people/permissions.ts';
import { type Actor, hasRole, isStaffRole } from '../people/person.ts';
import { importDuties } from '../requests/importDuties.ts';
import type { Tx } from '../store.ts';
import { readChoices } from './choices.ts';
import * as words from './words.ts';

/**
 * The files of an office: read, compared, and shown with a form that has them along. Sent back, they are read and compared
 * anew, and imported if that is still what was shown; so nothing waits in the desk, and any desk can take the answer.
 */
export const receiveOffice: Bringing['receive'] = async ({ store, actor, brought, now }) => {
  const unpacked = unpack(filesOf(brought));
  if ('problem' in unpacked) return words.notTaken(unpacked.problem);
  const found = folderOf(unpacked.files);
  if ('problem' in found) return words.notTaken(found.problem);
  const { office, problems } = await readOfficeOf(found.folder);
  if (!office) return words.toMend(problems);
  const given = { actor, office, problems, files: unpacked.files, brought };
  return store.transaction((tx) => receive(tx, given, now()));
};

/** What the form before has along, or else what was chosen now. */
function filesOf({ files, kept }: Brought): SentFile[] {
  if (files.length > 0 || !kept.files) return [...files];
  return [{ name: 'office.zip', bytes: Buffer.from(kept.files, 'base64') }];
}

type Given = { actor: Actor; office: OfficeSetup; problems: Problem[]; files: SentFile[]; brought: Brought };

async function receive(tx: Tx, given: Given, now: Date): Promise<Received> {
  const { actor, office, brought } = given;
  const known = (await tx.offices.all()).find(({ code }) => code === office.code);
  // What does not exist and what is not theirs get the same words.
  if (!known || !mayOfOffice(actor, 'import', known.id)) return words.notTaken(words.notTheirs(office.code));
  let left = 0;
  for (const move of await tx.calendarMoves.open()) left += await tx.calendarMoves.countLeft(move);
  if (left > 0) return words.notTaken(words.stillMoving(left));
  const choices = readChoices(brought.values);
  const plan = await planImport(tx, office, now);
  const said = sayImport(plan, choices, byPage, now);
  const more = words.worksElsewhere(await workingElsewhere(tx, plan, actor));
  const agreed = digestOf(plan, choices);
  const before = brought.files.length > 0 ? undefined : brought.kept.agreed;
  const mayGo = said.isUsable && said.obstacles.length === 0 && more.length === 0;
  if (mayGo && !said.isNothing && before === agreed) {
    await applyImport(
      tx,
      plan,
      choices,
      now,
      importDuties(() => now),
      actor.person.id,
    );
    return { done: words.imported(office.name, movesOpen(plan, choices)), to: 'import' };
  }
  return words.preview({
    ...{ plan, said, choices, problems: given.problems, more },
    kept: { files: Buffer.from(pack(given.files)).toString('base64'), agreed },
    ...(before !== undefined && { again: isSamePlan(before, agreed) ? words.choseOtherwise : words.changedMeanwhile }),
  });
}

/** What was read and what was chosen, so that saying yes to it is a yes to this and to nothing else. */
const digestOf = (plan: ImportPlan, choices: ImportChoices): string =>
  [agreedOf(plan), choices].map((part) => createHash('sha256').update(JSON.stringify(part)).digest('hex')).join('.');

const isSamePlan = (before: string, now: string): boolean => before.split('.')[0] === now.split('.')[0];

const movesOpen = ({ moves, policy }: ImportPlan, { keepPromises, openToo }: ImportChoices): boolean =>
  (moves !== undefined && !keepPromises) || (policy !== undefined && openToo === true);

/**
 * Whoever gets another e-mail is signed in by it: so an administrator may give one to those who work for their own offices
 * alone, and not to somebody who has rights elsewhere.
 */
async function workingElsewhere(tx: Tx, { difference }: ImportPlan, actor: Actor): Promise<string[]> {
  const names: string[] = [];
  for (const { id, name } of difference.people.renamed) {
    const { memberships = [] } = (await tx.people.actor(id)) ?? {};
    const elsewhere = memberships.some(
      ({ officeId, role }) => isStaffRole(role) && !hasRole(actor, officeId, 'administrator'),
    );
    if (elsewhere) names.push(name);
  }
  return names;
}
