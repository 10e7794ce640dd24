import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { worksAs } from '../people/person.ts';
import { figures, freeze } from './deeds.ts';
import { figuresPage } from './page.ts';
import { figuresPress } from './presses.ts';

const menu: MenuPart = async (_tx, actor) => {
  const keeps = worksAs(actor, 'supervisor', 'administrator');
  return { blocks: [], buttons: keeps ? [figuresPress.button('Figures', {})] : [] };
};

/** How we are doing, in figures, whenever somebody asks. */
export const reports: Feature = {
  name: 'reports',
  menu,
  help: (actor) => {
    const keeps = worksAs(actor, 'supervisor', 'administrator');
    if (keeps) return [{ type: 'figures', does: 'how long people waited, and how many promises were kept' }];
    return worksAs(actor, 'liaison')
      ? [{ type: 'my figures', does: 'how long people waited for you, and how many promises you kept' }]
      : [];
  },
  deeds: [figures, freeze],
  pages: [figuresPage],
  phrases: Object.fromEntries(
    ['figures', 'my figures', 'our figures', 'how are we doing', 'how am i doing', 'statistics', 'stats', 'report'].map(
      (text) => [text, 'figures'],
    ),
  ),
};
