import type { Block } from '../chat/message.ts';
import type { MonthFact } from '../feature/digestPart.ts';
import { slotLine } from './ownWords.ts';
import type { SlotView } from './slotWords.ts';
import type { SlotCounts } from './store.ts';

/** What digests and months say of office hours. */

export const slotsToday = (views: readonly SlotView[]): Block[] =>
  views.length === 0
    ? []
    : [
        { kind: 'text', text: [{ strong: 'In your office hours today' }] },
        { kind: 'list', items: views.map(slotLine) },
      ];

/** Nothing where none was taken. */
export const slotsOfMonth = ({ taken, calledOff }: SlotCounts): MonthFact[] =>
  taken === 0
    ? []
    : [
        {
          label: 'Office hours',
          value: `${taken} ${taken === 1 ? 'slot' : 'slots'} taken${calledOff > 0 ? `, ${calledOff} called off` : ''}`,
        },
      ];
