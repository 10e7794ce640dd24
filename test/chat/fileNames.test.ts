import { expect, test } from 'vitest';
import { cleanAct } from '../../src/chat/clean.ts';
import { reasonToRefuse } from '../../src/delivery/file.ts';

const now = new Date('2026-06-01T15:00:00Z');

const filed = (name: string) => {
  const from = { platform: 'x', workspace: 'w', userId: 'u', address: 'a' };
  const files = [{ ref: 'F1', name, type: 'image/png', size: 7 }];
  const message = { kind: 'message', key: 'k', at: now, from, text: '', address: 'a', files } as const;
  return cleanAct({ ...message, files }, now).files?.[0];
};

test.each([
  ['quotes\u202Egnp.exe', 'quotesgnp.exe'],
  ['\u2067exe.gpj\u2069.exe', 'exe.gpj.exe'],
  ['plan.e\u200Bxe', 'plan.exe'],
  ['setup.exe\u200F', 'setup.exe'],
])('the name of a program shows as what it is, and it is not taken: %j', (given, shown) => {
  const file = filed(given);
  expect(file?.name).toBe(shown);
  expect(reasonToRefuse({ name: file?.name ?? '', size: 7 })).toBe('programs are not passed on');
});

test.each(['angebot 2026 – größe.pdf', 'חוזה.pdf', 'عقد.docx', '見積書.xlsx', 'family 👨‍👩‍👧.png'])(
  'a name of any language stays as it is: %s',
  (name) => expect(filed(name)?.name).toBe(name),
);

test('a name of nothing that shows is a file all the same', () => {
  expect(filed('\u202E\u200B')?.name).toBe('file');
});
