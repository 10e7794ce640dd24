import type { Account } from '../chat/account.ts';
import type { Answer } from '../chat/answer.ts';
import type { Press } from '../chat/message.ts';
import type { Brought, Received } from './brought.ts';
import type { ProvenAccount } from './provider.ts';
import type { Taken, Unordered } from './taken.ts';
import type { Asked, PageView, Way } from './view.ts';

/** Who looks at the page: their account in a chat, by which they signed in. Their rights are looked up at each request. */
export type Visitor = Account;

/** What somebody does on the page. `key` is made with the form: sent twice, it is done once. */
export type PageDeed = { key: string; press: Press; values?: Record<string, string> };

/** A page as it is opened: for whom, where else they may go, and what stands there; no view: there is no such thing, or it is not theirs. */
export type Opened = Around & { view: PageView | undefined };

/** For whom, and where they may go. */
export type Around = {
  viewer: { name: string; roles: string };
  ways: readonly { label: string; to: Way; isProgramme: boolean }[];
};

/** What the desk gives its own page. */
export interface PageSide {
  /** Undefined for somebody who has nothing to see here. `file`: the table of it that is taken away, which goes on record. */
  open(visitor: Visitor, path: string, asked: Pick<Asked, 'query'> & { file?: string }): Promise<Opened | undefined>;
  /** Something to be taken away as a file; `values`: of the form that ordered it. Undefined: as of `open`. */
  take(visitor: Visitor, path: string, values?: Record<string, string>): Promise<Taken | Unordered | undefined>;
  /** Files that somebody brings. Undefined: as of `open`. */
  bring(visitor: Visitor, path: string, brought: Brought): Promise<Received | undefined>;
  /** What stands around a form, or around an answer. */
  around(visitor: Visitor): Promise<Around | undefined>;
  act(visitor: Visitor, deed: PageDeed): Promise<Answer>;
  /** Whose link that is, as long as it can be used. Nothing is spent: previews of chats open links as well. */
  linkOf(token: string): Promise<{ name: string } | undefined>;
  /** Spends the link, and answers with a new session's token; undefined when it was used, has ended, or never was. */
  signIn(token: string, browser: string): Promise<string | undefined>;
  /** Somebody whom the office's provider has signed in: a session's token; or of a proof, if the account is linked to nobody. */
  arrive(account: ProvenAccount, browser: string): Promise<{ session: string } | { proof: string }>;
  /** What may be linked to whom, in a session that a link from the chat began; nothing is spent. */
  offeredToLink(session: string, proof: string): Promise<{ label: string; name: string } | undefined>;
  link(session: string, proof: string): Promise<boolean>;
  whose(session: string): Promise<Visitor | undefined>;
  signOut(session: string): Promise<void>;
}
