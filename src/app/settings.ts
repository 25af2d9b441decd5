/** What admins set for their server. */
import { z } from 'zod';
import type { Answer } from '../answer/answer.ts';
import { ANSWERED } from '../answer/confidence.ts';
import type { GuildStore } from '../store/guilds.ts';

const id = z.string().regex(/^\d{17,20}$/);

export const surenesses = ['careful', 'balanced', 'eager'] as const;
export type Sureness = (typeof surenesses)[number];

export const guildSettings = z.object({
  /** Where the bot may answer; everywhere, when empty. */
  channels: z.array(id).max(100).default([]),
  /** For a channel: names of the sources that answer there; all, where it is absent. */
  channelSources: z.record(id, z.array(z.string().max(100)).max(100)).default({}),
  /** Whether answers to commands are shown to everyone, unless the asker says otherwise. */
  publicAnswers: z.boolean().default(true),
  /** Of public words; as Discord says, when absent. */
  language: z.enum(['en', 'ru']).optional(),
  /** Whoever has this role may do what admins may. */
  adminRole: id.optional(),
  sureness: z.enum(surenesses).default('balanced'),
  /** Where news of the sources are told. */
  notices: id.optional(),
  /** Whether the operator's shelf answers here too. */
  sharedShelf: z.boolean().default(true),
  /** Whether questions that nobody could answer are kept for the admins. */
  keepQuestions: z.boolean().default(true),
  /** One a line: "DPRK = North Korea". */
  aliases: z.string().max(4000).default(''),
});
export type GuildSettings = z.infer<typeof guildSettings>;

export const usualSettings: GuildSettings = guildSettings.parse({});

/** A guild's settings; those that cannot be read any more are as usual. */
export async function readSettings(guilds: GuildStore, guildId: string): Promise<GuildSettings> {
  const text = await guilds.settings(guildId);
  const parsed = text === undefined ? undefined : guildSettings.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : usualSettings;
}

/** At least this sure is answered: half-way up from the usual to certainty, or two thirds of the usual. */
const least: Record<Sureness, number> = { careful: (1 + ANSWERED) / 2, balanced: ANSWERED, eager: (ANSWERED * 2) / 3 };

/** The answer as sure as the server wants it: one that is not sure enough becomes *closest*, one that is near enough *answered*, its words unmarked. */
export function asSureAs(sureness: Sureness, answer: Answer): Answer {
  if (answer.kind === 'nothing' || sureness === 'balanced') return answer;
  const answered = answer.confidence >= least[sureness];
  if (answered === (answer.kind === 'answered')) return answer;
  return answered ? { ...answer, kind: 'answered', shown: false } : { ...answer, kind: 'closest', shown: false };
}

/** Where a source answers stays so when it is called something else. */
export async function renameInChannels(guilds: GuildStore, guildId: string, from: string, to: string): Promise<void> {
  const settings = await readSettings(guilds, guildId);
  if (from === to || !Object.values(settings.channelSources).some((names) => names.includes(from))) return;
  const renamed = Object.entries(settings.channelSources).map(
    ([channel, names]) => [channel, names.map((name) => (name === from ? to : name))] as const,
  );
  await guilds.saveSettings(guildId, JSON.stringify({ ...settings, channelSources: Object.fromEntries(renamed) }));
}
