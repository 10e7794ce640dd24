import { type CourseRule, sayCourse } from './courseRules.ts';

/** What is different in the courses of an office, a line each with its sign. */
export function courseChanges(before: readonly CourseRule[], after: readonly CourseRule[]): string[] {
  const known = new Map(before.map((rule) => [rule.code, sayCourse(rule)]));
  const changed = after.flatMap((rule) => {
    const [was, is] = [known.get(rule.code), sayCourse(rule)];
    if (was === is) return [];
    return [was === undefined ? `+ ${is}` : `~ ${was} → ${is}`];
  });
  const gone = before.filter(({ code }) => !after.some((each) => each.code === code));
  const moved = changed.length === 0 && gone.length === 0 && before.some(({ code }, nth) => after[nth]?.code !== code);
  return [...changed, ...gone.map((rule) => `- ${sayCourse(rule)}`), ...(moved ? ['~ in another order'] : [])];
}
