import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { EVERY_FIELD } from '../../contracts/samples.ts';
import { openHearing } from '../../support/slack/hearing.ts';
import { ANA } from '../../support/slack/open.ts';

let stand: Awaited<ReturnType<typeof openHearing>>['stand'];
let heard: Inbound[];
let receive: (inbound: Inbound) => Promise<Answer>;

async function open(mode: 'http' | 'socket' = 'http', times: { receiveMs?: number } = {}) {
  receive = away;
  ({ stand, heard } = await openHearing(mode, times, (inbound) => receive(inbound)));
}
beforeEach(() => open());
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);
const press = { name: 'reply', about: '7' };
const question = 'Do I need three quotes for <b>$40k</b> & more?';
const away = (): Promise<Answer> => Promise.reject(new Error('the database is away'));
/** Settles when the test lets it: longer than anybody waits. */
function held(answer: Answer = { kind: 'done' }) {
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  receive = () => gate.then(() => answer);
  return () => go();
}

describe.each(['http', 'socket'] as const)('what the database does not take, over %s', (mode) => {
  beforeEach(async () => {
    await stand.close();
    await open(mode);
  });

  test('of a command is said, with the text of it', async () => {
    const shown = await stand.drive.command(ana(), question);
    expect(shown).toContain('could not store this just now');
    expect(shown).toContain(`You wrote: ${question}`);
    expect(stand.reports.join()).not.toContain('sends it again');
  });

  test('of a button is said', async () => {
    expect(await stand.drive.press(ana(), press)).toContain('could not store this just now');
    expect(await stand.drive.press(ana(), press, 'home')).toContain('could not store this just now');
    expect(stand.reports.join()).not.toContain('sends it again');
  });

  test('of a form is said in it, so that it stays as it was filled in, and is taken when sent again', async () => {
    receive = async () => ({ kind: 'form', form: { ...EVERY_FIELD, press } });
    await stand.drive.press(ana(), press);
    receive = away;
    const shown = await stand.drive.submit(ana(), { words: question });
    expect(shown).toContain('What you wrote is still here');
    receive = async () => ({ kind: 'done' });
    await stand.drive.submit(ana(), { words: question });
    const sent = heard.filter(({ kind }) => kind === 'submit');
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map(({ key }) => key)).size, 'one deed').toBe(1);
  });

  test('of the form for asking too', async () => {
    receive = async () => ({ kind: 'done' });
    await stand.drive.shortcut(ana());
    receive = away;
    expect(await stand.drive.submit(ana(), { question })).toContain('What you wrote is still here');
  });

  test('of a message is not said, since Slack brings it again', async () => {
    await expect(stand.drive.write(ana(), question)).rejects.toThrow();
    expect(stand.workspace.shown).toEqual([]);
  });
});

describe('what takes longer than Slack waits', () => {
  beforeEach(async () => {
    await stand.close();
    await open('http', { receiveMs: 200 });
  });

  test('is said of a command, with its text, and may be there all the same', async () => {
    const go = held();
    const shown = await stand.drive.command(ana(), question);
    expect(shown).toContain('is slow just now');
    expect(shown).toContain(question);
    go();
  });

  test('is answered later where a button was pressed', async () => {
    const go = held({ kind: 'notice', text: ['It is on its way.'] });
    expect(await stand.drive.press(ana(), press)).toBe('');
    go();
    await expect.poll(() => stand.workspace.shown.at(-1)?.text).toContain('It is on its way.');
  });

  test('is said in a form', async () => {
    receive = async () => ({ kind: 'form', form: { ...EVERY_FIELD, press } });
    await stand.drive.press(ana(), press);
    const go = held();
    expect(await stand.drive.submit(ana(), { words: question })).toContain('It is taken once');
    go();
  });
});

test('the log says that Slack sends something again only where it does', async () => {
  await expect(stand.drive.write(ana(), 'hello')).rejects.toThrow('503');
  expect(stand.reports.join()).toContain('Slack sends it again');
});

test('somebody whom Slack does not know is dropped, once and for all', async () => {
  receive = async () => ({ kind: 'done' });
  const nobody = { ...ana(), id: 'U0NOBODY' };
  await stand.drive.write(nobody, 'hello');
  await stand.drive.react(nobody, '1760000000.000001', 'eyes');
  await stand.drive.home(nobody);
  expect(heard).toEqual([]);
  expect(stand.reports).toEqual([expect.stringContaining('whom Slack does not know')]);
});
