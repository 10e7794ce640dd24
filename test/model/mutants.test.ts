import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutants, mutated } from './mutants.ts';

test.each(mutants)('$fault can still be taken out: $says', ({ edits }) => {
  for (const edit of edits) {
    const text = readFileSync(edit.file, 'utf8');
    expect(mutated(text, edit)).not.toBe(text);
  }
});
