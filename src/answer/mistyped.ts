/** Misspelt words that tell what a question asks for. */

/** English question words as hurried fingers type them. "wat" is Dutch for "what": for English shelves alone. */
const mistyped: Readonly<Record<string, string>> = {
  wich: 'which',
  whcih: 'which',
  wihch: 'which',
  whitch: 'which',
  wat: 'what',
  waht: 'what',
  whta: 'what',
  wht: 'what',
  wen: 'when',
  wehn: 'when',
  whne: 'when',
  whn: 'when',
  wher: 'where',
  whre: 'where',
  wehre: 'where',
  woh: 'who',
  hwo: 'how',
  hwy: 'why',
};

/** Plurals as they sound: "countrys", "citys". The stem stays the same, so articles are met by either. */
const soundedPlural = /(?<![\p{L}\p{N}])(\p{Ll}{2,20}[bcdfghj-np-tv-xz])ys(?![\p{L}\p{N}])/gu;

/**
 * An English question with the words that tell what it asks for put right: question words that no article writes so
 * (`isWritten` tells), and plurals. The rest is left as typed.
 */
export function respellAskers(question: string, isWritten: (word: string) => boolean): string {
  const words = question.replace(/(?<![\p{L}\p{N}])\p{L}{3,6}(?![\p{L}\p{N}])/gu, (word) => {
    const lower = word.toLowerCase();
    return Object.hasOwn(mistyped, lower) && !isWritten(lower) ? mistyped[lower]! : word;
  });
  return words.replace(soundedPlural, '$1ies');
}
