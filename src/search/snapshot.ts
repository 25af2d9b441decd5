/**
 * An index on disk, so that a restart need not build it again:
 *
 *   magic (8 bytes) · SHA-256 of all that follows (32) · length of the header (4) · header (JSON) · shelf and segments (Zstandard)
 *
 * It is only ever written whole, and never trusted without its checksum: whatever is wrong with it, the index is built anew.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type ZstdOptions, zstdCompress, zstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { ANALYZER_VERSION } from './analyzer.ts';
import { isDead, type Tombstones } from './live.ts';
import { mergeSegments } from './merge.ts';
import { openSegment } from './segment.ts';
import { decodeSegment, encodeSegment } from './snapshot-codec.ts';

/** Raise with every change of the layout. */
const FORMAT = 4;
const ENGINE = 'MiniSearch 7.2';
const MAGIC = Buffer.from('FOOTNOTE');
const CHECKSUM = 32;

/** Whose index it is, and of what. */
export interface SnapshotIdentity {
  readonly collection: string;
  /** Of what the index was made from: other passages, another fingerprint. */
  readonly fingerprint: string;
}

/** The same of a snapshot to be read: any fingerprint where none is told. */
export interface SoughtSnapshot {
  readonly collection: string;
  readonly fingerprint?: string | undefined;
}

/** Segments with the place of each of their passages in the collection's list. */
export interface Snapshot {
  /** What the library keeps of the articles beside their index; empty where it keeps nothing. */
  readonly shelf?: Uint8Array | undefined;
  readonly segments: readonly {
    readonly buffer: SharedArrayBuffer;
    readonly dead?: Tombstones | undefined;
    readonly positions: Uint32Array;
  }[];
}

export type SnapshotResult =
  | {
      readonly fingerprint: string;
      readonly shelf: Uint8Array;
      readonly segments: readonly { readonly buffer: SharedArrayBuffer; readonly positions: Uint32Array }[];
    }
  /** `problem`: one clear sentence where the file is damaged; absent where there is none, or one of other articles or another version. */
  | { readonly segments?: undefined; readonly problem?: string };

const headerSchema = z.object({
  format: z.number(),
  analyzer: z.number(),
  engine: z.string(),
  collection: z.string(),
  fingerprint: z.string(),
  /** Bytes of each part of the body: the shelf; positions and segment, in turn. */
  parts: z.array(z.number().int().nonnegative()),
});

const headerOf = (identity: SoughtSnapshot) => ({ format: FORMAT, analyzer: ANALYZER_VERSION, engine: ENGINE, ...identity });
const unpack = promisify(zstdDecompress) as (bytes: Uint8Array, options: ZstdOptions) => Promise<Buffer>;
const checksum = (...parts: readonly Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Writes the snapshot to a temporary name and moves it into place once it is on the disk. The dead are left out. Throws when the disk refuses. */
export async function writeSnapshot(file: string, identity: SnapshotIdentity, { shelf, segments }: Snapshot): Promise<void> {
  const compiled = segments.flatMap(({ buffer, dead, positions }) => {
    const living = positions.filter((_, passage) => !(dead && isDead(dead, passage)));
    const segment = openSegment(buffer);
    return [Buffer.from(living.buffer), encodeSegment(dead ? mergeSegments([{ segment, dead }]) : segment)];
  });
  const parts = [shelf ?? new Uint8Array(), ...compiled];
  const header = Buffer.from(JSON.stringify({ ...headerOf(identity), parts: parts.map(({ length }) => length) }));
  const body = await promisify(zstdCompress)(Buffer.concat(parts));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writev([MAGIC, checksum(length, header, body), length, header, body]);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** The new name is only safe once the folder is on the disk. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The segments of a snapshot that is whole and is of this collection, these passages and this version. Never throws on any file. */
export async function readSnapshot(file: string, identity: SoughtSnapshot): Promise<SnapshotResult> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? {} : { problem: `The snapshot ${path.basename(file)} cannot be read (${code}).` };
  }
  try {
    return await decode(bytes, identity);
  } catch {
    return { problem: `The snapshot ${path.basename(file)} is damaged.` };
  }
}

/** Throws on damage. */
async function decode(bytes: Buffer, identity: SoughtSnapshot): Promise<SnapshotResult> {
  const start = MAGIC.length + CHECKSUM;
  const rest = bytes.subarray(start);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || !bytes.subarray(MAGIC.length, start).equals(checksum(rest))) {
    throw new Error('The checksum differs.');
  }
  const headerLength = rest.readUInt32LE(0);
  const { parts, ...header } = headerSchema.parse(JSON.parse(rest.subarray(4, 4 + headerLength).toString()));
  const wanted = Object.entries(headerOf(identity)).filter(([, value]) => value !== undefined);
  if (wanted.some(([name, value]) => header[name as keyof typeof header] !== value)) return {};
  // In one piece: many small ones, joined, would leave as many holes in memory.
  const chunkSize = Math.max(
    1_024,
    parts.reduce((sum, length) => sum + length, 64),
  );
  const body = await unpack(rest.subarray(4 + headerLength), { chunkSize });
  let offset = 0;
  const pieces = parts.map((length) => {
    offset += length;
    return body.subarray(offset - length, offset);
  });
  const [shelf = new Uint8Array()] = pieces;
  const segments = [];
  for (let part = 1; part < pieces.length; part += 2) {
    const positions = new Uint32Array(Uint8Array.from(pieces[part]!).buffer);
    segments.push({ buffer: decodeSegment(pieces[part + 1]!).buffer, positions });
  }
  return { fingerprint: header.fingerprint, shelf, segments };
}
