import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { wantsSmallNursery } from '../../src/main/prepare.ts';

const megabytes = (count: number) => count * 2 ** 20;

test('a small machine gets a small nursery, unless somebody chose one', () => {
  expect(wantsSmallNursery(megabytes(256), [])).toBe(true);
  expect(wantsSmallNursery(megabytes(256), ['--max-semi-space-size=4'])).toBe(false);
  expect(wantsSmallNursery(megabytes(256), [], '--enable-source-maps --max-semi-space-size=8')).toBe(false);
  expect(wantsSmallNursery(megabytes(4_096), [])).toBe(false);
});

test.skipIf(process.platform === 'win32')(
  'on a small machine the process is replaced once, under the same number, and does what it would have done',
  () => {
    const tell = 'data:text/javascript,process.stdout.write([process.pid, ...process.execArgv].join(" ") + "\\n")';
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--max-old-space-size=256', `--import=${tell}`, 'src/main.ts'],
      {
        env: { PATH: process.env.PATH, DISCORD_TOKEN: 'token', DISCORD_API_URL: 'nonsense' },
        encoding: 'utf8',
      },
    );
    const starts = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    expect(starts.length).toBe(2);
    expect(starts[1]![0]).toBe(starts[0]![0]);
    expect(starts[1]![1]).toBe('--max-semi-space-size=4');
    expect(stderr).toMatch(/^footnote: DISCORD_API_URL is not [^\n]*\n$/);
    expect(status).toBe(1);
  },
);
