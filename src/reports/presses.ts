import { press } from '../feature/press.ts';

/** A month is 'YYYY-MM'. */
export const figuresPress = press('figures', { office: 'id?', month: 'word?', by: 'word?' });
export const freezePress = press('freeze baseline', { office: 'id', month: 'word' });
