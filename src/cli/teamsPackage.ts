/** `npm run desk -- teams-package`: the app to upload in Teams. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { packageFile } from '../run/packageFile.ts';
import { UsageError } from './dueOptions.ts';

const teamsPackageHelp = `Pack the Teams app for this office.

  npm run -s desk -- teams-package --id APP_ID --out liaison-desk.zip

Upload what it writes in the Teams admin centre (Teams apps, Manage apps, Upload), or for yourself in Teams (Apps,
Manage your apps, Upload an app).

  --id APP_ID      the bot's app id, the same as MicrosoftAppId
  --out FILE       the file to write
  --office NAME    who offers it, shown in Teams [Your office]
  --site URL       the office's page, for support, privacy and terms [https://office.example]
  --version N.N.N  higher than the last one that was uploaded [1.0.0]

Exit code: 0, or 2 when the command line is wrong`;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
/** One moment for all: packed again, the same file comes out. */
const PACKED_AT = '2026-01-01T00:00:00';

type Manifest = {
  id: string;
  version: string;
  developer: { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string };
  bots: { botId: string }[];
  composeExtensions: { botId: string }[];
  /** Only an app that is named here may install itself for people. */
  webApplicationInfo: { id: string; resource: string };
};

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export function runTeamsPackage(args: string[], { out }: { out: (line: string) => void }): number {
  const { id, out: file, office, site, version, help } = read(args);
  if (help) {
    out(teamsPackageHelp);
    return 0;
  }
  if (id === undefined || !UUID.test(id))
    throw new UsageError('give --id with the bot’s app id, such as --id 1b4e28ba-2fa1-11d2-883f-0016d3cca427');
  if (file === undefined || !file.endsWith('.zip'))
    throw new UsageError('give --out with the file to write, such as --out liaison-desk.zip');
  if (site !== undefined && !(URL.canParse(site) && new URL(site).protocol === 'https:'))
    throw new UsageError(`--site ${site} is not an https address`);
  if (version !== undefined && !/^\d{1,4}\.\d{1,4}\.\d{1,4}$/u.test(version))
    throw new UsageError(`--version ${version} is not three numbers, such as 1.0.1`);
  const manifest = { ...ownManifest(id), ...(version !== undefined && { version }) };
  if (office !== undefined) manifest.developer.name = office;
  if (site !== undefined)
    manifest.developer = { ...manifest.developer, websiteUrl: site, privacyUrl: site, termsOfUseUrl: site };
  const zip = zipSync(
    {
      'manifest.json': Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
      'color.png': readFileSync(packageFile('adapters/teams/color.png')),
      'outline.png': readFileSync(packageFile('adapters/teams/outline.png')),
    },
    { mtime: PACKED_AT },
  );
  writeFileSync(file, zip);
  out(`${file} is packed, for the bot ${id}.`);
  if (site === undefined) out('Its pages for support, privacy and terms lead nowhere yet: give --site for real use.');
  return 0;
}

function ownManifest(id: string): Manifest {
  const manifest = JSON.parse(readFileSync(packageFile('adapters/teams/manifest.json'), 'utf8')) as Manifest;
  const withBot = <Part extends { botId: string }>(parts: Part[]) => parts.map((part) => ({ ...part, botId: id }));
  return {
    ...manifest,
    id,
    bots: withBot(manifest.bots),
    composeExtensions: withBot(manifest.composeExtensions),
    webApplicationInfo: { id, resource: `api://${id}` },
  };
}

function read(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = {
      id: text,
      out: text,
      office: text,
      site: text,
      version: text,
      help: { type: 'boolean', short: 'h' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
