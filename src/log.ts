/** What operators read: pino's JSON, one bounded line an event, without any secret. */
import { randomInt } from 'node:crypto';
import { pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from './config.ts';

/** The part of pino's logger that the house uses. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
  fatal(facts: object, message: string): void;
}

export interface LogOptions {
  readonly level: Config['logLevel'];
  /** Values that never stand in a line: the bot's token, the signing key. */
  readonly secrets: readonly string[];
  /** Takes each finished line, its line feed included. */
  readonly write: (line: string) => void;
}

/** A line longer than this (UTF-16 code units) is replaced by its head. */
const MAX_LINE = 16_384;
const MAX_STACK = 4_000;
const HIDDEN = '[hidden]';

/**
 * What Discord's libraries write into messages and addresses: interaction and webhook tokens, which let anyone answer in the bot's name for
 * 15 minutes, and bot tokens, which are the bot.
 */
const tokens: readonly [RegExp, string][] = [
  [/(\/(?:interactions|webhooks)\/\d{1,20}\/)[^/"?\s\\]+/g, `$1${HIDDEN}`],
  [/\b(Bot|Bearer) [\w.~+/=-]{8,}/g, `$1 ${HIDDEN}`],
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,40}\b/g, HIDDEN],
];

/** Takes the given secrets and everything shaped like one of Discord's tokens out of a text. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  let hidden = text;
  for (const secret of secrets) {
    if (secret.length >= 8) hidden = hidden.replaceAll(secret, HIDDEN).replaceAll(JSON.stringify(secret).slice(1, -1), HIDDEN);
  }
  for (const [pattern, replacement] of tokens) hidden = hidden.replace(pattern, replacement);
  return hidden;
}

/** An error as it is logged: type, message, bounded stack and causes. Its other properties (request bodies, raw answers) are left out. */
function errorFacts(error: unknown, hide: (text: string) => string, depth = 0): object {
  // Hidden before it is cut: half a token would no longer look like one.
  if (!(error instanceof Error)) return { type: typeof error, message: hide(String(error)).slice(0, 500) };
  const code = 'code' in error && /^\w{1,40}$/.test(String(error.code)) ? { code: error.code } : {};
  const cause = error.cause !== undefined && depth < 3 ? { cause: errorFacts(error.cause, hide, depth + 1) } : {};
  const stack = hide(error.stack ?? '').slice(0, MAX_STACK);
  return { type: error.name, message: hide(error.message).slice(0, 1_000), ...code, stack, ...cause };
}

function bounded(line: string): string {
  if (line.length <= MAX_LINE) return line;
  const { level, time, msg } = JSON.parse(line);
  return `${JSON.stringify({ level, time, msg: String(msg).slice(0, 1_000), cutFrom: line.length })}\n`;
}

export function createLog({ level, secrets, write }: LogOptions): Log {
  const hide = (text: string) => hideSecrets(text, secrets);
  return pino(
    { level, base: undefined, serializers: { err: (error) => errorFacts(error, hide) }, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line: string) => write(bounded(hide(line))) },
  );
}

/** The log of this process, on standard error: JSON, or easy to read where a person looks at it in a terminal. */
export function processLog(
  { logLevel: level, token, secretKey }: Pick<Config, 'logLevel' | 'token' | 'secretKey'>,
  secrets: readonly string[] = [],
): Log {
  const pretty = process.stderr.isTTY
    ? PinoPretty({ destination: 2, sync: true, colorize: !process.env.NO_COLOR, ignore: 'time' })
    : process.stderr;
  const known = [token, secretKey, ...secrets].filter((secret) => secret !== undefined);
  return createLog({ level, secrets: known, write: (line) => void pretty.write(line) });
}

/** Letters and digits that nobody mistakes for one another. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

/** A short id that ties what a person is told ("something went wrong, id k3f9x2ma") to its line in the log. */
export function newIncidentId(): string {
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** Logs what was not expected, with its cause, and returns the incident's id for the person who was hit by it. */
export function logIncident(log: Log, error: unknown, facts: object, message: string): string {
  const incident = newIncidentId();
  log.error({ incident, ...facts, err: error }, message);
  return incident;
}
