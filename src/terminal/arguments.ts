/** What stands on the command line → what to do. */
import { parseArgs } from 'node:util';

export interface BatchArguments {
  readonly articles: string;
  readonly questions: string;
  readonly top: number;
}

/** What is wrong with the command line, in one sentence with the cure. */
export interface ArgumentProblem {
  readonly problem: string;
}

export const batchUsage = 'Usage: npm run --silent answer -- --articles DIR --questions FILE.jsonl [--top 10]';

/** Arguments of the batch command. `top` lies between 1 and 100. */
export function parseBatchArguments(args: readonly string[]): BatchArguments | ArgumentProblem {
  const refuse = (what: string): ArgumentProblem => ({ problem: `${what} ${batchUsage}` });
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { articles: { type: 'string' }, questions: { type: 'string' }, top: { type: 'string', default: '10' } },
    });
    const { articles, questions } = values;
    if (!articles) return refuse('--articles is missing: the folder of the articles.');
    if (!questions) return refuse('--questions is missing: the file of the questions.');
    if (!/^\d{1,3}$/.test(values.top) || Number(values.top) < 1 || Number(values.top) > 100) {
      return refuse('--top is not a number from 1 to 100.');
    }
    return { articles, questions, top: Number(values.top) };
  } catch (error) {
    // Node's own sentences name the argument: "Unknown option '--x'…"; the first of them is enough.
    return refuse(`${(error as Error).message.split('. ')[0]}.`);
  }
}
