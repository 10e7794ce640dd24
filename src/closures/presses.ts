import { press } from '../feature/press.ts';

/** What a closure is, as it goes with a button: minutes of the day are written as ids. */
const closure = { office: 'id', day: 'word', from: 'id', to: 'id', reason: 'word' } as const;

export const closuresPress = press('closures', {});
/** Opens the form, filled as far as something is known. */
export const closeOfficePress = press('close office', {
  office: 'id?',
  day: 'word?',
  from: 'id?',
  to: 'id?',
  reason: 'word?',
});
/** What somebody typed, to be read where their office is known. */
export const typedClosurePress = press('typed closure', { text: 'word' });
export const previewClosurePress = press('preview closure', closure);
export const confirmClosurePress = press('confirm closure', closure);
export const withdrawClosurePress = press('withdraw closure', { closure: 'id' });
