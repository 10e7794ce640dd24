import type { DeskSide } from '../chat/deskSide.ts';
import type { Page } from '../feature/page.ts';
import { bringings, pages, takings } from '../features.ts';
import { createLately, type Lately } from '../page/lately.ts';
import type { Around, PageSide, Visitor } from '../page/pageSide.ts';
import type { PageView } from '../page/view.ts';
import { viewWithYears } from '../page/years.ts';
import { type Actor, headships, worksAs } from '../people/person.ts';
import { arrive, linkAccount, offeredToLink } from '../sessions/provider.ts';
import { linkOf, sessionOf, signIn, signOut } from '../sessions/sessions.ts';
import type { Store, Tx } from '../store.ts';

/** Signed-in people's door: they see what their pages show them, and do what the same buttons do in a chat. */
export function createPageSide({
  store,
  deskSide,
  now,
}: {
  store: Store;
  deskSide: DeskSide;
  now: () => Date;
}): PageSide {
  const lately = createLately();
  return {
    around: (visitor) => store.transaction(async (tx) => (await enter(tx, visitor))?.around),
    open: (visitor, path, asked) => store.transaction((tx) => open(tx, visitor, path, asked, { now: now(), lately })),
    take: (visitor, path, values) => take(store, visitor, path, values, now),
    async bring(visitor, path, brought) {
      const actor = await store.transaction(async (tx) => (await enter(tx, visitor))?.actor);
      const bringing = actor && bringings.find((each) => each.path === path && each.isFor(actor));
      return actor && bringing?.receive({ store, actor, brought, now });
    },
    act(visitor, { key, press, values }) {
      const act = { key: `page ${key}`, from: visitor, at: now(), press };
      return deskSide.act(values ? { kind: 'submit', ...act, values } : { kind: 'press', ...act });
    },
    linkOf: (token) => store.transaction((tx) => linkOf(tx, token, now())),
    signIn: (token, browser) => store.transaction((tx) => signIn(tx, token, browser, now())),
    signOut: (session) => store.transaction((tx) => signOut(tx, session, now())),
    arrive: (account, browser) => store.transaction((tx) => arrive(tx, account, browser, now())),
    offeredToLink: (session, proof) => store.transaction((tx) => offeredToLink(tx, session, proof, now())),
    link: (session, proof) => store.transaction((tx) => linkAccount(tx, session, proof, now())),
    whose: (token) =>
      store.transaction(async (tx) => {
        const session = await sessionOf(tx, token, now());
        return session && (await tx.people.account(session.accountId))?.account;
      }),
  };
}

/** Who looks, and which pages they have; undefined where there are none. */
async function enter(tx: Tx, visitor: Visitor) {
  const { actor } = await tx.people.identify(visitor);
  if (!actor?.person.active) return undefined;
  const theirs: Page[] = [];
  for (const page of pages) if (page.isFor(actor) && (await (page.isTheirs?.(tx, actor) ?? true))) theirs.push(page);
  if (theirs.length === 0) return undefined;
  const around: Around = {
    viewer: { name: actor.person.name, roles: sayRoles(actor) },
    ways: theirs.flatMap(({ label, path: to, isProgramme = false }) =>
      label === undefined ? [] : [{ label, to, isProgramme }],
    ),
  };
  return { actor, theirs, around };
}

async function open(
  tx: Tx,
  visitor: Visitor,
  path: string,
  asked: Parameters<PageSide['open']>[2],
  { now, lately }: { now: Date; lately: Lately },
) {
  const entered = await enter(tx, visitor);
  if (!entered) return undefined;
  const { actor, theirs, around } = entered;
  const [first = '', ...below] = path.split('/').filter((part) => part !== '');
  const found = theirs.find((each) => each.path === first && (each.goesDeeper || below.length === 0));
  // Whoever has no first page opens on what they have.
  const page = found ?? (path === '' ? theirs[0] : undefined);
  const view: PageView | undefined = await page?.open(
    tx,
    { query: asked.query, whole: asked.file !== undefined, rest: below.join('/') },
    { actor, now, lately },
  );
  const taken = view?.sections.some((each) => each.kind === 'table' && each.table.name === asked.file);
  if (taken && asked.file !== undefined) await noteExport(tx, actor, path, asked.query, asked.file, now);
  return { ...around, view: view && viewWithYears(view, now) };
}

async function take(
  store: Store,
  visitor: Visitor,
  path: string,
  values: Record<string, string> | undefined,
  now: () => Date,
): ReturnType<PageSide['take']> {
  const [first = '', ...below] = path.split('/');
  const actor = await store.transaction(async (tx) => (await enter(tx, visitor))?.actor);
  const taking = actor && takings.find((each) => each.path === first && each.isFor(actor));
  const taken = actor && (await taking?.give({ store, actor, rest: below.join('/'), values, now }));
  // What a form ordered notes by itself what it was.
  if (actor && taken && values === undefined && 'content' in taken)
    await store.transaction((tx) => noteExport(tx, actor, `take/${path}`, new Map(), first, now()));
  return taken;
}

/** Whoever takes a table away takes it out of the desk's sight: that they did is on record. */
async function noteExport(
  tx: Tx,
  { person }: Actor,
  path: string,
  query: ReadonlyMap<string, string>,
  table: string,
  now: Date,
): Promise<void> {
  const page = query.size > 0 ? `${path}?${new URLSearchParams([...query])}` : path;
  await tx.records.add({ kind: 'person', id: person.id }, null, [
    { kind: 'exported', at: now, actorId: person.id, data: { page, table } },
  ]);
}

const sayRoles = (actor: Actor): string =>
  [
    ...(['supervisor', 'liaison', 'administrator'] as const).filter((role) => worksAs(actor, role)),
    ...(headships(actor).length > 0 ? ['agency head'] : []),
  ].join(', ');
