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
