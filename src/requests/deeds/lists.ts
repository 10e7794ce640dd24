import { errors, form, hidden, show } from '../../feature/answer.ts';
import { type Deed, deed } from '../../feature/deed.ts';
import { findPage, LONGEST_WORDS } from '../find.ts';
import { searchForm } from '../findWords.ts';
import { officeHours } from '../hours.ts';
import { isListName, listNames } from '../listNames.ts';
import { officesOf, showPage } from '../lists.ts';
import { agencyChoice } from '../listWords.ts';
import { myLiaison } from '../myLiaison.ts';
import { byAgencyPress, findPress, hoursPress, listPresses, myLiaisonPress, searchPress } from '../presses.ts';

/** What somebody may ask to see, by their roles. */
export const lists: Deed[] = [
  deed(myLiaisonPress, {
    shows: async ({ tx, actor, now, about }) => show(await myLiaison(tx, actor, now, about)),
  }),
  deed(hoursPress, { shows: async ({ tx, actor, now }) => show(await officeHours(tx, actor, now)) }),
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
  deed(findPress, { shows: async ({ tx, actor, now, about }) => show(await findPage(tx, { actor, now, ...about })) }),
  deed(searchPress, {
    opens: async ({ actor }) => form(searchForm(officesOf(actor).length > 0)),
    async sent({ tx, actor, now, values }) {
      const words = values.words?.trim() ?? '';
      if (words === '') return errors({ words: 'Please write what you look for.' });
      if (words.length > LONGEST_WORDS) return errors({ words: `Please use at most ${LONGEST_WORDS} characters.` });
      return show(await findPage(tx, { actor, now, words }));
    },
  }),
];
