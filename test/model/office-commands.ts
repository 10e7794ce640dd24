import fc from 'fast-check';
import { buttonsIn, type RequestRow } from './record.ts';
import { nth, pick, rarely, type Step, step } from './step.ts';
import { nameOf, staff, type World } from './world.ts';

/** What people of the office do. */

/** Whoever answers is mostly the holder; what only others may do is mostly done by the supervisor. */
const answerer = (world: World, request: RequestRow, label: string, nth: number): string => {
  if (nth === 9) return pick(staff, request.id) ?? '';
  const others = label === 'Take over' || label === 'Change priority' || nth === 8;
  return (others ? undefined : world.holderOf(request)) ?? staff.at(-1) ?? '';
};

type Drawn = { nth: number; by: number; keep: boolean };
type Values = (world: World, request: RequestRow) => Record<string, string>;

const officeStep = (label: string, values: Values, { nth, by, keep }: Drawn): Step =>
  step(`office: ${label}`, async (world) => {
    const some = label === 'Reply' && by === 7 ? world.snapshot.requests : world.live();
    const request = pick(some, nth);
    if (!request) return 'nothing there';
    return world.presses(answerer(world, request, label, by), request, label, values(world, request), keep);
  });

const officeDeed = (label: string, values: Values) =>
  fc.record({ nth, by: nth, keep: rarely }).map((drawn) => officeStep(label, values, drawn));

/** The holder of the newest request does it, and sends the form at once. */
const holderDoes = (label: string, values: Values): Step => officeStep(label, values, { nth: -1, by: 0, keep: false });

const toRequester = (world: World, request: RequestRow): string => world.word('a', world.requesterOf(request));
const reply: Values = (world, request) => ({ text: `Yes: ${toRequester(world, request)}` });
export const replying = officeDeed('Reply', reply);
export const holderReplies = holderDoes('Reply', reply);
export const holderEndsWithoutWords = holderDoes('Resolve', () => ({ outcome: 'answered' }));
export const holderEnds = holderDoes('Resolve', (world, request) => ({
  outcome: 'answered',
  text: `So: ${toRequester(world, request)}`,
}));
export const askingAgency = officeDeed('Ask the agency', (world, request) => ({
  text: `Which ${toRequester(world, request)}?`,
}));
export const noting = officeDeed('Note', (world) => ({ text: `Careful: ${world.word('n')}` }));
export const handingOver = nth.chain((person) =>
  officeDeed('Hand over', (world, request) => ({ person: String(person), reason: toRequester(world, request) })),
);
export const takingOver = officeDeed('Take over', () => ({}));
export const priority = fc
  .constantFrom('normal', 'urgent')
  .chain((to) =>
    officeDeed('Change priority', (world, request) => ({ priority: to, reason: toRequester(world, request) })),
  );
export const takingLonger = officeDeed('It will take longer', (world, request) => ({
  reason: `Stock is out: ${toRequester(world, request)}`,
}));
export const resolving = fc
  .record({
    outcome: fc.constantFrom('answered', 'answered', 'answered', 'another way', 'not possible', 'duplicate'),
    says: fc.boolean(),
    other: nth,
  })
  .chain(({ outcome, says, other }) =>
    officeDeed('Resolve', (world, request) => {
      const others = world.live().filter(({ id, agencyId }) => id !== request.id && agencyId === request.agencyId);
      return {
        outcome,
        text: says ? `So: ${toRequester(world, request)}` : '',
        duplicate: `R-${pick(others, other)?.id ?? 1001}`,
      };
    }),
  );

export const typing = fc
  .record({ who: fc.constantFrom(...staff), nth, thread: fc.boolean() })
  .map(({ who, nth, thread }) =>
    step(`${nameOf(who)} types`, async (world) => {
      const under = thread ? pick(world.chat.seen(who), nth) : undefined;
      await world.writes(
        who,
        `Hm, ${world.word(under ? 'n' : 't', under ? '' : who)}`,
        under ? { thread: under.sentId } : {},
      );
      return under ? `under “${under.text.slice(0, 30)}”` : '';
    }),
  );

export const vouching = fc
  .record({ labels: fc.constantFrom(['Yes, they', 'No, not'], ['No, not', 'Yes, they']), nth })
  .map(({ labels: [label = '', other = ''], nth }) =>
    step(`somebody presses “${label} …”`, async (world) => {
      // Whoever sees such a button; else nothing would ever be confirmed.
      const seen = staff.flatMap((who) =>
        [...world.buttonsOf(who, label), ...world.buttonsOf(who, other)].slice(0, 1).map((button) => ({ who, button })),
      );
      const chosen = pick(seen, nth);
      return chosen ? world.pressesButton(chosen.who, chosen.button, {}) : 'nobody sees one';
    }),
  );

export const going = fc
  .record({
    who: fc.constantFrom(...staff),
    open: fc.constantFrom('keep', 'hand over'),
    cover: fc.constantFrom('backup', '1', '2'),
  })
  .map(({ who, ...values }) =>
    step(`${nameOf(who)} is away`, async (world) => {
      const button = await menuOf(world, who, "I'm away");
      return button ? world.pressesButton(who, button, values) : 'cannot';
    }),
  );
export const coming = fc.constantFrom(...staff).map((who) =>
  step(`${nameOf(who)} is back`, async (world) => {
    const button = await menuOf(world, who, "I'm back");
    return button ? world.pressesButton(who, button, {}) : 'cannot';
  }),
);

const menuOf = async (world: World, who: string, label: string) =>
  buttonsIn(await world.chat.home(who)).find((button) => button.label === label);
