import type { Role } from '../people/person.ts';
import type { Calendar } from '../sla/calendar.ts';
import { isEverOpen, readRhythm } from '../sla/recurrence.ts';
import { agencyRoles, allRoles, type CertificateSetup, type CourseRule } from './courseRules.ts';
import { didYouMean } from './didYouMean.ts';
import type { OfficeYaml } from './officeSchema.ts';
import { type Place, type Problem, problemAt } from './problem.ts';
import type { InFile } from './rosterRows.ts';
import { readTime } from './timeOfDay.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What office.yaml says of courses, and what cannot be meant by it. */

type Said = OfficeYaml['courses'];
type SaidCourse = NonNullable<Said>[number];

export const coursesOf = (said: Said): CourseRule[] =>
  (said ?? []).map(
    ({ code, name, about, for: whom, prerequisite, certificate_months: months, authority, sessions }) => ({
      ...{ code, name, about: about ?? null, roles: rolesOf(whom), prerequisite: prerequisite ?? null },
      ...{ months: months ?? null, authority: authority ?? null, sessions: sessions ? sessionsOf(sessions) : null },
    }),
  );

/** In one order, so that another one in the file changes nothing. */
function rolesOf(whom: SaidCourse['for']): readonly Role[] {
  if (whom === undefined || whom === 'agencies') return agencyRoles;
  return whom === 'everybody' ? allRoles : allRoles.filter((role) => whom.includes(role));
}

function sessionsOf({ on, every = 'month', at, place, ...rest }: NonNullable<SaidCourse['sessions']>) {
  const minute = readTime(at);
  return {
    ...rest,
    rhythm: { ...(readRhythm(on) ?? { nth: 'first' as const, weekday: 'mon' as const }), every },
    minute: typeof minute === 'number' ? minute : 0,
    place: place ?? null,
  };
}

/** Codes that stand twice; courses that come before and are none, or in the end wait for each other. */
export function checkCourses(said: Said): { path: YamlPath; message: string }[] {
  const before = new Map((said ?? []).map(({ code, prerequisite }) => [code, prerequisite]));
  return (said ?? []).flatMap(({ code, prerequisite }, nth, all) => {
    const first = all.findIndex((each) => each.code === code);
    const path = ['courses', nth, 'prerequisite'];
    if (first < nth)
      return [{ path: ['courses', nth, 'code'], message: `is "${code}", as courses[${first + 1}] is; choose another` }];
    if (prerequisite === undefined) return [];
    if (!before.has(prerequisite))
      return [{ path, message: `is "${prerequisite}", which is no course${didYouMean(prerequisite, before.keys())}` }];
    return waitsForItself(code, before)
      ? [{ path, message: `is "${prerequisite}", which in the end comes after "${code}" itself; take one of them out` }]
      : [];
  });
}

function waitsForItself(code: string, before: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let at = before.get(code); at !== undefined && !seen.has(at); at = before.get(at)) {
    if (at === code) return true;
    seen.add(at);
  }
  return false;
}

/** Sessions at times when the office is closed on every such weekday. */
export function checkCourseTimes(
  rules: readonly CourseRule[],
  calendar: Calendar,
  file: string,
  placeOf: (path: YamlPath, at: 'key' | 'value') => Place,
): Problem[] {
  return rules.flatMap(({ sessions }, nth) =>
    sessions === null || isEverOpen(calendar, sessions)
      ? []
      : [
          problemAt(
            file,
            placeOf(['courses', nth, 'sessions', 'at'], 'value'),
            `courses[${nth + 1}].sessions.at is a time when the office is closed; choose one within its hours`,
          ),
        ],
  );
}

/** Certificates of people and courses that there are not, and what stands twice. */
export function checkCertificates(
  rows: readonly InFile<CertificateSetup>[],
  known: { people: ReadonlySet<string> | undefined; courses: readonly string[] | undefined },
  files: { certificates: string; people: string },
): Problem[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ person, course, day, at }) => {
    const wrong = (message: string): Problem => problemAt(files.certificates, { line: at }, message);
    const key = `${person} ${course} ${day}`;
    const first = seen.get(key);
    seen.set(key, first ?? at);
    const problems: Problem[] = [];
    if (person !== '' && known.people && !known.people.has(person))
      problems.push(wrong(`${person} is not in ${files.people}${didYouMean(person, known.people, 2)}`));
    if (course !== '' && known.courses && !known.courses.includes(course))
      problems.push(
        wrong(
          known.courses.length === 0
            ? `the course ${course} is not in office.yaml; list it there under courses`
            : `the course ${course} is not in office.yaml${didYouMean(course, known.courses)}`,
        ),
      );
    if (first !== undefined) problems.push(wrong(`this certificate stands on line ${first} too; remove one of them`));
    return problems;
  });
}
