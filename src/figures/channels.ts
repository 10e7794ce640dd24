import { capitalised } from '../chat/message.ts';
import { SMALLEST_GROUP } from './satisfaction.ts';

/** By which chat people were asked, and answered. */

/** Of those asked in one chat. `elsewhere`: how many of the answers came by another. */
export type Asked = {
  /** null: nobody knows, of what was asked by a desk of an earlier version and cannot be found any more. */
  chat: string | null;
  invited: number;
  reminded: number;
  answered: number;
  elsewhere: number;
  declined: number;
};

export type ChannelCounts = Omit<Asked, 'chat'> & { name: string };

/**
 * A line for each chat. Chats in which fewer than five were asked stand together with others, so that neither a line nor
 * what is left of all when the others are taken from it tells of fewer.
 */
export function byChannel(all: readonly Asked[]): ChannelCounts[] {
  const sorted = all.filter(({ invited }) => invited > 0).toSorted((a, b) => a.invited - b.invited);
  const groups: Asked[][] = [];
  let open: Asked[] = [];
  for (const each of sorted) {
    open.push(each);
    if (sum(open, 'invited') < SMALLEST_GROUP) continue;
    groups.unshift(open);
    open = [];
  }
  // In ascending order only all of them together can be left over.
  return [...groups, ...(open.length > 0 ? [open] : [])].map(lineOf);
}

const sum = (of: readonly Asked[], what: Exclude<keyof Asked, 'chat'>): number =>
  of.reduce((total, each) => total + each[what], 0);

const lineOf = (group: readonly Asked[]): ChannelCounts => ({
  name: group
    .toSorted((a, b) => b.invited - a.invited)
    .map(({ chat }) => (chat === null ? 'not known' : capitalised(chat)))
    .join(' and '),
  invited: sum(group, 'invited'),
  reminded: sum(group, 'reminded'),
  answered: sum(group, 'answered'),
  elsewhere: sum(group, 'elsewhere'),
  declined: sum(group, 'declined'),
});

/** "<chat>: 12 of 30 asked answered (40%), 2 of them in another chat; 4 asked once more; 1 wants no more surveys". */
export function sayChannel({ name, invited, reminded, answered, elsewhere, declined }: ChannelCounts): string {
  const share = `${Math.round((100 * answered) / invited)}%`;
  return [
    `${name}: ${answered} of ${invited} asked answered (${share})${elsewhere > 0 ? `, ${elsewhere} of them in another chat` : ''}`,
    `${reminded} asked once more`,
    `${declined} ${declined === 1 ? 'wants' : 'want'} no more surveys`,
  ].join('; ');
}
