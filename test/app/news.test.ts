/** What admins are told of their sources, over restarts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type News, tellNews } from '../../src/app/news.ts';
import type { SourceStatus } from '../../src/store/sources.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const hour = 3_600_000;
const guild = '100000000000000001';
const other = '100000000000000002';
let dir: string;
let store: Store;
let time: number;
let told: [string, string][];
let heard: boolean;

const open = async () => {
  store = await openStore({ dir, secret: 'for tests' });
};
const restart = async () => {
  await store.close();
  await open();
};
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-news-'));
  time = Date.parse('2026-03-01T12:00:00Z');
  told = [];
  heard = true;
  await open();
  for (const id of [guild, other]) {
    await store.guilds.saveSettings(id, JSON.stringify({ notices: '300000000000000003' }));
    await store.shelves.commit(`guild:${id}`, {
      base: 0,
      at: time,
      act: 'add',
      put: [],
      remove: [],
      addSources: ['feed', 'site'].map((name) => ({
        id: `${name} of ${id}`,
        kind: 'page',
        name,
        options: '{}',
        schedule: 'daily',
      })),
    });
  }
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

const becomes = (name: string, status: SourceStatus, id = guild) =>
  store.sources.setState(`${name} of ${id}`, { status, failures: 0, ...(status !== 'fresh' && { reason: 'It is gone.' }) });
const line = ({ source, kind, reason }: News) => `${source} ${kind}${reason === undefined ? '' : `: ${reason}`}`;
/** What was told in the last so many hours, one attempt each hour. */
const after = async (hours: number): Promise<[string, string][]> => {
  told = [];
  for (let at = 0; at < hours; at += 1) {
    await tellNews(store, time, async (id, news) => {
      told.push([id, news.map(line).join(', ')]);
      return heard;
    });
    time += hour;
  }
  return told;
};

test('what happens together is told together, once, servers apart; the rest waits for the next day, also over a restart', async () => {
  await becomes('feed', 'stale');
  await becomes('site', 'refused');
  expect(await after(2)).toEqual([[guild, 'feed stale: It is gone., site refused: It is gone.']]);
  await becomes('feed', 'fresh');
  await becomes('site', 'stale');
  await becomes('feed', 'stale', other);
  await restart();
  expect(await after(20)).toEqual([[other, 'feed stale: It is gone.']]);
  await restart();
  expect(await after(10)).toEqual([[guild, 'feed recovered, site stale: It is gone.']]);
  await restart();
  expect(await after(72)).toEqual([]);
});

test('a source is not told twice of: neither what is over before it could be told, nor what was told and is so again', async () => {
  await becomes('site', 'stale');
  await after(1);
  await becomes('site', 'fresh');
  await becomes('feed', 'stale');
  await restart();
  await becomes('feed', 'fresh');
  await becomes('site', 'stale');
  expect(await after(72)).toEqual([]);
});

test('what could not be told stays news and is tried again a day later; without a channel for news nothing is', async () => {
  heard = false;
  await becomes('feed', 'stale');
  expect(await after(24)).toHaveLength(1);
  await restart();
  heard = true;
  expect(await after(24)).toEqual([[guild, 'feed stale: It is gone.']]);
  expect(await after(24)).toEqual([]);
  await store.guilds.saveSettings(guild, '{}');
  await becomes('feed', 'fresh');
  expect(await after(24)).toEqual([]);
  await store.guilds.saveSettings(guild, JSON.stringify({ notices: '300000000000000003' }));
  expect(await after(24)).toEqual([[guild, 'feed recovered']]);
});
