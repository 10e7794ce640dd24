import { hidden, show } from '../../feature/answer.ts';
import { type Deed, deed } from '../../feature/deed.ts';
import { home, myLiaison } from '../home.ts';
import { listNames, showPage } from '../lists.ts';
import { homePress, listPresses, myLiaisonPress } from '../presses.ts';

/** What somebody may ask to see, by their roles. */
export const lists: Deed[] = [
  deed(homePress, { shows: async ({ tx, actor, now }) => show(await home(tx, actor, now)) }),
  deed(myLiaisonPress, { shows: async ({ tx, actor, now }) => show(await myLiaison(tx, actor, now)) }),
  ...listNames.map((name) =>
    deed(listPresses[name], {
      async shows({ tx, actor, now, about }) {
        const page = await showPage(tx, name, { actor, now, ...(about.after !== undefined && { about: about.after }) });
        return page ? show(page) : hidden;
      },
    }),
  ),
];
