import { errors, form, hidden, show } from '../../feature/answer.ts';
import { type Deed, deed } from '../../feature/deed.ts';
import { isListName, listNames } from '../listNames.ts';
import { officesOf, showPage } from '../lists.ts';
import { agencyChoice } from '../listWords.ts';
import { myLiaison } from '../myLiaison.ts';
import { byAgencyPress, listPresses, myLiaisonPress } from '../presses.ts';

/** What somebody may ask to see, by their roles. */
export const lists: Deed[] = [
  deed(myLiaisonPress, { shows: async ({ tx, actor, now }) => show(await myLiaison(tx, actor, now)) }),
  ...listNames.map((name) =>
    deed(listPresses[name], {
      async shows({ tx, actor, now, about }) {
        const page = await showPage(tx, name, { actor, now, ...about });
        return page ? show(page) : hidden;
      },
    }),
  ),
  deed(byAgencyPress, {
    async opens({ tx, actor, about: { list, only } }) {
      const officeIds = officesOf(actor);
      if (!isListName(list) || officeIds.length === 0) return hidden;
      return form(agencyChoice(list, only, await tx.people.agencies(officeIds)));
    },
    async sent({ tx, actor, now, about: { list, only }, values }) {
      const agency = Number(values.agency);
      if (!isListName(list)) return hidden;
      if (!(await tx.people.agencies(officesOf(actor))).some(({ id }) => id === agency))
        return errors({ agency: 'Please choose an agency.' });
      const page = await showPage(tx, list, { actor, now, only, agency });
      return page ? show(page) : hidden;
    },
  }),
];
