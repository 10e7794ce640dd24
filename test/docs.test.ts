import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** What is written about the desk leads somewhere: every link to a file of ours, and to a heading in one. */
const root = resolve(import.meta.dirname, '..');
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** As GitHub names the headings of a page. */
const anchorsOf = (file: string): string[] =>
  [...read(file).matchAll(/^#+ (?<heading>.+)$/gmu)].map((match) =>
    (match.groups?.heading ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/gu, '-'),
  );

const links = documents.flatMap((file) =>
  [...read(file).matchAll(/\]\((?<to>[^)\s]+)\)/gu)]
    .map((match) => match.groups?.to ?? '')
    .filter((to) => !/^(?:https?|mailto):/u.test(to))
    .map((to) => ({ file, to })),
);

test('there are documents with links', () => {
  expect(links.length).toBeGreaterThan(40);
});

test.each(links)('$file leads on to $to', ({ file, to }) => {
  const [path = '', anchor] = to.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  expect(existsSync(join(root, target)), `there is no ${target}`).toBe(true);
  if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
});
