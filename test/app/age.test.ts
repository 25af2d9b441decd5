/** Copies that are old say so, and a source that is renamed goes on answering where it did. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { searchReply } from '../../src/discord/commands/search.ts';
import { encodePlaces, placeOf } from '../../src/discord/place.ts';
import { whence } from '../../src/discord/render/citation.ts';
import { wordsFor } from '../../src/messages/messages.ts';
import { openStore } from '../../src/store/store.ts';
import { serve, type TestServer } from '../fetch/server.ts';
import { press, runAct, shown } from './acts.ts';

const day = 86_400_000;
const actor = { guildId: '100000000000000001', userId: '200000000000000002' };
const { guildId } = actor;
let dir: string;
let web: TestServer;
let app: App;
let time: number;
let broken = false;

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-age-'));
  writeFileSync(path.join(dir, 'kiln.txt'), 'The kiln\n\nThe kiln was built by Agnes Moor in 1912.\n');
  time = Date.parse('2026-03-01T12:00:00Z');
  broken = false;
  web = await serve((_, response) => {
    if (broken) response.writeHead(500).end();
    else response.setHeader('content-type', 'text/plain').end('The well\n\nThe well was dug by Per Lund in 1790.\n');
  });
  app = await createApp({
    articlesDir: dir,
    now: () => time,
    keep: {
      store: await openStore({ dir: ':memory:', secret: 'for tests' }),
      fetch: { permitted: (address) => address === '127.0.0.1' },
    },
  });
});
afterEach(async () => {
  await app.close();
  await web.close();
  rmSync(dir, { recursive: true });
});

const add = async (schedule: string) => {
  const preview = await app.guilds!.preview(guildId, { kind: 'page', options: { address: `${web.origin}/well` }, schedule });
  if (typeof preview === 'string') throw new Error(preview);
  await app.guilds!.add(actor, preview.draftId);
};
const citation = async (question: string, channelId?: string) => {
  const answer = await app.ask({ question, scope: { guildId, ...(channelId && { channelId }) } });
  return answer.kind === 'nothing' ? '' : whence(answer.excerpts[0], wordsFor('en'));
};

test('a citation says when its source was last read, once that is long ago; an operator’s file is never old', async () => {
  await add('daily');
  expect(await citation('Who dug the well?')).not.toContain('last checked');
  broken = true;
  time += day;
  await app.guilds!.reload(actor);
  expect(await citation('Who dug the well?')).not.toContain('last checked');
  time += 2 * day;
  await app.guilds!.reload(actor);
  expect(await citation('Who dug the well?')).toContain('last checked Mar 1, 2026');
  expect(await citation('Who built the kiln?')).not.toContain('last checked');
  broken = false;
  await app.guilds!.reload(actor);
  expect(await citation('Who dug the well?')).not.toContain('last checked');
});

test('a page that is never read again by itself is old after a month', async () => {
  await add('never');
  time += 29 * day;
  expect(await citation('Who dug the well?')).not.toContain('last checked');
  time += 2 * day;
  expect(await citation('Who dug the well?')).toContain('last checked Mar 1, 2026');
});

test('results of a search say it too, and so do the next match, what is shared, and the page in context', async () => {
  await add('daily');
  const scope = { guildId };
  const found = await app.search({ query: 'well', scope, limit: 5 });
  const [excerpt] = found.kind === 'nothing' ? [] : found.excerpts;
  const places = encodePlaces([placeOf(excerpt!, false)]);
  const { article } = excerpt!.passage;
  const all = async () => [
    JSON.stringify(await shown(await searchReply('well', { scope }, app, 0), guildId)),
    JSON.stringify(await press(app, scope, 'next', places, [])),
    JSON.stringify(await press(app, scope, 'share', ['', ...places], [])),
    JSON.stringify(await press(app, scope, 'context', places, [])),
    JSON.stringify(await press(app, scope, 'read', [article.id, '0'], [])),
    JSON.stringify(await press(app, scope, 'open', [], [article.id])),
    JSON.stringify(await runAct(app, scope, 'article', { articleId: article.id, sourceId: '', draftId: '', checkId: 0 }, false)),
  ];
  for (const body of await all()) expect(body).not.toContain('last checked');
  broken = true;
  time += 3 * day;
  for (const body of await all()) expect(body).toContain('last checked Mar 1, 2026');
});

test('a source that is renamed answers in the channels where it did', async () => {
  await add('daily');
  const channelId = '300000000000000003';
  const [source] = await app.guilds!.sources(guildId);
  await app.guilds!.saveSettings(actor, { channelSources: { [channelId]: [source!.name] } });
  expect(await citation('Who dug the well?', channelId)).not.toBe('');
  await app.guilds!.edit(actor, source!.id, { name: 'Wells' });
  expect(await citation('Who dug the well?', channelId)).not.toBe('');
  expect((await app.guilds!.settings(guildId)).channelSources).toEqual({ [channelId]: ['Wells'] });
});
