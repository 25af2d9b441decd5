/** What can go wrong between the bot and Discord, and what is no surprise. */
import { DiscordAPIError } from 'discord.js';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';

/** The message, channel, guild or token is gone, or a permission is missing: nobody's mistake, logged once, quietly, without a retry. */
const quiet: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

/** Discord's code, where the error is an answer of Discord's. */
export const discordCode = (error: unknown): number | string | undefined =>
  error instanceof DiscordAPIError ? error.code : undefined;

/** The bot may not write where it was spoken to; known before Discord is asked, for refused requests are counted. */
export class Closed extends Error {
  override readonly name = 'Closed';
}

export const isQuiet = (error: unknown): boolean => error instanceof Closed || quiet.has(discordCode(error) ?? '');

/** The bot lacks a permission to write there. */
export const isForbidden = (error: unknown): boolean => {
  const code = discordCode(error);
  return error instanceof Closed || code === RESTJSONErrorCodes.MissingAccess || code === RESTJSONErrorCodes.MissingPermissions;
};

/** The interaction's 15 minutes are over. */
export const isExpired = (error: unknown): boolean => {
  const code = discordCode(error);
  return code === RESTJSONErrorCodes.InvalidWebhookToken || code === RESTJSONErrorCodes.UnknownWebhook;
};
