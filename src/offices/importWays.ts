/** How whoever reads this chooses otherwise: by an option of the command, or by what stands below on the page. */
export type ImportWays = {
  keepPromises: string;
  openToo: string;
  /** "say who takes them …" */
  handOverTo: string;
  /** Whom they chose. */
  chosen: (email: string) => string;
};
export const byCommand: ImportWays = {
  keepPromises: 'add --keep-promises',
  openToo: 'add --open-too',
  handOverTo: 'with --hand-over-to EMAIL',
  chosen: (email) => `--hand-over-to ${email}`,
};
export const byPage: ImportWays = {
  keepPromises: 'choose below that open requests keep their times',
  openToo: 'choose so below',
  handOverTo: 'below',
  chosen: (email) => email,
};
