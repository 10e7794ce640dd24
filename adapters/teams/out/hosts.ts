/**
 * Where the bot's token may be sent, where files that people attach in a personal chat are kept, and where files are put
 * that people allow into their OneDrive. Each cloud has its own, and none trusts another's: GCC is part of the public one,
 * DoD shares the bot's login with GCC High.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 */
const PUBLIC = {
  services: ['smba.trafficmanager.net', '*.botframework.com', 'smba.infra.gcc.teams.microsoft.com'],
  files: ['*.sharepoint.com', '*.1drv.com', '*.svc.ms'],
  drives: ['*.sharepoint.com'],
};
const GOVERNMENT = {
  services: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us', '*.botframework.azure.us'],
  files: ['*.sharepoint.us', '*.sharepoint-mil.us'],
  drives: ['*.sharepoint.us', '*.sharepoint-mil.us'],
};

export type Hosts = { isService(url: string): boolean; isFile(url: string): boolean; isDrive(url: string): boolean };

/**
 * The hosts that the adapter talks to. `loopback`: also this machine itself, over plain http, as the playground and
 * tests have it.
 */
export function trustedHosts(options: { loopback: boolean; government: boolean }): Hosts {
  const trusts = (list: readonly string[]) => (text: string) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined) return false;
    if (url.username !== '' || url.password !== '') return false;
    if (options.loopback && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return true;
    if (url.protocol !== 'https:' || url.port !== '') return false;
    return list.some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host));
  };
  const { services, files, drives } = options.government ? GOVERNMENT : PUBLIC;
  return { isService: trusts(services), isFile: trusts(files), isDrive: trusts(drives) };
}
