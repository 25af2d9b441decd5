/** Why Discord would not have the bot, in one line with the cure. */
import { GatewayCloseCodes } from 'discord-api-types/v10';

const where = 'https://discord.com/developers/applications';
const badToken = `Discord does not accept DISCORD_TOKEN. Make a new one at ${where} (Bot → Reset Token) and put it in .env.`;

/** Closings that trying again would only repeat. */
const final: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: badToken,
  [GatewayCloseCodes.InvalidShard]: 'Discord refused the shard number. Run one Footnote for each bot, without sharding.',
  [GatewayCloseCodes.ShardingRequired]: 'The bot is in too many servers for one connection. Leave some, or run it sharded.',
  [GatewayCloseCodes.InvalidAPIVersion]: 'Discord no longer speaks this version of its gateway. Update Footnote.',
  [GatewayCloseCodes.InvalidIntents]: 'Discord does not know an intent that Footnote asks for. Update Footnote.',
  [GatewayCloseCodes.DisallowedIntents]: `Discord refuses an intent to this bot. Footnote asks for Guilds, Guild Messages and Direct Messages, none of them privileged; look whether the application is restricted at ${where} (Bot).`,
};

/** The sentence for a closing that is final; undefined for one from which the bot reconnects. */
export const finalClosing = (code: number): string | undefined => final[code];

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : codeOf(cause);
};

/** The sentence for an error that kept the bot from connecting at all. */
export const whyNotConnected = (error: unknown, apiUrl: string): string => {
  const code = codeOf(error);
  if (code === 'TokenInvalid' || (error as { status?: unknown } | null)?.status === 401) return badToken;
  const reason = code ?? (error as { status?: unknown } | null)?.status ?? 'no answer';
  return `Discord cannot be reached at ${apiUrl} (${String(reason)}). Check the network, and DISCORD_API_URL if it is set, then start again.`;
};
