/** Of the clouds that share their settings otherwise, the one that people are in. */
export type Environment = 'GCC' | 'DoD';

/**
 * Who signs for a cloud's bots and where its keys are to be found, where its Graph is, and where Teams is reached of which
 * nothing has been heard yet.
 */
export type Cloud = { issuer: string; keys: string; graph: string; service: string };

export const GOVERNMENT_SERVICE = 'https://botframework.azure.us';

const PUBLIC: Cloud = {
  issuer: 'https://api.botframework.com',
  keys: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  graph: 'https://graph.microsoft.com',
  service: 'https://smba.trafficmanager.net/teams/',
};
const GCC: Cloud = { ...PUBLIC, service: 'https://smba.infra.gcc.teams.microsoft.com/teams/' };
const GCC_HIGH: Cloud = {
  issuer: 'https://api.botframework.us',
  keys: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  graph: 'https://graph.microsoft.us',
  service: 'https://smba.infra.gov.teams.microsoft.us/teams/',
};
const DOD: Cloud = {
  ...GCC_HIGH,
  graph: 'https://dod-graph.microsoft.us',
  service: 'https://smba.infra.dod.teams.microsoft.us/teams/',
};

/**
 * GCC is told apart from the public cloud, and DoD from GCC High, by nothing but their services: of those the desk learns
 * from what people write, and so too late to speak first.
 */
export function cloudOf(government: boolean, environment: Environment | undefined): Cloud {
  if (government) return environment === 'DoD' ? DOD : GCC_HIGH;
  return environment === 'GCC' ? GCC : PUBLIC;
}
