/** Twenty guilds, each with a shelf that bears a canary in every place: title, text, file name, source name, other name, check, draft and unanswered question. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, createApp } from '../../src/app.ts';
import { openStore } from '../../src/store/store.ts';

export const guildIds = Array.from({ length: 20 }, (_, index) => `1000000000000000${index.toString().padStart(2, '0')}`);

/** A word of this guild alone, made of letters so that no analyzer parts it. */
export const canary = (guild: number) => `zyx${String.fromCharCode(97 + guild)}canary${String.fromCharCode(97 + guild).repeat(3)}`;

/** The canaries that a guild must not see; of all guilds, for nobody (-1). */
export const foreign = (guild: number) => guildIds.flatMap((_, other) => (other === guild ? [] : [canary(other)]));

/** What things of a guild are known by: whoever knows these ids must not get at the things. */
export interface Known {
  readonly articleId: string;
  readonly sourceId: string;
  readonly draftId: string;
  readonly checkId: number;
}

export interface Canaries {
  readonly app: App;
  readonly known: readonly Known[];
}

export async function openCanaries(): Promise<Canaries> {
  const dir = mkdtempSync(path.join(tmpdir(), 'footnote-isolation-'));
  writeFileSync(path.join(dir, 'shared.txt'), 'The shared lighthouse\n\nThe shared lighthouse was lit in 1900.');
  const app = await createApp({ articlesDir: dir, keep: { store: await openStore({ dir: ':memory:', secret: 'for tests' }) } });
  const guilds = app.guilds!;
  const known: Known[] = [];
  for (const [guild, guildId] of guildIds.entries()) {
    const word = canary(guild);
    const actor = { guildId, userId: `20000000000000000${guild}` };
    const drafted = async (name: string, file: string, text: string) => {
      const files = [{ name: `${file}.txt`, bytes: Buffer.from(text) }];
      const preview = await guilds.preview(guildId, { kind: 'upload', name, options: {}, schedule: 'never', files });
      if (typeof preview === 'string') throw new Error(preview);
      return preview.draftId;
    };
    await guilds.add(
      actor,
      await drafted(
        `Files of ${word}`,
        word,
        `The ${word} lighthouse\n\nThe ${word} lighthouse was lit in ${1900 + guild}. Its keeper was called ${word}.`,
      ),
    );
    await guilds.saveSettings(actor, { aliases: `${word} = beacon of ${word}` });
    // Nobody can answer it: it is kept for this guild's admins alone.
    guilds.heard(actor, `Which pirate buried ${word} beneath Mirepoix?`, 'nothing');
    await guilds.keepCheck(actor, { question: `when was ${word} lit?`, quote: `${word} lit`, article: 'x' });
    known.push({
      articleId: (await app.articles({ guildId })).find(({ title }) => title.includes(word))!.id,
      sourceId: (await guilds.sources(guildId))[0]!.id,
      checkId: (await guilds.checks(guildId))[0]!.id,
      draftId: await drafted(
        `Draft of ${word}`,
        `draft of ${word}`,
        `The draft of ${word}\n\nThe draft of ${word} is not on the shelf yet.`,
      ),
    });
  }
  return { app, known };
}
