/** Attachments: stored when uploaded, served under a signed address that expires, as Discord's CDN does. */
import { randomBytes } from 'node:crypto';
import type { APIAttachment } from 'discord-api-types/v10';
import { refusals } from './refusal.ts';
import { snowflake } from './snowflake.ts';

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** `n` of the form's `files[n]`. */
  readonly field?: string;
}

/** Bytes that a member or a bot may upload without boosts: 10 MiB. */
export const uploadLimit = 10 * 1024 * 1024;
const lifetimeMs = 24 * 60 * 60 * 1000;

export class Cdn {
  readonly #files = new Map<string, Upload & { signature: string; expires: number }>();
  /** Set once the port is known: the address before `/attachments`. */
  origin = '';

  store(channelId: string, upload: Upload, about: { filename?: unknown; description?: unknown } = {}): APIAttachment {
    if (upload.bytes.byteLength > uploadLimit) throw refusals.tooLarge();
    const id = snowflake();
    const filename = String(about.filename ?? upload.name).replaceAll(/[^\p{L}\p{N}._-]/gu, '_') || 'file';
    const path = `/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
    const signature = randomBytes(16).toString('hex');
    const expires = Date.now() + lifetimeMs;
    this.#files.set(path, { ...upload, signature, expires });
    const url = `${this.origin}${path}?ex=${Math.floor(expires / 1000).toString(16)}&is=${Math.floor(Date.now() / 1000).toString(16)}&hm=${signature}`;
    return {
      id,
      filename,
      size: upload.bytes.byteLength,
      url,
      proxy_url: url,
      content_type: upload.type,
      ...(typeof about.description === 'string' && { description: about.description }),
    };
  }

  /** The file, while its address is right and has not expired. */
  read(path: string, signature: string | null): Upload | undefined {
    const file = this.#files.get(path);
    return file && file.signature === signature && file.expires > Date.now() ? file : undefined;
  }
}
