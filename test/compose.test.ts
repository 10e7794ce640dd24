import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PATH } from '../adapters/slack/in/http.ts';
import { INSTALL_PATH, REDIRECT_PATH } from '../adapters/slack/install/install.ts';

const text = readFileSync(join(import.meta.dirname, '..', 'compose.yaml'), 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Record<string, unknown>>;
  configs: { caddyfile: { content: string } };
};

describe('compose.yaml', () => {
  test('lets a desk write nowhere but to its database and /tmp, and do nothing that needs rights', () => {
    const desks = Object.entries(compose.services).filter(([, { image }]) => image === 'liaison-desk');
    expect(desks.map(([name]) => name)).toEqual(['desk-1', 'desk-2']);
    for (const [, desk] of desks)
      expect(desk).toMatchObject({
        ...{ read_only: true, tmpfs: ['/tmp'], cap_drop: ['ALL'] },
        security_opt: ['no-new-privileges:true'],
      });
    for (const [, desk] of desks) expect(desk).not.toHaveProperty('ports');
  });

  test('lets through from outside what chats call, and nothing else', () => {
    const { content } = compose.configs.caddyfile;
    const [, paths = ''] = /@chats path (.*)/u.exec(content) ?? [];
    expect(paths.split(' ').toSorted()).toEqual([PATH, INSTALL_PATH, REDIRECT_PATH, '/api/messages'].toSorted());
    expect(content.match(/reverse_proxy/gu)).toHaveLength(1);
    expect(content).toMatch(/handle \{\s*respond 404\s*\}/u);
    expect(Object.keys(compose.services).filter((name) => 'ports' in (compose.services[name] ?? {}))).toEqual([
      'proxy',
    ]);
  });
});
