import { expect, test, vi } from 'vitest';
import { run, start } from './program.ts';

/** Lines of standard error, but for a word on learned files: without them answers are ordered by hand-set weights, and that is said. */
const told = (stderr: string) => stderr.split('\n').filter((line) => line && !line.includes('learned'));

const ask = 'src/terminal/main.ts';

// Each test starts a program or two; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 240_000 });

test('one question from the command line is answered with a numbered quote and its citation, nothing else', async () => {
  const { code, stdout, stderr } = await run({ args: [ask, 'ask', 'who', 'was the first president of South Korea?'] });
  expect(code).toBe(0);
  expect(told(stderr)).toEqual([]);
  expect(stdout.replaceAll('**', '')).toContain(
    '[1] Independent Korean governments were established three years later, on August 15, 1948, when',
  );
  expect(stdout).toMatch(
    /Putin congratulated Kim Jong-un on Korea Liberation Day · rbc\.ru · 000_c5714f2777f4e806\.txt · paragraph 3 of 3\n$/,
  );
});

test('without a terminal, the prompt answers each line and ends with the input', async () => {
  const { code, stdout } = await run({ args: [ask, 'ask'], input: 'when is Liberation Day celebrated?\n\n  \nasdkjh qwe zxc' });
  expect(code).toBe(0);
  expect(stdout.match(/^question> .*$/gm)).toEqual(['question> when is Liberation Day celebrated?', 'question> asdkjh qwe zxc']);
  expect(stdout.replaceAll('**', '')).toContain('[1] Korean Liberation Day — holiday, celebrated annually on August 15');
  expect(stdout).toContain('Nothing about "asdkjh", "qwe", or "zxc" in the one article here.');
});

test('the terminal is spoken to in its language', async () => {
  const { stdout } = await run({ args: [ask, 'ask', 'asdkjh'], env: { LANG: 'ru_RU.UTF-8' } });
  expect(stdout).toBe('Ничего про «asdkjh» в единственной статье здесь.\n');
});

test.each(['SIGINT', 'SIGTERM'] as const)('without a token it is in a sandbox, and %s ends it in order', async (signal) => {
  const program = start({ args: ['src/main.ts'], env: { LOG_LEVEL: 'silent' } });
  await program.printed('Footnote is in a sandbox at http://127.0.0.1:');
  program.kill(signal);
  const { stdout, ...ended } = await program.ended;
  expect(ended).toEqual({ code: 0, signal: null, stderr: '' });
  expect(stdout).toMatch(
    /^(Port 8080 is taken\.\n)?Footnote is in a sandbox at http:\/\/127\.0\.0\.1:\d+\. Put DISCORD_TOKEN in \.env to take it to Discord\.\n$/,
  );
});

test('a faulty configuration ends it, naming every variable with its cure, and no value', async () => {
  const env = { DISCORD_TOKEN: ' ', HOME_GUILD_ID: 'CANARY', LOG_LEVEL: 'CANARY' };
  for (const args of [['src/main.ts'], [ask, 'ask', 'who?']]) {
    const { code, stdout, stderr } = await run({ args, env });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).not.toContain('CANARY');
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^footnote: DISCORD_TOKEN is empty\. /),
      expect.stringMatching(/^footnote: HOME_GUILD_ID is not /),
      expect.stringMatching(/^footnote: LOG_LEVEL is not /),
    ]);
  }
});

test('a folder of articles that is not there is named, with what to do', async () => {
  const { code, stderr } = await run({ args: ['src/main.ts'], env: { ARTICLES_DIR: '/no/such/folder' } });
  expect(code).toBe(1);
  expect(told(stderr)).toEqual([
    'footnote: The folder /no/such/folder cannot be read: it does not exist. Put that right and try again.',
  ]);
});
