/** A server's own shelf, from inside Discord: the real program, a site of the test's own, and what happens when the site changes, breaks and comes back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import type { Outcome } from '../../src/sandbox/outcome.ts';
import { serve, type TestServer } from '../fetch/server.ts';
import { type Program, startProgram } from './program.ts';

let web: TestServer;
let bot: Program;
let stranger: Actor;
/** Another admin and another reader for each test: one person alone would be asked to slow down. */
let admin: Actor;
let reader: Actor;
const pages = new Map<string, string | number>();

beforeAll(async () => {
  web = await serve((request, response) => {
    const page = pages.get(request.url!) ?? 404;
    if (typeof page === 'number') response.writeHead(page).end();
    else
      response
        .setHeader('content-type', page.startsWith('<?xml') ? 'application/xml' : page.startsWith('<') ? 'text/html' : 'text/plain')
        .end(page);
  });
  bot = await startProgram({
    env: { LOOPBACK_SOURCES: 'yes', CONTACT: 'tests@example.org' },
    prepare(discord) {
      stranger = discord.member(discord.addGuild({ name: 'Elsewhere' }), 'Stranger', { admin: true });
    },
  });
});
beforeEach(() => {
  admin = bot.discord.member(bot.guild, 'Admin', { admin: true });
  reader = bot.discord.member(bot.guild, 'Reader');
});
afterAll(async () => {
  await bot.stop();
  await web.close();
});

const html = (title: string, ...paragraphs: string[]) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><main><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></main></body></html>`;
const bridge = (builder: string) =>
  html(
    'The bridge of Ravno',
    `The bridge of Ravno was built by ${builder} in 1931, after the great flood had carried the old ferry away.`,
    'It carries two lanes of carts and one path for walkers, and it is closed on the night of the lantern feast.',
  );

const settled = async (outcome: Outcome, ...words: string[]) => {
  await outcome.until(() => words.some((word) => outcome.text.includes(word)));
  if (!words.some((word) => outcome.text.includes(word))) expect(outcome.text).toBe(words.join(' or '));
  return outcome;
};
const add = async (line: string, options: Record<string, string | number>, who: Actor = admin) => {
  const preview = await settled(await who.slash(`sources add ${line}`, options), 'would be indexed', 'Nothing was added');
  return settled(await who.press(preview.message!, 'Add'), 'on the shelf');
};
const ask = async (question: string, who: Actor = reader) => (await who.slash('ask', { question })).text;

describe('a page', () => {
  test('is shown before it is added, and answers with its link', async () => {
    pages.set('/bridge', bridge('Marta Kos'));
    const preview = await settled(await admin.slash('sources add page', { address: `${web.origin}/bridge` }), 'would be indexed');
    expect(preview.ephemeral).toBe(true);
    expect(preview.text).toContain('### The bridge of Ravno\npage · 1 article would be indexed');
    expect(preview.text).toContain('Every member who may use the bot here can read this.');
    expect(await ask('Who built the bridge of Ravno?')).not.toContain('Marta');
    const added = await admin.press(preview.message!, 'Add');
    expect(added.text).toContain('### The bridge of Ravno: on the shelf\n+1 added');
    expect(await ask('Who built the bridge of Ravno?')).toContain('Marta Kos');
  });

  test('is not seen by another server', async () => {
    expect(await ask('Who built the bridge of Ravno?', stranger)).not.toContain('Marta');
    expect((await stranger.slash('sources list')).text).not.toContain('Ravno');
  });

  test('that changed answers anew after a reload; one that broke keeps its last good copy, and says why', async () => {
    pages.set('/bridge', bridge('Ilse Brandt'));
    const changed = await settled(await admin.slash('sources reload'), '~1 changed');
    expect((await admin.press(changed.message!, 'Details')).text).toBe('### What changed\n~ The bridge of Ravno');
    expect(await ask('Who built the bridge of Ravno?')).toContain('Ilse Brandt');
    pages.set('/bridge', 500);
    const failed = await settled(await admin.slash('sources reload'), 'failed');
    expect(failed.text).toContain('### Nothing changed\n+0 added');
    expect(failed.text).toContain('**The bridge of Ravno failed:** The server answers with an error (500).');
    expect(await ask('Who built the bridge of Ravno?')).toContain('Ilse Brandt');
    expect((await admin.slash('sources list')).text).toContain('stale: The server answers with an error (500) · checked');
    pages.set('/bridge', bridge('Ilse Brandt'));
    await settled(await admin.press(failed.message!, 'Try now'), 'Nothing changed');
    expect((await admin.slash('sources list')).text).toContain('up to date');
  });

  test('is brought back by undo, which says first what it will do and holds the refresh', async () => {
    const sure = await admin.slash('sources undo');
    expect(sure.text).toContain('Refreshing these is held until you press Resume: The bridge of Ravno.');
    const undone = await admin.press(sure.message!, 'Undo');
    expect(undone.text).toContain('~1 changed');
    expect(await ask('Who built the bridge of Ravno?')).toContain('Marta Kos');
    expect((await admin.slash('sources list')).text).toContain('held after an undo');
    expect((await admin.press(undone.message!, 'Resume')).text).toBe('Refreshing again: The bridge of Ravno.');
    await settled(await admin.slash('sources reload'), '~1 changed');
    expect(await ask('Who built the bridge of Ravno?')).toContain('Ilse Brandt');
  });

  test('is there after the program was killed and started again; a preview from before is too old, and says what to do', async () => {
    pages.set('/inn', bridge('Nobody'));
    const preview = await settled(await admin.slash('sources add page', { address: `${web.origin}/inn` }), 'would be indexed');
    await bot.restart('SIGKILL');
    expect((await admin.press(preview.message!, 'Add')).text).toBe('This preview is too old. Please add the source again.');
    expect(await ask('Who built the bridge of Ravno?')).toContain('Ilse Brandt');
  });

  test('is credited as an admin says, and leaves the shelf when an admin is sure', async () => {
    const [choice] = await admin.complete('sources edit', 'source', 'ravno');
    expect(choice?.name).toBe('The bridge of Ravno · page');
    const edited = await admin.slash('sources edit', {
      source: choice!.value,
      title: 'Ravno Bridge',
      author: 'Town office',
      date: '2020-02-02',
    });
    expect(edited.text).toBe('**The bridge of Ravno** was changed.');
    expect(await ask('Who built the bridge of Ravno?')).toContain('Ravno Bridge');
    expect((await admin.slash('sources show', { source: choice!.value })).text).toContain('author: Town office');
    expect((await admin.slash('sources edit', { source: choice!.value, keep: 'all' })).text).toBe(
      'Nothing was changed. "keep" is for: feed.',
    );
    await admin.slash('sources edit', { source: choice!.value, author: '-' });
    expect((await admin.slash('sources show', { source: choice!.value })).text).not.toContain('author:');
    await admin.press((await admin.slash('sources undo')).message!, 'Undo');
    const back = await admin.slash('sources undo');
    expect(back.text).toContain('before: a source was changed.');
    expect(back.text).toContain('Name, schedule and settings go back to what they were: The bridge of Ravno.');
    expect(back.text).not.toContain('Resume');
    expect((await admin.press(back.message!, 'Undo')).text).toContain('Settings as they were: The bridge of Ravno');
    expect(await ask('Who built the bridge of Ravno?')).not.toContain('Ravno Bridge');
    const sure = await admin.slash('sources remove', { source: choice!.value });
    expect(sure.text).toContain('Take **The bridge of Ravno** off the shelf, with 1 article?');
    expect((await admin.press(sure.message!, 'Remove')).text).toBe('**The bridge of Ravno** and 1 article left the shelf.');
    expect(await ask('Who built the bridge of Ravno?')).not.toContain('Ilse');
  });

  test('that cannot be read is refused in one sentence', async () => {
    for (const [address, reason] of [
      ['http://10.0.0.1/', 'This address is not on the public internet.'],
      [`${web.origin}/nowhere`, 'The page is gone (the server answers 404).'],
      ['ftp://example.org/', 'The settings of this source are not complete.'],
    ] as const)
      expect((await settled(await admin.slash('sources add page', { address }), 'Nothing was added')).text).toBe(
        `Nothing was added. ${reason}`,
      );
  });
});

test('a site is read by its links, and its pages answer', async () => {
  pages.set(
    '/guide/',
    html(
      'The guide',
      'This guide leads through the valley of Ravno and its four villages, one page for each of them.',
      '<a href="/guide/mill">The mill</a> and <a href="/guide/inn">the inn</a>, and <a href="/private/">what is private</a>',
    ),
  );
  pages.set(
    '/guide/mill',
    html(
      'The mill',
      'The mill of Ravno grinds barley on Tuesdays and rye on Fridays, and it rests when the river is low in August.',
    ),
  );
  pages.set(
    '/guide/inn',
    html(
      'The inn',
      'The inn of Ravno has nine rooms, and its keeper Vesna Hribar bakes plum cake for every guest who arrives on foot.',
    ),
  );
  const added = await add('site', { address: `${web.origin}/guide/`, name: 'Guide' });
  expect(added.text).toContain('+3 added');
  expect(await ask('Who bakes plum cake at the inn of Ravno?')).toContain('Vesna Hribar');
  expect(web.asked).not.toContain('/private/');
  const [guide] = await admin.complete('sources edit', 'source', 'guide');
  expect((await admin.slash('sources edit', { source: guide!.value, title: 'The whole guide' })).text).toBe(
    'Nothing was changed. A title or a link can be given to a single article; **Guide** has 3.',
  );
});

test('a feed’s items answer with their date, and stay when the feed lists them no more', async () => {
  const item = (title: string, text: string) =>
    `<item><title>${title}</title><guid isPermaLink="false">${title}</guid><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>${text}</description></item>`;
  const feed = (...items: string[]) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Ravno news</title>${items.join('')}</channel></rss>`;
  pages.set(
    '/news',
    feed(item('New bells', 'The church of Ravno received three new bells from the foundry of Jurij Potok last week.')),
  );
  await add('feed', { address: `${web.origin}/news` });
  pages.set('/news', feed(item('Old road', 'The old road of Ravno was paved with slate from the quarry of Bela.')));
  await settled(await admin.slash('sources reload'), '+1 added');
  expect(await ask('From whose foundry are the new bells of Ravno?')).toContain('Jurij Potok');
  expect(await ask('With what was the old road of Ravno paved?')).toContain('slate');
});

test('uploaded files come through a modal, and a new version replaces the old', async () => {
  const upload = async (text: string) => {
    const opened = await admin.slash('sources add upload');
    const files = [{ name: 'bees.txt', type: 'text/plain', bytes: Buffer.from(`The bees of Ravno\n\n${text}`) }];
    const preview = await settled(await admin.submit(opened, { files, name: 'Bees' }), 'would be indexed');
    return settled(await admin.press(preview.message!, 'Add'), 'on the shelf');
  };
  expect((await upload('The bees of Ravno are kept by Tomaz Lah.')).text).toContain('+1 added');
  expect(await ask('Who keeps the bees of Ravno?')).toContain('Tomaz Lah');
  expect((await upload('The bees of Ravno are kept by Neza Oman.')).text).toContain('~1 changed');
  expect(await ask('Who keeps the bees of Ravno?')).toContain('Neza Oman');
});

test('a good answer is kept as a check, and a reload says when it is lost', async () => {
  pages.set(
    '/tower',
    html('The tower', 'The tower of Ravno is guarded by Simon Kralj, who rings the bell at every full hour of the day and night.'),
  );
  await add('page', { address: `${web.origin}/tower` });
  const answer = await admin.slash('ask', { question: 'Who guards the tower of Ravno?' });
  expect((await admin.useOn('Keep as check', answer.message!)).text).toContain('Kept as a check');
  expect((await admin.slash('sources checks')).text).toContain('"Who guards the tower of Ravno?"');
  pages.set(
    '/tower',
    html('The tower', 'The tower of Ravno was pulled down in spring, and nothing but a plain stone in the grass marks the place.'),
  );
  const report = await settled(await admin.slash('sources reload'), 'still answered');
  expect(report.text).toContain('**0 of 1 check');
  expect(report.text).toContain('Lost: "Who guards the tower of Ravno?"');
  const list = await admin.slash('sources checks');
  expect((await admin.pick(list.message!, ['1'])).text).toBe('No checks yet. On a good answer: Apps → Keep as check.');
});

test('a message’s address is added from its menu', async () => {
  pages.set(
    '/wells',
    html('The wells', 'The wells of Ravno were dug by Franc Zupan, and the deepest of them reaches forty metres into the rock.'),
  );
  const { message } = bot.anna.say(`look: ${web.origin}/wells please`);
  const preview = await settled(await admin.useOn('Add to shelf', message), 'would be indexed');
  await admin.press(preview.message!, 'Add');
  expect(await ask('Who dug the wells of Ravno?')).toContain('Franc Zupan');
});

test('a question and a search are narrowed to a source, an author and days, which complete as one types', async () => {
  const notes = [
    {
      name: 'old.md',
      type: 'text/markdown',
      bytes: Buffer.from(
        '---\ntitle: The old vote\nauthor: Ana Rozman\ndate: 2019-03-01\n---\nThe council of Ravno voted for the canal with nine voices.\n',
      ),
    },
    {
      name: 'new.md',
      type: 'text/markdown',
      bytes: Buffer.from(
        '---\ntitle: The new vote\nauthor: Bor Medved\ndate: 2025-03-01\n---\nThe council of Ravno voted against the canal with seven voices.\n',
      ),
    },
  ];
  const preview = await settled(
    await admin.submit(await admin.slash('sources add upload'), { files: notes, name: 'Votes' }),
    'would be indexed',
  );
  await settled(await admin.press(preview.message!, 'Add'), 'on the shelf');
  const question = 'How did the council of Ravno vote on the canal?';
  expect((await reader.slash('ask', { question, author: 'ana rozman' })).text).toContain('nine voices');
  expect((await reader.slash('ask', { question, after: '2024' })).text).toContain('seven voices');
  expect((await reader.slash('ask', { question, source: 'Votes', before: '2020-12' })).text).toContain('nine voices');
  expect((await reader.slash('ask', { question, source: 'Nowhere' })).text).toBe(
    'No source, publisher or author called "Nowhere" here.',
  );
  expect((await reader.complete('ask', 'source', 'vot', { question })).map(({ value }) => value)).toEqual(['Votes']);
  expect((await reader.complete('search', 'author', 'med', { query: 'canal' })).map(({ value }) => value)).toEqual(['Bor Medved']);
  const found = (await reader.slash('search', { query: 'council canal voices', sort: 'newest', source: 'Votes' })).text;
  expect(found.indexOf('seven voices')).toBeLessThan(found.indexOf('nine voices'));
  expect(found).not.toContain('bells');
});

test('what one server exports, another imports', async () => {
  const exported = await admin.slash('sources export');
  const file = exported.message!.attachments[0]!;
  const bytes = Buffer.from(await (await fetch(file.url)).arrayBuffer());
  const imported = await settled(
    await stranger.slash('sources import', { file: { name: 'sources.json', type: 'application/json', bytes } }),
    'Imported',
  );
  expect(imported.text).toContain('Imported');
  expect(await ask('Who dug the wells of Ravno?', stranger)).toContain('Franc Zupan');
  expect(await ask('Who keeps the bees of Ravno?', stranger)).toContain('Neza Oman');
});

test('members may not touch the shelf, and are told so', async () => {
  bot.guild.commandOverrides.set('sources', new Map([[bot.anna.person.id, true]]));
  for (const line of ['sources list', 'sources undo', 'sources export', 'sources checks'])
    expect((await bot.anna.slash(line)).text).toBe('This is for people who may manage the server.');
});
