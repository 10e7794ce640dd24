import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { pressesAtOnce } from '../src/doors/pressesAtOnce.ts';

test('the buttons that do it at once are those whose case opens nothing', () => {
  const table = readFileSync(resolve(import.meta.dirname, '../src/doors/presses.ts'), 'utf8');
  const direct = [
    ...table.matchAll(
      /^ {2}'?(?<name>[\w ]+?)'?: \{\s+(?:needs: .[a-z ]+.,\s+)?press: (?:\(tx, deed\) => )?(?!open|look\b)\w+/gmu,
    ),
  ];
  expect(direct.map((match) => match.groups?.name).sort()).toEqual([...pressesAtOnce].sort());
});
