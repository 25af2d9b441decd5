import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

const base = { cwd: path.resolve('/home/footnote'), sampleDir: path.resolve('/footnote/seeds') };
const read = (env: Record<string, string>) => readConfig(env, base);
const problems = (env: Record<string, string>) => {
  const result = read(env);
  return result.ok ? [] : result.problems;
};

test('nothing needs to be configured', () => {
  expect(read({})).toEqual({
    ok: true,
    config: {
      production: false,
      apiUrl: 'https://discord.com/api',
      cdnUrl: 'https://cdn.discordapp.com',
      articlesDir: base.sampleDir,
      sample: true,
      dataDir: path.join(base.cwd, 'data'),
      operatorIds: [],
      logLevel: 'info',
      quota: { sources: 25, articles: 2000, bytes: 100_000_000 },
      graceDays: 7,
      loopbackSources: false,
      sandboxPort: 8080,
    },
  });
});

test('what is configured is read, with blanks around it taken off', () => {
  const result = read({
    DISCORD_TOKEN: ' abc.def.ghi ',
    DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
    DISCORD_CDN_URL: ' http://127.0.0.1:8080 ',
    ARTICLES_DIR: ' articles ',
    DATA_DIR: '/var/lib/footnote',
    OPERATOR_IDS: '123456789012345678, 223456789012345678 323456789012345678',
    HOME_GUILD_ID: ' 423456789012345678',
    SECRET_KEY: 'k'.repeat(32),
    LOG_LEVEL: 'debug',
    ALLOWED_GUILDS: '123456789012345678',
    QUOTA_SOURCES: '5',
    QUOTA_ARTICLES: ' 100 ',
    QUOTA_MEGABYTES: '1',
    GRACE_DAYS: '0',
    CONTACT: 'me@example.org',
    LOOPBACK_SOURCES: 'yes',
  });
  expect(result.ok && result.config).toMatchObject({
    token: 'abc.def.ghi',
    apiUrl: 'http://127.0.0.1:8080/api',
    cdnUrl: 'http://127.0.0.1:8080',
    articlesDir: path.join(base.cwd, 'articles'),
    sample: false,
    dataDir: path.resolve('/var/lib/footnote'),
    operatorIds: ['123456789012345678', '223456789012345678', '323456789012345678'],
    homeGuildId: '423456789012345678',
    secretKey: 'k'.repeat(32),
    logLevel: 'debug',
    allowedGuilds: ['123456789012345678'],
    quota: { sources: 5, articles: 100, bytes: 1_000_000 },
    graceDays: 0,
    contact: 'me@example.org',
    loopbackSources: true,
  });
});

test('a line left empty is as good as none, except for the token', () => {
  const names = [
    'DISCORD_API_URL',
    'DISCORD_CDN_URL',
    'ARTICLES_DIR',
    'DATA_DIR',
    'OPERATOR_IDS',
    'HOME_GUILD_ID',
    'SECRET_KEY',
    'LOG_LEVEL',
    'ALLOWED_GUILDS',
    'QUOTA_SOURCES',
    'QUOTA_ARTICLES',
    'QUOTA_MEGABYTES',
    'GRACE_DAYS',
    'CONTACT',
    'LOOPBACK_SOURCES',
  ];
  for (const empty of ['', '   ']) {
    const result = read(Object.fromEntries(names.map((name) => [name, empty])));
    expect(result).toEqual(read({}));
    expect(problems({ DISCORD_TOKEN: empty })).toEqual([
      expect.stringMatching(/^DISCORD_TOKEN is empty\. Fill it in or delete the line/),
    ]);
  }
});

const canary = 'CANARY-value';
const wrong: Record<string, string> = {
  DISCORD_TOKEN: `Bot ${canary}`,
  DISCORD_API_URL: `ftp://${canary}`,
  DISCORD_CDN_URL: canary,
  ARTICLES_DIR: `${canary}\0`,
  DATA_DIR: `${canary}\0`,
  OPERATOR_IDS: `123456789012345678,${canary}`,
  HOME_GUILD_ID: canary,
  SECRET_KEY: canary,
  ALLOWED_GUILDS: canary,
  QUOTA_SOURCES: `-1${canary}`,
  QUOTA_ARTICLES: canary,
  QUOTA_MEGABYTES: canary,
  GRACE_DAYS: '366',
  CONTACT: `${canary} with blanks`,
  LOOPBACK_SOURCES: canary,
  LOG_LEVEL: canary,
};

test('every problem is told at once, by the name of its variable and with a cure, and no value is', () => {
  const told = problems(wrong);
  expect(told.map((problem) => problem.split(' ')[0])).toEqual(Object.keys(wrong));
  for (const problem of told) {
    expect(problem).toMatch(/\. \S.*\.$|: .*\.$/);
    expect(problem).not.toContain(canary);
  }
});

test.each([`two words`, `tab\tinside`, 'naïve', 'x'.repeat(201)])('a token that no header can carry is refused: %j', (token) => {
  expect(problems({ DISCORD_TOKEN: token })).toEqual([expect.stringMatching(/^DISCORD_TOKEN contains/)]);
});

test('in production a missing token is a problem with its cure, but not for asking in a terminal', () => {
  const env = { NODE_ENV: 'production' };
  expect(readConfig(env, { ...base, needsToken: true })).toEqual({
    ok: false,
    problems: [expect.stringMatching(/^DISCORD_TOKEN is missing\. Create one at https:\/\/discord\.com\/developers\/applications/)],
  });
  expect(readConfig(env, base)).toMatchObject({ ok: true, config: { production: true } });
});
