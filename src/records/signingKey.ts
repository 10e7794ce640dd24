import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** What checkpoints are signed with: Ed25519 (RFC 8032), of 32 bytes that stand outside the database. */
export type SigningKey = {
  /** Its public half: 32 bytes in base64url, as `x` of a JWK (RFC 8037). */
  public: string;
  /** In base64url. */
  sign(text: string): string;
};

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param secret 32 bytes in base64 */
export function signingKey(secret: string): SigningKey {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, Buffer.from(secret, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { public: x, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}

/** Whether whoever has the secret half of this key has signed this text. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  } catch {
    return false; // no such key was ever made
  }
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}
