/** The learned weights of the order of sentences as one file: a header in JSON, lists of numbers end to end, and a checksum over all of it. */
import { createHash } from 'node:crypto';
import { type TranslationLists, Translations } from './evidence/translation.ts';
import { Forest, type ForestLists } from './model.ts';

/** Trees over a list of features; a list of other names or of another order belongs to other code. */
export interface LearnedForest {
  readonly features: readonly string[];
  readonly forest: Forest;
}

/** Trees whose sum, less the threshold, is the log odds of something; 0 is where it begins to hold. */
export interface LearnedVerdict extends LearnedForest {
  readonly threshold: number;
}

export interface LearnedVerdicts {
  /** Whether the best sentence answers. */
  readonly answered: LearnedVerdict;
  /** Whether its answering words are right. */
  readonly marked: LearnedVerdict;
}

export interface RankingWeights {
  /** ISO date of the training. */
  readonly trained: string;
  readonly translations: Translations;
  /** Order the sentences of English articles, and of articles in any other language. */
  readonly english: LearnedForest;
  readonly languageFree: LearnedForest;
  /** Absent while the order alone is learned. */
  readonly verdicts?: Readonly<Record<'english' | 'languageFree', LearnedVerdicts>>;
}

const MAGIC = 'FNW1';
const CHECKSUM_BYTES = 32;
const types = { Float32Array, Float64Array, Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array };
type NumberList = Float32Array | Float64Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;
type Lists = Readonly<Record<string, NumberList>>;

interface Header {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly lists: readonly {
    readonly name: string;
    readonly type: keyof typeof types;
    readonly offset: number;
    readonly length: number;
  }[];
}

/** Facts and named lists → bytes. */
export function pack(facts: Readonly<Record<string, unknown>>, lists: Lists): Uint8Array {
  let end = 0;
  const places = Object.entries(lists).map(([name, list]) => {
    const offset = end;
    end += Math.ceil(list.byteLength / 8) * 8;
    return { name, type: list.constructor.name as keyof typeof types, offset, length: list.length };
  });
  const json = Buffer.from(JSON.stringify({ facts, lists: places } satisfies Header));
  const body = Math.ceil((8 + json.length) / 8) * 8;
  const bytes = Buffer.alloc(body + end + CHECKSUM_BYTES);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(json.length, 4);
  json.copy(bytes, 8);
  for (const [i, list] of Object.values(lists).entries()) {
    bytes.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), body + places[i]!.offset);
  }
  createHash('sha256')
    .update(bytes.subarray(0, -CHECKSUM_BYTES))
    .digest()
    .copy(bytes, bytes.length - CHECKSUM_BYTES);
  return bytes;
}

/** The reverse of `pack`. Throws an Error that says what is wrong with the bytes. Numbers are little-endian, as on every machine Node runs on. */
export function unpack(bytes: Uint8Array): { facts: Header['facts']; lists: Lists } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 8 + CHECKSUM_BYTES || buffer.toString('latin1', 0, 4) !== MAGIC)
    throw new Error('it is not a file of weights');
  const checksum = createHash('sha256').update(buffer.subarray(0, -CHECKSUM_BYTES)).digest();
  if (!checksum.equals(buffer.subarray(-CHECKSUM_BYTES))) throw new Error('it is damaged: the checksum differs');
  const size = buffer.readUInt32LE(4);
  const header = JSON.parse(buffer.toString('utf8', 8, 8 + size)) as Header;
  const body = Math.ceil((8 + size) / 8) * 8;
  const lists = header.lists.map(({ name, type, offset, length }) => {
    const list = types[type];
    // A copy of its own is aligned, and lets the bytes of the file go.
    const from = buffer.byteOffset + body + offset;
    return [name, new list(buffer.buffer.slice(from, from + length * list.BYTES_PER_ELEMENT) as ArrayBuffer)] as const;
  });
  return { facts: header.facts, lists: Object.fromEntries(lists) };
}

const forestParts = ['roots', 'feature', 'split', 'left'] as const;

/** A forest's lists under names of their own. */
export const forestToLists = (name: string, forest: ForestLists): Lists =>
  Object.fromEntries(forestParts.map((part) => [`${name}.${part}`, forest[part]]));

function verdictOf(name: string, facts: Header['facts'], lists: Lists): LearnedVerdict {
  return { ...forestOf(name, facts, lists), threshold: Number(facts[`${name}.threshold`]) };
}

function verdictsOf(kind: string, facts: Header['facts'], lists: Lists): LearnedVerdicts {
  return { answered: verdictOf(`${kind}.answered`, facts, lists), marked: verdictOf(`${kind}.marked`, facts, lists) };
}

/** The reverse of `forestToLists`. Throws where the lists are missing. */
export function forestFromLists(name: string, lists: Lists): Forest {
  const parts = Object.fromEntries(forestParts.map((part) => [part, lists[`${name}.${part}`]])) as unknown as ForestLists;
  if (forestParts.some((part) => parts[part] === undefined)) throw new Error(`the trees "${name}" are missing`);
  return new Forest(parts);
}

const forestOf = (name: string, facts: Header['facts'], lists: Lists): LearnedForest => ({
  features: facts[`${name}.features`] as string[],
  forest: forestFromLists(name, lists),
});

/** Probabilities are kept as bytes on a logarithmic scale from 1 down to e^-8. */
export const packProbability = (probability: number): number =>
  Math.round(255 * (1 + Math.max(-8, Math.log(Math.max(probability, 1e-9))) / 8));
const probabilities = Float32Array.from({ length: 256 }, (_, byte) => Math.exp((byte / 255 - 1) * 8));

export function translationsToLists(translations: TranslationLists): Lists {
  return {
    vocabulary: new Uint8Array(Buffer.from(translations.vocabulary.join('\n'))),
    background: translations.background,
    rarity: translations.rarity,
    presence: translations.presence,
    offsets: translations.offsets,
    sources: translations.sources,
    probabilities: Uint8Array.from(translations.probabilities, packProbability),
  };
}

/** Bytes → weights. Throws an Error whose message says what is wrong with them, as a clause. */
export function readRankingWeights(bytes: Uint8Array): RankingWeights {
  const { facts, lists } = unpack(bytes);
  const translations = new Translations({
    vocabulary: Buffer.from(lists.vocabulary as Uint8Array)
      .toString('utf8')
      .split('\n'),
    background: lists.background as Float32Array,
    rarity: lists.rarity as Float32Array,
    presence: lists.presence as Float32Array,
    offsets: lists.offsets as Uint32Array,
    sources: lists.sources as Uint16Array,
    probabilities: Float32Array.from(lists.probabilities as Uint8Array, (byte) => probabilities[byte]!),
  });
  return {
    trained: String(facts.trained),
    translations,
    english: forestOf('english', facts, lists),
    languageFree: forestOf('languageFree', facts, lists),
    ...(facts['english.answered.features'] !== undefined && {
      verdicts: { english: verdictsOf('english', facts, lists), languageFree: verdictsOf('languageFree', facts, lists) },
    }),
  };
}
