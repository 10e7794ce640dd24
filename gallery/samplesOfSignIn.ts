import { accountLinked, signedIn } from '../src/sessions/words.ts';
import * as words from '../src/signIn/words.ts';
import type { Sample } from './samples.ts';

/** The way from the chat to the desk's own page. */
export const samplesOfSignIn: Sample[] = [
  {
    of: 'openThePage',
    reader: 'office',
    when: 'They want the page',
    message: words.openThePage('https://desk.state.example/desk/enter/kR2'),
  },
  { of: 'noAddress', reader: 'office', when: 'They want it and it has no address', message: words.noAddress },
  { of: 'signedIn', reader: 'office', when: 'Somebody signed in as they', message: signedIn(7, 'Firefox on Windows') },
  {
    of: 'signedIn',
    reader: 'office',
    when: 'The same, by an account of the office',
    message: signedIn(8, 'Edge on Windows', 'sam.reed'),
  },
  {
    of: 'accountLinked',
    reader: 'office',
    when: 'They linked an account of the office',
    message: accountLinked({ id: 4, label: 'sam.reed', issuer: 'https://login.state.example' }),
  },
  {
    of: 'howToLink',
    reader: 'office',
    when: 'On the page, how to link one',
    message: words.howToLink('https://desk.state.example/desk/provider'),
  },
];
