/** Edge: questions asked in a terminal, one, many, or a file full; and what the operator does to the data folder. */

type Run = (args: readonly string[]) => Promise<number>;

/** Each command brings only what it needs. */
const commands: Record<string, () => Promise<Run>> = {
  ask: async () => (await import('./ask.ts')).askCommand,
  answer: async () => (await import('./answer.ts')).answerCommand,
  backup: async () => (await import('./upkeep.ts')).backupCommand,
  restore: async () => (await import('./upkeep.ts')).restoreCommand,
  verify: async () => (await import('./upkeep.ts')).verifyCommand,
  guilds: async () => (await import('./upkeep.ts')).guildsCommand,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) process.exitCode = await (await command())(args);
else {
  process.stderr.write(`footnote: the commands are ${Object.keys(commands).join(', ')}.\n`);
  process.exitCode = 2;
}
