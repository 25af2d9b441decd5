/** A guild sees its own shelf and the shared one, nothing else: 10,000 random looks over 20 guilds, each shelf with a canary in every place. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { openStore } from '../../src/store/store.ts';

const guildIds = Array.from({ length: 20 }, (_, index) => `1000000000000000${index.toString().padStart(2, '0')}`);
const looks = 10_000;
/** A word of this guild alone, made of letters so that no analyzer parts it. */
const canary = (guild: number) => `zyx${String.fromCharCode(97 + guild)}canary${String.fromCharCode(97 + guild).repeat(3)}`;
const foreign = (guild: number) =>
  guildIds
    .map((_, other) => other)
    .filter((other) => other !== guild)
    .map(canary);

let app: App;
const articleIds: string[] = [];

beforeAll(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-isolation-'));
  writeFileSync(path.join(dir, 'shared.txt'), 'The shared lighthouse\n\nThe shared lighthouse was lit in 1900.');
  app = await createApp({ articlesDir: dir, keep: { store: await openStore({ dir: ':memory:', secret: 'for tests' }) } });
  for (const [guild, guildId] of guildIds.entries()) {
    const word = canary(guild);
    const text = `The ${word} lighthouse\n\nThe ${word} lighthouse was lit in ${1900 + guild}. Its keeper was called ${word}.`;
    const files = [{ name: `${word}.txt`, bytes: Buffer.from(text) }];
    const preview = await app.guilds!.preview(guildId, {
      kind: 'upload',
      name: `Files of ${word}`,
      options: {},
      schedule: 'never',
      files,
    });
    if (typeof preview === 'string') throw new Error(preview);
    const actor = { guildId, userId: `20000000000000000${guild}` };
    await app.guilds!.add(actor, preview.draftId);
    await app.guilds!.saveSettings(actor, { aliases: `${word} = beacon of ${word}` });
    await app.guilds!.keepCheck(actor, { question: `when was ${word} lit?`, quote: `${word} lit`, article: 'x' });
    articleIds.push((await app.articles({ guildId })).find(({ title }) => title.includes(word))!.id);
  }
});
afterAll(() => app.close());

type Look = (scope: { guildId?: string }, other: number) => Promise<unknown>;
const quotes = (answer: Awaited<ReturnType<App['ask']>>) =>
  answer.kind === 'nothing'
    ? [answer.suggestion]
    : answer.excerpts.map(({ passage, start, end }) => [
        passage.article.title,
        passage.article.source,
        passage.article.text.slice(start, end),
      ]);
const looksAt: Record<string, Look> = {
  ask: async (scope, other) => quotes(await app.ask({ question: `When was the ${canary(other)} lighthouse lit?`, scope })),
  'ask by alias': async (scope, other) => quotes(await app.ask({ question: `who keeps the beacon of ${canary(other)}?`, scope })),
  'ask about an article': async (scope, other) =>
    quotes(await app.ask({ question: 'When was the lighthouse lit?', articleId: articleIds[other]!, scope })),
  'ask with a typo': async (scope, other) => quotes(await app.ask({ question: `${canary(other).slice(0, -1)}q`, scope })),
  'ask in a source': async (scope, other) =>
    quotes(await app.ask({ question: 'When was the lighthouse lit?', narrow: { source: `Files of ${canary(other)}` }, scope })),
  'ask after another': async (scope, other) =>
    quotes(await app.ask({ question: 'and when?', previous: `Who kept ${canary(other)}?`, scope })),
  search: async (scope, other) => quotes(await app.search({ query: `lighthouse ${canary(other)}`, limit: 40, scope })),
  complete: async (scope, other) => (await app.completeArticle(`The ${canary(other)}`, scope, 25)).map(({ title }) => title),
  'article by id': async (scope, other) => app.article(articleIds[other]!, scope),
  'passages by id': async (scope, other) => app.passages(articleIds[other]!, scope),
  articles: async (scope) => (await app.articles(scope)).map(({ title, source }) => [title, source]),
  examples: async (scope) => app.examples(scope, 5),
  sources: async (scope) => app.sources(scope),
  'admin sources': async ({ guildId }) => guildId && app.guilds!.sources(guildId),
  export: async ({ guildId }) => guildId && app.guilds!.export(guildId),
  checks: async ({ guildId }) => guildId && app.guilds!.checks(guildId),
  audit: async ({ guildId }) => guildId && app.guilds!.audit(guildId, 100),
  settings: async ({ guildId }) => guildId && app.guilds!.settings(guildId),
  'undo preview': async ({ guildId }) => guildId && app.guilds!.previewUndo(guildId),
};

test('each guild finds its own canary', async () => {
  for (const [guild, guildId] of guildIds.entries()) {
    expect(await looksAt.ask!({ guildId }, guild)).toEqual(
      expect.arrayContaining([[`The ${canary(guild)} lighthouse`, `${canary(guild)}.txt`, expect.stringContaining(canary(guild))]]),
    );
    for (const name of [
      'search',
      'complete',
      'article by id',
      'passages by id',
      'articles',
      'sources',
      'admin sources',
      'export',
      'checks',
      'settings',
    ])
      expect(JSON.stringify(await looksAt[name]!({ guildId }, guild)), name).toContain(canary(guild));
  }
});

test(`in ${looks.toLocaleString('en')} random looks no guild, and nobody without one, sees a byte of another guild’s shelf`, async () => {
  const look = fc.record({
    name: fc.constantFrom(...Object.keys(looksAt)),
    guild: fc.integer({ min: -1, max: 19 }),
    other: fc.integer({ min: 0, max: 19 }),
  });
  await fc.assert(
    fc.asyncProperty(look, async ({ name, guild, other }) => {
      const guildId = guildIds[guild];
      const seen = JSON.stringify((await looksAt[name]!(guildId ? { guildId } : {}, other)) ?? '');
      // What the look itself asked for may come back as the person's own words ("Did you mean").
      for (const word of foreign(guild)) if (seen.includes(word)) throw new Error(`guild ${guild} saw ${word} by ${name}`);
    }),
    { numRuns: looks },
  );
}, 600_000);

test('a guild cannot act on a source, a draft or a check of another', async () => {
  const [a, b] = guildIds as [string, string];
  const actor = { guildId: a, userId: '300000000000000000' };
  const source = (await app.guilds!.sources(b))[0]!;
  const check = (await app.guilds!.checks(b))[0]!;
  const files = [{ name: 'new.txt', bytes: Buffer.from('New\n\nNew words stand here.') }];
  const draft = await app.guilds!.preview(b, { kind: 'upload', name: 'New', options: {}, schedule: 'never', files });
  const before = await app.guilds!.export(b);
  expect(await app.guilds!.remove(actor, source.id)).toBeUndefined();
  expect(await app.guilds!.edit(actor, source.id, { name: 'taken' })).toBeUndefined();
  expect(await app.guilds!.removeCheck(actor, check.id)).toBe(false);
  expect(typeof draft === 'object' && (await app.guilds!.add(actor, draft.draftId))).toBeUndefined();
  await app.guilds!.reload(actor, { sourceId: source.id });
  expect(await app.guilds!.export(b)).toBe(before);
});
