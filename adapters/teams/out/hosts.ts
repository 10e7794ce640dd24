/**
 * Where the bot's token may be sent: the connector's hosts in the public and the government clouds.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
const SERVICE_HOSTS = [
  'smba.trafficmanager.net',
  '*.botframework.com',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  '*.botframework.azure.us',
];

/** Where files that people attach in a personal chat are kept. */
const FILE_HOSTS = ['*.sharepoint.com', '*.sharepoint.us', '*.sharepoint-mil.us', '*.1drv.com', '*.svc.ms'];

/** Where files are put that people allow into their OneDrive. */
const DRIVE_HOSTS = ['*.sharepoint.com', '*.sharepoint.us', '*.sharepoint-mil.us'];

export type Hosts = { isService(url: string): boolean; isFile(url: string): boolean; isDrive(url: string): boolean };

/**
 * The hosts that the adapter talks to. `loopback`: also this machine itself, over plain http, as the playground and
 * tests have it.
 */
export function trustedHosts(options: { loopback: boolean }): Hosts {
  const trusts = (list: readonly string[]) => (text: string) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined) return false;
    if (url.username !== '' || url.password !== '') return false;
    if (options.loopback && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return true;
    if (url.protocol !== 'https:' || url.port !== '') return false;
    return list.some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host));
  };
  return { isService: trusts(SERVICE_HOSTS), isFile: trusts(FILE_HOSTS), isDrive: trusts(DRIVE_HOSTS) };
}
