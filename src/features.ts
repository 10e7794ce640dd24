import { actions } from './actions/feature.ts';
import { alternates } from './alternates/feature.ts';
import { announcements } from './announcements/feature.ts';
import { answers } from './answers/feature.ts';
import type { Message, Press } from './chat/message.ts';
import { closures } from './closures/feature.ts';
import { coverage } from './coverage/feature.ts';
import type { FileConsequences } from './delivery/fetchFiles.ts';
import type { Consequences } from './delivery/send.ts';
import { digests } from './digests/feature.ts';
import { escalations } from './escalations/feature.ts';
import { show } from './feature/answer.ts';
import type { Bringing } from './feature/bringing.ts';
import { type Deed, deed } from './feature/deed.ts';
import type { DigestParts } from './feature/digestPart.ts';
import type { Feature } from './feature/feature.ts';
import { help } from './feature/help.ts';
import { type MenuParts, menu, moreOf } from './feature/menu.ts';
import type { Page } from './feature/page.ts';
import type { Taking } from './feature/taking.ts';
import { holidays } from './holidays/feature.ts';
import { imports } from './imports/feature.ts';
import { listening } from './listening/feature.ts';
import { meetings } from './meetings/feature.ts';
import { mornings } from './mornings/feature.ts';
import { officeHours } from './officeHours/feature.ts';
import { officer } from './officer/feature.ts';
import type { Actor } from './people/person.ts';
import { policies } from './policies/feature.ts';
import { pulse } from './pulse/feature.ts';
import { reports } from './reports/feature.ts';
import { requests } from './requests/feature.ts';
import { helpPress, homePress, morePress } from './requests/presses.ts';
import { reviews } from './reviews/feature.ts';
import { signIn } from './signIn/feature.ts';
import type { Tx } from './store.ts';
import { surveys } from './surveys/feature.ts';
import { training } from './training/feature.ts';
import { voice } from './voice/feature.ts';

/** All that the desk can do. A new feature is a folder of its own and a line here. */
const brought: readonly Feature[] = [
  mornings,
  requests,
  coverage,
  closures,
  holidays,
  policies,
  escalations,
  surveys,
  reports,
  announcements,
  meetings,
  answers,
  reviews,
  alternates,
  listening,
  officeHours,
  actions,
  training,
  voice,
  pulse,
  signIn,
  officer,
  imports,
];

/** What each adds to the digests. */
export const digestParts: DigestParts = {
  lines: brought.flatMap((feature) => feature.digest ?? []),
  months: brought.flatMap((feature) => feature.month ?? []),
};

export const features: readonly Feature[] = [...brought, digests(digestParts)];

const menuParts: MenuParts = {
  own: features.filter(({ isProgramme }) => !isProgramme).flatMap((feature) => feature.menu ?? []),
  programme: features.filter(({ isProgramme }) => isProgramme).flatMap((feature) => feature.menu ?? []),
  more: morePress.button('More', {}),
};
/** What there is for this person: each feature says its own. */
export const home = (tx: Tx, actor: Actor, now: Date): Promise<Message> => menu(menuParts, tx, actor, now);
const moreDeed = deed(morePress, {
  shows: async ({ tx, actor, now }) => show(await moreOf(menuParts.programme, tx, actor, now)),
});
const helpDeed = deed(helpPress, {
  async shows({ tx, actor, now }) {
    const typable = [];
    for (const feature of features) typable.push(...((await feature.help?.(actor, tx)) ?? []));
    return show(help(typable, await home(tx, actor, now)));
  },
});
const homeDeed = deed(homePress, { shows: async ({ tx, actor, now }) => show(await home(tx, actor, now)) });

const deeds = new Map<string, Deed>();
for (const each of [homeDeed, moreDeed, helpDeed, ...features.flatMap((feature) => feature.deeds ?? [])]) {
  if (deeds.has(each.name)) throw new Error(`two deeds have the name ${each.name}`);
  deeds.set(each.name, each);
}

/** Names come from outside: only those that a feature brings count. */
export const findDeed = (name: string): Deed | undefined => deeds.get(name);
export const deedNames = [...deeds.keys()];

/** Whether a button does what it says at once; all others open a form or show something. */
export const isAtOnce = (name: string): boolean => deeds.get(name)?.atOnce ?? false;

const phrases = new Map(features.flatMap((feature) => Object.entries(feature.phrases ?? {})));

const LONGEST_PHRASE = 60;

/** The deed that a text asks for which is such a phrase and nothing else: in doubt it is a question. */
export function findPhrase(text: string): Deed | undefined {
  const trimmed = text.trim();
  // Longer than any phrase. Long rows of spaces and question marks would keep the expressions below busy.
  if (trimmed.length > LONGEST_PHRASE) return undefined;
  const said = trimmed
    .toLowerCase()
    .replace(/(?<![\s?!.,])[\s?!.,]+$/u, '')
    .replace(/^[¿¡]+/u, '')
    .replaceAll('’', "'")
    .replace(/\s+/gu, ' ');
  const name = phrases.get(said);
  return name === undefined ? undefined : deeds.get(name);
}

/** What else a text asks to see, and nothing else: a list narrowed, or something to be found. */
export async function findTyped(tx: Tx, actor: Actor, text: string): Promise<Press | undefined> {
  for (const feature of features) {
    const press = await feature.typed?.(tx, actor, text);
    if (press) return press;
  }
  return undefined;
}

/** The desk's own pages: in the order of the features, those of the programme last. */
export const pages: readonly Page[] = features
  .flatMap(({ pages: own = [], isProgramme }) => (isProgramme ? own.map((page) => ({ ...page, isProgramme })) : own))
  .toSorted((a, b) => Number(a.isProgramme ?? false) - Number(b.isProgramme ?? false));

/** What can be taken away from them as a file. */
export const takings: readonly Taking[] = features.flatMap((feature) => feature.takings ?? []);

/** What files can be brought there. */
export const bringings: readonly Bringing[] = features.flatMap((feature) => feature.bringings ?? []);

/** The next instant after `now` at which time alone brings something; undefined when nothing waits. */
export async function nextMoment(tx: Tx, now: Date): Promise<Date | undefined> {
  const moments: Date[] = [];
  for (const feature of features) {
    const moment = await feature.nextMoment?.(tx, now);
    if (moment) moments.push(moment);
  }
  return moments.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** What follows when something was sent, or cannot be; when a file was fetched, or cannot be had. */
export function consequences(now: () => Date): Consequences & FileConsequences {
  return {
    async sent(tx, delivery, at) {
      for (const feature of features) await feature.delivered?.(tx, delivery, at, now());
    },
    async failed(tx, delivery, reason) {
      for (const feature of features) await feature.undelivered?.(tx, delivery, reason, now());
    },
    async stored(tx, file) {
      for (const feature of features) await feature.fileStored?.(tx, file, now());
    },
    async refused(tx, file, reason) {
      for (const feature of features) await feature.fileRefused?.(tx, file, reason, now());
    },
  };
}
