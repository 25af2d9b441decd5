/** Figures as Markdown. */
import type { Figures } from './measure.ts';

export const heading = (title: string, text: string): string[] => ['', `## ${title}`, '', text, ''];

/** Rows of cells, the first column left, the others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`, ...rows.map(line), ''];
}

/** A row of figures; without figures, their names. */
export function figureRow(name: string, figures?: Figures): string[] {
  if (!figures)
    return [name, 'questions', 'P@1', 'MRR@10', 'R@5', 'EM', 'F1', 'P@1 of the surer half', 'answered', 'marked', 'of these right'];
  const { questions, p1, mrr, r5, em, f1, p1Half, answered, shown, shownGood } = figures;
  return [
    name,
    String(questions),
    ...[p1, mrr, r5, em, f1, p1Half, answered, shown, shownGood].map((value) => (Number.isNaN(value) ? '–' : value.toFixed(1))),
  ];
}
