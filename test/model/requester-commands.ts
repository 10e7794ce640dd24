import fc from 'fast-check';
import { isLive, type RequestRow } from './record.ts';
import { nth, pick, rarely, type Step, step } from './step.ts';
import { nameOf, requesters, type World } from './world.ts';

/** What people of agencies do. */

// The newcomer twice: only they choose an agency and are vouched for.
const who = fc.constantFrom(...requesters, ...requesters.slice(-1));

export const asks = (who: string, line: string): Step =>
  step(`${nameOf(who)} asks a new question`, async (world) => {
    await world.asksByForm(who, `May I buy ${world.word('q', who)}?`, line);
    return '';
  });
export const asking = fc
  .record({ who, line: fc.constantFrom('purchasing', 'contracts') })
  .map((drawn) => asks(drawn.who, drawn.line));

const thanks = 'Thanks, that helps!';
export const writes = (who: string, how: 'free' | 'in thread' | 'thanks', nth = -1): Step =>
  step(`${nameOf(who)} writes (${how})`, async (world) => {
    const text = how === 'thanks' ? thanks : `And what about ${world.word('q', who)}?`;
    const about = pick(world.requestsOf(who), nth);
    const receipt = about && world.chat.seen(who).find(({ text }) => text.includes(`R-${about.id}`));
    await world.writes(who, text, how === 'in thread' && receipt ? { thread: receipt.sentId } : {});
    return `“${text}”`;
  });
export const writing = fc
  .record({ who, how: fc.constantFrom('free', 'in thread', 'in thread', 'thanks'), nth })
  .map((drawn) => writes(drawn.who, drawn.how, drawn.nth));

export const placing = fc.record({ who, label: fc.constantFrom('Add to R-', 'New question'), nth }).map((drawn) =>
  step(`${nameOf(drawn.who)} presses ${drawn.label}`, async (world) => {
    const button = pick(world.buttonsOf(drawn.who, drawn.label), drawn.nth % 2);
    const became = button ? await world.pressesButton(drawn.who, button, {}) : 'sees none';
    await world.desk.hear();
    return became;
  }),
);

type Drawn = { nth: number; keep: boolean };
type Values = (world: World, who: string) => Record<string, string>;

const askerStep = (label: string, values: Values, fits: (request: RequestRow) => boolean, drawn: Drawn): Step =>
  step(`requester: ${label}`, async (world) => {
    const { nth, keep } = drawn;
    // Now and then on one where it is possible no more.
    const request = pick(nth === 9 ? world.snapshot.requests : world.snapshot.requests.filter(fits), nth);
    if (!request) return 'nothing there';
    const who = world.requesterOf(request);
    return world.presses(who, request, label, values(world, who), keep);
  });

const askerDeed = (label: string, values: Values, fits: (request: RequestRow) => boolean = isLive) =>
  fc.record({ nth, keep: rarely }).map((drawn) => askerStep(label, values, fits, drawn));

export const urgent = askerDeed('Mark urgent', (world, who) => ({ reason: world.word('q', who) }));
export const tooLate = askerDeed('That is too late', () => ({}));
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
const hasNoAgency = (request: RequestRow): boolean => request.agencyId === null && isLive(request);
export const choosing = fc
  .nat(2)
  .chain((agency) => askerDeed('Choose your agency', () => ({ agency: String(agency) }), hasNoAgency));
/** The newest request gets an agency that somebody answers for. */
export const chooses = fc
  .nat(1)
  .map((agency) =>
    askerStep('Choose your agency', () => ({ agency: String(agency) }), hasNoAgency, { nth: -1, keep: false }),
  );
export const rating = fc
  .constantFrom('5 – Very satisfied', '1 – Very dissatisfied')
  .chain((label) => askerDeed(label, () => ({}), isResolved));
