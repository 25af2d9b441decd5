/** What goes wrong: counted on the measured set, shown on cases of our own, whose text may be shown. */
import { ask, judge, type RelevanceCase, readCases } from '../../test/relevance/cases.ts';
import { isHit } from '../data/hit.ts';
import type { Judged } from './measure.ts';
import { heading, table } from './tables.ts';

const EXAMPLES = 10;

/** Where the first sentence stands when it is wrong. */
export function failures(judged: readonly Judged[]): string[] {
  const wrong = judged.filter(({ said, rank }) => said.question.kind === 'answerable' && rank !== 1);
  const counts = {
    'the right paragraph, another sentence': 0,
    'the right article, another paragraph': 0,
    'another article': 0,
    'nothing found': 0,
  };
  let below = 0;
  for (const { said, rank } of wrong) {
    const { question, excerpts } = said;
    const first = excerpts[0];
    const [start, end] = question.paragraph ?? [0, 0];
    if (rank > 1) below++;
    if (!first) counts['nothing found']++;
    else if (first.article.source !== question.source) counts['another article']++;
    else if (first.start < end && first.end > start && !isHit(question, first.article, first))
      counts['the right paragraph, another sentence']++;
    else counts['the right article, another paragraph']++;
  }
  const share = (count: number) => `${((100 * count) / Math.max(1, wrong.length)).toFixed(0)} %`;
  return [
    ...heading(
      'Where the first quote is wrong',
      `${wrong.length} questions; for ${share(below)} of them a right sentence stands further down among the ten.`,
    ),
    ...table(
      ['quoted instead', 'share'],
      Object.entries(counts).map(([place, count]) => [place, share(count)]),
    ),
  ];
}

/** Ten of the relevance cases that fail when they are asked now. */
export async function failing(): Promise<string[]> {
  const cases: (RelevanceCase & { readonly wrong: string })[] = [];
  for (const one of readCases()) {
    const wrong = judge(await ask(one), one);
    if (wrong.length > 0) cases.push({ ...one, wrong: wrong.join('; ') });
  }
  const step = Math.max(1, Math.floor(cases.length / EXAMPLES));
  const shown = cases.filter((_, i) => i % step === 0).slice(0, EXAMPLES);
  const line = ({ name, question, previous, expect, wrong }: (typeof cases)[number]): string => {
    const wanted =
      expect === 'not answered'
        ? 'no answer'
        : expect.map(({ quote, bold }) => `“${quote}”${bold ? ` with **${bold[0]}** marked` : ''}`).join(' and ');
    return `- \`${name}\`: “${question}”${previous ? ` after “${previous}”` : ''} should give ${wanted}. Today: ${wrong.replace(/\.$/, '')}.`;
  };
  const all = cases.length === shown.length ? `The ${cases.length}` : `${shown.length} of the ${cases.length}`;
  return [...heading('What it is bad at', `${all} relevance cases that fail today (\`test/relevance/\`).`), ...shown.map(line)];
}
