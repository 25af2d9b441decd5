/**
 * A button's state is in its custom id: what to do, at which place, for whom; signed, so that it works after a restart and in another
 * process and cannot be forged. Never the question, and at most 100 characters (Discord's limit).
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

const version = '1';
const limit = 100;
const shape = /^([0-9A-Za-z])\.([a-z-]{1,16})\.([0-9A-Za-z_~-]*)\.([0-9A-Za-z_-]{8})\.([0-9A-Za-z_-]{12})$/;

/** What a custom id says once its signature is checked. */
export interface PressedId {
  readonly action: string;
  readonly fields: readonly string[];
  /** Keyed hash of who caused the message. */
  readonly asker: string;
}

export interface CustomIds {
  /**
   * Signs an id for one guild ('' for direct messages). Fields are of `[0-9A-Za-z_-]`.
   * @throws RangeError where it would be longer than 100 characters; `fits` tells beforehand
   */
  sign(action: string, fields: readonly string[], asker: string, guildId: string): string;
  fits(action: string, fields: readonly string[]): boolean;
  /** What the id says, or undefined when it is forged, changed, of another version or of another guild. */
  read(id: string, guildId: string): PressedId | undefined;
  /** The keyed hash under which a person stands in ids: 8 characters. */
  asker(userId: string): string;
}

/** Ids signed with `secret` (at least 32 random bytes, kept in the data folder). */
export const createCustomIds = (secret: Buffer): CustomIds => {
  const key = createSecretKey(secret);
  const hash = (text: string, bytes: number): string =>
    createHmac('sha256', key).update(text).digest().subarray(0, bytes).toString('base64url');
  const mac = (body: string, guildId: string): string => hash(`id\0${guildId}\0${body}`, 9);
  const body = (action: string, fields: readonly string[], asker: string): string =>
    `${version}.${action}.${fields.join('~')}.${asker}`;
  const fits = (action: string, fields: readonly string[]): boolean => body(action, fields, '12345678').length + 13 <= limit;

  return {
    fits,
    sign(action, fields, asker, guildId) {
      const text = body(action, fields, asker);
      const id = `${text}.${mac(text, guildId)}`;
      if (!fits(action, fields) || !shape.test(id)) throw new RangeError(`a custom id for ${action} does not fit`);
      return id;
    },
    read(id, guildId) {
      const [, made, action, fields, asker, signature] = id.length <= limit ? (shape.exec(id) ?? []) : [];
      if (made !== version || action === undefined || fields === undefined || !asker || !signature) return undefined;
      const expected = mac(id.slice(0, -13), guildId);
      if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return undefined;
      return { action, fields: fields === '' ? [] : fields.split('~'), asker };
    },
    asker: (userId) => hash(`asker\0${userId}`, 6),
  };
};
