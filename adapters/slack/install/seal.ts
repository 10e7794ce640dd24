import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256 in Galois/Counter Mode, as NIST SP 800-38D has it: 12 random bytes, what is sealed, 16 bytes of proof. */
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const PROOF_BYTES = 16;
/** Which way of sealing this is, should there ever be another. */
const WAY = 'v1.';

/** Seals a text, with a key of 32 bytes, for one workspace: a row copied to another one cannot be opened. */
export function seal(text: string, key: Uint8Array, workspace: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: PROOF_BYTES });
  cipher.setAAD(Buffer.from(workspace));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return WAY + sealed.toString('base64');
}

/** What was sealed; undefined when it was sealed with another key, for another workspace, or was changed since. */
export function unseal(sealed: string, key: Uint8Array, workspace: string): string | undefined {
  if (!sealed.startsWith(WAY)) return undefined;
  const bytes = Buffer.from(sealed.slice(WAY.length), 'base64');
  if (bytes.length < NONCE_BYTES + PROOF_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: PROOF_BYTES });
  decipher.setAAD(Buffer.from(workspace));
  decipher.setAuthTag(bytes.subarray(-PROOF_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -PROOF_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
