/** Why a request to the desk's entrance for Teams was not taken. */
export type Reason =
  | 'no token'
  | 'other issuer'
  | 'other bot'
  | 'forged'
  | 'untimely'
  | 'keys away'
  | 'other service'
  | 'unknown service'
  | 'other channel'
  | 'unlisted tenant'
  | 'unreadable';

/** Told of each request that was not taken; `words` say why and what to do, `facts` never hold what people wrote. */
export type TurnedAway = (reason: string, words: string, facts?: Record<string, string | number>) => void;

/** What the operator reads. What is refused before its signature was checked may be anybody's: it says "perhaps". */
const WORDS: Record<Reason, string> = {
  'no token':
    'a request to /api/messages came without a token of Microsoft’s; where it came from the internet, somebody is looking around',
  'other issuer':
    'a request to /api/messages has a token of another issuer than this cloud’s; if nothing comes from Teams, look at ChannelService',
  'other bot':
    'a request to /api/messages has a token for another bot; if nothing comes from Teams, MicrosoftAppId is not that of the bot whose messaging endpoint this is',
  forged: 'a request to /api/messages has a token that Microsoft did not sign',
  untimely:
    'what Teams brings is refused, because its token is out of its time by the desk’s clock: set the clocks of this machine and of the database right',
  'keys away':
    'the keys of the Bot Framework cannot be fetched, so what Teams brings cannot be checked; it is told to bring it again. Can this machine reach Microsoft’s login?',
  'other service':
    'a request to /api/messages has a token of Microsoft’s that was made for another service of Teams than it names',
  'unknown service':
    'Teams brought something from a service that the desk does not know, and to which it never sends its token; look at ChannelService',
  'other channel': 'something came from another channel than Teams; take that channel off the bot in Azure',
  'unlisted tenant': 'something came from a tenant that is not in TEAMS_ALLOWED_TENANTS',
  unreadable: 'what Teams brought could not be read',
};

/** Counts and tells it, and gives the status to refuse with: nothing more is said to whoever asked. */
export function turnAway(
  tell: TurnedAway,
  reason: Reason,
  facts?: Record<string, string | number>,
): { status: number } {
  tell(reason, WORDS[reason], facts);
  if (reason === 'keys away') return { status: 503 };
  return { status: reason === 'unreadable' ? 400 : 401 };
}
