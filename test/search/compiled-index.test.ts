/** The compiled index beside its judge: a plain MiniSearch over the living passages, freshly built. */
import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { expect, test } from 'vitest';
import type { Article, Passage } from '../../src/articles/article.ts';
import { boosts } from '../../src/search/bm25.ts';
import { CompiledIndex } from '../../src/search/compiled-index.ts';
import { bury, type LiveSegment, liveSegment } from '../../src/search/live.ts';
import { mergeSegments } from '../../src/search/merge.ts';
import { buildSegment, type IndexedPassage, TermIndex } from '../../src/search/minisearch.ts';
import { nearStrings } from '../../src/search/near.ts';
import { type Field, fields, type IndexedWord } from '../../src/search/passage-terms.ts';
import type { Segment } from '../../src/search/segment.ts';
import { findString, stringAt } from '../../src/search/strings.ts';

const judge = () =>
  new MiniSearch<IndexedPassage>({
    fields: [...fields],
    stringifyField: (words: readonly IndexedWord[]) => words.map(({ term }) => term).join(' '),
    tokenize: (terms) => (terms === '' ? [] : terms.split(' ')),
    processTerm: (term) => term,
  });

/** The same object for the same word, as the analyzer mostly gives them. */
const known = new Map<string, IndexedWord>();
function wordOf(term: string): IndexedWord {
  const word = known.get(term) ?? { term, word: term, likely: false };
  known.set(term, word);
  return word;
}
const wordsOf = (terms: readonly string[]) => terms.map(wordOf);
const indexed = (id: string, { title, heading, body }: Record<Field, readonly string[]>): IndexedPassage => ({
  id,
  title: wordsOf(title),
  heading: wordsOf(heading),
  body: wordsOf(body),
});
const article = { id: 'a', language: 'en' } as Article;
const passageOf = ({ id }: IndexedPassage): Passage => ({
  id,
  article,
  heading: '',
  start: 0,
  end: 0,
  ordinal: 1,
  total: 1,
  sentences: [],
});
const segmentOf = (passages: readonly IndexedPassage[]) => liveSegment(buildSegment(passages), passages.map(passageOf));

// Few words, so that they meet; some long and alike, so that they can be mistaken; some that are names of an object's own machinery.
const words = [
  'korea',
  'korean',
  'koreans',
  'letter',
  'letters',
  'battery',
  'bakery',
  'a',
  'b',
  'c',
  'constructor',
  '__proto__',
  'лес',
  '高麗',
  '𐐀𐐁',
];
const text = fc.array(fc.constantFrom(...words), { maxLength: 12 });
const passages = (prefix: string, maxLength: number) =>
  fc
    .array(fc.record({ title: text, heading: text, body: text }), { maxLength })
    .map((list) => list.map((held, at) => indexed(`${prefix}${at}`, held)));
const query = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 6 });

/** The judge's first `limit`, as scores by rank; every id must be one of those with that score. */
async function expectSame(index: CompiledIndex, living: readonly IndexedPassage[], terms: readonly string[], limit: number) {
  const search = judge();
  search.addAll(living);
  const expected = search.search(terms.join(' '), { boost: boosts });
  const known = terms.filter((term) => search.search(term).length > 0);
  const hits = await index.search({ terms: known.map((term) => ({ term, surface: term })) }, limit);
  expect(hits.length).toBe(known.length === 0 ? 0 : Math.min(limit, expected.length));
  const scores = new Map(expected.map(({ id, score }) => [id, score]));
  for (const [rank, hit] of hits.entries()) {
    const near = Math.abs(hit.score) * 1e-5;
    expect(Math.abs(hit.score - expected[rank]!.score)).toBeLessThanOrEqual(near);
    expect(Math.abs(hit.score - scores.get(hit.passageId)!)).toBeLessThanOrEqual(near);
    expect([...hit.terms].sort()).toEqual(expected.find(({ id }) => id === hit.passageId)!.queryTerms.sort());
  }
}

test('finds the same passages with the same scores as a freshly built MiniSearch, through additions, discards and repeated terms', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(passages('x', 30), passages('y', 8), passages('z', 4)),
      fc.infiniteStream(fc.boolean()),
      query,
      fc.integer({ min: 1, max: 12 }),
      async (batches, coins, terms, limit) => {
        let segments: LiveSegment[] = [];
        let living: IndexedPassage[] = [];
        for (const batch of batches) {
          const discarded = new Set(living.filter(() => coins.next().value).map(({ id }) => id));
          segments = await Promise.all(
            segments.map(async (live) => ({
              ...live,
              dead: await bury(
                live.segment,
                live.dead,
                [...live.passages.keys()].filter((passage) => discarded.has(live.passages[passage]!.id)),
              ),
            })),
          );
          living = [...living.filter(({ id }) => !discarded.has(id)), ...batch];
          if (batch.length > 0) segments.push(segmentOf(batch));
          const index = new CompiledIndex(segments, new Map());
          expect(index.passages).toBe(living.length);
          for (const term of terms) {
            const holding = living.filter((passage) =>
              fields.some((field) => passage[field].some((word) => word.term === term)),
            ).length;
            expect(index.documentFrequency(term)).toBe(holding);
          }
          await expectSame(index, living, terms, limit);
        }
        expect(contents(mergeSegments(segments))).toEqual(contents(buildSegment(living)));
      },
    ),
    { numRuns: 60 },
  );
});

const contents = ({ buffer, ...views }: Segment) => views;

test('skips what cannot win without missing what can, where lists are long', async () => {
  // Two rare words among common ones: exactly where pruning sets in.
  const random = lcg(7);
  const living = Array.from({ length: 2_500 }, (_, at) =>
    indexed(`p${at}`, {
      title: random() < 0.01 ? ['rare'] : ['title'],
      heading: [],
      body: Array.from({ length: 20 }, () => (random() < 0.002 ? 'seldom' : `common${Math.floor(random() ** 3 * 40)}`)),
    }),
  );
  const index = new CompiledIndex([segmentOf(living.slice(0, 1_500)), segmentOf(living.slice(1_500))], new Map());
  for (const terms of [
    ['rare', 'common0', 'common1'],
    ['seldom', 'rare', 'title', 'common0'],
    ['common0', 'common1', 'common2', 'common3'],
    // More words than are worked out ahead, and more than fit one half of a set.
    ['rare', 'seldom', 'title', ...Array.from({ length: 9 }, (_, at) => `common${at}`)],
    ['rare', 'seldom', ...Array.from({ length: 40 }, (_, at) => `common${at}`)],
  ]) {
    for (const limit of [1, 10, 3_000]) await expectSame(index, living, terms, limit);
  }
});

test('passages of one score stand in index order, and the first of them stay where there is room for few', async () => {
  const holding = (word: string, from: number) =>
    Array.from({ length: 10 }, (_, at) => indexed(`p${from + at}`, { title: [], heading: [], body: [word] }));
  const index = new CompiledIndex(
    [segmentOf([...holding('second', 0), ...holding('first', 10)]), segmentOf([...holding('first', 20), ...holding('second', 30)])],
    new Map(),
  );
  const hits = await index.search({ terms: ['first', 'second'].map((term) => ({ term, surface: term })) }, 15);
  expect(hits.map(({ passageId }) => passageId)).toEqual(Array.from({ length: 15 }, (_, at) => `p${at}`));
});

test('our batch addition leaves the same index behind as MiniSearch’s own, also after a vacuum', async () => {
  await fc.assert(
    fc.asyncProperty(passages('p', 12), fc.nat(11), async (list, victim) => {
      const ours = new TermIndex();
      ours.addAll(list);
      const theirs = judge();
      theirs.addAll(list);
      const id = list[victim]?.id;
      for (const index of [ours, theirs]) {
        if (id !== undefined) index.discard(id);
        await index.vacuum();
      }
      expect(ours.toJSON()).toEqual(theirs.toJSON());
    }),
  );
});

/** The slow twin: optimal string alignment by the whole matrix. */
function edits(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity;
      rows[i]![j] = Math.min(replaced, swapped, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1);
    }
  }
  return rows[a.length]![b.length]!;
}

const segmentWith = (spellings: readonly string[]) =>
  buildSegment([{ id: 'p', title: [], heading: [], body: spellings.map((word) => ({ word, term: word, likely: true })) }]);

test('finds the spellings within one or two edits, and no others', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '高'), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 60 }), word, fc.constantFrom(1, 2), (words, typed, most) => {
      const { spellings } = segmentWith(words);
      const expected = words.map((each) => [each, edits(each, typed)] as const).filter(([, distance]) => distance <= most);
      const found = nearStrings(spellings, typed, most).map(({ at, distance }) => [stringAt(spellings, at), distance]);
      expect(found).toEqual(expected.sort(([a], [b]) => (a < b ? -1 : 1)));
    }),
    { numRuns: 500 },
  );
});

test('every term of a segment is found under its number, and no other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 6 })),
      fc.string({ unit: 'binary' }),
      (raw, other) => {
        const words = raw.filter((word) => !/[\s\0]/u.test(word));
        const { terms } = segmentWith(words);
        for (const word of words) expect(stringAt(terms, findString(terms, word))).toBe(word);
        if (!words.includes(other)) expect(findString(terms, other)).toBe(-1);
      },
    ),
    { numRuns: 50 },
  );
});

function lcg(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
