/** `npm run bench`: prints a table; `--json` prints one object a line; `--only ask` runs one of them. */
import { parseArgs } from 'node:util';
import { benchAnnounce } from './announce.ts';
import { benchAnswers } from './answers.ts';
import { benchAsk } from './ask.ts';
import { benchCalendar } from './calendar.ts';
import { benchDeeds } from './deeds.ts';
import { benchDigest } from './digest.ts';
import { benchExport } from './export.ts';
import { benchFigures } from './figures.ts';
import { benchHome } from './home.ts';
import { benchListen } from './listen.ts';
import { benchLists } from './lists.ts';
import { benchMeet } from './meet.ts';
import { benchPage } from './page.ts';
import { benchPicture } from './picture.ts';
import { benchReceipt } from './receipt.ts';
import { benchRecompute } from './recompute.ts';
import type { BenchRow } from './row.ts';
import { benchScale } from './scale.ts';
import { benchSlack } from './slack.ts';
import { benchStart } from './start.ts';
import { benchSweep } from './sweep.ts';
import { benchTeams } from './teams.ts';
import { benchVerify } from './verify.ts';

const benches: Record<string, () => Promise<BenchRow[]>> = {
  calendar: benchCalendar,
  ask: benchAsk,
  deeds: benchDeeds,
  sweep: benchSweep,
  lists: benchLists,
  home: benchHome,
  scale: benchScale,
  recompute: benchRecompute,
  receipt: benchReceipt,
  figures: benchFigures,
  verify: benchVerify,
  export: benchExport,
  announce: benchAnnounce,
  listen: benchListen,
  meet: benchMeet,
  answers: benchAnswers,
  digest: benchDigest,
  page: benchPage,
  picture: benchPicture,
  start: benchStart,
  teams: benchTeams,
  slack: benchSlack,
};

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true } } });
const unknown = (values.only ?? []).filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}: choose of ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (values.only && !values.only.includes(name)) continue;
  for (const row of await bench()) console.log(values.json ? JSON.stringify(row) : lineOf(row));
}

function lineOf(row: BenchRow): string {
  const ours = `${row.bench.padEnd(9)} ${row.case.padEnd(46)} ${figure(row.ours).padStart(9)} ${row.unit.padEnd(5)}`;
  if (row.peer === null || row.ratio === null) return ours;
  return `${ours} ${figure(row.ratio).padStart(8)} × ${figure(row.peer)} ${row.unit} of ${row.peerName ?? 'the peer'}`;
}

/** Three digits that count, whole ones from a hundred on. */
function figure(value: number): string {
  return value.toLocaleString('en-US', value < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
}
