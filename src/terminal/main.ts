/** Edge: questions asked in a terminal, one, many, or a file full. */
import { answerCommand } from './answer.ts';
import { askCommand } from './ask.ts';

const commands: Record<string, (args: readonly string[]) => Promise<number>> = { ask: askCommand, answer: answerCommand };

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) process.exitCode = await command(args);
else {
  process.stderr.write(`footnote: the commands are ${Object.keys(commands).join(' and ')}.\n`);
  process.exitCode = 2;
}
