import { describe, expect, test } from 'vitest';
import { type Asked, byChannel, sayChannel } from '../../src/figures/channels.ts';

const asked = (chat: string | null, invited: number, answered = 0, more: Partial<Asked> = {}): Asked => ({
  ...{ chat, invited, reminded: 0, answered, elsewhere: 0, declined: 0 },
  ...more,
});
const found = (...all: Asked[]) => byChannel(all).map(({ name, invited }) => [name, invited]);

describe('by which chat they were asked', () => {
  test('a line for each, the most first', () => {
    expect(found(asked('teams', 5), asked('slack', 30))).toEqual([
      ['Slack', 30],
      ['Teams', 5],
    ]);
  });

  test.each<[string, Asked[], [string, number][]]>([
    ['with the next larger', [asked('slack', 30), asked('teams', 4)], [['Slack and Teams', 34]]],
    [
      'together, where that makes five',
      [asked('slack', 30), asked('teams', 3), asked('web', 2)],
      [
        ['Slack', 30],
        ['Teams and Web', 5],
      ],
    ],
    [
      'and where that does not, with the larger',
      [asked('slack', 30), asked('teams', 3), asked('web', 1)],
      [['Slack and Teams and Web', 34]],
    ],
    ['alone, where nobody else was asked', [asked('slack', 3)], [['Slack', 3]]],
    [
      'of which nobody knows',
      [asked(null, 7), asked('slack', 9)],
      [
        ['Slack', 9],
        ['not known', 7],
      ],
    ],
    ['in which nobody was asked is left out', [asked('slack', 9), asked('teams', 0)], [['Slack', 9]]],
  ])('a chat of few stands %s', (_, all, lines) => {
    expect(found(...all)).toEqual(lines);
  });

  test('is said with what came of it', () => {
    const [line] = byChannel([asked('slack', 30, 12, { elsewhere: 2, reminded: 4, declined: 1 })]);
    expect(line && sayChannel(line)).toBe(
      'Slack: 12 of 30 asked answered (40%), 2 of them in another chat; 4 asked once more; 1 wants no more surveys',
    );
  });
});
