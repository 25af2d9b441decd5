/** The figures of a run: how often the right sentence comes first, the right words, and an honest no. */
import type { Article } from '../../src/articles/article.ts';
import { isHit } from '../data/hit.ts';
import type { AskedQuestion } from '../data/question-set.ts';
import { exactMatch, sharedF1 } from '../data/squad-measure.ts';

/** What a system said to one question: sentences best first, as offsets into their article's text. */
export interface Said {
  readonly question: AskedQuestion;
  readonly state: 'answered' | 'closest' | 'nothing';
  readonly confidence: number;
  readonly shown: boolean;
  readonly answer: string;
  readonly excerpts: readonly { readonly article: Article; readonly start: number; readonly end: number }[];
}

export interface Judged {
  readonly said: Said;
  /** Of the first right sentence, from 1; 0 where none of ten is right. */
  readonly rank: number;
  readonly em: number;
  readonly f1: number;
}

export function judge(said: Said, bySource: ReadonlyMap<string, Article>): Judged {
  const { question, excerpts } = said;
  const home = question.kind === 'answerable' ? bySource.get(question.source ?? '') : undefined;
  if (!home) return { said, rank: 0, em: 0, f1: 0 };
  const golds = question.answers.map(([start, end]) => home.text.slice(start, end));
  const rank =
    1 + excerpts.slice(0, 10).findIndex((excerpt) => excerpt.article.source === home.source && isHit(question, home, excerpt));
  return { said, rank, em: Number(exactMatch(said.answer, golds, question.lang)), f1: sharedF1(said.answer, golds, question.lang) };
}

/** Share of pairs in which the answerable question has the greater confidence; ties count half. */
export function auroc(answerable: readonly number[], others: readonly number[]): number {
  const all = [...answerable.map((value) => ({ value, right: 1 })), ...others.map((value) => ({ value, right: 0 }))].sort(
    (a, b) => a.value - b.value,
  );
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]!.value === all[from]!.value) to++;
    for (let i = from; i < to; i++) if (all[i]!.right) ranks += (from + to + 1) / 2;
    from = to;
  }
  return (ranks - (answerable.length * (answerable.length + 1)) / 2) / (answerable.length * others.length);
}

/** Percent, but for `questions`. */
export interface Figures {
  readonly questions: number;
  readonly p1: number;
  readonly mrr: number;
  readonly r5: number;
  readonly em: number;
  readonly f1: number;
  /** Of the half answered most confidently. */
  readonly p1Half: number;
  readonly shown: number;
  readonly shownGood: number;
  readonly answered: number;
}

const mean = <T>(list: readonly T[], of: (item: T) => number) =>
  list.length ? (100 * list.reduce((sum, item) => sum + of(item), 0)) / list.length : Number.NaN;

/** Figures over the answerable questions of a run. */
export function figuresOf(judged: readonly Judged[]): Figures {
  const answerable = judged.filter(({ said }) => said.question.kind === 'answerable');
  const half = answerable.toSorted((a, b) => b.said.confidence - a.said.confidence).slice(0, Math.floor(answerable.length / 2));
  const shown = answerable.filter(({ said }) => said.shown);
  return {
    questions: answerable.length,
    p1: mean(answerable, ({ rank }) => Number(rank === 1)),
    mrr: mean(answerable, ({ rank }) => (rank ? 1 / rank : 0)),
    r5: mean(answerable, ({ rank }) => Number(rank > 0 && rank <= 5)),
    em: mean(answerable, ({ em }) => em),
    f1: mean(answerable, ({ f1 }) => f1),
    p1Half: mean(half, ({ rank }) => Number(rank === 1)),
    shown: mean(answerable, ({ said }) => Number(said.shown)),
    shownGood: mean(shown, ({ f1 }) => Number(f1 >= 0.5)),
    answered: mean(answerable, ({ said }) => Number(said.state === 'answered')),
  };
}

/** How questions without an answer are told apart: AUROC against the answerable ones, and the share wrongly `answered`, in percent. */
export function toldApart(
  judged: readonly Judged[],
  kind: 'offtopic' | 'perturbed',
): { questions: number; auroc: number; answered: number } {
  const confidences = (of: string) => judged.filter(({ said }) => said.question.kind === of).map(({ said }) => said.confidence);
  const others = judged.filter(({ said }) => said.question.kind === kind);
  return {
    questions: others.length,
    auroc: 100 * auroc(confidences('answerable'), confidences(kind)),
    answered: mean(others, ({ said }) => Number(said.state === 'answered')),
  };
}

/** 95 % interval of the mean difference of paired values, by the bootstrap (Efron 1979); `random` in [0, 1). */
export function pairedInterval(a: readonly number[], b: readonly number[], random: () => number, rounds = 2_000): [number, number] {
  const differences = a.map((value, i) => value - b[i]!);
  const means = Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let i = 0; i < differences.length; i++) sum += differences[Math.floor(random() * differences.length)]!;
    return sum / differences.length;
  }).sort((x, y) => x - y);
  return [means[Math.floor(rounds * 0.025)]!, means[Math.floor(rounds * 0.975)]!];
}
