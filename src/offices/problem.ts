/** What is wrong with an office's files, where, and how to mend it. */
export type Problem = {
  file: string;
  /** From 1; missing when it is about the whole file. */
  line?: number;
  column?: number;
  /** A warning does not keep an office from being imported. */
  severity: 'error' | 'warning';
  message: string;
};

export type Place = { line?: number; column?: number };

export const problemAt = (file: string, place: Place, message: string): Problem => ({
  file,
  ...place,
  severity: 'error',
  message,
});

export const warningAt = (file: string, place: Place, message: string): Problem => ({
  ...problemAt(file, place, message),
  severity: 'warning',
});

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

/** In the form that editors and terminals make a link of: "people.csv:7: error: …". */
export function sayProblem({ file, line, column, severity, message }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${severity}: ${message}`;
}

/** In the order of files and lines; what is wrong in many lines of a file in the same way is said once. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  const sorted = problems.toSorted(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0),
  );
  const alike = new Map<string, { first: Problem; lines: number[] }>();
  for (const problem of sorted) {
    const key = JSON.stringify([problem.file, problem.severity, problem.message]);
    const known = alike.get(key);
    if (known) known.lines.push(problem.line ?? 0);
    else alike.set(key, { first: problem, lines: [] });
  }
  return [...alike.values()].map(({ first, lines }) =>
    lines.length === 0 ? first : { ...first, message: `${first.message} (also on ${sayLines(lines)})` },
  );
}

function sayLines(lines: number[]): string {
  const shown = lines.slice(0, 5).join(', ');
  const more = lines.length - 5;
  return `${lines.length === 1 ? 'line' : 'lines'} ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}
