import { expect, test } from 'vitest';
import { attachment, streamed } from '../../../adapters/pages/downloads.ts';

/** How files are written into an answer. */

const KB = 1_024;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A file of a hundred parts of 64 KB, and how many were written. */
function longFile() {
  const written = { parts: 0, failed: undefined as unknown };
  const stream = streamed(
    async (sink) => {
      for (let part = 0; part < 100; part += 1) {
        await sink.write(new Uint8Array(64 * KB).fill(part));
        written.parts += 1;
      }
      await sink.end();
    },
    (error) => {
      written.failed = error;
    },
  );
  return { stream, written };
}

test('no more of a long file is kept than waits for whoever takes it', async () => {
  const { stream, written } = longFile();
  for (let n = 0; n < 20; n += 1) await turn();
  expect(written.parts).toBeLessThanOrEqual(5);
  const reader = stream.getReader();
  let bytes = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    expect(next.value[0]).toBe(bytes / (64 * KB));
    bytes += next.value.byteLength;
  }
  expect([bytes, written]).toEqual([100 * 64 * KB, { parts: 100, failed: undefined }]);
});

test('whoever goes away ends it, and that is nobody’s failure', async () => {
  const { stream, written } = longFile();
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  for (let n = 0; n < 20; n += 1) await turn();
  expect(written.parts).toBeLessThan(10);
  expect(written.failed).toBeUndefined();
});

test('what fails in the middle breaks it off, and is told without its words', async () => {
  const told: unknown[] = [];
  const secret = new Error('what people wrote');
  const stream = streamed(
    async (sink) => {
      await sink.write(new Uint8Array(1));
      throw secret;
    },
    (error) => told.push(error),
  );
  const reading = new Response(stream).arrayBuffer();
  await expect(reading).rejects.toThrow('the download broke off');
  expect(told).toEqual([secret]);
});

test.each([
  ['plain.pdf', `attachment; filename="plain.pdf"; filename*=UTF-8''plain.pdf`],
  [
    'a"b\r\nSet-Cookie: x=y.txt',
    `attachment; filename="a_b__Set-Cookie_ x_y.txt"; filename*=UTF-8''a%22b__Set-Cookie%3A%20x%3Dy.txt`,
  ],
  ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
  ["it's (1).txt", `attachment; filename="it_s _1_.txt"; filename*=UTF-8''it%27s%20%281%29.txt`],
  ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''_.txt`],
  ['', `attachment; filename="file"; filename*=UTF-8''file`],
])('the name %j is written so that nothing else can be meant', (name, written) => {
  expect(attachment(name)).toBe(written);
});
