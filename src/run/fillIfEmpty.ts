import { importOffice } from '../offices/importOffice.ts';
import { readOffice } from '../offices/officeFile.ts';
import type { OfficeSetup } from '../offices/setup.ts';
import { type Config, ConfigError } from '../settings/settings.ts';
import type { Store } from '../store.ts';
import { fillSample } from './fillSample.ts';
import type { Logger } from './log.ts';
import { packageFile } from './packageFile.ts';

/** Two offices of one state: whoever tries the desk sees both answer the same people. */
const SAMPLES = ['offices/sample/office.yaml', 'offices/sample-hr/office.yaml'];

/** The first start on an empty database enters the office that was named, or the samples while it is only tried. */
export async function fillIfEmpty(store: Store, config: Config, now: Date, log: Logger): Promise<void> {
  const samples = config.tryIt ? SAMPLES.map(packageFile) : [];
  const files = config.officeFile === undefined ? samples : [config.officeFile];
  const offices = await store.transaction((tx) => tx.offices.all());
  if (offices.length > 0) return;
  if (files.length === 0) {
    log.warn('no office is set up yet: import one with npm run desk -- import office.yaml');
    return;
  }
  const found: OfficeSetup[] = [];
  for (const file of files) {
    const { office, problems } = await readOffice(file);
    if (!office)
      throw new ConfigError([
        `OFFICE_FILE cannot be used: npm run desk -- check ${file} says why (${problems.length} problems)`,
      ]);
    found.push(office);
  }
  // Together: a start that is cut short leaves no desk with half of its offices.
  await store.transaction(async (tx) => {
    for (const office of found) await importOffice(tx, office, now);
    const [first] = config.officeFile === undefined ? await tx.offices.all() : [];
    if (first) await fillSample(tx, first.id, now);
  });
  log.info('an empty database was filled', { offices: found.map(({ name }) => name) });
}
