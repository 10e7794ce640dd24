import { sql } from 'drizzle-orm';
import { rows } from '../../db/engine/client.ts';
import { forThreads, plainText } from '../../src/chat/message.ts';
import { checkStep, report } from './invariants.ts';
import type { Finding } from './known.ts';
import { buttonsIn, isOpenDelivery, toldMessages } from './record.ts';
import { requesters, staff, type World } from './world.ts';

/** After all: everything that waits is let go and leaves, people see the newest wording, and its buttons lead on. */
export async function checkEnd(world: World): Promise<void> {
  world.actor = null;
  world.answered.length = 0;
  await world.desk.release();
  await checkStep(world, 'the end');
  report(world, [...everythingLeft(world), ...chatsAreNew(world)]);
  report(world, await buttonsLeadOn(world));
}

/** Only a chat's refusal keeps anything from being delivered, and nothing that came in was given up. */
function everythingLeft({ snapshot }: World): Finding[] {
  const failed = snapshot.deliveries.filter(({ state }) => state === 'failed');
  const unexplained = failed.filter(
    ({ reason }) => !/told to fail|no .*account|was never delivered/u.test(reason ?? ''),
  );
  const open = snapshot.deliveries.filter(isOpenDelivery);
  const parked = snapshot.inbox.filter(({ state }) => state !== 'done');
  return [
    ...unexplained.map(({ key, reason }) => ({ fault: 'given up', says: `${key}: ${reason}` })),
    ...open.map(({ key, state }) => ({ fault: 'left behind', says: `${key} is ${state}` })),
    ...parked.map(({ state, problem }) => ({ fault: 'left behind', says: `something heard is ${state}: ${problem}` })),
  ];
}

/** Everybody's chat shows the newest wording of each message once, where no sending of it failed. */
function chatsAreNew({ snapshot, chat }: World): Finding[] {
  const lines = [...requesters, ...staff].flatMap((who) => chat.seen(who));
  const refused = new Set(
    snapshot.deliveries.filter(({ state }) => state === 'failed').map(({ key, replaces }) => replaces ?? key),
  );
  return toldMessages(snapshot).flatMap(({ root, newest }): Finding[] => {
    if (refused.has(root.key) || root.personId === null) return [];
    const shown = lines.filter(({ deliveryId }) => deliveryId === root.uuid);
    const text = plainText(forThreads(newest.message, true));
    const old = shown.filter((line) => line.text !== text);
    if (shown.length === 1 && old.length === 0) return [];
    return root.sentId !== null && shown.length === 0
      ? []
      : [{ fault: 'chat', says: `${root.key} stands ${shown.length} times, ${old.length} of them in an old wording` }];
  });
}

/** The state of everything that a button may change, in one statement: it is asked at every button. */
async function print({ database }: World): Promise<string> {
  const all = ['requests', 'memberships', 'held_messages', 'absences', 'surveys'].map(
    (table) =>
      sql`(select md5(coalesce(string_agg(row::text, '' order by row::text), '')) from ${sql.identifier(table)} row)`,
  );
  const [found] = await rows<{ print: string }>(
    database.db,
    sql`select concat_ws(' ', (select count(*) from events), ${sql.join(all, sql`, `)}) as print`,
  );
  return found?.print ?? '';
}

/** As its reader sees a message that comes into view again, each button opens something, shows something or does something. */
async function buttonsLeadOn(world: World): Promise<Finding[]> {
  const found: Finding[] = [];
  // Who has left is answered as a stranger, whatever they press.
  const gone = new Set(world.snapshot.people.filter(({ active }) => !active).map(({ email }) => email));
  const active = [...requesters, ...staff].filter((who) => !gone.has(who));
  const tried = new Set<string>();
  let state = await print(world);
  for (const who of active)
    for (const line of world.chat.seen(who).toReversed()) {
      const labels = buttonsIn(line.message).map(({ label }) => label);
      const kind = `${who.startsWith('sam')} ${labels.join()}`;
      if (labels.length === 0 || tried.has(kind)) continue;
      tried.add(kind);
      const fresh = await world.chat.view(who, { kind: 'refresh', deliveryId: line.deliveryId });
      if (fresh.kind !== 'show') continue;
      for (const button of buttonsIn(fresh.message)) {
        const answer = await world.chat.hand(who, { kind: 'press', press: button.press });
        if (answer.kind === 'form' || answer.kind === 'show') continue;
        const before = state;
        state = await print(world);
        if (state !== before) break;
        if (/^(?:That answered it|I'm back)$/u.test(button.label)) continue;
        const says = answer.kind === 'notice' ? answer.text.join('') : answer.kind;
        found.push({ fault: faultOf(button.label, says), says: `${who} presses “${button.label}”: ${says}` });
      }
    }
  return found;
}

function faultOf(label: string, says: string): string {
  if (/^(?:Yes, they work|No, not from)/u.test(label)) return 'E';
  if (/^(?:Add to R-|New question)/u.test(label)) return 'E of places';
  if (/^None of them is to be taken back/u.test(says)) return 'E of returns';
  return label === 'Take over' && /already/u.test(says) ? 'take over of one’s own' : 'dead button';
}
