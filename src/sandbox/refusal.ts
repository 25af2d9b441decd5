/** Discord's own refusals: an HTTP status, a code, a message and, for a form, what is wrong at which path. */
import { RESTJSONErrorCodes } from 'discord-api-types/v10';

type ErrorTree = { [key: string]: ErrorTree | { code: string; message: string }[] };

/** Thrown by whatever a request reaches; the server answers with `status` and `body`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: ErrorTree | undefined;
  constructor(status: number, code: number, message: string, errors?: ErrorTree) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
  get body(): unknown {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
export const refusals = {
  unauthorized: () => new Refusal(401, 0, '401: Unauthorized'),
  noRoute: () => new Refusal(404, 0, '404: Not Found'),
  unknownApplication: () => new Refusal(404, RESTJSONErrorCodes.UnknownApplication, 'Unknown Application'),
  unknownChannel: () => new Refusal(404, RESTJSONErrorCodes.UnknownChannel, 'Unknown Channel'),
  unknownGuild: () => new Refusal(404, RESTJSONErrorCodes.UnknownGuild, 'Unknown Guild'),
  unknownMember: () => new Refusal(404, RESTJSONErrorCodes.UnknownMember, 'Unknown Member'),
  unknownMessage: () => new Refusal(404, RESTJSONErrorCodes.UnknownMessage, 'Unknown Message'),
  unknownUser: () => new Refusal(404, RESTJSONErrorCodes.UnknownUser, 'Unknown User'),
  unknownWebhook: () => new Refusal(404, RESTJSONErrorCodes.UnknownWebhook, 'Unknown Webhook'),
  unknownCommand: () => new Refusal(404, RESTJSONErrorCodes.UnknownApplicationCommand, 'Unknown application command'),
  unknownInteraction: () => new Refusal(404, RESTJSONErrorCodes.UnknownInteraction, 'Unknown interaction'),
  alreadyAcknowledged: () =>
    new Refusal(400, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged, 'Interaction has already been acknowledged.'),
  invalidToken: () => new Refusal(401, RESTJSONErrorCodes.InvalidWebhookToken, 'Invalid Webhook Token'),
  missingAccess: () => new Refusal(403, RESTJSONErrorCodes.MissingAccess, 'Missing Access'),
  missingPermissions: () => new Refusal(403, RESTJSONErrorCodes.MissingPermissions, 'Missing Permissions'),
  cannotMessageUser: () => new Refusal(403, RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'Cannot send messages to this user'),
  notAuthor: () =>
    new Refusal(403, RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new Refusal(400, RESTJSONErrorCodes.CannotSendAnEmptyMessage, 'Cannot send an empty message'),
  tooManyFollowups: () =>
    new Refusal(
      400,
      RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages,
      'This interaction has reached the maximum number of follow-up messages',
    ),
  tooLarge: () => new Refusal(413, RESTJSONErrorCodes.RequestEntityTooLarge, 'Request entity too large'),
  badJson: () => new Refusal(400, 50109, 'The request body contains invalid JSON.'),
};

/** Collects what is wrong with a form, each at its path, and refuses it whole: code 50035. */
export class FormProblems {
  readonly #tree: ErrorTree = {};
  #count = 0;

  add(path: readonly (string | number)[], code: string, message: string): void {
    let node: ErrorTree = this.#tree;
    for (const step of path) {
      node[step] ??= {};
      node = node[step] as ErrorTree;
    }
    node._errors ??= [];
    (node._errors as { code: string; message: string }[]).push({ code, message });
    this.#count++;
  }

  /** Between `min` and `max` UTF-16 code units, as Discord words it. */
  length(path: readonly (string | number)[], value: unknown, min: number, max: number): void {
    if (value === undefined || value === null) {
      if (min > 0) this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    } else if (typeof value !== 'string') this.add(path, 'BASE_TYPE_STRING', 'Must be a string.');
    else if (value.length < min || value.length > max)
      this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }

  throwIfAny(): void {
    if (this.#count > 0) throw new Refusal(400, RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'Invalid Form Body', this.#tree);
  }
}
