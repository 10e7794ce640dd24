import { press } from '../feature/press.ts';

/** `month`: 'YYYY-MM'. `answer`: its place among the answers, from 1 on. */
export const pulsePress = press('pulse', { office: 'id', month: 'word', answer: 'id' });
