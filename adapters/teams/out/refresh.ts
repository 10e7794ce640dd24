import type { Card } from '../in/activity.ts';

/**
 * A card that asks for itself as it is now whenever somebody sees it again: `of` is the delivery it came with, or the
 * home of whoever looks. Teams asks on its own for the people who are named, when the card comes into view and at most
 * once a minute, and whenever the message is changed: an answer must therefore never change the message.
 */
export type Refreshing = {
  of: string;
  userId: string;
  /** Also where there are no buttons: they may come back, or there is more than buttons to it. */
  always: boolean;
};

export const HOME = 'home';

/** Of a message of several activities each part asks for itself: `part` counts from 0. */
export const refreshOf = ({ of, userId }: Refreshing, part: number): NonNullable<Card['refresh']> => ({
  action: { type: 'Action.Execute', title: 'Refresh', verb: 'refresh', data: { desk: { refresh: of, part } } },
  userIds: [userId],
});
