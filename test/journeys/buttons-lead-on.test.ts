import { describe, expect, test } from 'vitest';
import { buttonsOf, type Message } from '../../src/chat/message.ts';
import { leadsOn, requestOf } from '../../src/doors/deeds.ts';
import { deedNames, findDeed } from '../../src/features.ts';
import { readGuarded } from '../../src/requests/guards.ts';
import { actionOf } from '../../src/requests/offers.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const people = ['ana', 'ben', 'fay', 'lee', 'devon', 'maria', 'sam', 'kim', 'zoe'].map(
  (name) => `${name}@state.example`,
);

/** Every button that somebody sees in their chat and that would lead nowhere, were it pressed by them now. */
async function deadButtons(story: Story): Promise<string[]> {
  const dead: string[] = [];
  for (const who of people)
    for (const { message, text } of story.chat.seen(who))
      for (const { label, press } of buttonsOf(message)) {
        const where = `${who}, “${label}” of “${text.split('\n', 1)[0]}”`;
        const deed = findDeed(press.name);
        if (!deed) dead.push(`${where}: no such deed`);
        else if (deed.atOnce) {
          // Pressed, it would change what is looked at: it is asked what the door asks.
          const leads = await story.store.transaction(async (tx) => {
            const account = {
              platform: 'fake',
              workspace: 'test',
              userId: who,
              address: who,
              vouched: 'office' as const,
            };
            const { actor } = await tx.people.identify({ ...account, name: who, email: who });
            const id = requestOf(press);
            const guarded = await readGuarded(tx, id === undefined ? [] : [id], story.now());
            return actor !== undefined && leadsOn(press, actor, guarded);
          });
          if (!leads) dead.push(`${where}: is not offered`);
        } else {
          const answer = await story.chat.hand(who, { kind: 'press', press });
          if (answer.kind !== 'form' && answer.kind !== 'show') dead.push(`${where}: ${JSON.stringify(answer)}`);
        }
      }
  return dead;
}

const labels = (message: Message | undefined): string[] =>
  message ? buttonsOf(message).map(({ label }) => label) : [];
const find = (story: Story, who: string, text: RegExp) =>
  story.chat.seen(`${who}@state.example`).findLast((line) => text.test(line.text));

describe('buttons that lead nowhere do not stay', () => {
  test('each that asks about a request is taken away by what its deed says', () => {
    const written = 'v2 request=1 rating=1 line=1 survey=1 answer=1 with=1';
    const guarded = deedNames.flatMap((name) => {
      const guard = findDeed(name)?.guard?.(written);
      return guard ? [[name, guard.action] as const] : [];
    });
    expect(Object.fromEntries(guarded)).toEqual(actionOf);
  });

  test('whatever becomes of a request, every button in every chat leads on', { timeout: 90_000 }, async () => {
    const story = await openStory(data.database);
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    const deeds: [string, () => Promise<unknown>][] = [
      ['asked', () => ana.says('May I buy a drone?')],
      ['added', () => ana.says('R-1001: and a second one?')],
      ['asked back', () => lee.presses('Ask the agency', { text: 'Which drone?' })],
      ['answered', () => ana.says('R-1001: a small one')],
      ['urgent', () => ana.presses('Mark urgent', { reason: 'snow' })],
      ['handed over', async () => lee.presses('Hand over', { person: await idOf(story, 'maria'), reason: 'leave' })],
      ['replied', () => story.person('maria').presses('Reply', { text: 'Yes.' })],
      ['resolved', () => story.person('maria').presses('Resolve', { outcome: 'answered', text: 'Buy it.' })],
      ['surveyed', () => story.at('2026-06-03T10:00')],
      ['reopened', () => ana.presses('I still need help', { text: 'Which shop?' })],
      ['resolved again', () => story.person('maria').presses('Resolve', { outcome: 'answered', text: 'This one.' })],
      ['confirmed', () => ana.presses('That answered it')],
      ['another', () => ana.says('And may I buy a boat?')],
      ['late', () => story.at('2026-06-08T16:00')],
      ['withdrawn', () => ana.presses('Withdraw', {})],
    ];
    for (const [name, does] of deeds) {
      await does();
      // Within a minute: cards of escalations say by a sweep how it ended.
      await story.sweep();
      expect(await deadButtons(story), name).toEqual([]);
    }
  });

  test('a supervisor takes what nobody has: the others read who, and have no button for it', async () => {
    const { people: known } = storyOffice();
    const zoe = {
      email: 'zoe@state.example',
      name: 'Zoe Hill',
      zone: null,
      roles: [{ role: 'supervisor' as const, agency: null }],
    };
    const story = await openStory(data.database, {
      office: { people: [...known, zoe] },
      chats: (now) => [fakeChat({ now, emails: people })],
    });
    await story.person('fay').says('May I buy a drone?');
    expect(labels(find(story, 'sam', /has nobody to answer it/u)?.message)).toEqual(['Hand over', 'Show all']);
    await story.person('sam').presses('Hand over', { person: await idOf(story, 'lee'), reason: 'yours' });
    for (const who of ['sam', 'zoe']) {
      const notice = find(story, who, /has nobody to answer it/u);
      expect(notice?.text, who).toContain('Now: Lee Park has it.');
      expect(labels(notice?.message), who).toEqual([]);
    }
    expect(await deadButtons(story)).toEqual([]);
  });

  test('a resolution and its survey ask nothing any more once the request is reopened', async () => {
    const story = await openStory(data.database);
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('May I buy a drone?');
    await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
    await story.at('2026-06-02T12:00');
    expect(labels(find(story, 'ana', /How did we do/u)?.message)).toHaveLength(7);
    await ana.presses('I still need help', { text: 'Which one?' });
    expect(labels(find(story, 'ana', /How did we do/u)?.message)).toEqual([]);
    expect(labels(find(story, 'ana', /is resolved: answered/u)?.message)).toEqual([]);
    await lee.presses('Resolve', { outcome: 'answered', text: 'This one.' });
    await ana.presses('That answered it');
    expect(labels(find(story, 'ana', /is resolved: answered/u)?.message)).toEqual([]);
  });
});

async function idOf(story: Story, name: string): Promise<string> {
  const account = { platform: 'fake', workspace: 'test', vouched: 'office' as const };
  const email = `${name}@state.example`;
  const { actor } = await story.store.transaction((tx) =>
    tx.people.identify({ ...account, userId: email, address: email, name, email }),
  );
  return String(actor?.person.id);
}
