import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingNames } from '../src/settings/settings.ts';
import { featureRooms, mayKnow } from './support/rooms.ts';

/** The rules of the house, read off the import lines. CONTRIBUTING.md says why they are as they are. */
const root = resolve(import.meta.dirname, '..');
const files = ['src', 'adapters', 'db', 'test', 'bench'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mjs|js|css)$/u.test(name))
    .map((name) => `${folder}/${name}`),
);
const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

type Import = { from: string; to: string; typeOnly: boolean };
const imports: Import[] = code.flatMap((from) =>
  [
    ...read(from).matchAll(
      /^(?:import|export)\s(?<what>[^;'"]*?\sfrom\s)?['"](?<path>[^'"]+)['"]|import\(['"](?<lazy>[^'"]+)['"]\)/gmu,
    ),
  ].map((match) => {
    const path = match.groups?.path ?? match.groups?.lazy ?? '';
    const to = path.startsWith('.') ? relative(root, resolve(dirname(join(root, from)), path)) : path;
    return { from, to, typeOnly: /^type\s/u.test(match.groups?.what ?? '') };
  }),
);
const isOurs = (path: string): boolean => /^(?:src|adapters|db|test|bench)\//u.test(path);
const product = imports.filter(({ from }) => /^(?:src|adapters|db)\//u.test(from));

/** Only here the parts meet. */
const roots = ['src/desk.ts', 'src/deskPage.ts', 'src/main.ts'];
const isRoot = (file: string): boolean => roots.includes(file) || file.startsWith('src/cli/');
/** The room of a file: `src/requests/words/card.ts` is in `src/requests`. */
const roomOf = (file: string): string =>
  file
    .split('/')
    .slice(0, file.split('/').length > 2 ? 2 : 1)
    .join('/');

/** Beside the folders: the store that cases are given, and the log. */
const forAll = ['src/store.ts', 'src/run/log.ts'];

describe('arrows', () => {
  test('are read at all', () => {
    expect(product.length).toBeGreaterThan(200);
    expect(imports).toContainEqual({ from: 'src/doors/hear.ts', to: 'src/store.ts', typeOnly: true });
  });

  test('a folder of src knows only what it may', () => {
    const wrong = product.filter(({ from, to }) => {
      const allowed = mayKnow[roomOf(from)];
      if (!allowed || !isOurs(to) || roomOf(to) === roomOf(from) || forAll.includes(to)) return false;
      return !allowed.includes(roomOf(to));
    });
    expect(wrong).toEqual([]);
  });

  test('a feature is reached through src/features.ts alone', () => {
    const wrong = product.filter(
      ({ from, to, typeOnly }) =>
        featureRooms.includes(roomOf(to)) &&
        roomOf(from) !== roomOf(to) &&
        from !== 'src/features.ts' &&
        // The nouns of the store.
        !(typeOnly && (from === 'src/store.ts' || from.startsWith('db/'))),
    );
    expect(wrong).toEqual([]);
  });

  test('a feature is a folder and a line: CONTRIBUTING counts it', () => {
    for (const room of featureRooms) {
      const known = product.filter(({ from, to }) => roomOf(to) === room && roomOf(from) !== room);
      const atWork = known.filter(({ typeOnly }) => !typeOnly).map(({ from, to }) => `${from} ${to}`);
      expect(atWork).toEqual([`src/features.ts ${room}/feature.ts`]);
    }
    const text = read('src/features.ts');
    const [, listed = ''] = /const brought: readonly Feature\[\] = \[([^\]]*)\]/u.exec(text) ?? [];
    expect(listed.split(',').filter((line) => line.trim() !== '')).toHaveLength(featureRooms.length + 1);
  });

  test('decisions and words know no database', () => {
    const pure = product.filter(({ from }) =>
      /^src\/requests\/(?:decide|words)\/|^src\/requests\/(?:draft|facts|standing)\.ts$/u.test(from),
    );
    expect(pure.length).toBeGreaterThan(50);
    expect(
      pure.filter(({ to }) => to === 'src/store.ts' || to === 'src/requests/load.ts' || to === 'src/requests/apply.ts'),
    ).toEqual([]);
  });

  test('src knows neither db nor adapters, except where the desk is put together', () => {
    expect(
      product.filter(({ from, to }) => from.startsWith('src/') && !isRoot(from) && /^(?:db|adapters)\//u.test(to)),
    ).toEqual([]);
  });

  test('an adapter knows src/chat and itself; what is drawn for a browser has HTML in common', () => {
    const common: Record<string, string[]> = {
      'adapters/try-it': ['adapters/html/'],
      'adapters/pages': ['adapters/html/', 'src/page/'],
    };
    const wrong = product.filter(({ from, to }) => {
      const own = from.split('/').slice(0, 2).join('/');
      const known = ['src/chat/', `${own}/`, ...(common[own] ?? [])];
      return from.startsWith('adapters/') && isOurs(to) && !known.some((room) => to.startsWith(room));
    });
    expect(wrong).toEqual([]);
  });

  test('db knows the store, nouns and itself', () => {
    const wrong = product.filter(
      ({ from, to }) => from.startsWith('db/') && isOurs(to) && !/^(?:db\/|src\/store\.ts$|src\/[a-zA-Z]+\/)/u.test(to),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    [
      'the database drivers',
      /^(?:postgres|@electric-sql\/pglite|drizzle-orm\/(?:postgres-js|pglite))(?:\/|$)/u,
      ['db/engine/client.ts', 'db/engine/embeddedStatements.ts'],
    ],
    ['node-cron', /^node-cron$/u, ['src/run/schedule.ts']],
    ['ical.js', /^ical\.js$/u, code.filter((file) => file.startsWith('src/calendars/'))],
    ['pino', /^pino$/u, ['src/run/log.ts']],
    ['drizzle', /^drizzle-orm/u, code.filter((file) => file.startsWith('db/'))],
    ['Microsoft’s login', /^@azure\//u, ['adapters/teams/login.ts']],
    ['openid-client', /^(?:openid-client|oauth4webapi)$/u, ['adapters/pages/openid.ts']],
    ['@slack', /^@slack\//u, code.filter((file) => file.startsWith('adapters/slack/'))],
  ])('%s: only where it belongs', (_, library, where) => {
    expect(product.filter(({ from, to }) => library.test(to) && !where.includes(from))).toEqual([]);
  });

  test('botbuilder stands in one file, at one exact version', () => {
    const users = new Set(product.filter(({ to }) => /^bot(?:builder|framework)/u.test(to)).map(({ from }) => from));
    expect([...users]).toEqual(['adapters/teams/bot.ts']);
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    for (const name of ['botbuilder', 'botframework-connector']) expect(dependencies[name]).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  test('there are no circles', () => {
    const next = new Map<string, string[]>();
    // Types are gone at run time; a circle of types alone is no circle of parts.
    for (const { from, to, typeOnly } of product)
      if (isOurs(to) && !typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const walk = (file: string, path: string[]): string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const to of next.get(file) ?? []) {
        const circle = walk(to, [...path, file]);
        if (circle) return circle;
      }
      done.add(file);
      return undefined;
    };
    expect([...next.keys()].map((file) => walk(file, [])).filter((circle) => circle !== undefined)).toEqual([]);
  });
});

describe('the house', () => {
  test('no platform’s name stands in src outside the configuration and the roots', () => {
    const settings = ['src/settings/settings.ts', 'src/settings/slack.ts', 'src/settings/teams.ts'];
    const named = code.filter((file) => file.startsWith('src/') && !isRoot(file) && !settings.includes(file));
    expect(named.filter((file) => /\b(?:slack|teams|microsoft|botbuilder|bolt)\b/iu.test(read(file)))).toEqual([]);
  });

  test('no file is longer than 300 lines', () => {
    expect(files.filter((file) => read(file).split('\n').length > 301)).toEqual([]);
  });

  test('no file is called by what it is not', () => {
    expect(
      files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|shared|types|managers?|misc)(?:\.|\/)/iu.test(file)),
    ).toEqual([]);
  });

  test('rules ask no clock', () => {
    const rules = [
      'src/sla',
      'src/people',
      'src/requests',
      'src/coverage',
      'src/escalations',
      'src/surveys',
      'src/digests',
      'src/offices',
    ];
    expect(
      code.filter((file) => rules.includes(roomOf(file)) && /Date\.now\(\)|new Date\(\)/u.test(read(file))),
    ).toEqual([]);
  });

  test('a machine’s own clock is compared with no instant of the database', () => {
    // Where processes meet, the database's clock counts; `src/run/clock.ts` is set by it.
    const rooms = [
      'src/delivery',
      'src/doors',
      'src/feature',
      'src/figures',
      'src/records',
      'src/calendars',
      'db/queries',
    ];
    const asks = code.filter(
      (file) => rooms.some((room) => file.startsWith(`${room}/`)) && /Date\.now\(|new Date\(\)/u.test(read(file)),
    );
    expect(asks).toEqual([]);
  });

  test('.env.example names every setting and no other', () => {
    const named = [...read('.env.example').matchAll(/^#? ?(?<name>[A-Za-z_]+)=/gmu)].map(
      (match) => match.groups?.name ?? '',
    );
    expect(named.sort()).toEqual([...settingNames].sort());
  });

  test('the README has a row for every setting', () => {
    const cells = [...read('README.md').matchAll(/^\| (?<cell>`[^|]+) \|/gmu)].map((match) => match.groups?.cell ?? '');
    const rows = cells.flatMap((cell) =>
      [...cell.matchAll(/`(?<name>\w+)`/gu)].map((match) => match.groups?.name ?? ''),
    );
    expect(rows.filter((name) => settingNames.includes(name)).sort()).toEqual([...settingNames].sort());
  });

  test('only the configuration and the start read the environment', () => {
    expect(
      code.filter((file) => /^(?:src|adapters|db)\//u.test(file) && /process\.env/u.test(read(file)) && !isRoot(file)),
    ).toEqual([]);
  });

  test('nothing is said that nobody may read: no work left to do without an owner', () => {
    expect(code.filter((file) => file !== 'test/house.test.ts' && /\b(?:TODO|FIXME|XXX)\b/u.test(read(file)))).toEqual(
      [],
    );
  });
});
