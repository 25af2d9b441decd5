/** Footnote and its rivals, each given terms that are analyzed already, in its own best setting for "any of these words, best first". */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import type { Article, Passage } from '../../src/articles/article.ts';
import { CompiledIndex } from '../../src/search/compiled-index.ts';
import { type LiveSegment, liveSegment } from '../../src/search/live.ts';
import { type IndexedPassage, TermIndex } from '../../src/search/minisearch.ts';
import type { IndexedWord } from '../../src/search/passage-terms.ts';
import type { Document } from './documents.ts';
import { type Engine, rival } from './engine.ts';

/** A folder that is deleted when the process ends. */
function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const words = (text: string) => (text === '' ? [] : text.split(' '));
const joined = ({ title, heading, body }: Document) => `${title} ${heading} ${body}`;
const query = (terms: readonly { readonly term: string }[]) => terms.map(({ term }) => term).join(' ');

/** The words of a document as the analyzer gave them: the same object for the same word, each spelling at one of its term's places. */
function indexedWords(): (document: Document) => IndexedPassage {
  const known = new Map<string, IndexedWord>();
  const wordOf = (word: string, term: string, likely: boolean) => {
    const key = `${word} ${term} ${likely}`;
    const made = known.get(key) ?? { word, term, likely };
    known.set(key, made);
    return made;
  };
  return ({ id, title, heading, body, spellings }) => {
    const spelled = new Map<string, string[]>();
    const list = words(spellings);
    for (let at = 0; at < list.length; at += 2) spelled.set(list[at + 1]!, [...(spelled.get(list[at + 1]!) ?? []), list[at]!]);
    const field = (text: string) =>
      words(text).map((term) => {
        const word = spelled.get(term)?.pop();
        return wordOf(word ?? term, term, word !== undefined);
      });
    return { id, title: field(title), heading: field(heading), body: field(body) };
  };
}

/** As the indexing worker does it, one segment after another. */
function footnote(): Engine {
  const segments: LiveSegment[] = [];
  const article = { id: 'a', language: 'en' } as Article;
  let indexed = indexedWords();
  let index = new TermIndex();
  let held: Passage[] = [];
  let compiled: CompiledIndex;
  const close = () => {
    if (held.length > 0) segments.push(liveSegment(index.compile(), held));
    index = new TermIndex();
    held = [];
  };
  return {
    add(documents) {
      index.addAll(documents.map(indexed));
      for (const { id } of documents)
        held.push({ id, article, heading: '', start: 0, end: 0, ordinal: 1, total: 1, sentences: [] });
      if (held.length >= 32_768) close();
    },
    finish() {
      close();
      // The words met are the analyzer's, not the index's.
      indexed = indexedWords();
      compiled = new CompiledIndex(segments, new Map());
    },
    search: async (terms, limit) =>
      (await compiled.search({ terms }, limit)).map(({ passageId, score }) => ({ id: passageId, score })),
  };
}

function minisearch(): Engine {
  const index = new MiniSearch<Document>({ fields: ['title', 'heading', 'body'], tokenize: words, processTerm: (term) => term });
  const search = (fuzzy: boolean) => (terms: readonly { readonly term: string }[], limit: number) =>
    index
      .search(query(terms), fuzzy ? { fuzzy: 0.2, prefix: true } : {})
      .slice(0, limit)
      .map(({ id, score }) => ({ id, score }));
  return { add: (documents) => index.addAll(documents), finish: () => {}, search: search(false), searchMistyped: search(true) };
}

interface FlexSearch {
  readonly Index: new (
    options: object,
  ) => {
    add(id: number, text: string): void;
    search(query: string, options: object): number[];
  };
}

async function flexsearch(): Promise<Engine> {
  const { Index } = await rival<FlexSearch>('flexsearch');
  const index = new Index({ tokenize: 'strict', encode: words, fastupdate: false });
  const ids: string[] = [];
  return {
    add(documents) {
      for (const document of documents) index.add(ids.push(document.id) - 1, joined(document));
    },
    finish: () => {},
    search: (terms, limit) => index.search(query(terms), { limit, suggest: true }).map((number) => ({ id: ids[number]! })),
  };
}

interface Orama {
  create(options: object): object;
  insertMultiple(db: object, documents: readonly object[], batch: number): Promise<unknown>;
  search(db: object, query: object): Promise<{ hits: { document: { key: string }; score: number }[] }>;
}

async function orama(): Promise<Engine> {
  const { create, insertMultiple, search } = await rival<Orama>('@orama/orama');
  // Orama takes every term for a beginning of words, unless `exact`, which asks for documents with all terms. A sign that ends each word makes
  // it find whole words, any of them.
  const whole = (text: string) => words(text).map((word) => `${word}$`);
  const tokenizer = { language: 'english', normalizationCache: new Map(), tokenize: whole };
  const db = create({ schema: { title: 'string', heading: 'string', body: 'string' }, components: { tokenizer } });
  return {
    add: async (documents) =>
      void (await insertMultiple(
        db,
        documents.map(({ id, title, heading, body }) => ({ key: id, title, heading, body })),
        500,
      )),
    finish: () => {},
    search: async (terms, limit) =>
      (await search(db, { term: query(terms), limit, threshold: 1 })).hits.map(({ document, score }) => ({
        id: document.key,
        score,
      })),
  };
}

interface Lunr {
  readonly default: {
    (
      config: (this: LunrBuilder) => void,
    ): { query(build: (query: { term(terms: string[], options: object): void }) => void): { ref: string; score: number }[] };
    tokenizer: { separator: RegExp };
  };
}
interface LunrBuilder {
  pipeline: { reset(): void };
  searchPipeline: { reset(): void };
  ref(name: string): void;
  field(name: string): void;
  add(document: Document): void;
}

async function lunr(): Promise<Engine> {
  const { default: build } = await rival<Lunr>('lunr');
  const documents: Document[] = [];
  let index: ReturnType<typeof build>;
  return {
    add: (more) => void documents.push(...more),
    finish() {
      build.tokenizer.separator = / /;
      index = build(function (this: LunrBuilder) {
        this.pipeline.reset();
        this.searchPipeline.reset();
        this.ref('id');
        for (const field of ['title', 'heading', 'body']) this.field(field);
        for (const document of documents) this.add(document);
      });
    },
    search: (terms, limit) =>
      index
        .query((asked) =>
          asked.term(
            terms.map(({ term }) => term),
            {},
          ),
        )
        .slice(0, limit)
        .map(({ ref, score }) => ({ id: ref, score })),
  };
}

function fts5(): Engine {
  const db = new Database(path.join(temporaryFolder('fts5-'), 'index.db'));
  db.pragma('journal_mode = WAL');
  db.exec(
    `CREATE VIRTUAL TABLE passages USING fts5(id UNINDEXED, title, heading, body, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* P* S* Co'")`,
  );
  const insert = db.prepare('INSERT INTO passages VALUES (?, ?, ?, ?)');
  const select = db.prepare('SELECT id, -bm25(passages) AS score FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?');
  return {
    add: db.transaction((documents: readonly Document[]) => {
      for (const { id, title, heading, body } of documents) insert.run(id, title, heading, body);
    }),
    finish: () => void db.exec("INSERT INTO passages(passages) VALUES ('optimize')"),
    search: (terms, limit) =>
      select.all(terms.map(({ term }) => `"${term.replaceAll('"', '')}"`).join(' OR '), limit) as { id: string; score: number }[],
  };
}

interface Lance {
  connect(folder: string): Promise<{ createTable(name: string, rows: readonly object[]): Promise<LanceTable> }>;
  readonly Index: { fts(options: object): object };
}
interface LanceTable {
  add(rows: readonly object[]): Promise<unknown>;
  optimize(): Promise<unknown>;
  createIndex(column: string, options: object): Promise<void>;
  query(): { fullTextSearch(text: string, options: object): LanceQuery };
}
interface LanceQuery {
  select(columns: readonly string[]): LanceQuery;
  limit(count: number): LanceQuery;
  toArray(): Promise<{ id: string; _score: number }[]>;
}

async function lancedb(): Promise<Engine> {
  const lance = await rival<Lance>('@lancedb/lancedb');
  const db = await lance.connect(temporaryFolder('lance-'));
  let table: LanceTable | undefined;
  return {
    async add(documents) {
      const rows = documents.map((document) => ({ id: document.id, text: joined(document) }));
      if (table) await table.add(rows);
      else table = await db.createTable('passages', rows);
    },
    async finish() {
      await table!.optimize();
      const config = lance.Index.fts({
        baseTokenizer: 'whitespace',
        stem: false,
        removeStopWords: false,
        asciiFolding: false,
        lowercase: false,
        withPosition: false,
      });
      await table!.createIndex('text', { config });
    },
    async search(terms, limit) {
      const rows = await table!
        .query()
        .fullTextSearch(query(terms), { columns: ['text'] })
        .select(['id', '_score'])
        .limit(limit)
        .toArray();
      return rows.map(({ id, _score }) => ({ id, score: _score }));
    },
  };
}

export const engines: Readonly<Record<string, () => Engine | Promise<Engine>>> = {
  footnote,
  minisearch,
  flexsearch,
  orama,
  lunr,
  fts5,
  lancedb,
};
