import { press } from '../feature/press.ts';

/** What is due and what is held, of the offices whose records somebody looks after. */
export const retentionPress = press('retention', {});
/** What is due of a series, by its code. `after`: behind this request. */
export const dueRecordsPress = press('records due', { office: 'id', series: 'word', after: 'id?' });
/** What stood on the list of that day ('YYYY-MM-DD') goes. */
export const destroyRecordsPress = press('destroy records', { office: 'id', series: 'word', day: 'word' });
export const setHoldPress = press('set hold', { office: 'id?' });
export const liftHoldPress = press('lift hold', { hold: 'id' });
