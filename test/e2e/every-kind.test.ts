/** The life of a source of each kind, from inside Discord: added, asked, changed, broken, undone, killed, removed and brought back. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../src/sandbox/actor.ts';
import type { Outcome } from '../../src/sandbox/outcome.ts';
import { type Kind, question, serveVersions, type Web } from '../kill/web.ts';
import { type Program, startProgram } from './program.ts';

let web: Web;
let bot: Program;
let admin: Actor;
let reader: Actor;

beforeAll(async () => {
  web = await serveVersions();
  bot = await startProgram({ env: { LOOPBACK_SOURCES: 'yes' } });
});
beforeEach(() => {
  const guild = bot.discord.addGuild({ name: 'A server' });
  admin = bot.discord.member(guild, 'Admin', { admin: true });
  reader = bot.discord.member(guild, 'Reader');
});
afterAll(async () => {
  await bot.stop();
  await web.close();
});

const settled = async (outcome: Outcome, words: string) => {
  await outcome.until(() => outcome.text.includes(words));
  expect(outcome.text).toContain(words);
  return outcome;
};
/** Custom ids of the fields of a modal. */
const fieldsIn = ({ modal }: Outcome) =>
  (modal!.components as { component: { custom_id: string } }[]).map(({ component }) => component.custom_id);
/** The answer without the marks of its words. */
const answerTo = async (question: string) => (await reader.slash('ask', { question })).text.replaceAll('**', '');
const ask = (kind: Kind) => answerTo(question(kind));

test.each([
  ['page', '/page'],
  ['site', '/site/'],
  ['feed', '/feed'],
] as const)(
  'a %s is added, changes, breaks, is undone, outlives a kill, is removed and comes back, and is answered from throughout',
  async (kind, path) => {
    const reload = async (words: string) => settled(await admin.slash('sources reload'), words);
    const at = (version: number) => `code-${kind}-0-v${version}`;
    web.publish(1);
    expect(await ask(kind)).not.toContain('code-');
    const preview = await settled(await admin.slash(`sources add ${kind}`, { address: web.origin + path }), 'would be indexed');
    expect(await ask(kind)).not.toContain('code-');
    await settled(await admin.press(preview.message!, 'Add'), 'on the shelf');
    expect(await ask(kind)).toContain(at(1));

    web.publish(2);
    await reload(kind === 'page' ? '~1 changed' : '~6 changed');
    expect(await ask(kind)).toContain(at(2));
    web.break(true);
    expect((await reload('failed:')).text).toContain('The server answers with an error (500).');
    expect(await ask(kind)).toContain(at(2));
    web.break(false);

    const undo = await admin.slash('sources undo');
    const undone = await settled(await admin.press(undo.message!, 'Undo'), 'Undone');
    expect(await ask(kind)).toContain(at(1));
    await bot.restart('SIGKILL');
    expect(await ask(kind)).toContain(at(1));
    await admin.press(undone.message!, 'Resume');
    await reload('changed');
    expect(await ask(kind)).toContain(at(2));

    const [choice] = await admin.complete('sources remove', 'source', '');
    const sure = await admin.slash('sources remove', { source: choice!.value });
    await settled(await admin.press(sure.message!, 'Remove'), 'left the shelf');
    expect(await ask(kind)).not.toContain('code-');
    await settled(await admin.press((await admin.slash('sources undo')).message!, 'Undo'), 'Undone');
    expect(await ask(kind)).toContain(at(2));
  },
);

test('a source that moved is read from its new address at once, or stays where it was', async () => {
  web.publish(1);
  const preview = await settled(await admin.slash('sources add page', { address: `${web.origin}/page` }), 'would be indexed');
  await settled(await admin.press(preview.message!, 'Add'), 'on the shelf');
  const [choice] = await admin.complete('sources edit', 'source', '');
  const edit = (address: string) => admin.slash('sources edit', { source: choice!.value, address, name: 'The moved page' });
  const failed = await settled(await edit(`${web.origin}/nowhere`), 'Nothing was changed.');
  expect(failed.text).toBe('Nothing was changed. The page is gone (the server answers 404).');
  expect(await ask('page')).toContain('code-page-0-v1');
  const moved = await settled(await edit(`${web.origin}/site/1`), 'new address');
  expect(moved.text).toContain('### The moved page: read from its new address\n+1 added · ~0 changed · −1 removed');
  expect(await ask('page')).not.toContain('code-page-0');
  expect((await admin.slash('sources show', { source: choice!.value })).text).toContain('/site/1');
  await settled(await admin.press((await admin.slash('sources undo')).message!, 'Undo'), 'Undone');
  expect(await ask('page')).toContain('code-page-0-v1');
  const other = { type: 'text/plain', name: 'a.txt', bytes: Buffer.from('The tower\n\nThe tower of the castle is round.\n') };
  const files = await settled(await admin.submit(await admin.slash('sources add upload'), { files: [other] }), 'would be indexed');
  await settled(await admin.press(files.message!, 'Add'), 'on the shelf');
  const upload = (await admin.complete('sources edit', 'source', 'Files'))[0]!.value;
  expect((await admin.slash('sources edit', { source: upload, address: web.origin })).text).toBe(
    'Nothing was changed. "address" is for: page, site, feed.',
  );
});

test('Change under the preview of uploaded files says whose they are, for all of them', async () => {
  const file = (name: string, what: string) => ({
    name,
    type: 'text/plain',
    bytes: Buffer.from(`The ${what}\n\nThe ${what} of the castle is called ${what}-nine.\n`),
  });
  const shown = async (...files: ReturnType<typeof file>[]) =>
    settled(await admin.submit(await admin.slash('sources add upload'), { files }), 'would be indexed');
  const preview = await shown(file('a.txt', 'tower'));
  const form = await admin.press(preview.message!, 'Change');
  const credit = {
    name: 'Castle',
    title: 'The tall tower',
    author: 'Vesna Hribar',
    publisher: 'Castle office',
    date: '2020-02-02',
  };
  const changed = await settled(await admin.submit(form, credit), '### Castle');
  expect(changed.text).toContain('**The tall tower** · Feb 2, 2020');
  await settled(await admin.press(changed.message!, 'Add'), '### Castle: on the shelf');
  const answer = await answerTo('What is the tower of the castle called?');
  expect(answer).toContain('[1] The tall tower\n-# Castle office · Feb 2, 2020');

  const two = await shown(file('b.txt', 'moat'), file('c.txt', 'gate'));
  expect(await admin.press(two.message!, 'Change').then(fieldsIn)).toEqual(['name', 'author', 'publisher', 'date']);
  const joining = await settled(await admin.submit(await admin.press(two.message!, 'Change'), { name: 'Castle' }), '### Castle');
  expect(await admin.press(joining.message!, 'Change').then(fieldsIn)).toEqual(['name']);
});

test('uploaded files are added, come in a new version, are undone, outlive a kill, are removed and come back', async () => {
  const upload = async (version: number) => {
    const files = [
      { name: 'a.txt', type: 'text/plain', bytes: Buffer.from(`The tower\n\nThe secret code of the tower is code-${version}.\n`) },
      { name: 'b.md', type: 'text/markdown', bytes: Buffer.from('# The moat\n\nThe moat of the castle is nine metres deep.\n') },
    ];
    const preview = await settled(await admin.submit(await admin.slash('sources add upload'), { files }), 'would be indexed');
    return settled(await admin.press(preview.message!, 'Add'), 'on the shelf');
  };
  const code = () => answerTo('What is the secret code of the tower?');
  expect((await upload(1)).text).toContain('### Files: on the shelf\n+2 added');
  expect(await code()).toContain('code-1');
  expect((await upload(2)).text).toContain('~1 changed · −0 removed · =1 unchanged');
  expect(await code()).toContain('code-2');
  await settled(await admin.press((await admin.slash('sources undo')).message!, 'Undo'), 'Undone');
  expect(await code()).toContain('code-1');
  await bot.restart('SIGKILL');
  expect(await code()).toContain('code-1');
  const [choice] = await admin.complete('sources remove', 'source', '');
  const sure = await admin.slash('sources remove', { source: choice!.value });
  await settled(await admin.press(sure.message!, 'Remove'), 'left the shelf');
  expect(await code()).not.toContain('code-1');
  await settled(await admin.press((await admin.slash('sources undo')).message!, 'Undo'), 'Undone');
  expect(await code()).toContain('code-1');
});
