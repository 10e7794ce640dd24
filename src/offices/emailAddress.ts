import validator from 'validator';
import { sameEmail } from '../people/person.ts';
import { lookAlikeLetter, scriptsOf, withoutLookAlikes } from './scripts.ts';

/** `email` is in lower case, and mended where it is plain what was meant: other files may name it in either way. */
export type EmailReading = { email: string; error?: string; warning?: string };

/** The characters that may stand before the @: those of RFC 5322, and of RFC 6531 the letters, marks and digits. */
const localCharacter = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\p{L}\p{N}\p{M}-]$/u;

/**
 * Reads an e-mail address as mail servers take it. Addresses in the letters of any one script are taken; letters of two
 * scripts are warned of, and wrong where they only look like Latin ones. Forms that no office uses (quotes, comments, an
 * IP address after the @) are wrong.
 */
export function readEmail(text: string): EmailReading {
  const alike = lookAlikeLetter(text);
  const folded = withoutLookAlikes(text);
  if (isAddress(text) && (alike === undefined || folded === undefined)) {
    // An ending such as .com is of no script: domains of all scripts are below it.
    const scripts = scriptsOf(text.replace(/\.[a-z]+$/i, ''));
    const email = sameEmail(text);
    if (scripts.length < 2) return { email };
    const warning = `"${text}" has letters of ${scripts.join(' and ')} in it; check that each is the one that is meant`;
    return { email, warning };
  }
  const meant = repairs(folded ?? text);
  const [first] = meant;
  const reason = alike !== undefined && folded !== undefined ? alike : reasonOf(text);
  const hint = first === undefined ? 'write it as name@example.gov' : `did you mean ${meant.join(' or ')}?`;
  const error = `"${text}" is not an e-mail address${reason === undefined ? '' : `: ${reason}`}; ${hint}`;
  return { email: meant.length === 1 && first !== undefined ? first : sameEmail(text), error };
}

/** Also false for letters of another width or form (ａ, ﬁ), which a mail server takes for others. */
function isAddress(text: string): boolean {
  const local = text.slice(0, text.lastIndexOf('@'));
  return text === text.normalize('NFKC') && [...local].every(isLocal) && validator.isEmail(text);
}

const isLocal = (character: string): boolean => localCharacter.test(character);

/** What is wrong, where a look does not show it. */
function reasonOf(text: string): string | undefined {
  const [local = '', domain = '', ...more] = text.split('@');
  if (local === '' || domain === '' || more.length > 0 || text.includes('<')) return undefined;
  if (/\s/.test(text)) return 'it has a space in it';
  const stranger = [...local].find((character) => !isLocal(character) || character !== character.normalize('NFKC'));
  if (stranger !== undefined) return `it has ${stranger} in it`;
  if (text.includes('..')) return 'it has two dots in a row';
  if (/^\.|\.$/.test(local)) return `it has a dot ${local.startsWith('.') ? 'before' : 'after'} the name`;
  if (/^\.|\.$/.test(domain)) return `it has a dot ${domain.startsWith('.') ? 'after the @' : 'at its end'}`;
  if (!domain.includes('.')) return `${domain} has no ending such as .gov`;
  return local.length > 64 ? 'the name before the @ is longer than 64 letters' : undefined;
}

/** What may have been meant: sound addresses, none where nothing is plain, two where a space may be a dot. */
function repairs(text: string): string[] {
  const plain = text
    .replace(/[‘’‛ʹʻʼˈ´`′＇]/gu, "'")
    .replace(/[‐‑‒–—−]/gu, '-')
    .normalize('NFKC');
  const bare = (/<([^<>]*)>/.exec(plain)?.[1] ?? plain).replace(/^\s*mailto:/i, '').replace(/@+/g, '@');
  const [local = '', domain = '', ...more] = bare
    .replace(/^[\s"'“”<>()[\],;:.]+|(?<![\s"'“”<>()[\],;:.])[\s"'“”<>()[\],;:.]+$/gu, '')
    .split('@');
  if (more.length > 0) return [];
  const host = withoutStrayDots(domain.replace(/,/g, '.').replace(/\s+/g, ''));
  const name = local.replace(/(?<!\s)\s*\.\s*/g, '.').trim();
  const names = new Set([name.replace(/\s+/g, '.'), name.replace(/\s+/g, '')].map(withoutStrayDots));
  return [...names].map((each) => sameEmail(`${each}@${host}`)).filter(isAddress);
}

const withoutStrayDots = (text: string): string => text.replace(/\.{2,}/g, '.').replace(/^\.|\.$/g, '');
