import { z } from 'zod';
import type { Homes } from '../chat/vouching.ts';
import { type Allowed, readAllowed } from './allowed.ts';
import { readPrivateKey } from './privateKey.ts';

/** `tenants` are those whose people may use the desk, `homes` whose each is; `unauthenticated` is for the playground on this machine alone. */
export type TeamsConfig = {
  appId: string;
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  appTenant: string;
  appPassword?: string;
  /** Hexadecimal digits, and PEM. */
  certificate?: { thumbprint: string; privateKey: string };
  tenants: string[];
  homes: Homes;
  channelService?: string;
  /** Where Teams is spoken to first: GCC shares its channel service with the public cloud, DoD with GCC High. */
  environment?: 'GCC' | 'DoD';
  /** Install the app for people of the roster who have not written yet. */
  proactiveInstall: boolean;
  unauthenticated: boolean;
};

/** Empty is not set. */
const setting = <T>(rule: z.ZodType<T, string>) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim() || undefined : value), rule.optional());
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;
const uuid = (what: string) => z.string().regex(UUID, `is not ${what}`);

/** By the names that the platform's own samples use, where it has some. */
export const teamsSettings = {
  MicrosoftAppId: setting(uuid('an app id')),
  MicrosoftAppPassword: setting(z.string()),
  CertificateThumbprint: setting(
    z
      .string()
      .transform((text) => text.replaceAll(/[:\s]/gu, ''))
      .refine(
        (text) => /^(?:[\da-f]{40}|[\da-f]{64})$/iu.test(text),
        'is not a thumbprint: 40 (SHA-1) or 64 (SHA-256) digits 0-9 A-F',
      ),
  ),
  CertificatePrivateKey: setting(
    z.string().transform((value, context) => {
      const read = readPrivateKey(value);
      if ('pem' in read) return read.pem;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    }),
  ),
  MicrosoftAppType: setting(
    z.enum(
      ['SingleTenant', 'MultiTenant', 'UserAssignedMSI'],
      'is not one of SingleTenant, UserAssignedMSI, MultiTenant; the bot’s page in Azure says which it is',
    ),
  ),
  MicrosoftAppTenantId: setting(uuid('a tenant id')),
  TEAMS_ALLOWED_TENANTS: setting(
    z.string().transform((text, context): Allowed => {
      const read = readAllowed(text, (part) => UUID.test(part), 'tenant ids');
      if (!('problem' in read)) return read;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    }),
  ),
  ChannelService: setting(
    z.literal(
      'https://botframework.azure.us',
      'is not https://botframework.azure.us; leave it empty outside GCC High and DoD',
    ),
  ),
  TEAMS_ENVIRONMENT: setting(z.enum(['GCC', 'DoD'], 'is neither GCC nor DoD; leave it empty elsewhere')),
  TEAMS_PROACTIVE_INSTALL: setting(z.enum(['0', '1'], 'is neither 1 (install the app for people of the roster) nor 0')),
  TEAMS_ALLOW_UNAUTHENTICATED: setting(z.enum(['0', '1'], 'is neither 1 (for the playground on this machine) nor 0')),
};

const environment = z.object(teamsSettings);
type Environment = z.infer<typeof environment>;

/** What the settings say of Teams, and what is wrong with how they go together. `loopback`: only this machine reaches the desk. */
export function readTeams(env: Environment, loopback: boolean): { teams?: TeamsConfig; problems: string[] } {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: appPassword, MicrosoftAppType: appType } = env;
  const { MicrosoftAppTenantId: appTenant, ChannelService: channelService, TEAMS_ALLOWED_TENANTS: allowed } = env;
  const { TEAMS_ENVIRONMENT: cloud } = env;
  const { CertificateThumbprint: thumbprint, CertificatePrivateKey: privateKey } = env;
  const proactiveInstall = env.TEAMS_PROACTIVE_INSTALL === '1';
  const wrong = (problem: string) => ({ problems: [problem] });
  const rest = {
    proactiveInstall,
    ...(appPassword !== undefined && { appPassword }),
    ...(thumbprint !== undefined && privateKey !== undefined && { certificate: { thumbprint, privateKey } }),
    ...(channelService !== undefined && { channelService }),
    ...(cloud !== undefined && { environment: cloud }),
  };
  if (cloud !== undefined && (cloud === 'DoD') !== (channelService !== undefined))
    return wrong(
      'TEAMS_ENVIRONMENT and ChannelService do not agree: DoD needs ChannelService=https://botframework.azure.us, GCC none',
    );
  if (env.TEAMS_ALLOW_UNAUTHENTICATED === '1') {
    if (appId !== undefined)
      return wrong('TEAMS_ALLOW_UNAUTHENTICATED is for the playground, which has no MicrosoftAppId: keep one');
    if (!loopback)
      return wrong(
        'TEAMS_ALLOW_UNAUTHENTICATED lets everybody in who reaches the desk: it works on a loopback HOST only',
      );
    if (proactiveInstall)
      return wrong('TEAMS_PROACTIVE_INSTALL needs a real bot, which TEAMS_ALLOW_UNAUTHENTICATED has not');
    const nobody = { appId: '', appType: 'SingleTenant', appTenant: '', unauthenticated: true } as const;
    return { teams: { ...nobody, tenants: allowed?.ids ?? [], homes: new Map(), ...rest }, problems: [] };
  }
  if (appId === undefined) {
    const others = [appPassword, thumbprint, privateKey, appType, appTenant, channelService, cloud, allowed];
    if (!proactiveInstall && others.every((value) => value === undefined)) return { problems: [] };
    return wrong(
      'MicrosoftAppId is missing, though other settings for Teams are there; without it everybody would be let in',
    );
  }
  const problems = [
    ...(appType === undefined ? ['MicrosoftAppType is missing: SingleTenant, UserAssignedMSI or MultiTenant'] : []),
    ...(appTenant === undefined ? ['MicrosoftAppTenantId is missing: the tenant that the bot is registered in'] : []),
    ...(appType === 'UserAssignedMSI' ? needlessProofs(env) : missingProofs(env)),
  ];
  if (problems.length > 0 || appType === undefined || appTenant === undefined) return { problems };
  const isOwn = (tenant: string) => tenant.toLowerCase() === appTenant.toLowerCase();
  const tenants = allowed?.ids.length ? allowed.ids : [appTenant];
  if (proactiveInstall && appType !== 'MultiTenant' && !tenants.some(isOwn))
    return wrong(
      'TEAMS_PROACTIVE_INSTALL reaches people of MicrosoftAppTenantId only, and TEAMS_ALLOWED_TENANTS does not name it',
    );
  const homes = withOffice(tenants, allowed?.homes, isOwn);
  if (!homes)
    return wrong(
      'TEAMS_ALLOWED_TENANTS does not say which tenant is the office’s own, and does not name MicrosoftAppTenantId: liaisons and supervisors are known by their e-mail there alone. Write =office behind it',
    );
  return { teams: { appId, appType, appTenant, tenants, homes, unauthenticated: false, ...rest }, problems: [] };
}

/** The bot's own tenant is the office's, unless another is said to be. Undefined when none is. */
function withOffice(
  tenants: string[],
  named: Homes = new Map(),
  isOwn: (tenant: string) => boolean,
): Homes | undefined {
  if ([...named.values()].includes('office')) return named;
  const own = tenants.find(isOwn);
  return own === undefined || named.get(own)?.length ? undefined : new Map([...named, [own, 'office']]);
}

/** An app shows one thing to be itself. */
function missingProofs(env: Environment): string[] {
  const { MicrosoftAppPassword: password, CertificateThumbprint: thumbprint, CertificatePrivateKey: key } = env;
  if (password !== undefined && (thumbprint !== undefined || key !== undefined))
    return ['MicrosoftAppPassword and a certificate are both set: keep one'];
  if (password !== undefined || (thumbprint !== undefined && key !== undefined)) return [];
  if (thumbprint !== undefined) return ['CertificatePrivateKey is missing: the key, or the file with it'];
  if (key !== undefined) return ['CertificateThumbprint is missing: the app’s page in Azure shows it'];
  return [
    'MicrosoftAppPassword is missing: a client secret of the app; or set CertificateThumbprint and CertificatePrivateKey',
  ];
}

function needlessProofs(env: Environment): string[] {
  const names = ['MicrosoftAppPassword', 'CertificateThumbprint', 'CertificatePrivateKey'] as const;
  return names.flatMap((name) => (env[name] === undefined ? [] : [`${name} is set, but a managed identity has none`]));
}
