import { crc32, deflateSync } from 'node:zlib';

/**
 * Pictures as PNG with a palette: pictures of figures have few colours, and so take a third of what every point with a
 * colour of its own would. A card of several pictures is small enough for a chat only like that.
 */

/** Of so many colours, the ones met most, the edges of letters still look smooth. */
const MOST_COLOURS = 64;
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** In IHDR: eight bits for a point, which names a colour of the palette. */
const DEPTH = 8;
const BY_PALETTE = 3;

/** `pixels`: red, green, blue and opacity of each point, row by row, colours multiplied by their opacity. */
export function withPalette(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const points = new Uint32Array(new Uint8Array(pixels).buffer);
  const palette = commonest(points);
  const nearest = new Map(palette.map((colour, nth) => [colour, nth]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0, to = 0; at < points.length; at++) {
    // Before each row stands how it is filtered: not at all.
    if (at % width === 0) to++;
    const colour = points[at] ?? 0;
    let nth = nearest.get(colour);
    if (nth === undefined) {
      nth = nearestOf(palette, colour);
      nearest.set(colour, nth);
    }
    rows[to++] = nth;
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([DEPTH, BY_PALETTE], 8);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    part('IHDR', size),
    part('PLTE', Buffer.from(palette.flatMap((colour) => plain(colour).slice(0, 3)))),
    part('tRNS', Buffer.from(palette.map((colour) => channels(colour)[3]))),
    part('IDAT', deflateSync(rows)),
    part('IEND', Buffer.alloc(0)),
  ]);
}

function commonest(points: Uint32Array): number[] {
  const counts = new Map<number, number>();
  let last = 0;
  let run = 0;
  // Most neighbours are alike, and asking the map for each point is what takes time.
  for (const colour of points) {
    if (colour === last) run++;
    else {
      counts.set(last, (counts.get(last) ?? 0) + run);
      last = colour;
      run = 1;
    }
  }
  counts.set(last, (counts.get(last) ?? 0) + run);
  const sorted = [...counts].sort(([a, many], [b, few]) => few - many || a - b);
  return sorted.slice(0, MOST_COLOURS).map(([colour]) => colour);
}

type Channels = [red: number, green: number, blue: number, opacity: number];

const channels = (colour: number): Channels => [
  colour & 255,
  (colour >>> 8) & 255,
  (colour >>> 16) & 255,
  colour >>> 24,
];

/** As PNG has it: not multiplied by the opacity. */
function plain(colour: number): Channels {
  const [red, green, blue, opacity] = channels(colour);
  const of = (channel: number) => (opacity === 0 ? 0 : Math.min(255, Math.round((channel * 255) / opacity)));
  return [of(red), of(green), of(blue), opacity];
}

function nearestOf(palette: readonly number[], colour: number): number {
  const given = channels(colour);
  let least = Number.POSITIVE_INFINITY;
  let found = 0;
  for (const [nth, each] of palette.entries()) {
    const distance = channels(each).reduce((sum, channel, place) => sum + Math.abs(channel - (given[place] ?? 0)), 0);
    if (distance >= least) continue;
    least = distance;
    found = nth;
  }
  return found;
}

function part(name: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(name, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8);
  return whole;
}
