import fc from 'fast-check';
import { isLive, type RequestRow } from './record.ts';
import { nth, pick, rarely, step } from './step.ts';
import { nameOf, requesters, type World } from './world.ts';

/** What people of agencies do. */

// The newcomer twice: only they choose an agency and are vouched for.
const who = fc.constantFrom(...requesters, ...requesters.slice(-1));

export const asking = fc.record({ who, line: fc.constantFrom('purchasing', 'contracts') }).map(({ who, line }) =>
  step(`${nameOf(who)} asks a new question`, async (world) => {
    await world.asksByForm(who, `May I buy ${world.word('q', who)}?`, line);
    return '';
  }),
);

const thanks = 'Thanks, that helps!';
export const writing = fc
  .record({ who, how: fc.constantFrom('free', 'in thread', 'in thread', 'thanks'), nth })
  .map(({ who, how, nth }) =>
    step(`${nameOf(who)} writes (${how})`, async (world) => {
      const text = how === 'thanks' ? thanks : `And what about ${world.word('q', who)}?`;
      const about = pick(world.requestsOf(who), nth);
      const receipt = about && world.chat.seen(who).find(({ text }) => text.includes(`R-${about.id}`));
      await world.writes(who, text, how === 'in thread' && receipt ? { thread: receipt.sentId } : {});
      return `“${text}”`;
    }),
  );

export const placing = fc.record({ who, label: fc.constantFrom('Add to R-', 'New question'), nth }).map((drawn) =>
  step(`${nameOf(drawn.who)} presses ${drawn.label}`, async (world) => {
    const button = pick(world.buttonsOf(drawn.who, drawn.label), drawn.nth % 2);
    const became = button ? await world.pressesButton(drawn.who, button, {}) : 'sees none';
    await world.desk.hear();
    return became;
  }),
);

const askerDeed = (
  label: string,
  values: (world: World, who: string) => Record<string, string>,
  fits: (request: RequestRow) => boolean = isLive,
) =>
  fc.record({ nth, keep: rarely }).map(({ nth, keep }) =>
    step(`requester: ${label}`, async (world) => {
      // Now and then on one where it is possible no more.
      const request = pick(nth === 9 ? world.snapshot.requests : world.snapshot.requests.filter(fits), nth);
      if (!request) return 'nothing there';
      const who = world.requesterOf(request);
      return world.presses(who, request, label, values(world, who), keep);
    }),
  );

export const urgent = askerDeed('Mark urgent', (world, who) => ({ reason: world.word('q', who) }));
export const withdrawing = askerDeed('Withdraw', () => ({}));
const isResolved = ({ state }: RequestRow): boolean => state === 'resolved';
export const accepting = askerDeed('That answered it', () => ({}), isResolved);
export const reopening = askerDeed(
  'I still need help',
  (world, who) => ({ text: `Still: ${world.word('q', who)}` }),
  isResolved,
);
export const changingTopic = fc
  .constantFrom('Purchasing', 'Contracts')
  .chain((to) => askerDeed(`It is about ${to}`, () => ({})));
export const choosing = fc.nat(2).chain((agency) =>
  askerDeed(
    'Choose your agency',
    () => ({ agency: String(agency) }),
    (request) => request.agencyId === null,
  ),
);
export const rating = fc
  .constantFrom('5 – Very satisfied', '1 – Very dissatisfied')
  .chain((label) => askerDeed(label, () => ({}), isResolved));
