/** Work that takes long: it shows how far it is, can be stopped, is done once at a time, and its end is told also when the interaction has expired. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import { textOf } from '../../src/sandbox/read-message.ts';
import { serve, type TestServer } from '../fetch/server.ts';
import { type Program, startProgram } from './program.ts';

const tokenMs = 6000;
let web: TestServer;
let bot: Program;
let admin: Actor;
let colleague: Actor;
let count = 0;
/** Milliseconds that the site takes for each page. */
let slow = 0;
let keeper = 'Marta Kos';

beforeAll(async () => {
  web = await serve((request, response) => {
    const pages = Array.from({ length: 6 }, (_, page) => `<url><loc>http://${request.headers.host}/inns/${page}</loc></url>`);
    const [, page] = /^\/inns\/(\d)$/.exec(request.url!) ?? [];
    const answer = () => {
      if (request.url === '/sitemap.xml')
        response.setHeader('content-type', 'application/xml').end(`<urlset>${pages.join('')}</urlset>`);
      else if (page === undefined) response.writeHead(404).end();
      else
        response
          .setHeader('content-type', 'text/plain')
          .end(`Inn ${page} of Velden\n\nThe inn number ${page} of Velden is kept by ${keeper}.\n`);
    };
    setTimeout(answer, slow);
  });
  bot = await startProgram({ env: { LOOPBACK_SOURCES: 'yes' }, sandbox: { deadlines: { tokenMs, firstResponseMs: 15_000 } } });
});
beforeEach(async () => {
  slow = 0;
  keeper = 'Marta Kos';
  const guild = bot.discord.addGuild({ name: `Server ${++count}` });
  admin = bot.discord.member(guild, `Admin ${count}`, { admin: true });
  colleague = bot.discord.member(guild, `Colleague ${count}`, { admin: true });
  const preview = await admin.slash('sources add site', { address: `${web.origin}/inns/`, name: 'Inns' });
  await preview.until(() => preview.text.includes('would be indexed'));
  await admin.press(preview.message!, 'Add');
  await preview.until(() => preview.text.includes('on the shelf'));
  expect(preview.text).toContain('+6 added');
});
afterAll(async () => {
  await bot.stop();
  await web.close();
});

const keeperOf = async () => (await colleague.slash('ask', { question: 'Who keeps the inn number 3 of Velden?' })).text;

test('a reload that is stopped changes nothing, and another one is refused meanwhile', async () => {
  [slow, keeper] = [1000, 'Ilse Brandt'];
  const reload = await admin.slash('sources reload');
  await reload.until(() => reload.text.includes('answers come from the current shelf'));
  expect((await colleague.slash('sources reload')).text).toBe(
    'This server’s shelf is being read already. Wait for its end, or stop it.',
  );
  expect(await keeperOf()).toContain('Marta Kos');
  await admin.press(reload.message!, 'Stop');
  await reload.until(() => reload.text.includes('Stopped'));
  expect(reload.text).toBe('Stopped. Nothing was changed.');
  expect(await keeperOf()).toContain('Marta Kos');
  slow = 0;
  const again = await admin.slash('sources reload');
  await again.until(() => again.text.includes('~6 changed'));
  expect(await keeperOf()).toContain('Ilse Brandt');
});

test('the end of a reload that outlives its interaction is told in a direct message; until then it is edited about once a second at most', async () => {
  [slow, keeper] = [1500, 'Neza Oman'];
  const begin = Date.now();
  const reload = await admin.slash('sources reload');
  const told = () => bot.discord.direct(admin).sees.map(textOf).join('\n');
  await expect.poll(told, { timeout: 60_000, interval: 200 }).toContain('~6 changed');
  const seconds = (Date.now() - begin) / 1000;
  const edits = bot.discord.log.entries.filter(({ at, name }) => at >= begin && /^PATCH .*original/.test(name));
  expect(seconds).toBeGreaterThan(tokenMs / 1000);
  expect(edits.length).toBeGreaterThan(1);
  expect(edits.length).toBeLessThanOrEqual(seconds + 2);
  expect(reload.text).toMatch(/Reloading: \d of 6 articles [▓░]{8}/);
  expect(await keeperOf()).toContain('Neza Oman');
});
