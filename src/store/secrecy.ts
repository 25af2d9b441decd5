/** What the store knows of people is useless without the key: ids as keyed hashes, question text encrypted. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export interface Secrecy {
  /** A person's id as a keyed hash: the same person gives the same 22 characters; the id cannot be had back without trying all ids with the key. */
  hashUser(userId: string): string;
  /** AES-256-GCM, base64url of nonce, tag and ciphertext. */
  seal(text: string): string;
  /** The text sealed with this key; undefined where the key is another or the bytes were changed. */
  open(sealed: string): string | undefined;
}

const derive = (secret: string, use: string) => Buffer.from(hkdfSync('sha256', secret, '', `footnote ${use}`, 32));

/** `secret` is the operator's SECRET_KEY; one key for each use is derived from it (HKDF, RFC 5869). */
export function createSecrecy(secret: string): Secrecy {
  const userKey = derive(secret, 'user ids');
  const textKey = derive(secret, 'question text');
  return {
    hashUser: (userId) => createHmac('sha256', userKey).update(userId).digest().subarray(0, 16).toString('base64url'),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', textKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', textKey, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
