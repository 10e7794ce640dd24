import { addDays, joined, joining, type KeptAbsence, type Span, spanProblems } from '../people/absence.ts';
import { assignmentFor, chooseLiaison } from '../people/coverage.ts';
import type { Actor } from '../people/person.ts';
import { team } from '../requests/load.ts';
import type { Tx } from '../store.ts';
import { type OwnOffice, worksOn } from './ownOffice.ts';
import { saySpan } from './saying.ts';

/** An absence as it was typed into the form, found sound. */
export type Plan = Span & { coverId: number | null };

/** Reads the form. `changes`: the absence that is changed, whose first day may be past. Problems are by field. */
export async function readPlan(
  tx: Tx,
  { person }: Actor,
  own: OwnOffice,
  values: Record<string, string>,
  changes?: KeptAbsence,
): Promise<Plan | { problems: Record<string, string> }> {
  const { from = '', until = '', cover = '' } = values;
  const problems = spanProblems({ from, until }, own.today, changes?.from);
  if (Object.keys(problems).length > 0) return { problems };
  const day = firstWorkday(own, from);
  const members = await team(tx, own.office.id, day);
  const colleague = members.find((each) => each.person.id === Number(cover) && each.person.id !== person.id);
  const named = cover !== 'backup' && cover !== 'nobody';
  if (named && !colleague) return { problems: { cover: 'Please choose a colleague of this office.' } };
  if (colleague?.absence)
    return {
      problems: {
        cover: `${colleague.person.name} is out ${saySpan(colleague.absence, day)}, too. Please choose somebody else.`,
      },
    };
  const plan = { from, until: until || null, coverId: colleague?.person.id ?? null };
  const bare = cover === 'backup' && members.length > 1 ? await uncovered(tx, own, person.id, plan, day) : [];
  if (bare.length > 0) return { problems: { cover: sayUncovered(bare) } };
  return plan;
}

const firstWorkday = ({ calendar }: OwnOffice, from: string): string => {
  for (let n = 0; n < 14; n += 1) if (worksOn(calendar)(addDays(from, n))) return addDays(from, n);
  return from;
};

const sayUncovered = (agencies: string[]): string => {
  const named = agencies.slice(0, 3).join(', ');
  const more = agencies.length > 3 ? ` and ${agencies.length - 3} more` : '';
  return `Nobody else answers for ${named}${more} then: there is no backup who is in. Please choose a colleague, or let a supervisor decide.`;
};

/** Agencies of theirs that nobody would answer on that day. */
async function uncovered(tx: Tx, { office }: OwnOffice, personId: number, plan: Plan, day: string): Promise<string[]> {
  const { people, assignments, absences } = await tx.people.coverage(office.id, null, day);
  const active = (id: number) => people.get(id)?.active ?? false;
  const facts = { office: assignments, absences: [...absences, { personId, ...plan }], active };
  const agencies = await tx.people.agencies([office.id]);
  return agencies.flatMap(({ id, name }) => {
    const theirs = assignments.filter(({ agencyId }) => agencyId === id);
    const bare = office.lines.some(
      (line) =>
        assignmentFor(theirs, id, line.id, day)?.liaisonId === personId &&
        chooseLiaison({ ...facts, assignments: theirs }, { agencyId: id, serviceLineId: line.id, day }).holderId ===
          null,
    );
    return bare ? [name] : [];
  });
}

/** What stands now: the absence as it is, and those that became one with it. */
export type Saved = { absence: KeptAbsence; joins: Span[] };

/** Writes a plan. Absences that overlap it, or touch it with no working day between, become one with it. */
export async function savePlan(
  tx: Tx,
  { person }: Actor,
  own: OwnOffice,
  plan: Plan,
  { at, changes }: { at: Date; changes?: KeptAbsence },
): Promise<Saved> {
  const others = (await tx.absences.of(person.id, own.today)).filter(({ id }) => id !== changes?.id);
  const joins = joining(others, plan, { today: own.today, works: worksOn(own.calendar) });
  const span = joined([plan, ...joins]);
  const keeps = changes ?? joins.find(({ begunAt }) => begunAt !== null) ?? joins[0];
  const id = keeps?.id ?? (await tx.absences.plan({ personId: person.id, ...plan }, at));
  if (keeps) await tx.absences.change(keeps, { ...span, coverId: plan.coverId });
  // The time to decide about open requests counts from when it was said that they are out on that day.
  if (keeps && span.from !== keeps.from) await tx.absences.mark(id, { plannedAt: at });
  // Put off to a later day, it has not begun.
  if (keeps?.begunAt && span.from > own.today) await tx.absences.mark(id, { begunAt: null, askedAt: null });
  const merged = joins.filter((each) => each.id !== id);
  for (const each of merged) await tx.absences.change(each, { endedAt: at });
  await tx.absences.join(
    id,
    merged.map((each) => each.id),
  );
  const kind = changes ? 'absence changed' : 'absence planned';
  const data = { ...span, coverId: plan.coverId, inChat: true };
  await tx.records.add({ kind: 'person', id: person.id }, own.office.id, [{ kind, at, actorId: person.id, data }]);
  const absence = await tx.absences.lock(id);
  if (!absence) throw new Error('an absence that was written is there');
  return { absence, joins };
}
