/** What every engine is given: the same analyzed passages and questions, from one file each, so that no engine analyzes anything itself. */

import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { analyze } from '../../src/search/analyzer.ts';
import { fields, type IndexedWord, indexableText, wordsOf } from '../../src/search/passage-terms.ts';
import { queryTerms } from '../../src/search/query.ts';
import type { QueryTerm } from '../../src/search/search-index.ts';
import { type Corpus, random } from './corpus.ts';

/** Terms parted by blanks. */
export interface Document {
  readonly id: string;
  readonly title: string;
  readonly heading: string;
  readonly body: string;
  /** Words as written, each followed by its term. */
  readonly spellings: string;
}

export interface Query {
  readonly question: string;
  readonly terms: readonly QueryTerm[];
  readonly gold: readonly string[];
}

export interface Queries {
  readonly plain: readonly Query[];
  /** The same questions, each with one word mistyped that the corpus does not hold. */
  readonly mistyped: readonly Query[];
}

const documentsFile = (folder: string) => path.join(folder, 'documents.jsonl');
const queriesFile = (folder: string) => path.join(folder, 'queries.json');

const terms = (words: readonly IndexedWord[]) => words.map(({ term }) => term).join(' ');

/** Analyzes the corpus into `folder`; the words that it holds. */
export async function writeDocuments(folder: string, corpus: Corpus, size: number): Promise<ReadonlySet<string>> {
  const out = createWriteStream(documentsFile(folder));
  const known = new Set<string>();
  for (const passage of corpus.passages(size)) {
    const words = wordsOf(indexableText(passage));
    const spellings = fields.flatMap((field) => words[field].filter(({ likely }) => likely));
    for (const { word } of spellings) known.add(word);
    const document: Document = {
      id: passage.id,
      title: terms(words.title),
      heading: terms(words.heading),
      body: terms(words.body),
      spellings: [...new Set(spellings.map(({ word, term }) => `${word} ${term}`))].join(' '),
    };
    if (!out.write(`${JSON.stringify(document)}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return known;
}

/** `count` questions for the first `size` passages, and the same mistyped. */
export function writeQueries(folder: string, corpus: Corpus, size: number, count: number, known: ReadonlySet<string>): void {
  const draw = random(11);
  const query = (question: string, gold: ReadonlySet<string>): Query => ({
    question,
    terms: queryTerms(question, ['en'], new Map()),
    gold: [...gold],
  });
  const asked = corpus.questions(size, count);
  const mistyped = asked.flatMap(({ question, gold }) => {
    const typed = mistype(question, known, draw);
    return typed === undefined ? [] : [query(typed, gold)];
  });
  const queries: Queries = { plain: asked.map(({ question, gold }) => query(question, gold)), mistyped };
  writeFileSync(queriesFile(folder), JSON.stringify(queries));
}

/** One of the question's longer words with two letters swapped, one left out, doubled or replaced; undefined where that gives a known word. */
function mistype(question: string, known: ReadonlySet<string>, draw: () => number): string | undefined {
  const words = analyze(question, 'en').filter(({ word, stop }) => !stop && word.length >= 5 && known.has(word));
  const word = words[Math.floor(draw() * words.length)];
  if (!word) return undefined;
  const surface = question.slice(word.start, word.end);
  const at = 1 + Math.floor(draw() * (surface.length - 2));
  const [before, letter, next, after] = [surface.slice(0, at), surface[at]!, surface[at + 1]!, surface.slice(at + 2)];
  const other = String.fromCharCode(97 + Math.floor(draw() * 26));
  const forms = [
    before + next + letter + after,
    before + next + after,
    before + letter + letter + next + after,
    before + other + next + after,
  ];
  const typed = forms[Math.floor(draw() * forms.length)]!;
  return known.has(typed.toLowerCase()) ? undefined : question.slice(0, word.start) + typed + question.slice(word.end);
}

export async function* readDocuments(folder: string): AsyncGenerator<Document> {
  for await (const line of createInterface({ input: createReadStream(documentsFile(folder)), crlfDelay: Number.POSITIVE_INFINITY }))
    yield JSON.parse(line);
}

export const readQueries = (folder: string): Queries => JSON.parse(readFileSync(queriesFile(folder), 'utf8'));
