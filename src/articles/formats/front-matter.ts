/** The YAML lines between `---` with which a Markdown file may begin. */
import { parseDocument } from 'yaml';
import { z } from 'zod';

/** Longer front matter (UTF-16 code units) is refused before it is parsed. */
const LIMIT = 16_000;
/** An anchor repeated more often than this is a bomb, not metadata. */
const ALIASES = 10;

const words = z.union([z.string(), z.number()], 'is not a text').transform((value) => String(value).trim());
const word = words.pipe(z.string().min(1, 'is empty').max(500, 'is longer than 500 characters'));
const list = z
  .union([z.array(words), words.transform((value) => value.split(','))], 'is not a list of words')
  .transform((tags) => tags.map((tag) => tag.trim()).filter(Boolean))
  .pipe(z.array(z.string().max(100, 'holds a word longer than 100 characters')).max(50, 'holds more than 50 words'));
const author = z.union([word, list.transform((names) => names.join(', '))], 'is neither a name nor a list of names');
const date = words.refine(
  (value) =>
    /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'is not a date; write it like 2024-08-15',
);
const url = words.refine(
  (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
  'is not an address that begins with http:// or https://',
);
const language = words
  .transform((value) => value.toLowerCase().replace(/[-_].*$/s, ''))
  .refine((value) => /^[a-z]{2,3}$/.test(value), 'is not a language code; write it like en');

const schema = z.object({
  title: word.nullish(),
  url: url.nullish(),
  author: author.nullish(),
  date: date.nullish(),
  /** Who published it first. */
  source: word.nullish(),
  publisher: word.nullish(),
  tags: list.nullish(),
  language: language.nullish(),
});

export type FrontMatter = z.infer<typeof schema>;

/** `end`: where the body begins in the text; 0 where there is no front matter. `reason`: why the front matter cannot be used. */
export type FrontMatterResult = { readonly end: number; readonly values: FrontMatter } | { readonly reason: string };

/** Reads the front matter of a Markdown text. Keys that Footnote does not know are passed over. */
export function readFrontMatter(text: string): FrontMatterResult {
  const none = { end: 0, values: {} };
  if (!/^---[ \t]*\r?\n/.test(text)) return none;
  const match = /^---[ \t]*\r?\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$(?![\s\S]))/m.exec(text.slice(0, LIMIT + 100));
  if (!match)
    return text.length > LIMIT && /^[\w-]+:/m.test(text.slice(4, 200))
      ? { reason: `Its front matter is not closed by --- within ${LIMIT} characters.` }
      : none;
  let values: unknown;
  try {
    const document = parseDocument(match[1]!, { schema: 'core', logLevel: 'silent' });
    const [error] = document.errors;
    if (error && !/stack size/.test(error.message)) {
      const line = (error.linePos?.[0].line ?? 0) + 1;
      return {
        reason: `Its front matter is not valid YAML (line ${line}): ${error.message.split('\n')[0]!.replace(/ at line.*$/, '')}.`,
      };
    }
    if (error) throw error;
    values = document.toJS({ maxAliasCount: ALIASES });
  } catch {
    return { reason: 'Its front matter nests too deep or repeats an anchor too often.' };
  }
  // Between two rules stands ordinary text, not metadata.
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return { end: values === null ? match[0].length : 0, values: {} };
  const parsed = schema.safeParse(values);
  if (parsed.success) return { end: match[0].length, values: parsed.data };
  const [issue] = parsed.error.issues;
  return { reason: `Its front matter: "${issue!.path.join('.')}" ${issue!.message}.` };
}
