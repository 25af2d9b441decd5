/** Questions that lean on the one before them: the pairs among the relevance cases, asked with that one and without. */
import { ask, judge, type RelevanceCase, readCases } from '../../test/relevance/cases.ts';
import { heading, table } from './tables.ts';

/** The right sentence comes first, or none where none is wanted; marked words are measured elsewhere. */
async function isRight(one: RelevanceCase): Promise<boolean> {
  const wrong = judge(await ask(one), one);
  return wrong.every((fault) => fault.startsWith('bold: '));
}

/** How many follow-up questions are answered by the right sentence, beside the same questions asked alone. */
export async function followUps(): Promise<string[]> {
  const pairs = readCases().filter(({ previous }) => previous !== undefined);
  let after = 0;
  let alone = 0;
  for (const pair of pairs) {
    if (await isRight(pair)) after++;
    const { previous: _, ...withoutPrevious } = pair;
    if (await isRight(withoutPrevious)) alone++;
  }
  const share = (right: number) => [String(pairs.length), String(right), ((100 * right) / pairs.length).toFixed(0)];
  return [
    ...heading(
      'Follow-up questions',
      '“And when?” after “who wrote the letter?”: pairs written for `test/relevance/`, some of which need nothing of the question before.',
    ),
    ...table(
      ['', 'pairs', 'right sentence first', '%'],
      [
        ['after the question before', ...share(after)],
        ['asked alone', ...share(alone)],
      ],
    ),
  ];
}
