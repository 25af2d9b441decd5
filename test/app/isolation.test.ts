/** A guild sees its own shelf and the shared one, nothing else: 10,000 random looks over 20 guilds, each shelf with a canary in every place. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import { actions, acts, allFields, completeAct, press, runAct, runnable } from './acts.ts';
import { type Canaries, canary, foreign, guildIds, openCanaries } from './canaries.ts';

const looks = 10_000;
let app: App;
let known: Canaries['known'];
let fields: Awaited<ReturnType<typeof allFields>>;

beforeAll(async () => {
  const canaries = await openCanaries();
  ({ app, known } = canaries);
  fields = await allFields(canaries);
});
afterAll(() => app.close());

/** `dice`: from 0, to choose by. */
type Look = (scope: { guildId?: string }, other: number, dice: number) => Promise<unknown>;
const quotes = (answer: Awaited<ReturnType<App['ask']>>) =>
  answer.kind === 'nothing'
    ? [answer.suggestion]
    : answer.excerpts.map(({ passage, start, end }) => [
        passage.article.title,
        passage.article.source,
        passage.article.text.slice(start, end),
      ]);
/** Who acts on what is theirs changes their own shelf; they shall find it again. */
const another = ({ guildId }: { guildId?: string }, other: number) =>
  guildIds[other] === guildId ? (other + 1) % guildIds.length : other;
const looksAt: Record<string, Look> = {
  ask: async (scope, other) => quotes(await app.ask({ question: `When was the ${canary(other)} lighthouse lit?`, scope })),
  'ask by alias': async (scope, other) => quotes(await app.ask({ question: `who keeps the beacon of ${canary(other)}?`, scope })),
  'ask about an article': async (scope, other) =>
    quotes(await app.ask({ question: 'When was the lighthouse lit?', articleId: known[other]!.articleId, scope })),
  'ask with a typo': async (scope, other) => quotes(await app.ask({ question: `${canary(other).slice(0, -1)}q`, scope })),
  'ask in a source': async (scope, other) =>
    quotes(await app.ask({ question: 'When was the lighthouse lit?', narrow: { source: `Files of ${canary(other)}` }, scope })),
  'ask after another': async (scope, other) =>
    quotes(await app.ask({ question: 'and when?', previous: `Who kept ${canary(other)}?`, scope })),
  search: async (scope, other) => quotes(await app.search({ query: `lighthouse ${canary(other)}`, limit: 40, scope })),
  complete: async (scope, other) => (await app.completeArticle(`The ${canary(other)}`, scope, 25)).map(({ title }) => title),
  'article by id': async (scope, other) => app.article(known[other]!.articleId, scope),
  'passages by id': async (scope, other) => app.passages(known[other]!.articleId, scope),
  articles: async (scope) => (await app.articles(scope)).map(({ title, source }) => [title, source]),
  examples: async (scope) => app.examples(scope, 5),
  sources: async (scope) => app.sources(scope),
  'admin sources': async ({ guildId }) => guildId && app.guilds!.sources(guildId),
  export: async ({ guildId }) => guildId && app.guilds!.export(guildId),
  checks: async ({ guildId }) => guildId && app.guilds!.checks(guildId),
  audit: async ({ guildId }) => guildId && app.guilds!.audit(guildId, 100),
  settings: async ({ guildId }) => guildId && app.guilds!.settings(guildId),
  'draft by id': async (scope, other) => scope.guildId && app.guilds!.draft(scope.guildId, known[another(scope, other)]!.draftId),
  'undo preview': async ({ guildId }) => guildId && app.guilds!.previewUndo(guildId),
  ...Object.fromEntries(
    runnable.map((path): [string, Look] => [
      `run ${path}`,
      (scope, other, dice) => runAct(app, scope, path, known[another(scope, other)]!, dice % 2 === 0),
    ]),
  ),
  ...Object.fromEntries(
    [...acts.keys()]
      .filter((path) => acts.get(path)!.complete)
      .map((path): [string, Look] => [
        `complete ${path}`,
        (scope, other, dice) => {
          const option = ['source', 'author', 'article', 'title'][dice % 4]!;
          return completeAct(app, scope, path, option, dice % 3 === 0 ? '' : canary(other));
        },
      ]),
  ),
  ...Object.fromEntries(
    actions.map((action): [string, Look] => [
      `press ${action}`,
      async (scope, other, dice) => {
        const whose = another(scope, other);
        const { articleId, sourceId, checkId } = known[whose]!;
        const values = [articleId, sourceId, String(checkId)];
        return press(app, scope, action, fields[whose]![dice % fields[whose]!.length]!, [values[dice % values.length]!]);
      },
    ]),
  ),
};

test('each guild finds its own canary', async () => {
  for (const [guild, guildId] of guildIds.entries()) {
    expect(await looksAt.ask!({ guildId }, guild, 0)).toEqual(
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
      expect(JSON.stringify(await looksAt[name]!({ guildId }, guild, 0)), name).toContain(canary(guild));
    const { articleId, sourceId, checkId } = known[guild]!;
    expect(JSON.stringify(app.guilds!.draft(guildId, known[guild]!.draftId))).toContain(canary(guild));
    const [places, shared, reading, source] = fields[guild]!;
    for (const [action, its, value] of [
      ['context', places],
      ['next', places],
      ['share', shared],
      ['share-closest', shared],
      ['read', reading],
      ['open', [], articleId],
      ['drop-source', source],
      ['try-source', source],
      ['check-remove', [], String(checkId + 1000)],
      ['shelf', ['0']],
      ['articles', ['0']],
      ['set-aliases', []],
    ] as const)
      expect(
        JSON.stringify(await press(app, { guildId }, action, its ?? [], value ? [value] : [])),
        `${action} ${sourceId}`,
      ).toContain(canary(guild));
  }
});

test(`in ${looks.toLocaleString('en')} random looks no guild, and nobody without one, sees a byte of another guild’s shelf`, async () => {
  const look = fc.record({
    name: fc.constantFrom(...Object.keys(looksAt)),
    guild: fc.integer({ min: -1, max: 19 }),
    other: fc.integer({ min: 0, max: 19 }),
    dice: fc.nat(1000),
  });
  await fc.assert(
    fc.asyncProperty(look, async ({ name, guild, other, dice }) => {
      const guildId = guildIds[guild];
      const seen = JSON.stringify((await looksAt[name]!(guildId ? { guildId } : {}, other, dice)) ?? '');
      // What the look itself asked for may come back as the person's own words ("Did you mean").
      for (const word of foreign(guild)) if (seen.includes(word)) throw new Error(`guild ${guild} saw ${word} by ${name}`);
    }),
    { numRuns: looks },
  );
}, 600_000);

test('a guild cannot act on a source, a draft or a check of another', async () => {
  const [a, b] = guildIds as [string, string];
  const actor = { guildId: a, userId: '300000000000000000' };
  for (const [guild, guildId] of guildIds.entries()) {
    expect(JSON.stringify(await app.guilds!.sources(guildId)), 'nobody else took the source away').toContain(canary(guild));
    const added = await press(app, { guildId }, 'add-source', [known[guild]!.draftId], []);
    expect(JSON.stringify(added), 'nobody else added the draft').toContain(`Draft of ${canary(guild)}`);
  }
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
