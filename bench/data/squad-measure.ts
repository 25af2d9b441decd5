/** SQuAD v1.1's own comparison of answers: lower case, no punctuation, no English articles; EM and the F1 of shared words. */
const PUNCTUATION = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;

export const normalized = (text: string): string =>
  text
    .toLowerCase()
    .replace(PUNCTUATION, '')
    .replace(/\b(a|an|the)\b/g, ' ')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');

/** Words as they are compared: Chinese and Japanese by characters, as MLQA does. */
function wordsOf(text: string, language = 'en'): string[] {
  const plain = normalized(text);
  if (/^(zh|ja)/.test(language)) return plain.replace(/[\p{P}\s]/gu, '').match(/[\p{Script=Latin}\p{N}]+|./gu) ?? [];
  return plain === '' ? [] : plain.split(' ');
}

export function exactMatch(given: string, golds: readonly string[], language?: string): boolean {
  const own = wordsOf(given, language).join(' ');
  return golds.some((gold) => wordsOf(gold, language).join(' ') === own);
}

export function sharedF1(given: string, golds: readonly string[], language?: string): number {
  const own = wordsOf(given, language);
  return Math.max(0, ...golds.map((gold) => f1(own, wordsOf(gold, language))));
}

function f1(given: readonly string[], gold: readonly string[]): number {
  if (given.length === 0 || gold.length === 0) return given.length === gold.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of gold) left.set(word, (left.get(word) ?? 0) + 1);
  let same = 0;
  for (const word of given) {
    const count = left.get(word) ?? 0;
    if (count > 0) same++;
    left.set(word, count - 1);
  }
  return same === 0 ? 0 : (2 * same) / (given.length + gold.length);
}
