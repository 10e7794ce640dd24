import { crc32, inflateSync } from 'node:zlib';

/** The points of a picture with a palette: red, green, blue and opacity of each, row by row. Throws where it is damaged. */
export function pointsOf(png: Uint8Array): Buffer {
  const bytes = Buffer.from(png);
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (bytes.readUInt32BE(at + 8 + length) !== crc32(bytes.subarray(at + 4, at + 8 + length)))
      throw new Error(`${name} is damaged`);
    parts.set(name, bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const of = (name: string) => parts.get(name) ?? Buffer.alloc(0);
  const width = of('IHDR').readUInt32BE(0);
  const height = of('IHDR').readUInt32BE(4);
  const rows = inflateSync(of('IDAT'));
  if (rows.length !== (width + 1) * height) throw new Error('not as many points as it says');
  const points = Array.from({ length: width * height }, (_, nth) => {
    const colour = rows[nth + Math.floor(nth / width) + 1] ?? 0;
    return [...of('PLTE').subarray(colour * 3, colour * 3 + 3), of('tRNS')[colour] ?? 255];
  });
  return Buffer.from(points.flat());
}
