/** Combining marks that people leave out or write in another order: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g;
/** Soft hyphens, zero-width characters, direction marks, the Arabic elongation stroke, blanks that compatibility forms leave: nobody sees them. */
const INVISIBLE = /[\p{Cf}\u0640\s]|\p{Variation_Selector}/gu;
/** Letters that Unicode does not decompose but readers take for one another. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ς: 'σ',
};
const SPECIAL_LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const ASCII = /^[\0-\x7f]*$/;

/** Lower case, compatibility forms (full-width letters, ligatures) made ordinary, invisible characters dropped, NFC. Accents stay: stemmers know them. */
export function lower(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  return word.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').normalize('NFC');
}

/**
 * The form in which words meet: `lower`, then without accents. й stays a letter of its own and ё becomes е, as Russian writes them.
 * Idempotent, and the same for the NFC and the NFD spelling of a word.
 */
export function fold(word: string): string {
  const plain = lower(word);
  if (ASCII.test(plain)) return plain;
  return plain
    .replace(/й/g, '\u{f0000}')
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(/\u{f0000}/gu, 'й')
    .replace(SPECIAL_LETTER, (letter) => LETTERS[letter]!);
}
