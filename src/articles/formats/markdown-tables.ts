/** What in a row of a Markdown table is drawing, so that a row reads as its cells: "| package   | why |" as "package | why". */
import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../article.ts';

/**
 * The marks of a `TableHeader` or `TableRow`: the bar at its start, all that is behind its last words, and of the blanks around every
 * other bar all but one. In order, as offsets into `text`. The bar between two cells stays: it parts them.
 */
export function rowMarks(row: SyntaxNode, text: string): Range[] {
  const marks: Range[] = [];
  let at = row.from;
  for (const { from, to } of row.getChildren('TableCell')) {
    const gap = text.slice(at, from);
    const lead = at === row.from ? /^[ \t]*\|[ \t]*/.exec(gap)?.[0].length : 0;
    if (lead) marks.push({ start: at, end: at + lead });
    for (const { index, 0: padding } of gap.slice(lead).matchAll(/(?<=[ \t])[ \t]+/g)) {
      const start = at + (lead ?? 0) + index;
      marks.push({ start, end: start + padding.length });
    }
    at = to;
  }
  return at < row.to ? [...marks, { start: at, end: row.to }] : marks;
}
