import { slackStand, withHttp } from '../support/slack/contract-stand.ts';
import { openSlack } from '../support/slack/open.ts';
import { act, view } from './act.ts';
import { census, directory, lookup } from './asking.ts';
import { files } from './files.ts';
import { history } from './history.ts';
import { http, keep } from './keep.ts';
import { closedAddresses, outbound } from './outbound.ts';
import { pictures } from './pictures.ts';
import { chatContract } from './talk.ts';
import { threads } from './threads.ts';

const suites = [
  ...[outbound, pictures, closedAddresses, lookup, directory, census, history, files, threads],
  ...[keep, act, view],
] as const;

chatContract('Slack over HTTP', async () => {
  const slack = await openSlack('http');
  return slackStand(withHttp(slack.port), slack);
}, [...suites, http]);

chatContract(
  'Slack over Socket Mode',
  async () => {
    const slack = await openSlack('socket');
    // Here they are, there they are not yet.
    slack.workspace.hasCharts = true;
    return slackStand(slack.port, slack);
  },
  suites,
);
