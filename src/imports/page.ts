import type { Page } from '../feature/page.ts';
import { officesAs, worksAs } from '../people/person.ts';
import { askForFiles, title } from './words.ts';

/** Administrators bring the files of their offices here. */
export const importPage: Page = {
  path: 'import',
  label: 'Import',
  isFor: (actor) => worksAs(actor, 'administrator'),
  async open(tx, _, { actor }) {
    const own = officesAs(actor, 'administrator');
    const names = (await tx.offices.all()).filter(({ id }) => own.includes(id)).map(({ name }) => name);
    return { title, sections: askForFiles(names) };
  },
};
