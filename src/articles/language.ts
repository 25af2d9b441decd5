/** Which language a text is written in. */
import { detect } from 'tinyld';

/** Enough to be sure, little enough to be quick. */
const SAMPLE = 2_000;

/** Scripts that one language alone writes, or nearly so. Kana decides for Japanese before Han decides for Chinese. */
const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['he', /\p{Script=Hebrew}/gu],
];

/** ISO 639-1 code of the language of `text` (its beginning is enough); 'und' when it cannot be told. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'und';
  for (const [language, script] of scripts) {
    const share = (sample.match(script)?.length ?? 0) / letters;
    if (share > (language === 'ja' ? 0.1 : 0.3)) return language;
  }
  return detect(sample) || 'und';
}
