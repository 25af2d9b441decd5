/** The learned weights of the answering words, as a file. */
import { createHash } from 'node:crypto';
import { WEIGHT_BITS } from './span-features.ts';

export interface SpanWeights {
  /** For languages whose words were learned from. */
  readonly lexical: Float32Array;
  /** For every other language: shapes, places and the kind asked for, no words. */
  readonly shapes: Float32Array;
}

/** Counts up whenever the features change: weights of other features would add up to nonsense. */
const MAGIC = 'footnote-spans-2\n';
const SIZE = 1 << WEIGHT_BITS;
/** Weights are kept as 16-bit multiples of this. */
const STEP = 1 / 2048;
const HASH = 32;

/** Magic, SHA-256 of the rest, then both lists as little-endian 16-bit numbers. */
export function writeSpanWeights({ lexical, shapes }: SpanWeights): Uint8Array {
  const body = new DataView(new ArrayBuffer(4 * SIZE));
  for (const [list, weights] of [lexical, shapes].entries()) {
    for (let i = 0; i < SIZE; i++)
      body.setInt16(2 * (list * SIZE + i), Math.max(-32768, Math.min(32767, Math.round(weights[i]! / STEP))), true);
  }
  const bytes = new Uint8Array(body.buffer);
  return Buffer.concat([Buffer.from(MAGIC), createHash('sha256').update(bytes).digest(), bytes]);
}

/** The weights in `bytes`, or why they cannot be used, as one clear sentence. */
export function readSpanWeights(bytes: Uint8Array): SpanWeights | string {
  const start = MAGIC.length + HASH;
  if (Buffer.from(bytes.subarray(0, MAGIC.length)).toString() !== MAGIC)
    return 'The file of learned span weights is of another version.';
  const body = bytes.subarray(start);
  if (body.length !== 4 * SIZE) return 'The file of learned span weights is cut short.';
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(MAGIC.length, start)))
    return 'The file of learned span weights is damaged.';
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  // A plain loop: a million calls of a function would take most of the time that loading may take.
  const list = (at: number) => {
    const weights = new Float32Array(SIZE);
    for (let i = 0; i < SIZE; i++) weights[i] = view.getInt16(2 * (at * SIZE + i), true) * STEP;
    return weights;
  };
  return { lexical: list(0), shapes: list(1) };
}
