import { useDatabase } from '../support/database.ts';
import { slackStand, withHttp } from '../support/slack/contract-stand.ts';
import { ANA, LEE } from '../support/slack/open.ts';
import { openTwo } from '../support/slack/open-several.ts';
import { act, view } from './act.ts';
import { census, directory, lookup } from './asking.ts';
import { files } from './files.ts';
import { history } from './history.ts';
import { http, keep } from './keep.ts';
import { closedAddresses, outbound } from './outbound.ts';
import { chatContract } from './talk.ts';
import { threads } from './threads.ts';

const data = useDatabase();
/** A whole second, so that Slack's ids of messages say exactly this. */
const NOW = new Date('2026-06-09T18:12:00Z');

/** Seen from the second of two workspaces, so that nothing of the first may get in its way. */
chatContract('Slack installed in several workspaces', async () => {
  const people = [
    { email: ANA, name: 'Ana Ruiz' },
    { email: LEE, name: 'Lee <Park>', zone: 'America/Chicago' },
  ];
  const stand = await openTwo(data.database, { transport: [], office: people }, () => NOW);
  const desk = stand.desk();
  await desk.install(stand.transport, stand.office);
  const { office: workspace, close } = stand;
  return slackStand(withHttp(desk.port), { workspace, drive: desk.drive(workspace), close });
}, [...[outbound, closedAddresses, lookup, directory, census, history, files, threads, http], ...[keep, act, view]]);
