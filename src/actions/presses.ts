import { press } from '../feature/press.ts';

export const finishActionPress = press('finish action', { action: 'id' });
