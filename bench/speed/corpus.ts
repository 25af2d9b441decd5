/**
 * A corpus of any size from real articles, the same at every run. First come the real articles with the real questions; then articles made of
 * real sentences in another order. Rare words of these (names, mostly) give way to coined ones as often as it takes for the vocabulary to
 * grow like that of real text, by Heaps' law with an exponent of 0.6 (Heaps, "Information Retrieval", 1978).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article, Passage } from '../../src/articles/article.ts';
import { readFolder } from '../../src/articles/sources/folder.ts';
import { splitArticle } from '../../src/articles/split.ts';

export interface CorpusQuestion {
  readonly question: string;
  /** Passages that hold the answer. */
  readonly gold: ReadonlySet<string>;
}

export interface Corpus {
  /** Passages in order, made as they are taken; the same at each call. */
  passages(size: number): Generator<Passage>;
  /** Real questions whose passage is among the first `size`, at most `count`, drawn evenly. */
  questions(size: number, count: number): readonly CorpusQuestion[];
}

const HEAPS = 0.6;
const RARE = 2;
const PARAGRAPHS = 20;
const SENTENCES = 5;

/** Mulberry32: small, seeded and good enough to draw sentences with. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(list: readonly T[], draw: () => number) => list[Math.floor(draw() * list.length)]!;
const WORD = /[\p{L}]{5,}/gu;

/** Reads a data folder (`articles/`, `questions.jsonl`, `gold.jsonl`). */
export async function readCorpus(data: string, seed = 1): Promise<Corpus> {
  const { articles } = await readFolder(path.join(data, 'articles'));
  // Long articles are not to fill the small corpora alone.
  const draw = random(seed);
  const order = articles.map((article) => ({ article, at: draw() })).sort((a, b) => a.at - b.at);
  const real = order.flatMap(({ article }) => splitArticle(article).filter(({ sentences }) => sentences.length > 0));
  const sentences = real.flatMap(({ article, sentences: held }) => held.map(({ start, end }) => article.text.slice(start, end)));
  const counts = new Map<string, number>();
  for (const sentence of sentences) for (const [word] of sentence.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rare = [...counts].filter(([, count]) => count <= RARE).map(([word]) => word);

  function made(number: number): Passage[] {
    const own = random(seed * 7_919 + number);
    const coin = 0.6 * (real.length / (real.length + number * PARAGRAPHS)) ** (1 - HEAPS);
    const reword = (word: string) =>
      (counts.get(word) ?? 0) <= RARE && own() < coin ? word.slice(0, 4) + pick(rare, own).slice(-4).toLowerCase() : word;
    const sentence = () => pick(sentences, own).replace(WORD, reword);
    const paragraphs = Array.from({ length: PARAGRAPHS }, () => Array.from({ length: SENTENCES }, sentence));
    const title = `${pick(rare, own)} ${reword(pick(rare, own))}`;
    const text = paragraphs.map((held) => held.join(' ')).join('\n\n');
    const article: Article = {
      id: `made${number}`,
      source: `made/${number}.txt`,
      title,
      text,
      language: 'en',
      blocks: [],
      hash: '',
    };
    let start = 0;
    return paragraphs.map((held, at) => {
      const from = start;
      const quotable = held.map((each) => {
        start += each.length + 1;
        return { start: start - each.length - 1, end: start - 1, kind: 'paragraph' as const };
      });
      start++;
      const place = { start: from, end: Math.min(start, text.length), ordinal: at + 1, total: PARAGRAPHS };
      return { id: `${article.id}:${at + 1}`, article, heading: '', sentences: quotable, ...place };
    });
  }

  const lines = (file: string) =>
    readFileSync(path.join(data, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const asked = new Map<string, string>(lines('questions.jsonl').map(({ id, question }) => [id, question]));
  const bySource = Map.groupBy(real, ({ article }) => article.source);
  const answerable = lines('gold.jsonl')
    .filter(({ kind }) => kind === 'answerable')
    .map(({ id, source, answers }) => ({
      question: asked.get(id)!,
      gold: new Set(
        (answers as [number, number][]).flatMap(([start, end]) =>
          (bySource.get(source) ?? [])
            .filter((passage) => passage.start <= start && end <= passage.end)
            .map(({ id: passage }) => passage),
        ),
      ),
    }));

  return {
    *passages(size) {
      let count = 0;
      for (const passage of real) if (count++ < size) yield passage;
      for (let number = 0; count < size; number++) for (const passage of made(number)) if (count++ < size) yield passage;
    },
    questions(size, count) {
      const there = new Set(real.slice(0, size).map(({ id }) => id));
      const able = answerable.filter(({ gold }) => gold.size > 0 && [...gold].every((id) => there.has(id)));
      const step = Math.max(1, able.length / count);
      return Array.from({ length: Math.min(count, able.length) }, (_, at) => able[Math.floor(at * step)]!);
    },
  };
}
