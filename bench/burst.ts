/**
 * 300 people ask at once: how long until Discord hears the first response, and is every question answered?
 * `npm run bench:burst [-- 300]`. Starts the sandbox here and the real program as a child process.
 */
import { parseArgs } from 'node:util';
import { startProgram } from '../test/e2e/program.ts';

const questions = ['who wrote the letter?', 'when was Liberation Day', 'how long did the occupation last', 'how do I bake bread'];

const { positionals } = parseArgs({ allowPositionals: true });
const people = Number(positionals[0] ?? 300);

const bot = await startProgram({ sandbox: { deadlines: { firstResponseMs: 3000 } } });
const guilds = Array.from({ length: 10 }, (_, at) => bot.discord.addGuild({ name: `Guild ${at}` }));
const members = Array.from({ length: people }, (_, at) => bot.discord.member(guilds[at % guilds.length]!, `Member ${at}`));
// The first question of a process compiles what the others use.
await bot.anna.slash('ask', { question: questions[0]! });

const began = performance.now();
const outcomes = await Promise.all(
  members.map((member, at) => member.slash('ask', { question: questions[at % questions.length]! }, 60_000)),
);
const tookMs = performance.now() - began;

const first = outcomes.flatMap(({ firstMs }) => (firstMs === undefined ? [] : [firstMs])).sort((a, b) => a - b);
const at = (share: number) => Math.round(first[Math.min(first.length - 1, Math.floor(first.length * share))] ?? Number.NaN);
const lost = outcomes.filter(({ failed, text }) => failed || text === '').length;
const figures = {
  asked: people,
  lost,
  answered: outcomes.filter(({ text }) => /\[1\]|No answer found|Nothing/.test(text)).length,
  deferred: outcomes.filter(({ deferred }) => deferred).length,
  firstResponseMs: { p50: at(0.5), p95: at(0.95), max: Math.round(first.at(-1) ?? Number.NaN) },
  allAnsweredMs: Math.round(tookMs),
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
await bot.stop();
if (lost > 0 || figures.answered < people) process.exitCode = 1;
