import { SMALLEST_GROUP } from './satisfaction.ts';

/** `to` excluded. */
export type Span = { from: Date; to: Date };
export type Rated = { rating: number; ratedAt: Date };
/** Which liaison was rated; null where none was. */
export type About = { liaisonId: number | null };
/** How many answered in a span, and the ratings that reports may count of it. */
export type Given = { answered: number; ratings: number[] };

/**
 * Of answers without a name, in the order in which they came, those that may be counted: whole groups of five. Each report
 * counts some of the same groups, so that what is left when one report is taken from another is of five again.
 */
export const wholeGroups = <T>(nameless: readonly T[]): T[] => groupsOf(nameless).flat();

const groupsOf = <T>(nameless: readonly T[]): T[][] =>
  Array.from({ length: Math.floor(nameless.length / SMALLEST_GROUP) }, (_, nth) =>
    nameless.slice(nth * SMALLEST_GROUP, (nth + 1) * SMALLEST_GROUP),
  );

/**
 * What reports may count of the answers given in each of these spans. Whoever gave their name is known to those who read
 * the report. Answers without a name are told in groups of five about the same liaison, by when they came, and a group
 * is counted where it becomes whole: so no report cuts one, neither an office's nor a liaison's, and what is left when one
 * report is taken from another is of five again. `nameless`: in the order in which they came, of each liaison from the
 * beginning of a group on.
 */
export const countedIn = (spans: readonly Span[], given: Told<Rated & About>): Given[] =>
  answersIn(spans, given).map(({ answered, counted }) => ({ answered, ratings: counted.map(({ rating }) => rating) }));

/** With a name, and without one. */
export type Told<T> = { named: readonly T[]; nameless: readonly T[] };

/** The same, with all that is told of each answer. */
export function answersIn<T extends Pick<Rated, 'ratedAt'> & About>(
  spans: readonly Span[],
  { named, nameless }: Told<T>,
): { answered: number; counted: T[] }[] {
  const liaisons = new Set(nameless.map(({ liaisonId }) => liaisonId));
  const groups = [...liaisons].flatMap((liaison) => groupsOf(nameless.filter((each) => each.liaisonId === liaison)));
  return spans.map(({ from, to }) => {
    const isIn = (each: T | undefined): boolean => each !== undefined && each.ratedAt >= from && each.ratedAt < to;
    const ofNamed = named.filter(isIn);
    return {
      answered: ofNamed.length + nameless.filter(isIn).length,
      counted: [...ofNamed, ...groups.filter((group) => isIn(group.at(-1))).flat()],
    };
  });
}

/**
 * Of answers with a name, in the order in which they came: whole groups, in each of which five people or more have
 * answered. Whoever is told of them alone, and of none of the names, learns nothing of fewer: reports count whole groups.
 */
export function groupsOfPeople<T extends { personId: number }>(answers: readonly T[]): T[][] {
  const groups: T[][] = [];
  let open: T[] = [];
  for (const answer of answers) {
    open.push(answer);
    if (new Set(open.map(({ personId }) => personId)).size < SMALLEST_GROUP) continue;
    groups.push(open);
    open = [];
  }
  return groups;
}

/** What somebody may be told of each of these spans who is told of groups of people alone: those that became whole in it. */
export function countedOfPeople(
  spans: readonly Span[],
  answers: readonly (Rated & { personId: number })[],
): number[][] {
  const groups = groupsOfPeople(answers);
  return spans.map(({ from, to }) =>
    groups
      .filter((group) =>
        group.some((last, nth) => nth === group.length - 1 && last.ratedAt >= from && last.ratedAt < to),
      )
      .flatMap((group) => group.map(({ rating }) => rating)),
  );
}
