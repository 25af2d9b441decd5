import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { type Program, startProgram } from './program.ts';
import { makeShelf } from './shelf.ts';

const shelf = makeShelf();
const operatorIds: string[] = [];
let bot: Program;
let operator: Actor;
let homeAdmin: Actor;
beforeAll(async () => {
  const env: Record<string, string> = { ARTICLES_DIR: shelf };
  bot = await startProgram({
    env,
    prepare(discord) {
      const home = discord.addGuild({ name: 'Home' });
      homeAdmin = discord.member(home, 'Home admin', { admin: true });
      operator = discord.member(home, 'Operator', { admin: true });
      operatorIds.push(operator.person.id);
      Object.assign(env, { OPERATOR_IDS: operator.person.id, HOME_GUILD_ID: home.id });
    },
  });
});
afterAll(async () => {
  await bot.stop();
  rmSync(shelf, { recursive: true });
});

const mill = path.join(shelf, 'mill.txt');

describe('/sources', () => {
  test('is not offered to members, and in no direct message', () => {
    expect(bot.anna.offered).not.toContain('sources');
    expect(bot.boss.offered).toContain('sources');
    expect(bot.discord.direct(bot.boss).offered).not.toContain('sources');
  });

  test('list shows the server’s own sources and how much the operator shares; the operator what is read, privately', async () => {
    const own = await bot.boss.slash('sources list');
    expect(own.text).toMatch(
      /^### 0 sources of 25\n0 articles of 2,000\nNo sources of this server yet\. Add one with <\/sources add page:\d+>\./,
    );
    expect(own.text).toContain('And 16 articles on the shared shelf');
    expect(own.text).not.toContain(shelf);
    const list = await operator.slash('sources list');
    expect(list.ephemeral).toBe(true);
    expect(list.text).toMatch(/### 1 source\n\*\*.*\*\* · folder · 16 articles · read <t:\d+:R>/);
  });

  test('reload is the operator’s and the home server’s admins’; other admins are told so', async () => {
    const refused = await bot.boss.slash('sources reload');
    expect(refused.text).toBe('The articles here belong to the operator of the bot; only they may read them again.');
    expect(refused.ephemeral).toBe(true);
    const done = await homeAdmin.slash('sources reload');
    await done.until(() => done.text.includes('up to date'));
    expect(done.text).toBe('Nothing changed: 16 articles are up to date.');
  });

  test('reload shows what was added, changed, removed and refused, and the new words answer', async () => {
    writeFileSync(mill, 'The mill of Ostby\n\nThe mill of Ostby was built by Nils Dahl in 1850.\n');
    writeFileSync(path.join(shelf, 'empty.txt'), ' \n');
    const added = await operator.slash('sources reload');
    await added.until(() => added.text.includes('Shelf reloaded'));
    expect(added.text).toContain('+1 added · ~0 changed · −0 removed · =16 unchanged · !1 refused');
    expect(added.text).toContain('**empty.txt**: ');
    expect(added.text).toContain('-# Added: The mill of Ostby');
    const answer = await operator.slash('ask', { question: 'Who built the mill of Ostby?' });
    expect(answer.text).toContain('Nils Dahl');

    writeFileSync(mill, 'The mill of Ostby\n\nThe mill of Ostby was built by Ida Lund in 1851.\n');
    const changed = await operator.slash('sources reload');
    await changed.until(() => changed.text.includes('Shelf reloaded'));
    expect(changed.text).toContain('~1 changed');
    expect((await operator.press(answer.message!, 'In context')).text).toBe('This article changed after the answer. Ask again.');

    rmSync(mill);
    const removed = await operator.slash('sources reload');
    await removed.until(() => removed.text.includes('Shelf reloaded'));
    expect(removed.text).toContain('−1 removed');
    expect((await operator.press(answer.message!, 'In context')).text).toBe('This article is no longer here. Ask again.');
  });

  test('is refused at run time to who lacks Manage Server, though the server lets them see the command', async () => {
    bot.guild.commandOverrides.set('sources', new Map([[bot.anna.person.id, true]]));
    expect((await bot.anna.slash('sources list')).text).toBe('This is for people who may manage the server.');
    expect((await bot.anna.slash('sources reload')).text).toBe('This is for people who may manage the server.');
  });
});
