import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/settings/settings.ts';

const own = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const other = 'aaaaaaaa-bbbb-cccc-dddd-ffffffffffff';
const third = 'aaaaaaaa-bbbb-cccc-dddd-000000000000';
const teams = {
  MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: own,
  MicrosoftAppPassword: 'hunter2',
};
const slack = {
  SLACK_CLIENT_ID: '1234.5678',
  SLACK_CLIENT_SECRET: 'hunter2hunter2hunter2',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
  SLACK_STATE_SECRET: 'hunter2hunter2hunter2hunter2hunter2',
  SLACK_TOKEN_KEY: Buffer.alloc(32, 7).toString('base64'),
};
const tenants = (allowed: string) => readConfig({ ...teams, TEAMS_ALLOWED_TENANTS: allowed }).teams;
const workspaces = (allowed: string) => {
  const config = readConfig({ ...slack, SLACK_ALLOWED_TEAMS: allowed }).slack;
  return config && 'oauth' in config ? config.oauth : undefined;
};

describe('whose tenants those are', () => {
  test.each([
    ['', [own], [[own, 'office']]],
    [own, [own], [[own, 'office']]],
    [
      `${other},${own}`,
      [other, own],
      [
        [other, []],
        [own, 'office'],
      ],
    ],
    [
      ` ${own} , ${other} = Agency.Example, other.example,${third}=bridges.example`,
      [own, other, third],
      [
        [own, 'office'],
        [other, ['agency.example', 'other.example']],
        [third, ['bridges.example']],
      ],
    ],
    // The bot may be registered in another tenant than the office's.
    [`${other}=Office`, [other], [[other, 'office']]],
    [
      `${own},${other}=office`,
      [own, other],
      [
        [own, []],
        [other, 'office'],
      ],
    ],
    [
      `${own}=office,${other}=office`,
      [own, other],
      [
        [own, 'office'],
        [other, 'office'],
      ],
    ],
  ] as const)('%s', (allowed, ids, homes) => {
    const read = tenants(allowed);
    expect(read?.tenants).toEqual(ids);
    expect(new Map(read?.homes)).toEqual(new Map(homes as never));
  });

  test.each([
    [other, /does not say which tenant is the office’s own, and does not name MicrosoftAppTenantId/u],
    [`${own}=agency.example`, /does not say which tenant is the office’s own/u],
    [`${own},${other}=agency`, new RegExp(`says of ${other} neither =office nor domains`, 'u')],
    [`${own},${other}=`, /neither =office nor domains/u],
    [`${own},${other}=@agency.example`, /neither =office nor domains/u],
    [`${own},${other}=*.agency.example`, /neither =office nor domains/u],
    [`${own},${other}=10.0.0.1`, /neither =office nor domains/u],
    [`${own},${other}=agency.example=other.example`, /neither =office nor domains/u],
    [`${own}=office,agency.example`, /has a domain behind .*=office, which vouches for all/u],
    [`${own},agency.example`, new RegExp(`write ${own}=agency.example`, 'u')],
    [`${other}=agency.example,${own},${other}=other.example`, new RegExp(`names ${other} twice`, 'u')],
    [`agency.example,${own}`, /is not a list of tenant ids, separated by commas/u],
    [`${own};${other}`, /is not a list of tenant ids, separated by commas/u],
  ])('%s is refused', (allowed, words) => {
    expect(() => tenants(allowed)).toThrow(words);
    expect(() => tenants(allowed)).toThrow(/TEAMS_ALLOWED_TENANTS/u);
  });
});

describe('whose workspaces those are', () => {
  test.each([
    ['T0OFFICE1', [['T0OFFICE1', 'office']]],
    [
      'T0OFFICE1=office,T0ROADS22',
      [
        ['T0OFFICE1', 'office'],
        ['T0ROADS22', []],
      ],
    ],
    [
      'T0ROADS22=roads.example,highways.example,T0OFFICE1=office',
      [
        ['T0ROADS22', ['roads.example', 'highways.example']],
        ['T0OFFICE1', 'office'],
      ],
    ],
  ] as const)('%s', (allowed, homes) => {
    const read = workspaces(allowed);
    expect(read?.allowedTeams).toEqual(homes.map(([id]) => id));
    expect(new Map(read?.homes)).toEqual(new Map(homes as never));
  });

  test.each([
    [
      'T0OFFICE1,T0ROADS22',
      /does not say which workspace is the office’s own.*T0OFFICE1=office,T0ROADS22=agency.example/u,
    ],
    ['T0ROADS22=roads.example', /does not say which workspace is the office’s own.*T0ROADS22=office/u],
    ['T0OFFICE1=office,T0ROADS22=roads', /says of T0ROADS22 neither/u],
  ])('%s is refused', (allowed, words) => {
    expect(() => workspaces(allowed)).toThrow(words);
  });
});
