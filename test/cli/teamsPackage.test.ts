import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runTeamsPackage } from '../../src/cli/teamsPackage.ts';
import { findPhrase } from '../../src/features.ts';

const ID = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const schema = JSON.parse(
  readFileSync(
    resolve(
      import.meta.dirname,
      '../../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.25/MicrosoftTeams.schema.json',
    ),
    'utf8',
  ),
);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teams-package-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function pack(...more: string[]) {
  const file = join(folder, 'liaison-desk.zip');
  const said: string[] = [];
  expect(runTeamsPackage(['--id', ID, '--out', file, ...more], { out: (line) => said.push(line) })).toBe(0);
  const bytes = readFileSync(file);
  const files = unzipSync(bytes);
  return { bytes, files, said, manifest: JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) };
}

describe('the Teams app', () => {
  test('is what Microsoft’s own schema takes, and is the bot’s in every place', async () => {
    const { manifest } = pack(
      '--office',
      'Procurement Office',
      '--site',
      'https://procurement.state.example',
      '--version',
      '1.2.3',
    );
    expect(await AppManifestUtils.validateAgainstSchema(manifest, schema)).toEqual([]);
    const { id, bots, composeExtensions, webApplicationInfo } = manifest;
    expect([id, bots[0].botId, composeExtensions[0].botId, webApplicationInfo.id]).toEqual([ID, ID, ID, ID]);
    expect(JSON.stringify(manifest)).not.toMatch(/0{8}-|office\.example/u);
    expect(manifest).toMatchObject({ version: '1.2.3', developer: { name: 'Procurement Office' } });
    expect(await AppManifestUtils.validateAgainstSchema({ ...manifest, bots: [{}] }, schema)).not.toEqual([]);
  });

  test('can be asked with a form from everywhere, and about any message', () => {
    const { manifest } = pack();
    expect(manifest.composeExtensions[0].commands).toMatchObject([
      { id: 'ask-form', type: 'action', context: ['compose', 'commandBox'], fetchTask: true },
      { id: 'ask', type: 'action', context: ['message'], fetchTask: true },
    ]);
  });

  test('can be put into shared and private channels', () => {
    expect(pack().manifest).toMatchObject({ manifestVersion: '1.25', supportsChannelFeatures: 'tier1' });
  });

  test('asks for no right that it does not need', () => {
    const { manifest } = pack();
    expect(manifest.permissions).toEqual(['identity', 'messageTeamMembers']);
    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest.validDomains).toEqual([]);
  });

  test('has no command that the desk does not know', () => {
    const { manifest } = pack();
    const titles: string[] = manifest.bots[0].commandLists.flatMap((list: { commands: { title: string }[] }) =>
      list.commands.map(({ title }) => title),
    );
    for (const title of titles) expect(findPhrase(title), title).toBeDefined();
  });

  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('has its icon %s in %i pixels', (name, size) => {
    const png = Buffer.from(pack().files[name] ?? []);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  test('packed again is the same file', () => {
    expect(pack().bytes.equals(pack().bytes)).toBe(true);
  });

  test('says what is still to be given', () => {
    expect(pack().said.join()).toContain('give --site');
  });

  test.each([
    [[], /--id/u],
    [['--id', 'desk'], /--id/u],
    [['--id', ID], /--out/u],
    [['--id', ID, '--out', 'desk.tar'], /--out/u],
    [['--id', ID, '--out', 'x.zip', '--site', 'http://office.example'], /--site/u],
    [['--id', ID, '--out', 'x.zip', '--version', '2'], /--version/u],
    [['--id', ID, '--out', 'x.zip', '--version', '1.02.3'], /--version/u],
    [['--id', ID, '--out', 'x.zip', '--version', '1.2.'], /--version/u],
    [['--id', ID, '--out', 'x.zip', '--office', ' '], /--office has 0 characters/u],
    [
      ['--id', ID, '--out', 'x.zip', '--office', 'Division of Procurement Services of Cascadia'],
      /--office has 44 characters, and Teams takes 1 to 32/u,
    ],
    [['--id', ID, '--out', 'x.zip', '--site', `https://office.example/${'x'.repeat(2_048)}`], /--site/u],
    [['--id', ID, '--out', '/nowhere/at/all/x.zip'], /could not be written: there is no such folder/u],
    [['--nonsense'], /nonsense/u],
  ])('is not packed from %o', (args, words) => {
    expect(() => runTeamsPackage(args, { out() {} })).toThrow(words);
  });
});
