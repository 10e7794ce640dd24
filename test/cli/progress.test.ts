import { expect, test } from 'vitest';
import { showProgress } from '../../src/cli/following.ts';

/** All that is written while 45 things are done, and that it ended. */
function written(isTTY: boolean): string[] {
  const all: string[] = [];
  const progress = showProgress({ write: (text) => all.push(text), isTTY });
  for (let done = 1; done <= 45; done++) progress(`${done} of 45`, done / 45, false);
  progress('45 of 45', 1, true);
  return all;
}

test('on a terminal one line is written over', () => {
  const all = written(true);
  expect(all[0]).toBe('\r1 of 45\x1b[K');
  expect(all.filter((text) => text.includes('\n'))).toEqual(['\r45 of 45\x1b[K\n']);
});

test('in the log of a job a line comes for each tenth', () => {
  expect(written(false).map((text) => text.trim())).toEqual(
    ['5', '9', '14', '18', '23', '27', '32', '36', '41', '45'].map((done) => `${done} of 45`),
  );
});
