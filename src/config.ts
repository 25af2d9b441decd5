/** Environment → Config: every problem at once, each with its cure. A value never stands in a problem: it may be a secret. */
import path from 'node:path';
import { z } from 'zod';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config {
  /** NODE_ENV=production: nothing is installed, and a token is needed. */
  readonly production: boolean;
  /** Absent: no token was given, so there is no Discord. */
  readonly token?: string;
  /** Base of Discord's REST API, without `/v10` and without a slash at its end. */
  readonly apiUrl: string;
  /** Origin of the host that attachments may come from. */
  readonly cdnUrl: string;
  /** Absolute path of the folder of articles. */
  readonly articlesDir: string;
  /** No ARTICLES_DIR was given: the articles are the sample that Footnote ships with. */
  readonly sample: boolean;
  /** Absolute path of the folder for what must outlive the process. */
  readonly dataDir: string;
  /** Discord ids of the people who may reload the operator's folder. */
  readonly operatorIds: readonly string[];
  /** The server whose admins may do so too. */
  readonly homeGuildId?: string;
  /** What buttons are signed with. Absent: kept in the data folder, made at first start. */
  readonly secretKey?: string;
  readonly logLevel: (typeof logLevels)[number];
  /** The only servers that the bot serves; every server, where absent. */
  readonly allowedGuilds?: readonly string[];
  /** What each server may have, unless it was given a quota of its own. */
  readonly quota: { readonly sources: number; readonly articles: number; readonly bytes: number };
  /** Days after which the shelf of a server that the bot left is deleted. */
  readonly graceDays: number;
  /** Told to the sites that are read: a mail or web address. */
  readonly contact?: string;
  /** Pages may be read from this machine itself. For tests alone. */
  readonly loopbackSources: boolean;
  /** The first port tried on 127.0.0.1 for the page that needs no Discord. */
  readonly sandboxPort: number;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

export interface ConfigBase {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Folder of the sample articles. */
  readonly sampleDir: string;
  /** Whether a token is needed in production; asking in a terminal needs none. */
  readonly needsToken?: boolean;
}

const snowflake = /^\d{17,20}$/;
const howToFindIds = 'In Discord: Settings → Advanced → Developer Mode, then right-click → Copy ID';

/** Trims; an empty value counts as absent. */
const optional = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() ? value.trim() : undefined), type.optional());

const webAddress = (cure: string) =>
  optional(
    z
      .string()
      .refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), `is not an http(s) address. ${cure}`)
      .transform((value) => value.replace(/(?<!\/)\/+$/, '')),
  );

const idList = optional(
  z
    .string()
    .transform((value) => value.split(/[\s,;]+/).filter(Boolean))
    .refine(
      (ids) => ids.every((id) => snowflake.test(id)),
      `holds something that is no Discord id. Write ids of 17 to 20 digits, parted by commas. ${howToFindIds}.`,
    ),
);

const count = (least: number, most: number) =>
  optional(
    z
      .string()
      .refine(
        (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
        `is not a whole number from ${least} to ${most}. Write one, or delete the line.`,
      )
      .transform(Number),
  );

const folder = z.string().refine((value) => !value.includes('\0'), 'contains a NUL character. Write the path of a folder.');

/** One variable a line: what is wrong with it and what to do. The name is put in front by `readConfig`. */
const environment = z.object({
  NODE_ENV: optional(z.string()),
  DISCORD_TOKEN: z
    .string()
    .trim()
    .min(1, 'is empty. Fill it in or delete the line; without it Footnote runs without Discord.')
    .refine((value) => !/^Bot\s/i.test(value), 'begins with "Bot". Leave that word out; the token alone belongs here.')
    .refine(
      (value) => value === '' || /^Bot\s/i.test(value) || /^[\x21-\x7e]{1,200}$/.test(value),
      'contains blanks or characters that no token has. Copy it again: https://discord.com/developers/applications → Bot → Reset Token.',
    )
    .optional(),
  DISCORD_API_URL: webAddress('Delete the line to use Discord itself.'),
  DISCORD_CDN_URL: webAddress('Delete the line to use Discord itself.'),
  ARTICLES_DIR: optional(folder),
  DATA_DIR: optional(folder),
  OPERATOR_IDS: idList,
  HOME_GUILD_ID: optional(z.string().regex(snowflake, `is not a Discord id (17 to 20 digits). ${howToFindIds}.`)),
  SECRET_KEY: optional(
    z.string().min(32, 'is shorter than 32 characters. Delete the line: Footnote then makes a key and keeps it in DATA_DIR.'),
  ),
  ALLOWED_GUILDS: idList,
  QUOTA_SOURCES: count(0, 1000),
  QUOTA_ARTICLES: count(0, 100_000),
  QUOTA_MEGABYTES: count(0, 10_000),
  GRACE_DAYS: count(0, 365),
  CONTACT: optional(
    z
      .string()
      .regex(
        /^[\x21-\x7e]{3,200}$/,
        'is not a mail or web address. It is told to the sites whose pages are read; write it without blanks.',
      ),
  ),
  LOOPBACK_SOURCES: optional(z.enum(['yes', 'no'], { error: 'is neither yes nor no. It is for tests alone; delete the line.' })),
  SANDBOX_PORT: count(1, 65_515),
  LOG_LEVEL: optional(z.enum(logLevels, { error: `is not a log level. Write one of: ${logLevels.join(', ')}.` })),
});

/** Reads the environment. Every problem is one sentence: the variable, what is wrong, the cure. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, base: ConfigBase): ConfigResult {
  const result = environment.safeParse(env);
  const problems = result.success ? [] : result.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}`);
  const production = env.NODE_ENV === 'production';
  if (production && base.needsToken && env.DISCORD_TOKEN === undefined) {
    problems.unshift(
      'DISCORD_TOKEN is missing. Create one at https://discord.com/developers/applications (Bot → Reset Token) and put it in .env.',
    );
  }
  if (!result.success || problems.length > 0) return { ok: false, problems };
  const read = result.data;
  return {
    ok: true,
    config: {
      production,
      ...(read.DISCORD_TOKEN !== undefined && { token: read.DISCORD_TOKEN }),
      apiUrl: read.DISCORD_API_URL ?? 'https://discord.com/api',
      cdnUrl: read.DISCORD_CDN_URL ?? 'https://cdn.discordapp.com',
      articlesDir: read.ARTICLES_DIR ? path.resolve(base.cwd, read.ARTICLES_DIR) : base.sampleDir,
      sample: !read.ARTICLES_DIR,
      dataDir: path.resolve(base.cwd, read.DATA_DIR ?? 'data'),
      operatorIds: read.OPERATOR_IDS ?? [],
      ...(read.HOME_GUILD_ID !== undefined && { homeGuildId: read.HOME_GUILD_ID }),
      ...(read.SECRET_KEY !== undefined && { secretKey: read.SECRET_KEY }),
      logLevel: read.LOG_LEVEL ?? 'info',
      ...(read.ALLOWED_GUILDS !== undefined && { allowedGuilds: read.ALLOWED_GUILDS }),
      quota: {
        sources: read.QUOTA_SOURCES ?? 25,
        articles: read.QUOTA_ARTICLES ?? 2000,
        bytes: (read.QUOTA_MEGABYTES ?? 100) * 1_000_000,
      },
      graceDays: read.GRACE_DAYS ?? 7,
      ...(read.CONTACT !== undefined && { contact: read.CONTACT }),
      loopbackSources: read.LOOPBACK_SOURCES === 'yes',
      sandboxPort: read.SANDBOX_PORT ?? 8080,
    },
  };
}
