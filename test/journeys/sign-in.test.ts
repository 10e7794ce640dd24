import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { ADDRESS, linkOf, openPage as openPageOn } from '../support/page.ts';

/** The way from the chat to the desk's own page, and out again. */

const data = useDatabase();
const openPage = () => openPageOn(data.database);

test('a link from the chat signs in whoever presses, once, and the chat says so', async () => {
  const { story, browser, failures } = await openPage();
  const sam = story.person('sam');
  const link = await linkOf(story, 'sam');
  const [scanner, own] = [browser(), browser()];
  // Previews open a link before anybody does.
  for (const _ of [1, 2, 3]) expect((await scanner(link)).text).toContain('Sign in as Sam Reed?');
  const entered = await own(link, {});
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/desk']);
  const set = entered.headers.getSetCookie().join();
  expect(set).toMatch(/^__Host-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/u);
  await story.settle();
  expect(sam.last()).toContain('You signed in at the desk’s page with Firefox on Windows.');
  expect((await own('/desk')).text).toContain('What needs you now');
  expect((await scanner(link, {})).status).toBe(410);
  expect((await scanner('/desk')).status).toBe(401);
  await sam.presses('End it');
  expect((await own('/desk')).status).toBe(401);
  expect(await sam.presses('End it')).toContain('It had ended already.');
  const id = (await story.store.transaction((tx) => tx.people.withRole(1, 'supervisor')))[0]?.id ?? 0;
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'person', id }));
  expect(events.map(({ kind }) => kind)).toEqual(['signed in', 'signed out']);
  expect(failures).toEqual([]);
});

test('ten minutes are for the link, twelve hours for the session, two for leaving it alone', async () => {
  const { story, browser } = await openPage();
  const late = await linkOf(story, 'sam');
  await story.at('2026-06-01T10:10');
  expect((await browser()(late)).status).toBe(410);
  const [busy, idle] = [browser(), browser()];
  for (const each of [busy, idle]) await each(await linkOf(story, 'sam'), {});
  for (let hour = 11; hour <= 21; hour++) {
    await story.at(`2026-06-01T${hour}:30`);
    expect((await busy('/desk')).status).toBe(200);
  }
  expect((await idle('/desk')).status).toBe(401);
  await story.at('2026-06-01T22:11');
  expect((await busy('/desk')).status).toBe(401);
});

test('what somebody may see is looked up each time, and nothing is there for those who do not work for an office', async () => {
  const { story, browser } = await openPage();
  await story.person('ana').says('May I buy a drone?');
  const lee = browser();
  await lee(await linkOf(story, 'lee'), {});
  expect((await lee('/desk/requests/R-1001')).text).toContain('May I buy a drone?');
  expect((await lee('/desk/liaisons')).status).toBe(404);
  await story.person('sam').says('R-1001');
  await story.person('sam').presses('Take over');
  // Of somebody who has no page these are words like any others.
  await story.person('ana').says('page');
  expect(story.person('ana').last()).toContain('Added to R-1001');
  const maria = browser();
  await maria(await linkOf(story, 'maria'), {});
  const hidden = await maria('/desk/requests/R-1001');
  expect([hidden.status, hidden.text]).toEqual([404, (await maria('/desk/requests/R-9999')).text]);
  expect(hidden.text).not.toContain('drone');
  // A colleague may have sent the address: it says what to do, and where their own is.
  const list = await maria('/desk/requests?list=at+risk');
  expect([list.status, list.text]).toEqual([404, hidden.text]);
  expect(list.text).toContain('Did somebody send you the address?');
  expect(list.text).toContain('<a href="/desk/requests">Requests: what is yours</a>');
});

test('who of the office opened a request, and who took a table away, is on record, each once a day', async () => {
  const { story, browser } = await openPage();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.says('R-1001');
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const file = await sam('/desk/requests?list=all+open&only=urgent&file=csv&table=requests');
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  expect((await sam('/desk/requests?file=csv&table=nothing')).status).toBe(404);
  for (const _ of [1, 2]) {
    await lee.presses('Show all');
    await sam('/desk/requests/R-1001');
  }
  await story.at('2026-06-02T10:00');
  await lee.says('R-1001');
  const seen = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1001 }));
  const people = await story.store.transaction((tx) => tx.people.named(seen.flatMap(({ actorId }) => actorId ?? [])));
  expect(
    seen
      .filter(({ kind }) => kind === 'viewed')
      .map(({ actorId, at }) => `${people.get(actorId ?? 0)?.name} ${at.getUTCDate()}`),
  ).toEqual(['Lee Park 1', 'Sam Reed 1', 'Lee Park 2']);
  const id = (await story.store.transaction((tx) => tx.people.withRole(1, 'supervisor')))[0]?.id ?? 0;
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'person', id }));
  expect(events.filter(({ kind }) => kind === 'exported').map(({ data }) => data)).toEqual([
    { page: 'requests?list=all+open&only=urgent', table: 'requests' },
  ]);
});

test('nothing is done that came from another site, and only where it was asked from is gone back to', async () => {
  const { story, browser } = await openPage();
  await story.person('ana').says('May I buy a drone?');
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const press = { key: crypto.randomUUID(), name: 'take over', about: 'v2 request=1001', at: 'requests/R-1001' };
  expect((await sam('/desk/do', press, { origin: 'https://evil.example' })).status).toBe(403);
  expect(story.person('sam').sees().join()).not.toContain('is yours now');
  const done = await sam('/desk/do', press);
  expect([done.status, done.headers.get('location')]).toEqual([303, '/desk/requests/R-1001']);
  expect((await sam('/desk/requests/R-1001')).text).toContain('open, with Sam Reed');
  expect((await sam('/desk/do', press)).status).toBe(303);
  expect((await sam('/desk')).text).toContain('This has been done already.');
  for (const at of ['//evil.example', 'https://evil.example', '\\\\evil.example', 'x\r\nset-cookie: a=b']) {
    const answer = await sam('/desk/do', { ...press, key: crypto.randomUUID(), at });
    expect(new URL(answer.headers.get('location') ?? '', ADDRESS).host).toBe('desk.state.example');
    expect(answer.headers.getSetCookie().join()).not.toContain('a=b');
  }
});

test('whatever stands in an address, the page answers in words', async () => {
  const { story, browser, failures } = await openPage();
  await story.person('ana').says('May I buy a drone?');
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const long = 'a'.repeat(5_000);
  for (const odd of ['%00', 'drone%00', '%27%3B--', '%F0%9F', '%25', 'a%3A*+%26+%7C+!', '__proto__', long])
    for (const query of ['search?words=', 'requests?agency=', 'requests?after=', 'figures?month=', 'answers?words='])
      expect([(await sam(`/desk/${query}${odd}`)).status, query, odd]).toEqual([200, query, odd]);
  for (const path of ['requests/..%2f..', 'requests/R-99999999999999999999', 'take/file/x%0d%0aa:b', 'meetings/1e3'])
    expect([(await sam(`/desk/${path}`)).status, path]).toEqual([404, path]);
  expect((await sam('/desk/search?words=drone%00')).text).toContain('R-1001');
  expect(failures).toEqual([]);
});

test('without an address there is no button, and whoever asks is told what is missing', async () => {
  const { story } = await openPage();
  await story.store.transaction((tx) => tx.sessions.moveTo(undefined));
  const sam = story.person('sam');
  expect(await sam.home()).not.toContain('Open the page');
  await sam.says('page');
  expect(sam.last()).toContain('PAGE_URL');
  await story.store.transaction((tx) => tx.sessions.moveTo(ADDRESS));
  expect(await sam.home()).toContain('Open the page');
});
