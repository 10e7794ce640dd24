import { signedIn } from '../src/sessions/words.ts';
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
];
