import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { figuresOf } from '../../src/figures/figures.ts';
import { type ShareOf, sayBeside, shareBlocks } from '../../src/figures/shares.ts';

const share = (by: ShareOf['by'], name: string | null, now: [number, number], before: [number, number]): ShareOf => ({
  ...{ by, name, now: { met: now[0], due: now[1] }, before: { met: before[0], due: before[1] } },
});
const said = (...all: ShareOf[]): string => plainText({ blocks: shareBlocks(all, 'the week before') });

describe('what was kept, by liaison and by agency', () => {
  const lee = share('liaison', 'Lee Park', [11, 12], [7, 8]);
  const maria = share('liaison', 'Maria Gomez', [2, 3], [0, 0]);

  test('stands beside the week before, with how many it is of; few are said to be few', () => {
    expect(said(maria, lee, share('agency', 'Roads', [13, 15], [7, 8]))).toBe(
      [
        'First replies on time by liaison',
        '- Lee Park · 92% (11 of 12) · the week before: 88% (7 of 8)',
        '- Maria Gomez · 2 of 3, too few for a share · the week before: none was due',
      ].join('\n'),
    );
  });

  test('says what nobody had, and what is of no agency yet', () => {
    const none = said(lee, share('liaison', null, [0, 6], [0, 0]));
    expect(none).toContain('- Nobody had it · 0% (0 of 6) · the week before: none was due');
    const agencies = [share('agency', 'Roads', [5, 5], [5, 5]), share('agency', null, [5, 6], [5, 5])];
    expect(said(...agencies)).toContain('- Agency not known yet · 83% (5 of 6)');
  });

  test('names eight of each, and says how many more there are', () => {
    const many = Array.from({ length: 11 }, (_, n) => share('agency', `Agency ${n}`, [20 - n, 20 - n], [0, 0]));
    expect(said(...many)).toContain('- Agency 7 ');
    expect(said(...many)).not.toContain('- Agency 8 ');
    expect(said(...many)).toContain('… and 3 more: write “figures”.');
  });

  test('leaves out whoever had nothing due in either week', () => {
    expect(said(lee, share('liaison', 'Devon Clark', [0, 0], [0, 0]))).toBe('');
  });

  test('the whole stands beside the week before and the baseline', () => {
    const first_reply = figuresOf({ waits: [], due: 40, met: 20 });
    const baseline = { officeId: 1, month: '2026-01', figures: { first_reply }, setBy: 1, setAt: new Date(0) };
    expect(sayBeside([lee, maria], 'the week before', baseline)).toBe(
      ' · the week before: 88% (7 of 8) · January 2026, the baseline: 50% (20 of 40)',
    );
    expect(sayBeside([], 'the week before', undefined)).toBe('');
  });
});
