/** Edge: questions asked in a terminal, one, many, or a file full. */
import { answerCommand } from './answer.ts';

const [command, ...args] = process.argv.slice(2);

if (command === 'answer') process.exitCode = await answerCommand(args);
else {
  process.stderr.write('footnote: the commands are ask and answer.\n');
  process.exitCode = 2;
}
