/** `npm run gallery`: writes dist/gallery.html, a page with every message and form as each chat draws it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadPictures } from '../src/chat/charts/png.ts';
import { galleryPage } from './draw.ts';
import { everySample as samples } from './everySample.ts';

// Teams has them within its cards.
await loadPictures();
const file = resolve('dist/gallery.html');
mkdirSync('dist', { recursive: true });
writeFileSync(file, String(await galleryPage(samples)));
console.log(`${samples.length} messages and forms: ${file}`);
