/** `npm run gallery`: writes dist/gallery.html, a page with every message and form as each chat draws it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { galleryPage } from './draw.ts';
import { samples as ofRequests } from './samples.ts';
import { samplesOfCards } from './samplesOfCards.ts';
import { samplesOfClosures } from './samplesOfClosures.ts';
import { samplesOfDigests } from './samplesOfDigests.ts';
import { samplesOfLists } from './samplesOfLists.ts';
import { samplesOfWarnings } from './samplesOfWarnings.ts';

const samples = [
  ...ofRequests,
  ...samplesOfCards,
  ...samplesOfLists,
  ...samplesOfDigests,
  ...samplesOfClosures,
  ...samplesOfWarnings,
];
const file = resolve('dist/gallery.html');
mkdirSync('dist', { recursive: true });
writeFileSync(file, String(await galleryPage(samples)));
console.log(`${samples.length} messages and forms: ${file}`);
