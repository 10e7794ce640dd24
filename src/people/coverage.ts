/** Assignment, absence and who answers: pure rules over calendar days ('YYYY-MM-DD', of the office's zone). */

export type Assignment = {
  agencyId: number;
  /** null: every service line that has no assignment of its own. */
  serviceLineId: number | null;
  liaisonId: number;
  backupId: number | null;
  from: string;
  /** The last day; null: until further notice. */
  until: string | null;
};

/** Both days included; `until` null while nobody knows when the person is back. */
export type Absence = { personId: number; from: string; until: string | null; coverId: number | null };

export type Choice = {
  /** Who has it; null: nobody could be found, a supervisor decides (the triage queue). */
  holderId: number | null;
  reason: 'assigned' | 'covering' | 'no assignment' | 'nobody in';
  /** Who would have had it and is away, in the order they were tried, with the last day of the absence if known. */
  away: { personId: number; until: string | null }[];
  /** Who would have had it, is in, and hears nothing, because no chat reaches them. Left out where there is nobody. */
  unreached?: number[];
};

export const inForce = (span: { from: string; until: string | null }, day: string): boolean =>
  span.from <= day && (span.until === null || day <= span.until);

/** The assignment that counts for a service line on a day: its own before the agency's general one, the latest begun first. */
export function assignmentFor(
  assignments: Assignment[],
  agencyId: number,
  lineId: number,
  day: string,
): Assignment | undefined {
  return assignments
    .filter((a) => a.agencyId === agencyId && inForce(a, day))
    .filter((a) => a.serviceLineId === lineId || a.serviceLineId === null)
    .sort(
      (a, b) => Number(b.serviceLineId !== null) - Number(a.serviceLineId !== null) || b.from.localeCompare(a.from),
    )[0];
}

export type ChoiceFacts = {
  assignments: Assignment[];
  absences: Absence[];
  active: (personId: number) => boolean;
  /** Whether a chat reaches them; without it everybody is. */
  reached?: (personId: number) => boolean;
  /** All assignments of the office: with them the backup of a backup is found. */
  office?: Assignment[];
  /** Who is asked when nobody else is in. */
  lastly?: number[];
  /** How many open requests each has; who is not in it has none. */
  load?: ReadonlyMap<number, number>;
};

/**
 * Who answers this agency's question today.
 * The liaison; when away, the cover named for the absence, then the backup, and for each of these again while away;
 * then whoever serves the agency on another service line; then the backups that those who were passed over have elsewhere
 * in the office, and so on along that chain; at last nobody. Whom no chat reaches is passed over like one who is away.
 * Where several could stand in, whoever has fewer open requests does.
 * `instead`: who had it so far and is out, so that their cover comes first. A person is tried once, so no circle can turn.
 */
export function chooseLiaison(
  facts: ChoiceFacts,
  question: { agencyId: number; serviceLineId: number; day: string; instead?: number },
): Choice {
  const { agencyId, serviceLineId, day, instead = null } = question;
  const own = assignmentFor(facts.assignments, agencyId, serviceLineId, day);
  const others = facts.assignments.filter((a) => a !== own && a.agencyId === agencyId && inForce(a, day));
  const nobody = !own && others.length === 0;
  if (nobody && instead === null) return { holderId: null, reason: 'no assignment', away: [] };
  const first = own?.liaisonId;
  const waiting = [
    ...known([instead, first, own?.backupId]),
    ...fewestFirst(
      others.map(({ liaisonId }) => liaisonId),
      facts.load,
    ),
    ...fewestFirst(known(others.map(({ backupId }) => backupId)), facts.load),
  ];
  const tried = new Set<number>();
  const away: Choice['away'] = [];
  const unreached: number[] = [];
  const passed = () => ({ away, ...(unreached.length > 0 && { unreached }) });
  for (;;) {
    const next = waiting.shift();
    if (next === undefined) {
      const further = furtherOn(facts, [...away.map(({ personId }) => personId), ...unreached], tried, day);
      if (further.length === 0) break;
      waiting.push(...further);
      continue;
    }
    if (tried.has(next)) continue;
    tried.add(next);
    if (!facts.active(next)) continue;
    const absence = absenceOn(facts.absences, next, day);
    if (absence) {
      away.push({ personId: next, until: absence.until });
      if (absence.coverId !== null) waiting.unshift(absence.coverId);
      continue;
    }
    if (facts.reached?.(next) !== false)
      return { holderId: next, reason: next === first ? 'assigned' : 'covering', ...passed() };
    unreached.push(next);
  }
  return { holderId: null, reason: nobody ? 'no assignment' : 'nobody in', ...passed() };
}

const known = (ids: (number | null | undefined)[]): number[] => ids.flatMap((id) => id ?? []);

const fewestFirst = (ids: number[], load: ReadonlyMap<number, number> = new Map()): number[] =>
  ids.toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0));

/** Backups whom those who were passed over have for other agencies; once the chain has ended, whoever is asked at last. */
function furtherOn(
  { office = [], lastly = [], load }: ChoiceFacts,
  passed: readonly number[],
  tried: ReadonlySet<number>,
  day: string,
): number[] {
  const untried = (ids: number[]) => ids.filter((id) => !tried.has(id));
  const theirs = office.filter((a) => passed.includes(a.liaisonId) && inForce(a, day));
  const backups = untried(known(theirs.map(({ backupId }) => backupId)));
  return fewestFirst(backups.length > 0 ? backups : untried(lastly), load);
}

/**
 * The absence that keeps a person away on a day: of several, the one that lasts longest, with the cover that any of them
 * names.
 */
export function absenceOn(absences: Absence[], personId: number, day: string): Absence | undefined {
  const [longest, ...others] = absences
    .filter((absence) => absence.personId === personId && inForce(absence, day))
    .sort((a, b) => (b.until ?? '9999').localeCompare(a.until ?? '9999'));
  if (!longest || longest.coverId !== null) return longest;
  return { ...longest, coverId: others.find(({ coverId }) => coverId !== null)?.coverId ?? null };
}
