import type { Http } from '../../src/chat/capabilities.ts';
import type { PageSide } from '../../src/page/pageSide.ts';
import type { SignInProvider } from '../../src/page/provider.ts';
import { deskRoutes } from './routes.ts';
import type { Seat } from './visitors.ts';

export type DeskPageOptions = {
  side: PageSide;
  /** Reached by https, as its cookies must know. */
  secure: boolean;
  /** On the try-it desk, which stands on this machine alone, nobody signs in: one looks as one of these. */
  seats?: () => Promise<readonly Seat[]>;
  /** The office's own way of signing people in, beside links from the chat. */
  provider?: SignInProvider | undefined;
  /** Told what went wrong while a page was served. */
  report(error: unknown): void;
};

/** The desk's own page, for those who work for an office. */
export function deskPage(options: DeskPageOptions): Http {
  const routes = deskRoutes(options);
  return { path: '/desk', handle: async (request) => routes.fetch(request) };
}
