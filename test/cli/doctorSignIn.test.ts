import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runDoctor } from '../../src/cli/doctor.ts';
import { withParts } from '../../src/cli/doctorParts.ts';
import { CLIENT, openProvider } from '../support/provider.ts';

/** What the doctor says of the office's own sign-in. */
async function examine(env: Record<string, string>): Promise<string> {
  const said: string[] = [];
  const withSignIn: Parameters<typeof runDoctor>[1]['withParts'] = (work) =>
    withParts({ DATA_DIR: join(tmpdir(), 'there-is-no-desk'), ...env }, (parts) =>
      work(parts.filter(({ name }) => name === 'Sign-in')),
    );
  await runDoctor([], { out: (line) => void said.push(line), withParts: withSignIn });
  return said.join('\n');
}

test('it is well while the office’s provider answers; and what has to be registered there is said', async () => {
  const provider = await openProvider();
  const env = {
    ...{ PAGE_URL: 'https://desk.state.example', SIGN_IN_ISSUER: provider.issuer },
    ...{ SIGN_IN_CLIENT_ID: CLIENT.clientId, SIGN_IN_CLIENT_SECRET: CLIENT.clientSecret },
  };
  const well = await examine(env);
  expect(well).toMatch(
    /^Sign-in\n {2}ok {13}http:\/\/127.* answers\n {2}worth knowing .*https:\/\/desk\.state\.example\/desk\/provider\/back has to be/u,
  );
  expect(well).not.toContain(CLIENT.clientSecret);
  // What it calls itself has to be what it is called here.
  const other = await examine({ ...env, SIGN_IN_ISSUER: provider.issuer.replace('127.0.0.1', 'localhost') });
  expect(other).toMatch(/WRONG .*look at SIGN_IN_ISSUER/u);
  provider.breaks();
  expect(await examine(env)).toContain('does not answer as an OpenID Connect provider');
  await provider.close();
});
