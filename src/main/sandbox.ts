/** No token: a Discord on this machine with a page, for the same bot. Its two servers: the sample, and Footnote's own documentation. */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { App, Scope } from '../app.ts';
import type { Config } from '../config.ts';
import { openPage } from '../sandbox/open-page.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { root } from '../terminal/environment.ts';

/** Ports tried above SANDBOX_PORT when it is taken. */
const morePorts = 20;

export interface OpenSandbox {
  /** As if the sandbox were Discord; its data stay apart. */
  readonly config: Config & { token: string };
  /** Puts the shelves in order, opens the page and says where it is. To be called before the bot connects. */
  open(app: App): Promise<void>;
  close(): Promise<void>;
}

/** Starts on SANDBOX_PORT or the next free one. */
export async function openSandbox(config: Config): Promise<OpenSandbox> {
  const sandbox = await startSandbox({ port: config.sandboxPort, nextPort: morePorts, name: 'Footnote' });
  const { token, apiUrl, cdnUrl, origin } = sandbox;
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const { guilds, show } = openPage(sandbox, {
    servers: ['The sample', 'About Footnote'],
    command: 'ask',
    option: 'question',
    guide: chapter(readme, 'Take it to Discord'),
  });
  const [sample, about] = guilds;
  return {
    config: {
      ...config,
      dataDir: path.join(config.dataDir, 'sandbox'),
      token,
      apiUrl,
      cdnUrl,
      ...(sample && { homeGuildId: sample.id }),
    },
    open: async (app) => {
      if (sample) show(sample, await threeExamples(app, {}, config.sample ? sampleQuestions : []));
      if (about) {
        await shelveDocumentation(app, about.id);
        show(about, await threeExamples(app, { guildId: about.id }, documentationQuestions));
      }
      const taken = origin === `http://127.0.0.1:${config.sandboxPort}` ? '' : `Port ${config.sandboxPort} is taken.\n`;
      process.stdout.write(`${taken}Footnote is in a sandbox at ${origin}. Put DISCORD_TOKEN in .env to take it to Discord.\n`);
    },
    close: () => sandbox.close(),
  };
}

/** A day, a person, several: each answered with the words marked. */
const sampleQuestions = [
  'When were Korean governments established?',
  'Who was the first president of South Korea?',
  'Which countries liberated Korea?',
];

/** What a newcomer wants to know, before what the app finds by itself. */
const documentationQuestions = ['What is Footnote?', 'Is my question stored?', 'How do I add a source?'];

/** Three questions that are answered here, these first; fewer where there are no more. */
async function threeExamples(app: App, scope: Scope, questions: readonly string[]): Promise<readonly string[]> {
  const answered: string[] = [];
  for (const question of questions) if ((await app.ask({ question, scope })).kind === 'answered') answered.push(question);
  return [...new Set([...answered, ...(await app.examples(scope, 3))])].slice(0, 3);
}

/** What was measured is no help to who asks how Footnote works, and quotes the articles that were measured. */
const measured = ['docs/quality.md', 'docs/performance.md'];

/** Gives the guild a shelf of its own, as an admin would by upload: what is written about Footnote, and nothing else. */
async function shelveDocumentation({ guilds }: App, guildId: string): Promise<void> {
  if (!guilds) return;
  const pages = globSync('docs/*.md', { cwd: root }).map((name) => name.replaceAll(path.sep, '/'));
  const names = ['README.md', 'SECURITY.md', ...pages.filter((name) => !measured.includes(name))].sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name: path.basename(name), bytes: await readFile(path.join(root, name)) })),
  );
  const actor = { guildId, userId: '0' };
  await guilds.saveSettings(actor, { sharedShelf: false });
  const preview = await guilds.preview(guildId, { kind: 'upload', name: 'Documentation', options: {}, schedule: 'never', files });
  if (typeof preview === 'object') await guilds.add(actor, preview.draftId);
}

/** The chapter of this name of a Markdown text, its heading included, up to the next one; empty where there is none. */
function chapter(markdown: string, name: string): string {
  const start = markdown.indexOf(`## ${name}\n`);
  const end = markdown.indexOf('\n## ', start + 1);
  return start < 0 ? '' : markdown.slice(start, end < 0 ? undefined : end);
}
