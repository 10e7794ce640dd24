import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const ana = 'ana@state.example';
const lee = 'lee@state.example';

test('an edit arrives as a revision, a delete as a mark, and the record keeps all of it', async () => {
  const story = await openStory(data.database);
  const [anaSeat, leeSeat] = [story.person('ana'), story.person('lee')];
  await anaSeat.says('Do I need two quotes?', { key: 'ts-1' });
  await story.chat.hand(ana, { kind: 'edit', of: 'ts-1', text: 'Do I need two quotes?' });
  await story.settle();
  const before = leeSeat.sees().length;
  // Links unfold: that is no edit.
  expect(before).toBe(1);
  await story.chat.hand(ana, { kind: 'edit', of: 'ts-1', text: 'Do I need three quotes?' });
  await story.settle();
  expect(leeSeat.last()).toContain(
    'Ana Ruiz changed the message R-1001·1. It now reads:\nAna Ruiz: Do I need three quotes?',
  );
  expect(leeSeat.sees()[0]).toContain('R-1001·1 Ana Ruiz (edited): Do I need three quotes?');
  await story.chat.hand(ana, { kind: 'delete', of: 'ts-1' });
  await story.settle();
  expect(leeSeat.last()).toContain('deleted the message R-1001·1 in their chat. The record keeps it.');
  await leeSeat.says('R-1001');
  expect(leeSeat.last()).toContain(
    'Ana Ruiz (edited, deleted by its sender; the record keeps it): Do I need three quotes?',
  );
  await story.chat.hand(ana, { kind: 'delete', of: 'ts-1', undone: true });
  await story.settle();
  expect(leeSeat.last()).toContain('brought the message R-1001·1 back');
  const kept = await rows<{ text: string }>(data.database.db, sql`select text from revisions order by id`);
  expect(kept.map(({ text }) => text)).toEqual(['Do I need two quotes?']);
});

test('nobody changes what somebody else wrote', async () => {
  const story = await openStory(data.database);
  await story.person('ana').says('Do I need two quotes?', { key: 'ts-1' });
  await story.chat.hand('ben@state.example', { kind: 'edit', of: 'ts-1', text: 'I owe you money' });
  await story.chat.hand('ben@state.example', { kind: 'delete', of: 'ts-1' });
  await story.settle();
  expect(story.person('lee').sees().join()).not.toMatch(/money|deleted/u);
});

test('words that wait for their place are changed and deleted there', async () => {
  const story = await openStory(data.database);
  const seat = story.person('ana');
  await seat.says('First?');
  await seat.asks('Another?');
  await seat.says('Secnd', { key: 'ts-2' });
  await story.chat.hand(ana, { kind: 'edit', of: 'ts-2', text: 'Second' });
  await story.settle();
  await seat.presses('Add to R-1001');
  expect(story.person('lee').last()).toContain('Ana Ruiz: Second');
  await seat.says('Third', { key: 'ts-3' });
  await story.chat.hand(ana, { kind: 'delete', of: 'ts-3' });
  await story.settle();
  expect(await seat.presses('New question')).toBe('You already placed this message.');
});

test('a reaction is shown to the other side once, and is no reply', async () => {
  const story = await openStory(data.database);
  const anaSeat = story.person('ana');
  await anaSeat.says('Do I need two quotes?');
  await anaSeat.says('For salt.');
  const relayed = story.chat.seen(lee).findLast(({ text }) => text.includes('For salt.'));
  for (let again = 0; again < 2; again += 1)
    await story.chat.hand(lee, { kind: 'reaction', sentId: relayed?.sentId ?? '', emoji: '👀' });
  await story.settle();
  expect(anaSeat.sees().filter((text) => text.includes('reacted with 👀 to R-1001·2'))).toHaveLength(1);
  const clocks = await story.store.transaction((tx) => tx.clocks.of([1001]));
  expect(clocks.find((clock) => clock.kind === 'first_reply')?.stoppedAt).toBeNull();
});

test('files are fetched, hashed, kept, and handed on; programs and giants are not', async () => {
  const story = await openStory(data.database);
  story.chat.attached.set('f1', new TextEncoder().encode('three quotes'));
  await story.chat.hand(ana, {
    kind: 'message',
    text: '',
    address: ana,
    files: [
      { ref: 'f1', name: 'quotes.pdf', type: 'application/pdf', size: 12 },
      { ref: 'f2', name: 'run.EXE', type: 'application/octet-stream', size: 5 },
      { ref: 'f3', name: 'film.mp4', type: 'video/mp4', size: 26 * 1024 * 1024 },
      { ref: 'f4', name: 'gone.pdf', type: 'application/pdf', size: 5 },
    ],
  });
  await story.settle();
  const seen = story.chat.seen(lee);
  expect(seen[0]?.text).toContain('Ana Ruiz: Sent 4 files: quotes.pdf, run.EXE, film.mp4, gone.pdf');
  const handed = seen.find(({ file }) => file);
  expect(handed?.text).toContain('Ana Ruiz sent the file quotes.pdf with R-1001·1.');
  expect(new TextDecoder().decode(handed?.file?.bytes)).toBe('three quotes');
  expect(seen.filter(({ file }) => file)).toHaveLength(1);
  const told = story.person('ana').sees().join();
  expect(told).toContain('The file run.EXE of R-1001 was not passed on: programs are not passed on.');
  expect(told).toContain('The file film.mp4 of R-1001 was not passed on: it is larger than 25 MB.');
  expect(told).toContain('The file gone.pdf of R-1001 was not passed on: the file is not there.');
  const answers = story.person('lee').sees().join('\n');
  expect(answers).toContain('It was not passed on: programs are not passed on. Ana Ruiz knows.');
  expect(answers, 'on the card').toContain('film.mp4 (R-1001·1, not passed on: it is larger than 25 MB)');
  const [kept] = await rows<{ sha256: string }>(data.database.db, sql`select sha256 from files where state = 'stored'`);
  expect(kept?.sha256).toMatch(/^[0-9a-f]{64}$/u);
});

test('a form names the service line and the urgency; a quoted message says who wrote it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  await story.chat.hand(ana, {
    kind: 'message',
    text: 'Please look at this',
    address: ana,
    chosen: { line: 'contracts', urgent: 'Ice tonight' },
    quoted: { by: 'Kim', text: 'The salt is out', link: 'https://chat.example/1' },
  });
  await story.settle();
  const seen = story.person('ana').last();
  expect(seen).toContain('R-1001 · Contracts · urgent');
  expect(seen).toContain('reply by Mon, Jun 1, 11:00 AM EDT');
  expect(story.person('lee').last()).toContain('About what Kim wrote: “The salt is out” https://chat.example/1');
});

test('a closed account: whoever counts on the person hears of it', async () => {
  const story = await openStory(data.database);
  const [anaSeat, leeSeat, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await anaSeat.says('Do I need two quotes?');
  await story.chat.hand(ana, { kind: 'message', text: 'May I renew?', address: ana, chosen: { line: 'contracts' } });
  await story.settle();
  await story.chat.hand(ana, { kind: 'left' });
  await story.settle();
  expect(leeSeat.sees().filter((text) => text.includes('Ana Ruiz’s chat account was closed'))).toHaveLength(1);
  expect(leeSeat.last()).toMatch(/R-100[12] [\s\S]*R-100[12] /u);
  await story.chat.hand(lee, { kind: 'left' });
  await story.settle();
  expect(sam.last()).toContain('Lee Park’s chat account was closed. These requests need somebody else');
  expect(sam.last()).toContain('Hand over R-1001');
});

test('where people write a thought in several lines, those of one minute are one question', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const line = (text: string) => story.chat.hand(ana, { kind: 'message', text, address: ana, bursts: true });
  await line('Do I need three quotes');
  await line('for $40k?');
  await story.settle();
  // One text: the card has both lines, rang once, and nothing else came.
  expect(story.person('lee').sees()).toEqual([
    expect.stringMatching(/R-1001·1 Ana Ruiz: Do I need three quotes\n.*R-1001·2 Ana Ruiz: for \$40k\?/u),
  ]);
  expect(story.person('ana').sees()).toHaveLength(1);
  await story.at('2026-06-01T10:02');
  await line('And who signs?');
  await story.settle();
  expect(story.person('ana').last()).toContain('No, it is a new question');
});

test('what opens a conversation is no title, and more lines of an addition change its relay', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const lee = story.person('lee');
  const line = async (text: string) => {
    await story.chat.hand(ana, { kind: 'message', text, address: ana, bursts: true });
    await story.settle();
  };
  await line('Hi Lee');
  await line('I have a question');
  await line('Do I need three quotes for $40k?');
  expect(lee.sees()).toHaveLength(1);
  expect(lee.last()).toContain('Transportation: Do I need three quotes for $40k?');
  expect(story.person('ana').last()).toContain('Do I need three quotes for $40k?');
  await lee.presses('Reply', { text: 'For what?' });
  await story.at('2026-06-01T10:30');
  const rang = lee.sees().length;
  await line('For winter tires');
  await line('and for chains');
  expect(lee.sees()).toHaveLength(rang + 1);
  expect(lee.last()).toContain('Ana Ruiz: For winter tires\nand for chains');
});

test('the whole page shows each role what counts for it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  await story.person('ana').says('Do I need three quotes?');
  await story.person('fay').says('Who signs?');
  const page = async (who: string) => {
    const answer = await story.chat.view(`${who}@state.example`, { kind: 'home', whole: true });
    return answer.kind === 'show' ? plainText(answer.message) : '';
  };
  expect(await page('ana')).toMatch(/My liaison.*Purchasing: Lee Park; when out, Devon Clark.*My requests.*R-1001/su);
  expect(await page('lee')).toMatch(
    /My queue.*R-1001.*My agencies.*Agriculture: backup for Purchasing.*Transportation: liaison/su,
  );
  expect(await page('sam')).toMatch(
    /four hours.*R-1001.*Triage.*R-1002.*Nobody answers.*Finance, Purchasing: from today on/su,
  );
  expect(await page('ana')).not.toContain('R-1002');
  expect(await page('ana')).toContain('Hours: Mon–Fri, 9 AM–5 PM Eastern. Procurement Office is open now.');
  expect(await page('sam')).toMatch(/Escalated\nNobody had to be warned/u);
  await story.at('2026-06-01T12:01');
  expect(await page('sam')).toMatch(/Escalated \(2\)\n- R-1001 /u);
  await story.person('lee').presses('Reply', { text: 'Yes, three.' });
  expect(await page('sam')).toMatch(/Escalated \(1\)\n(?!- R-1001)/u);
});

test('a message that comes in after its own edit reads as it was edited', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.chat.hand('ana@state.example', { kind: 'edit', of: 'late', text: 'Do I need four quotes?' });
  await story.settle();
  expect(ana.sees()).toEqual([]);
  await story.at('2026-06-01T10:05');
  await ana.says('Do I need three quotes?', { key: 'late', at: new Date('2026-06-01T10:00:00-04:00') });
  expect(lee.sees().join()).toContain('Do I need four quotes?');
  await lee.says('R-1001');
  expect(lee.last()).toContain('Ana Ruiz (edited): Do I need four quotes?');
});

/** An edit of Ana's with a time of its own. */
const editOf = (story: Story, of: string, text: string, at: string) =>
  story.store.keep({
    ...{ kind: 'edit', of, text, key: `${of} at ${at}`, at: new Date(at) },
    from: { platform: 'fake', workspace: 'test', userId: ana, address: ana, email: ana, vouched: 'office' },
  });

test('of edits that come in the wrong order the latest counts, before their message and after it', async () => {
  const story = await openStory(data.database);
  const seat = story.person('lee');
  await editOf(story, 'early', 'Do I need five quotes?', '2026-06-01T14:00:00.600Z');
  await editOf(story, 'early', 'Do I need four quotes?', '2026-06-01T14:00:00.300Z');
  await story.settle();
  // Not a second old: it comes in as fast as its edits do.
  await story.person('ana').says('Do I need three quotes?', { key: 'early' });
  await seat.says('R-1001');
  expect(seat.last()).toContain('Do I need five quotes?');

  await editOf(story, 'early', 'Do I need seven quotes?', '2026-06-01T14:00:02.500Z');
  await editOf(story, 'early', 'Do I need six quotes?', '2026-06-01T14:00:02Z');
  await story.settle();
  await seat.says('R-1001');
  expect(seat.last()).toContain('Do I need seven quotes?');
});
