import { expect, test } from 'vitest';
import { type Button, buttonsOf, plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** Presses a button of what was shown to somebody alone. */
async function pressShown(story: Story, name: string, ...labels: string[]): Promise<string> {
  const email = `${name}@state.example`;
  let answer = await story.person(name).answer(labels[0] ?? '');
  for (const label of labels.slice(1)) {
    const button: Button | undefined =
      answer.kind === 'show' ? buttonsOf(answer.message).find((b) => b.label === label) : undefined;
    if (!button) throw new Error(`there is no ${label}`);
    answer = await story.chat.hand(email, { kind: 'press', press: button.press });
  }
  return answer.kind === 'show' ? plainText(answer.message) : JSON.stringify(answer);
}

test('whoever may see a request may ask how its promise was counted, and nobody else', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T16:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('Do I need three quotes for $40k?');
  await story.at('2026-06-02T07:00');
  await sam.says('Office closed until 11 AM: power cut');
  await sam.presses('Close the office');
  await story.sweep();
  await ana.says('my requests');
  const before = await pressShown(story, 'ana', 'Open R-1001', 'How was this counted?');
  expect(before, 'why it is due then').toContain('So far 1 h.\nStill to come until it is due: 3 h.');
  expect(before).toContain('– Tue, Jun 2, 11:00 AM EDT · not counted: the office is closed (power cut)');
  expect(before).toContain('- Tue, Jun 2, 11:00 AM EDT – Tue, Jun 2, 2:00 PM EDT · 3 h');
  await story.at('2026-06-02T12:30');
  await lee.presses('Reply', { text: 'Yes.' });

  await ana.says('my requests');
  const said = await pressShown(story, 'ana', 'Open R-1001', 'How was this counted?');
  expect(said).toContain('How R-1001 was counted');
  expect(said).toContain('Time counts while Procurement Office is open: Mon–Fri, 9 AM–5 PM Eastern.');
  expect(said).toContain('The first reply: promised within 4 business hours. It was due by Tue, Jun 2, 2:00 PM EDT.');
  expect(said).toContain('- Mon, Jun 1, 4:00 PM EDT – Mon, Jun 1, 5:00 PM EDT · 1 h');
  expect(said).toContain('– Tue, Jun 2, 11:00 AM EDT · not counted: the office is closed (power cut)');
  expect(said).toContain('- Tue, Jun 2, 11:00 AM EDT – Tue, Jun 2, 12:30 PM EDT · 1 h 30 min');
  expect(said).toContain('In all 2 h 30 min: the promise was kept.');
  expect(said).toContain('the calendar changed (the office is closed on Tuesday, June 2 until 11 AM (power cut))');
  expect(said).toContain('Counted by version 2 of the calendar and version 1 of the promises.');

  const press = { name: 'counted', about: 'v2 request=1001' };
  expect(await story.chat.hand('ben@state.example', { kind: 'press', press })).toMatchObject({
    text: ['There is no such request among yours.'],
  });
});

test('where nothing counts, it says why', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.asks('A drone, please.');
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' });
  await ana.asks('May I buy a helicopter?');
  await ana.presses('Withdraw', {});
  await ana.says('R-1002');
  expect(await pressShown(story, 'ana', 'How was this counted?')).toContain(
    'Nothing was counted here: it is part of R-1001, and its time is counted there.',
  );
  await ana.says('R-1003');
  expect(await pressShown(story, 'ana', 'How was this counted?')).toContain('Nothing was counted: it was withdrawn.');
});
