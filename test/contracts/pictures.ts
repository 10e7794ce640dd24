import { expect, test } from 'vitest';
import type { Bars } from '../../src/chat/charts/chart.ts';
import { loadPictures } from '../../src/chat/charts/png.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Stand, Suite } from './talk.ts';

/** `pictures`: what is said of each picture at an address to somebody who does not see it, in their order. */
type PicturesStand = Stand & {
  pictures(address: string): Promise<string[]>;
  /** The titles of charts that the chat draws by itself; absent where it draws none. */
  own?(address: string): Promise<string[]>;
};

/** It says no more than its numbers, so that a chat may draw it by itself. */
const plain = (title: string): Bars => ({
  ...{ kind: 'bars', title, finding: `Of ${title} this can be seen.`, most: 9 },
  bars: ['Parks', 'Transportation'].map((label, nth) => ({ label, value: 9 - nth, said: `${9 - nth}` })),
});

const bars = (title: string, rows: number): Bars => ({
  ...{ kind: 'bars', title, finding: `Of ${title} this can be seen.`, most: rows },
  bars: Array.from({ length: rows }, (_, nth) => ({
    ...{ label: `Agency of Rather Long Names ${nth}`, value: rows - nth },
    ...{ said: `${rows - nth} of ${rows}`, low: rows - nth - 0.5, high: rows - nth + 0.5 },
  })),
});

/** Words, then each picture, then words. */
const digest = (charts: readonly Bars[]): Message => ({
  blocks: [
    { kind: 'heading', text: 'This week' },
    ...charts.map((chart) => ({ kind: 'chart' as const, chart })),
    { kind: 'small', text: ['That was all.'] },
  ],
});

/** Charts in messages. */
export const pictures: Suite<PicturesStand> = {
  of: 'pictures',
  tests(talk) {
    const said = (charts: readonly Bars[]) => charts.map(({ finding }) => expect.stringContaining(finding));
    const show = async (charts: readonly Bars[]) => {
      await loadPictures();
      return talk.stand.chat.outbound.send(talk.outgoing(digest(charts)));
    };

    test('of one message are all there, in their order, and their findings in its words', async () => {
      const charts = [bars('waits', 1), bars('load', 3), bars('volume', 9), bars('satisfaction', 2)];
      await show(charts);
      expect(await talk.stand.pictures(talk.one.address)).toEqual(said(charts));
      const words = await talk.textAt(talk.one.address);
      const places = [...charts.map(({ finding }) => finding), 'That was all.'].map((each) => words.indexOf(each));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places[0]).toBeGreaterThan(words.indexOf('This week'));
      expect(await talk.stand.pictures(talk.other.address)).toEqual([]);
    });

    test('that are too large for one message lose none', async () => {
      const charts = Array.from({ length: 8 }, (_, nth) => bars(`large ${nth}`, 20));
      await show(charts);
      expect(await talk.stand.pictures(talk.one.address)).toEqual(said(charts));
      expect(await talk.textAt(talk.one.address)).toContain('That was all.');
    });

    test('are each there once, as the chat’s own or as pictures, and all of them in words', async () => {
      const charts = [plain('load'), bars('satisfaction', 2), plain('volume'), plain('waits')];
      await show(charts);
      const own = (await talk.stand.own?.(talk.one.address)) ?? [];
      const drawn = charts.filter(({ title }) => !own.includes(title));
      const pictures = await talk.stand.pictures(talk.one.address);
      expect(pictures).toEqual(said(drawn));
      expect(new Set(own).size).toBe(own.length);
      const words = await talk.textAt(talk.one.address);
      for (const { finding } of charts) expect(words).toContain(finding);
    });

    test('come once, whatever is sent after them', async () => {
      const charts = [bars('waits', 1), bars('load', 3)];
      await show(charts);
      await show([bars('volume', 2)]);
      expect(await talk.stand.pictures(talk.one.address)).toHaveLength(3);
    });
  },
};
