// Runs before the tests: looks for PostgreSQL and Chromium, installs what is missing where it may, and otherwise says
// what to install. Plain JavaScript, since it runs before anything else does.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { findChromium, findPostgres, oldestPostgres } from './programs.mjs';

const needs = [
  {
    name: `PostgreSQL ${oldestPostgres} or newer`,
    find: findPostgres,
    optOut: 'SKIP_POSTGRES_TESTS',
    variable: 'PG_BIN',
    place: 'the folder with initdb and postgres',
    apt: 'postgresql',
    brew: 'postgresql@17',
    dnf: 'postgresql-server',
  },
  {
    name: 'Chromium or Chrome',
    find: () => findChromium()?.path,
    optOut: 'SKIP_BROWSER_TESTS',
    variable: 'CHROMIUM_PATH',
    place: 'the program',
    apt: 'chromium',
    brew: '--cask google-chrome',
    dnf: 'chromium',
  },
];

const wanted = needs.filter(({ optOut, name }) => {
  const out = process.env[optOut] === '1';
  if (out) console.log(`${optOut}=1: the tests that need ${name} are left out.`);
  return !out;
});
const missing = () => wanted.filter(({ find }) => !find());

let absent = missing();
if (absent.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && absent.every(mayInstall)) {
  installFromDebian(absent.map(({ apt }) => apt));
  absent = missing();
}
if (absent.length > 0) {
  for (const { name, apt, brew, dnf, variable, place, optOut } of absent) {
    const given = process.env[variable];
    console.error(`The tests need ${name}, which was not found${given ? ` where ${variable} says, in ${given}` : ''}. Install it:
  Debian, Ubuntu   sudo apt-get install -y ${apt}
  macOS            brew install ${brew}
  Fedora, Red Hat  sudo dnf install -y ${dnf}
If it is in an unusual place, set ${variable} to ${place}. To leave these tests out, set ${optOut}=1.\n`);
  }
  process.exit(1);
}
if (wanted.length > 0) console.log(`Tests run with ${wanted.map(({ find }) => find()).join(' and ')}.`);

/** A place that was named is meant: then nothing else is put beside it. */
function mayInstall({ variable }) {
  return !process.env[variable];
}

function installFromDebian(packages) {
  console.log(`Installing ${packages.join(' and ')} from the system's packages, as root …`);
  // Debian starts a server of its own with the package; the tests start theirs, so that one would only be in the way.
  const settings = '/etc/postgresql-common/createcluster.conf';
  if (packages.includes('postgresql') && !existsSync(settings)) {
    mkdirSync('/etc/postgresql-common', { recursive: true });
    writeFileSync(settings, 'create_main_cluster = false\n');
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const call of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...call], { env, encoding: 'utf8' });
    if (status === 0) continue;
    console.error(`apt-get ${call.join(' ')} failed:\n${stdout.slice(-2_000)}${stderr.slice(-2_000)}`);
    return;
  }
}
