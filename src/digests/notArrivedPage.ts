import type { Page } from '../feature/page.ts';
import type { Section } from '../page/view.ts';
import { officesAs, worksAs } from '../people/person.ts';
import { readNotArrived } from './notArrivedFacts.ts';
import { notArrived } from './notArrivedWords.ts';

/** What did not arrive, for whoever supervises: as the chat shows it, on a page. */
export const notArrivedPage: Page = {
  path: 'not-arrived',
  label: 'Did not arrive',
  isFor: (actor) => worksAs(actor, 'supervisor'),
  async open(tx, _, { actor, now }) {
    const sections: Section[] = [];
    for (const officeId of officesAs(actor, 'supervisor'))
      sections.push({ kind: 'message', message: notArrived(await readNotArrived(tx, officeId, actor.person, now)) });
    return { title: 'Did not arrive', sections };
  },
};
