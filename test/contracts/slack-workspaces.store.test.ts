import { PLATFORM } from '../../adapters/slack/people/people.ts';
import type { Account } from '../../src/chat/port.ts';
import { useDatabase } from '../support/database.ts';
import { OFFICE, openTwo } from '../support/slack/open-several.ts';
import type { SlackPerson } from '../support/slack/workspace.ts';
import { chatPortContract } from './chat-port.ts';

const ANA = 'ana@state.example';
const LEE = 'lee@state.example';
const data = useDatabase();
/** A whole second, so that Slack's ids of messages say exactly this. */
const NOW = new Date('2026-06-09T18:12:00Z');

const accountOf = ({ id, dm, email, name }: SlackPerson): Account => ({
  platform: PLATFORM,
  workspace: OFFICE.team.id,
  userId: id,
  address: dm,
  name,
  email,
  zone: 'America/New_York',
});

/** Seen from the second of two workspaces, so that nothing of the first may get in its way. */
chatPortContract('Slack installed in several workspaces', async () => {
  const people = [
    { email: ANA, name: 'Ana Ruiz' },
    { email: LEE, name: 'Lee <Park>' },
  ];
  const stand = await openTwo(data.database, { transport: [], office: people }, () => NOW);
  const desk = stand.desk();
  await desk.install(stand.transport, stand.office);
  const { office } = stand;
  const drive = desk.drive(office);
  const [ana, lee] = [office.person(ANA), office.person(LEE)];
  const at = (address: string) => (address === ana.dm ? ana : lee);
  return {
    port: desk.port,
    people: [accountOf(ana), accountOf(lee)],
    unknownEmail: 'nobody@state.example',
    now: () => NOW,
    seen: (address) => office.seen(address),
    async write(address, text) {
      await drive.write(at(address), text);
    },
    repeat: () => drive.repeat(),
    press: (address, press) => drive.press(at(address), press),
    submit: (address, _, values) => drive.submit(at(address), values),
    home: (address) => drive.home(at(address)),
    gone: 'D0GONE',
    breakDown: () => office.failAll({ status: 500 }),
    close: stand.close,
  };
});
