const english = new Intl.ListFormat('en-US');

/** "Ana", "Ana and Ben", "Ana, Ben, and Cy". */
export const andList = (names: readonly string[]): string => english.format(names);
