import { hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { DigestParts } from '../feature/digestPart.ts';
import { allOfKind } from './allToDecideWords.ts';
import { kindsToDecide } from './decisions.ts';
import { allToDecidePress } from './presses.ts';
import { readerIn } from './readers.ts';
import { readToDecide } from './toDecide.ts';

/**
 * All of one kind that waits for whoever asks, where their digest names the first: as of now, and by what they may see by
 * now. Whoever only heads agencies decides about nothing.
 */
export const allToDecide = ({ lines }: DigestParts) =>
  deed(allToDecidePress, {
    async shows({ tx, actor, about, now }) {
      const reader = await readerIn(tx, actor, about.office);
      if (!reader || reader.role === 'agency head') return hidden;
      // The weekly one has every kind that there is.
      const { deciding } = await readToDecide(tx, reader, 'weekly', { now, lines });
      const all = kindsToDecide(deciding).flatMap((each) => (each.kind === about.kind ? each.all : []));
      if (all.length === 0) return notice('None of these waits for you anymore.');
      return show(allOfKind({ office: reader.office, kind: about.kind, all, from: about.from ?? 0 }));
    },
  });
