import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { View } from '../../../src/chat/inbound.ts';
import type { Message } from '../../../src/chat/message.ts';
import { say } from '../../contracts/samples.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, NOW, openSlack } from '../../support/slack/open.ts';
import { TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let view: (question: View) => Promise<Answer>;
beforeEach(async () => {
  stand = await openSlack();
  view = async () => ({ kind: 'done' });
  await stand.port.start(deskSide(async () => ({ kind: 'done' }), { view: (question) => view(question) }));
});
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);
const lee = () => stand.workspace.person(LEE);

describe('the Home', () => {
  test('is drawn again when something was said to its reader, once for several words', async () => {
    const asked = new Map<string, number>();
    const askedOf = ({ id }: { id: string }) => asked.get(id) ?? 0;
    view = async ({ from: { userId } }) => {
      asked.set(userId, askedOf({ id: userId }) + 1);
      return { kind: 'show', message: say(`drawn ${asked.get(userId)}`) };
    };
    const tell = (address: string, text: string) =>
      stand.port.outbound.send({
        ...{ deliveryId: crypto.randomUUID(), workspace: TEAM, address },
        ...{ message: say(text), since: new Date() },
      });
    expect(await stand.drive.home(ana())).toBe('drawn 1');
    expect(await stand.drive.home(lee())).toBe('drawn 1');
    for (const text of ['one', 'two']) await tell(ana().dm, text);
    await expect.poll(() => stand.workspace.home(ana().id)).toMatch(/drawn [23]/u);
    // When Lee's is drawn, whatever was still to come of Ana's has been.
    await tell(lee().dm, 'x');
    await expect.poll(() => stand.workspace.home(lee().id)).toBe('drawn 2');
    const before = askedOf(ana());
    await tell(lee().dm, 'y');
    await expect.poll(() => stand.workspace.home(lee().id)).toBe('drawn 3');
    expect(askedOf(ana()), 'nobody else’s').toBe(before);
    await stand.drive.press(ana(), { name: 'away', about: '' }, 'home');
    await expect.poll(() => askedOf(ana())).toBeGreaterThan(before);
  });

  test('shows pictures, and is drawn without them where Slack cannot fetch one', async () => {
    const photo = { url: 'https://pictures.example/lee.png', of: 'Lee Park' };
    const message: Message = { blocks: [{ kind: 'face', photo }, ...say('your liaison').blocks] };
    view = async () => ({ kind: 'show', message });
    const drawn = () =>
      JSON.stringify(stand.workspace.calls.findLast(({ method }) => method === 'views.publish')?.body);
    expect(await stand.drive.home(ana())).toBe('Lee Park\nyour liaison');
    expect(drawn()).toContain('"image_url":"https://pictures.example/lee.png","alt_text":"Lee Park"');
    // With whatever other blocks.
    stand.workspace.failNext('views.publish', { error: 'invalid_blocks' }, { error: 'invalid_blocks' });
    expect(await stand.drive.home(ana())).toBe('Lee Park\nyour liaison');
    expect(drawn()).not.toContain('pictures.example');
  });

  /** A desk that looks often; what it shows to whom, and how often it was asked. */
  async function openLooking() {
    await stand.close();
    stand = await openSlack('http', { times: { homeMs: 0, freshMs: 1 } });
    const pages = new Map<string, string>();
    const asked = new Map<string, number>();
    await stand.port.start(
      deskSide(async () => ({ kind: 'done' }), {
        async view({ from: { userId } }) {
          asked.set(userId, (asked.get(userId) ?? 0) + 1);
          const page = pages.get(userId);
          if (page === undefined) throw new Error('the database is away');
          return { kind: 'show', message: say(page) };
        },
      }),
    );
    const askedOf = ({ id }: { id: string }) => asked.get(id) ?? 0;
    const looksAgain = async (person: { id: string }) => {
      const before = askedOf(person);
      await expect.poll(() => askedOf(person)).toBeGreaterThan(before + 1);
    };
    const drawn = () => stand.workspace.calls.filter(({ method }) => method === 'views.publish').length;
    return { pages, askedOf, looksAgain, drawn };
  }

  test('is drawn again when it has changed by itself, and left alone when it has not', async () => {
    const { pages, looksAgain, drawn } = await openLooking();
    pages.set(ana().id, 'nothing at risk');
    expect(await stand.drive.home(ana())).toBe('nothing at risk');
    await looksAgain(ana());
    expect(drawn()).toBe(1);
    pages.set(ana().id, 'R-7 is at risk');
    await expect.poll(() => stand.workspace.home(ana().id)).toBe('R-7 is at risk');
    await looksAgain(ana());
    expect(drawn()).toBe(2);
  });

  test('stays as it is while it cannot be known whether it has changed, and the operator is told once', async () => {
    const { pages, looksAgain, drawn } = await openLooking();
    pages.set(ana().id, 'nothing at risk');
    await stand.drive.home(ana());
    pages.delete(ana().id);
    await looksAgain(ana());
    expect(drawn()).toBe(1);
    expect(stand.reports).toEqual([expect.stringContaining('could not be asked for')]);
  });

  test('that Slack did not take is drawn at the next look', async () => {
    const { pages } = await openLooking();
    pages.set(ana().id, 'nothing at risk');
    stand.workspace.failNext('views.publish', { status: 500 });
    await stand.drive.home(ana());
    await expect.poll(() => stand.workspace.home(ana().id)).toBe('nothing at risk');
  });

  test('is not looked at any more a quarter of an hour after its reader did something', async () => {
    const { pages, askedOf, looksAgain } = await openLooking();
    for (const person of [ana(), lee()]) {
      pages.set(person.id, 'nothing at risk');
      await stand.drive.home(person);
    }
    vi.setSystemTime(new Date(NOW.getTime() + 10 * 60_000));
    await stand.drive.press(lee(), { name: 'away', about: '' }, 'home');
    vi.setSystemTime(new Date(NOW.getTime() + 16 * 60_000));
    // The round that was under way.
    await looksAgain(lee());
    const before = askedOf(ana());
    await looksAgain(lee());
    expect(askedOf(ana())).toBe(before);
  });

  test('that cannot be asked for says so', async () => {
    view = async () => {
      throw new Error('the database is away');
    };
    expect(await stand.drive.home(ana())).toContain('cannot be shown just now');
  });
});
