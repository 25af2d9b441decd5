/** The parts of a training that run side by side. What each makes is kept as a checkpoint, and read from there by those that build on it. */
import { type TranslationLists, Translations } from '../../src/answer/evidence/translation.ts';
import { Forest, joinTrees, type Tree } from '../../src/answer/model.ts';
import { analyzedSentence } from '../../src/answer/sentence.ts';
import type { SpanModels } from '../../src/answer/span-weights.ts';
import type { Article } from '../../src/articles/article.ts';
import { readQuestionSet } from '../data/question-set.ts';
import { asTyped, type SpanExample, spanExamples } from '../span/examples.ts';
import { learnSpans } from '../span/learn.ts';
import { type ChoiceRows, choiceSet, growChoice, joinSets } from '../span/learn-choice.ts';
import { Checkpoints } from './checkpoint.ts';
import { type Corpus, prepareCorpus } from './corpus.ts';
import {
  type EvidenceRows,
  evidenceRows,
  FOLDS,
  foldsOf,
  growOrder,
  joinRows,
  type Kind,
  type LearnedRanking,
  type Part,
  type SentencePlace,
  translationsFrom,
  vocabularyOf,
} from './learn-ranking.ts';
import { type LearnedVerdictTrees, learnVerdicts } from './learn-verdicts.ts';
import { randomFrom } from './random.ts';

export interface TrainingOptions {
  readonly data: string;
  /** Folder of the checkpoints. */
  readonly work: string;
  readonly seed: number;
  readonly trees: number;
  /** Questions of an article at most. */
  readonly perArticle: number;
}

/** In the rehearsal the first part is kept apart: it shows how far what was learned from the others can be trusted. */
export type Stage = 'rehearsal' | 'final';

/** What is learned in the rehearsal is learned from two halves too: the last choice is learned where the weights have not been. */
export type Half = 0 | 1;
export type SpanStage = Stage | `half-${Half}`;

export type Task =
  | { readonly name: 'rows'; readonly fold: number }
  | { readonly name: 'translations' }
  | { readonly name: 'trees'; readonly stage: Stage; readonly kind: Kind }
  | { readonly name: 'spans'; readonly stage: SpanStage; readonly lexical: boolean }
  /** Contenders of the questions of one half, under what the other half taught. */
  | { readonly name: 'contenders'; readonly half: Half; readonly lexical: boolean }
  | { readonly name: 'choice'; readonly lexical: boolean }
  | { readonly name: 'verdicts'; readonly kind: Kind };

/** Names of checkpoints. */
export const named = {
  rows: (fold: number) => `rows-${fold}`,
  translations: (fold: number | 'final') => `translations-${fold}`,
  trees: (stage: Stage, kind: Kind) => `trees-${stage}-${kind}`,
  spans: (stage: SpanStage, lexical: boolean) => `spans-${stage}-${lexical ? 'words' : 'shapes'}`,
  contenders: (half: Half, lexical: boolean) => `contenders-${half}-${lexical ? 'words' : 'shapes'}`,
  choice: (lexical: boolean) => `choice-${lexical ? 'words' : 'shapes'}`,
  verdicts: (kind: Kind) => `verdicts-${kind}`,
};

/** A rehearsal need not be as long as the performance. */
const REHEARSED = 0.8;
/** Trees of the last choice among the best spans. */
const CHOICE_TREES = 300;
/** Share of the questions that answering words are sought for as people type them. */
const TYPED = 0.12;

export class Training {
  readonly #options: TrainingOptions;
  readonly #corpus: Corpus;
  readonly #articles: readonly Article[];
  readonly #folds: readonly Part[];
  readonly checkpoints: Checkpoints;

  private constructor(options: TrainingOptions, corpus: Corpus) {
    this.#options = options;
    this.#corpus = corpus;
    this.#articles = corpus.set.articles;
    this.#folds = foldsOf(this.#articles, options.seed);
    this.checkpoints = new Checkpoints(options.work);
  }

  static async open(options: TrainingOptions): Promise<Training> {
    return new Training(options, prepareCorpus(await readQuestionSet(options.data)));
  }

  /** Runs a task, unless it was finished before. */
  async run(task: Task): Promise<void> {
    switch (task.name) {
      case 'rows':
        return this.#rows(task.fold);
      case 'translations':
        return void (await this.checkpoints.stage(named.translations('final'), () =>
          translationsFrom(this.#corpus, this.#articles),
        ));
      case 'trees':
        return this.#trees(task.stage, task.kind);
      case 'spans':
        return this.#spans(task.stage, task.lexical);
      case 'contenders':
        return this.#contenders(task.half, task.lexical);
      case 'choice':
        return this.#choice(task.lexical);
      case 'verdicts':
        return this.#verdicts(task.kind);
    }
  }

  async #rows(fold: number): Promise<void> {
    const part = this.#folds[fold]!;
    const translations = await this.checkpoints.stage(named.translations(fold), () =>
      translationsFrom(this.#corpus, part.others, vocabularyOf(this.#corpus, this.#articles)),
    );
    const options = { ...this.#options, seed: this.#options.seed + 1 + fold };
    await this.checkpoints.stage(named.rows(fold), () =>
      evidenceRows(this.#corpus, part, translations, options, `evidence ${fold + 1} of ${FOLDS}`),
    );
  }

  async #trees(stage: Stage, kind: Kind): Promise<void> {
    const trees = stage === 'final' ? this.#options.trees : Math.ceil(REHEARSED * this.#options.trees);
    const known = this.checkpoints.read<Tree[]>(named.trees(stage, kind));
    if (known && known.length >= trees) return;
    const folds = this.#folds.map((_, fold) => fold).slice(stage === 'final' ? 0 : 1);
    const rows = joinRows(folds.map((fold) => this.checkpoints.read<EvidenceRows>(named.rows(fold))!));
    growOrder(rows, kind, { ...this.#options, trees }, this.checkpoints, `${stage}-${kind}`);
  }

  async #spans(stage: SpanStage, lexical: boolean): Promise<void> {
    const options = { lexical, epochs: 1, rate: 0.05, decay: 0, random: randomFrom(this.#options.seed) };
    await this.checkpoints.stage(named.spans(stage, lexical), () => learnSpans(this.#examples(stage, lexical), options));
  }

  /** The questions of a stage; only where words are learned, beside the sentences easily taken for the right one. */
  #examples(stage: SpanStage, rivalled: boolean): SpanExample[] {
    const articles = stage === 'final' ? this.#articles : this.#folds[0]!.others;
    const own = articles.filter((_, i) => !stage.startsWith('half') || i % 2 === Number(stage.at(-1)));
    const numbers = new Set(own.map((article) => this.#articles.indexOf(article)));
    const all = asTyped(spanExamples(this.#corpus.set), TYPED, randomFrom(this.#options.seed));
    const examples = all.filter(({ article }) => numbers.has(article));
    if (!rivalled) return examples;
    const folds = this.#folds.map((_, fold) => this.checkpoints.read<EvidenceRows>(named.rows(fold))!.rivals);
    const rivals = new Map(folds.flatMap((fold) => [...fold]));
    const sentenceAt = ([article, passage, sentence]: SentencePlace) =>
      analyzedSentence(this.#corpus.set.passages.get(this.#articles[article]!)![passage]!, sentence);
    return examples.map((example) => ({ ...example, rivals: (rivals.get(example.id) ?? []).map(sentenceAt) }));
  }

  async #contenders(half: Half, lexical: boolean): Promise<void> {
    await this.checkpoints.stage(named.contenders(half, lexical), () => {
      const other: SpanStage = `half-${half === 0 ? 1 : 0}`;
      const taught = this.#folds[0]!.others.filter((_, i) => i % 2 !== half);
      const translations = lexical ? new Translations(translationsFrom(this.#corpus, taught)) : Translations.empty();
      const weights = this.checkpoints.read<Float32Array>(named.spans(other, lexical))!;
      return choiceSet(this.#examples(`half-${half}`, false), weights, translations, lexical);
    });
  }

  async #choice(lexical: boolean): Promise<void> {
    const sets = ([0, 1] as const).map((half) => this.checkpoints.read<ChoiceRows>(named.contenders(half, lexical))!);
    await this.checkpoints.stage(named.choice(lexical), () => growChoice(joinSets(sets), CHOICE_TREES, this.#options.seed));
  }

  async #verdicts(kind: Kind): Promise<void> {
    const { lexical, shapes } = this.spans('rehearsal');
    const model = ({ weights, choice }: SpanModels['lexical']) => ({ weights, choice: new Forest(choice) });
    const spans = { lexical: model(lexical), shapes: model(shapes) };
    await this.checkpoints.stage(named.verdicts(kind), () =>
      learnVerdicts(this.#corpus, this.#folds[0]!.own, this.ranking('rehearsal'), spans, kind, this.#options.seed),
    );
  }

  /** What the finished tasks of a stage learned. */
  ranking(stage: Stage): LearnedRanking {
    return {
      translations: this.checkpoints.read<TranslationLists>(named.translations(stage === 'final' ? 'final' : 0))!,
      english: this.checkpoints.read<Tree[]>(named.trees(stage, 'english'))!,
      languageFree: this.checkpoints.read<Tree[]>(named.trees(stage, 'languageFree'))!,
    };
  }

  spans(stage: Stage): SpanModels {
    const model = (lexical: boolean) => ({
      weights: this.checkpoints.read<Float32Array>(named.spans(stage, lexical))!,
      choice: joinTrees(this.checkpoints.read<Tree[]>(named.choice(lexical))!),
    });
    return { lexical: model(true), shapes: model(false) };
  }

  verdicts(kind: Kind): Record<'answered' | 'marked', LearnedVerdictTrees> {
    return this.checkpoints.read(named.verdicts(kind))!;
  }
}
