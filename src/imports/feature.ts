import type { Feature } from '../feature/feature.ts';
import { worksAs } from '../people/person.ts';
import { importPage } from './page.ts';
import { receiveOffice } from './receive.ts';

/** An office's files come by the desk's own page, as they do by the command line: looked at before anything changes. */
export const imports: Feature = {
  name: 'imports',
  pages: [importPage],
  bringings: [{ path: importPage.path, isFor: (actor) => worksAs(actor, 'administrator'), receive: receiveOffice }],
};
