/** Which words of a question a passage meets. */

/** Each word a bit: numbers 0 to 31, and 32 to 63. */
export interface WordSet {
  readonly low: number;
  readonly high: number;
}

export const MAX_WORDS = 64;

export const withWord = ({ low, high }: WordSet, word: number): WordSet =>
  word < 32 ? { low: low | (1 << word), high } : { low, high: high | (1 << (word - 32)) };

/** How many words a set holds. Questions seldom have more than 32. */
export const sizeOfSet = (low: number, high: number) => (high === 0 ? bits(low) : bits(low) + bits(high));

/** Bits that are set (Warren, "Hacker's Delight", 5–1). */
function bits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
