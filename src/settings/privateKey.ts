import { createPrivateKey } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/**
 * A private RSA key: as PEM (line breaks may be written as \n), or the path of a file with it, as secrets are mounted.
 * Answers with clean PEM, or with what is wrong, which never repeats the key.
 */
export function readPrivateKey(value: string): { pem: string } | { problem: string } {
  const text = value.includes('-----BEGIN') ? value.replaceAll('\\n', '\n') : readText(value.trim());
  if (text === undefined) return { problem: 'is neither a key in PEM form nor a file that can be read' };
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/u.test(text))
    return { problem: 'is protected by a passphrase, which nobody could type at a start: write it without one' };
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType !== 'rsa') return { problem: 'is no RSA key, the only kind that is taken' };
    return { pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
  } catch {
    return { problem: 'has no private key in PEM form (-----BEGIN PRIVATE KEY-----) in it' };
  }
}

const MOST_BYTES = 1_000_000;

function readText(file: string): string | undefined {
  try {
    // What is no file, such as a device, may never end.
    const about = statSync(file);
    return about.isFile() && about.size <= MOST_BYTES ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
