/** `npm run desk -- unreached`: who of the roster cannot be written to, why, and what to do about it. */
import { parseArgs } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import { type Role, staffRoles } from '../people/person.ts';
import { type ConnectedChat, isLost, type Unreached } from '../people/unreached.ts';
import type { Store } from '../store.ts';
import { UsageError } from './dueOptions.ts';

const unreachedHelp = `Who cannot be written to?

  npm run -s desk -- unreached

Names the liaisons (backups among them), supervisors and administrators whom the desk cannot write to, why, and what to
do. It looks at the desk's database and settings and asks no chat, so nobody gets a message or the app because of it.

Heads of agencies who cannot be written to, and so read no month of theirs, are named by themselves.

  --all    names requesters who cannot be written to anymore, too; otherwise they are counted

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 every liaison, supervisor and administrator can be written to, or is looked up by their e-mail when there is
something to tell them; 1 somebody cannot; 2 the command line is wrong`;

export type UnreachedIo = {
  out: (line: string) => void;
  /** Runs `work` on the configured database, and with the chats that the settings connect. */
  withDesk: <T>(work: (store: Store, chats: readonly ConnectedChat[]) => Promise<T>) => Promise<T>;
};

const CHATS: Record<string, string> = { slack: 'Slack', teams: 'Teams', web: 'the try-it page' };
const nameOf = (platform: string): string => CHATS[platform] ?? platform;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runUnreached(args: string[], io: UnreachedIo): Promise<number> {
  const { all, help } = read(args);
  if (help) {
    io.out(unreachedHelp);
    return 0;
  }
  return io.withDesk(async (store, chats) => {
    const platforms = chats.map(({ platform }) => platform);
    const { staff, heads, requesters, everybody } = await store.transaction(async (tx) => ({
      staff: await tx.people.unreached({ roles: staffRoles, platforms }),
      heads: await tx.people.unreached({ roles: ['agency head'], platforms }),
      requesters: await tx.people.unreached({ roles: ['requester'], platforms }),
      everybody: await tx.people.everybody(100_000),
    }));
    const among = (roles: readonly Role[]) =>
      new Set(everybody.filter(({ role }) => roles.includes(role)).map(({ person }) => person.id)).size;
    const lost = staff.filter((one) => isLost(one, chats));
    const waiting = staff.filter((one) => !isLost(one, chats));
    const lostHeads = heads.filter((one) => isLost(one, chats));
    const lines = [
      ...connectionLines(chats),
      ...staffLines(lost, waiting, among(staffRoles), chats),
      ...headLines(lostHeads, chats),
      ...requesterLines(requesters, among(['requester']), all, chats),
      ...mendLines([...lost, ...lostHeads, ...(all ? requesters.filter(isKnown) : [])], chats),
    ];
    for (const line of lines) io.out(line);
    return lost.length > 0 ? 1 : 0;
  });
}

const connectionLines = (chats: readonly ConnectedChat[]): string[] =>
  chats.length > 0
    ? []
    : ['Neither Slack nor Teams is connected, so the desk can write to nobody. See “Connect Slack” in the README.', ''];

function staffLines(lost: Unreached[], waiting: Unreached[], all: number, chats: readonly ConnectedChat[]): string[] {
  const names = waiting.map(({ person }) => person.name).join(', ');
  const asked = chats.filter(({ looksUp }) => looksUp).map(({ platform }) => nameOf(platform));
  return [
    `${all - lost.length - waiting.length} of ${count(all, 'liaison, supervisor or administrator', 'liaisons, supervisors and administrators')} can be written to.`,
    ...(waiting.length > 0
      ? [
          `${waiting.length} will be looked up in ${asked.join(' and ')} when there is something to tell them: ${names}.`,
        ]
      : []),
    ...(lost.length > 0 ? ['', 'Cannot be written to', ...lost.flatMap((one) => personLines(one, chats))] : []),
  ];
}

/** Nobody's promise depends on them: they read how their agency is served. */
const headLines = (lost: Unreached[], chats: readonly ConnectedChat[]): string[] =>
  lost.length === 0
    ? []
    : [
        '',
        'Heads of agencies who cannot be written to, so that their months do not arrive',
        ...lost.flatMap((one) => personLines(one, chats)),
      ];

function requesterLines(
  unreached: Unreached[],
  all: number,
  named: boolean,
  chats: readonly ConnectedChat[],
): string[] {
  if (unreached.length === 0) return [];
  const blocked = unreached.filter(isKnown);
  return [
    '',
    `${unreached.length - blocked.length} of ${count(all, 'requester')} have not written yet; the desk gets to know them when they do.`,
    ...(blocked.length > 0
      ? [`${count(blocked.length, 'requester')} cannot be written to anymore${named ? '' : '; --all names them'}.`]
      : []),
    ...(named ? blocked.flatMap((one) => personLines(one, chats)) : []),
  ];
}

const personLines = (one: Unreached, chats: readonly ConnectedChat[]): string[] => [
  `  ${one.person.name}${one.person.email === null ? '' : ` <${one.person.email}>`}, ${one.role}`,
  ...reasonsOf(one, chats).map((reason) => `      ${reason}`),
];

function reasonsOf({ accounts, failed, person }: Unreached, chats: readonly ConnectedChat[]): string[] {
  const connected = (platform: string) => chats.some((chat) => chat.platform === platform);
  const reasons = accounts.map((account) => {
    const { platform, unreachable, seenAt } = account;
    const why = unreachable ?? (connected(platform) ? notCounting(account) : 'not connected');
    const place = why.startsWith(`${nameOf(platform)}:`) ? why : `${nameOf(platform)}: ${why}`;
    return seenAt === null ? place : `${place}; last heard of on ${dayOf(seenAt)}`;
  });
  return [
    ...(accounts.length === 0 ? ['has never written to the desk'] : reasons),
    ...(person.email === null ? ['has no e-mail in the roster to be looked up by'] : []),
    ...(failed === null ? [] : [`what was for them on ${dayOf(failed.at)} did not arrive: ${failed.reason}`]),
  ];
}

/** It can be written to, and is told nothing of what somebody has to do in an office. */
const notCounting = ({ vouched }: Unreached['accounts'][number]): string =>
  vouched === null ? 'linked before the desk asked whose e-mails count' : 'not of the office’s own workspace or tenant';

/** By the cause, each once. */
function mendLines(lost: Unreached[], chats: readonly ConnectedChat[]): string[] {
  const isOn = (platform: string) => chats.some((chat) => chat.platform === platform);
  const strangers = lost.filter(({ accounts }) => accounts.length === 0);
  const known = lost.filter(({ accounts }) =>
    accounts.some(({ platform, unreachable }) => isOn(platform) && unreachable !== null),
  );
  const uncounted = lost.filter(({ accounts }) =>
    accounts.some(({ platform, unreachable }) => isOn(platform) && unreachable === null),
  );
  const elsewhere = lost.filter(({ accounts }) => accounts.some(({ platform }) => !isOn(platform)));
  const installs = chats.some(({ platform, looksUp }) => platform === 'teams' && looksUp);
  const lines = [
    ...(known.length > 0
      ? ['Who has blocked or removed the desk: ask them to write anything to it; then they can be written to again.']
      : []),
    ...(uncounted.length > 0
      ? [
          'Who writes from an account that does not count for the office’s work: let them write anything from the office’s own workspace or tenant. Is theirs the office’s? Then say so (=office, see “Who is who” in the README).',
        ]
      : []),
    ...(elsewhere.length > 0
      ? ['Who is in a chat that is not connected: connect it, or let them write from one that is.']
      : []),
    ...(strangers.length > 0 && isOn('slack')
      ? [
          'Who has never written: is the e-mail in people.csv the one of their Slack account? Or let them write to the desk.',
        ]
      : []),
    ...(strangers.length > 0 && isOn('teams') && !installs
      ? [
          'Who has never written: install the app for them in Teams, or let the desk do it (TEAMS_PROACTIVE_INSTALL=1), or let them write to it.',
        ]
      : []),
    ...(strangers.length > 0 && isOn('teams') && installs
      ? [
          'Who has never written: is the e-mail in people.csv the one they have in Entra ID, and is it no guest? The log says what Microsoft Graph refuses.',
        ]
      : []),
  ];
  return lines.length === 0 ? [] : ['', 'What to do', ...lines.map((line) => `  - ${line}`)];
}

/** Who has never written is no trouble as long as nobody has to tell them something. */
const isKnown = ({ accounts, failed }: Unreached): boolean => accounts.length > 0 || failed !== null;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function read(args: string[]): { all: boolean; help: boolean } {
  try {
    const options = { all: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    const { all = false, help = false } = parseArgs({ args, options }).values;
    return { all, help };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
