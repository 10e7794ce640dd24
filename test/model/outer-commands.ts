import fc from 'fast-check';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { imports as files } from './offices.ts';
import { clocksOf, isOpenDelivery, isRunning } from './record.ts';
import { nth, pick, rarely, type Step, step } from './step.ts';
import { nameOf, staff } from './world.ts';

/** What time does, and files, chats, and forms that were left open. */

export const sendingKept = nth.map((nth) =>
  step('somebody sends a form that was open', async (world) => {
    const form = pick(world.open, nth);
    if (!form) return 'none is open';
    world.open.splice(world.open.indexOf(form), 1);
    return `${form.about}: ${await world.sends(form)}`;
  }),
);

const imports = (name: string, keepPromises: boolean): Step =>
  step(`import: ${name}${keepPromises ? ', promises kept' : ''}`, async ({ story }) => {
    const setup = files[name]?.();
    if (!setup) return '';
    const choices = { handOverTo: 'devon@state.example', keepPromises };
    await story.store.transaction(async (tx) =>
      applyImport(tx, await planImport(tx, setup, story.now()), choices, story.now(), importDuties(story.now)),
    );
    return '';
  });
export const importing = fc
  .record({ name: fc.constantFrom(...Object.keys(files)), keepPromises: rarely })
  .map(({ name, keepPromises }) => imports(name, keepPromises));
/** Times to finish move by it. */
export const closing = fc
  .constantFrom('closed on Thursday', 'closed on next Monday')
  .map((name) => imports(name, false));

const HOUR = 3_600_000;
export const passing = fc
  .record({
    span: fc.oneof(
      fc
        .integer({ min: 1, max: 30 })
        .map((minutes) => ({ name: `${minutes} minutes pass`, to: (now: number) => now + minutes * 60_000 })),
      fc
        .integer({ min: 1, max: 6 })
        .map((hours) => ({ name: `${hours} hours pass`, to: (now: number) => now + hours * HOUR })),
      fc.constant({
        name: 'to nine in the morning',
        to: (now: number) => Math.floor((now - 13 * HOUR) / (24 * HOUR) + 1) * 24 * HOUR + 13 * HOUR,
      }),
      fc.constantFrom(1, 3).map((days) => ({ name: `${days} days pass`, to: (now: number) => now + days * 24 * HOUR })),
    ),
    sweeps: nth,
  })
  .map(({ span, sweeps }) =>
    step(`${span.name}${sweeps > 0 ? '' : ', unseen'}`, async ({ desk, story }) => {
      desk.pass(span.to(story.now().getTime()) - story.now().getTime());
      if (sweeps > 0) await desk.sweep();
      return `now ${story.now().toISOString().slice(5, 16)}`;
    }),
  );
/** Time does what is due by now, such as what follows from new files. */
export const aMinutePasses: Step = step('a minute passes', async ({ desk }) => {
  desk.pass(60_000);
  await desk.sweep();
  return '';
});
export const passingToDue = fc.record({ nth, after: fc.boolean() }).map(({ nth, after }) =>
  step(`until just ${after ? 'after' : 'before'} a due time`, async (world) => {
    const request = pick(world.live(), nth);
    const clock = request && pick(clocksOf(world.snapshot, request).filter(isRunning), nth);
    const at = clock?.dueAt && clock.dueAt.getTime() + (after ? 120_000 : -60_000);
    if (!at || at <= world.story.now().getTime()) return 'none ahead';
    world.desk.pass(at - world.story.now().getTime());
    await world.desk.sweep();
    return `now ${world.story.now().toISOString().slice(5, 16)}`;
  }),
);

const ways = ['retry', 'ambiguous', 'lost', 'lost', 'rejected', 'rejected', 'gone', 'unauthorised'] as const;
/** To one person, and perhaps the last of it fails. */
export const delivering = fc
  .record({ nth, most: fc.integer({ min: 1, max: 4 }), way: fc.option(fc.constantFrom(...ways), { freq: 2 }) })
  .map(({ nth, most, way }) =>
    step(
      `up to ${most} messages reach one person${way ? `, the last is ${way}` : ''}`,
      async ({ desk, chat, snapshot }) => {
        const conversation = pick(await desk.waiting(), nth);
        if (!conversation) return 'nothing waits';
        const whose = snapshot.people.find(({ id }) => conversation === `person ${id}`)?.email ?? '';
        const waits = snapshot.deliveries.filter((each) => each.conversation === conversation && isOpenDelivery(each));
        const last = Math.min(most, waits.length);
        if (way) chat.failNext(whose, ...Array.from({ length: last - 1 }, () => 'fine' as const), way);
        await desk.deliver(conversation, last);
        return `${nameOf(whose)}: ${waits
          .slice(0, last)
          .map(({ key }) => key)
          .join(', ')}`;
      },
    ),
  );
export const allArrives: Step = step('everything is delivered', async ({ desk }) => {
  await desk.release();
  return '';
});
export const deliveringAll = fc.constant(allArrives);
/** All that waits for the requester of the newest request is sent, and never reaches them. */
export const refused = fc.constantFrom('rejected' as const, 'gone' as const).map((way) =>
  step(`all that waits for the newest requester is ${way}`, async (world) => {
    const request = world.snapshot.requests.at(-1);
    const conversation = `person ${request?.requesterId}`;
    const waits = world.snapshot.deliveries.filter(
      (each) => each.conversation === conversation && isOpenDelivery(each),
    );
    if (!request || waits.length === 0) return 'nothing waits';
    world.chat.failNext(world.requesterOf(request), ...waits.map(() => way));
    await world.desk.deliver(conversation, waits.length);
    return waits.map(({ key }) => key).join(', ');
  }),
);
export const failing = fc
  .record({ way: fc.constantFrom(...ways), to: nth, after: fc.constantFrom(0, 0, 1, 2) })
  .map(({ way, to, after }) =>
    step(`a sending will be ${way}`, async (world) => {
      // Mostly to somebody who waits for an answer.
      const request = pick(world.live(), to);
      const who = to < 8 && request ? world.requesterOf(request) : (pick(staff, to + after) ?? '');
      world.chat.failNext(who, ...Array.from({ length: after }, () => 'fine' as const), way);
      return `to ${nameOf(who)}, after ${after}`;
    }),
  );
