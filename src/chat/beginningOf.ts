/** A text on one line, at most so many characters of it: what is longer ends with "…". */
export function beginningOf(text: string, most: number): string {
  const line = Array.from(text.trim().replace(/\s+/gu, ' '));
  return line.length <= most
    ? line.join('')
    : `${line
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
