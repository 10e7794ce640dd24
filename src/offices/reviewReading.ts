import type { OfficeYaml } from './officeSchema.ts';
import { type Place, type Problem, problemAt } from './problem.ts';
import { defaultWeeksAhead, isFor, type ReviewRule } from './reviewRules.ts';
import { MOST_ITEMS } from './reviewSchema.ts';
import type { AgencySetup } from './setup.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What office.yaml says of reviews, and what cannot be meant by it. */

type Said = OfficeYaml['reviews'];

export const reviewsOf = (said: Said): ReviewRule[] =>
  (said ?? []).map(
    ({ agencies, first_due, first_due_of, weeks_ahead, files = 0, sections, ...rule }): ReviewRule => ({
      ...rule,
      ...(agencies && { agencies }),
      ...(first_due_of && { firstDueOf: first_due_of }),
      firstDue: first_due,
      weeksAhead: weeks_ahead ?? defaultWeeksAhead,
      files,
      sections: sections.map(({ name, items }) => ({
        name,
        items: items.map(({ code, words, of }) => ({ code, words, of: of === 'each file' ? 'file' : 'agency' })),
      })),
    }),
  );

type Misfit = { path: YamlPath; message: string };

/** Codes that stand twice, files that nothing is asked of, and more of a file than one form holds. */
export function checkReviews(said: Said): Misfit[] {
  return (said ?? []).flatMap((review, nth, all): Misfit[] => {
    const at = (...path: (string | number)[]): YamlPath => ['reviews', nth, ...path];
    const first = all.findIndex(({ code }) => code === review.code);
    const items = review.sections.flatMap(({ items: its }, section) =>
      its.map((each, place) => ({ ...each, path: at('sections', section, 'items', place, 'code') })),
    );
    const ofFiles = items.filter(({ of }) => of === 'each file').length;
    return [
      ...(first < nth
        ? [{ path: at('code'), message: `is "${review.code}", as reviews[${first + 1}] is; choose another` }]
        : []),
      ...items.flatMap(({ code, path }, place) =>
        items.findIndex((each) => each.code === code) < place
          ? [{ path, message: `is "${code}", as another item of this checklist is; choose another` }]
          : [],
      ),
      ...(review.files && ofFiles === 0
        ? [{ path: at('files'), message: 'names files, and no item is asked of each file; leave it out' }]
        : []),
      ...(!review.files && ofFiles > 0
        ? [{ path: at('sections'), message: 'ask something of each file; say with files how many are looked at' }]
        : []),
      ...(ofFiles > MOST_ITEMS
        ? [{ path: at('sections'), message: `ask more than ${MOST_ITEMS} items of each file; leave some out` }]
        : []),
      ...(review.weeks_ahead !== undefined && review.weeks_ahead > review.months * 4
        ? [{ path: at('weeks_ahead'), message: 'is longer than from one review to the next; make it shorter' }]
        : []),
    ];
  });
}

/** Agencies with a day of their own that no such review is for. */
export function checkFirstDays(
  rules: readonly ReviewRule[],
  agencies: readonly AgencySetup[] | undefined,
  file: string,
  placeOf: (path: YamlPath, at: 'key' | 'value') => Place,
): Problem[] {
  if (!agencies) return [];
  return rules.flatMap((rule, nth) =>
    Object.keys(rule.firstDueOf ?? {})
      .filter((code) => !isFor(rule, code) || !agencies.some((each) => each.code === code))
      .map((code) =>
        problemAt(
          file,
          placeOf(['reviews', nth, 'first_due_of'], 'value'),
          `reviews[${nth + 1}].first_due_of names ${code}, for which this review is not; mend it in "${rule.name}"`,
        ),
      ),
  );
}
