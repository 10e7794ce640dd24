import { answersIn, type Span } from './counted.ts';
import { SMALLEST_GROUP } from './satisfaction.ts';

/** What people wrote about, as somebody of the office tagged their words: how often each theme came up. */

/** One theme of one answer. `nameless`: of somebody who left their name out. */
export type Tag = { theme: string; name: string; nameless: boolean; taggedAt: Date };

/** How many answers of each span reports may count under a theme. */
export type ThemeCounts = { theme: string; name: string; counts: number[] };

/**
 * A tag counts in the span in which it was given, so that what was told of a span does not change. The rule is that of
 * ratings: with a name each by itself, without one in whole groups of five by when they came (see `countedIn`).
 * `tags`: in the order in which they came, those without a name from the beginning on.
 */
export function countThemes(spans: readonly Span[], tags: readonly Tag[]): ThemeCounts[] {
  return [...new Set(tags.map(({ theme }) => theme))].map((theme) => {
    // Of themes an office is told as a whole.
    const own = tags
      .filter((tag) => tag.theme === theme)
      .map((tag) => ({ ...tag, ratedAt: tag.taggedAt, liaisonId: null }));
    const told = answersIn(spans, {
      named: own.filter(({ nameless }) => !nameless),
      nameless: own.filter(({ nameless }) => nameless),
    });
    return { theme, name: own.at(-1)?.name ?? theme, counts: told.map(({ counted }) => counted.length) };
  });
}

/** As an office words them today, in its order; what it tags no more comes last. */
export function asWorded(all: readonly ThemeCounts[], now: readonly { code: string; name: string }[]): ThemeCounts[] {
  const place = ({ theme }: ThemeCounts): number => {
    const at = now.findIndex(({ code }) => code === theme);
    return at < 0 ? now.length : at;
  };
  return all
    .map((each) => ({ ...each, name: now.find(({ code }) => code === each.theme)?.name ?? each.name }))
    .toSorted((a, b) => place(a) - place(b));
}

/** "How long it took 7 · Rules and policies 5; fewer than 5 of each other"; undefined where nothing was tagged. */
export function sayThemes(all: readonly ThemeCounts[], span: number): string | undefined {
  const found = all
    .map(({ name, counts }) => ({ name, count: counts[span] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  if (found.length === 0) return undefined;
  const shown = found.filter(({ count }) => count >= SMALLEST_GROUP);
  if (shown.length === 0) return `too few of each to show (fewer than ${SMALLEST_GROUP})`;
  const others = found.length > shown.length ? `; fewer than ${SMALLEST_GROUP} of each other` : '';
  return shown.map(({ name, count }) => `${name} ${count}`).join(' · ') + others;
}
