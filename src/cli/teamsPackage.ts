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
  --office NAME    who offers it, shown in Teams, at most 32 characters [Your office]
  --site URL       the office's page, for support, privacy and terms [https://office.example]
  --version N.N.N  higher than the last one that was uploaded [1.0.0]

Exit code: 0, or 2 when the command line is wrong`;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
/** Microsoft's own limits. https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema */
const LONGEST_NAME = 32;
const LONGEST_SITE = 2_048;
const WHY_NOT: Record<string, string> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'you may not write there',
  ENOSPC: 'the disk is full',
};
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
  if (office !== undefined && (office.trim() === '' || office.trim().length > LONGEST_NAME))
    throw new UsageError(
      `--office has ${office.trim().length} characters, and Teams takes 1 to ${LONGEST_NAME}: give a shorter name, such as "Procurement Office"`,
    );
  if (site !== undefined && !(URL.canParse(site) && new URL(site).protocol === 'https:' && site.length <= LONGEST_SITE))
    throw new UsageError(`--site ${site.slice(0, 100)} is not an https address of at most ${LONGEST_SITE} characters`);
  if (version !== undefined && !/^(?:(?:0|[1-9]\d{0,3})(?:\.(?!$)|$)){3}$/u.test(version))
    throw new UsageError(`--version ${version} is not three numbers, such as 1.0.1`);
  const manifest = { ...ownManifest(id), ...(version !== undefined && { version }) };
  if (office !== undefined) manifest.developer.name = office.trim();
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
  write(file, zip);
  out(`${file} is packed, for the bot ${id}.`);
  if (site === undefined) out('Its pages for support, privacy and terms lead nowhere yet: give --site for real use.');
  return 0;
}

/** @throws UsageError that says why the file could not be written */
function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UsageError(`${file} could not be written: ${WHY_NOT[code] ?? code}`);
  }
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
