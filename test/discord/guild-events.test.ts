/** Where the bot is, as Discord tells it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Events, type Guild } from 'discord.js';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { followGuilds } from '../../src/discord/guild-events.ts';
import { openStore, type Store } from '../../src/store/store.ts';

let dir: string;
let store: Store;
let app: App;
let client: Client;
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'footnote-guilds-'));
  writeFileSync(path.join(dir, 'kiln.txt'), 'The kiln\n\nThe kiln was built by Agnes Moor in 1912.\n');
  store = await openStore({ dir: ':memory:', secret: 'for tests' });
  app = await createApp({ articlesDir: dir, keep: { store } });
  client = new Client({ intents: [] });
  followGuilds(client, app, pino({ level: 'silent' }));
});
afterEach(async () => {
  await client.destroy();
  await app.close();
  rmSync(dir, { recursive: true });
});

const left = () => store.guilds.leftBefore(Number.MAX_SAFE_INTEGER);

test('a server that comes while all the others are noted is not noted as left', async () => {
  const ids = Array.from({ length: 30 }, (_, at) => String(100_000_000_000_000_000n + BigInt(at)));
  for (const id of ids) await store.guilds.saveSettings(id, '{}');
  client.emit(Events.ClientReady, client as Client<true>);
  for (const id of ids.slice(10)) client.emit(Events.GuildCreate, { id } as Guild);
  client.emit(Events.GuildDelete, { id: ids[29] } as Guild);
  await expect.poll(left, { timeout: 20_000 }).toEqual([...ids.slice(0, 10), ids[29]]);
});
