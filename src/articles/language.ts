/** Which language a text is written in. */
import { eld } from 'eld/extrasmall';

/** From the beginning, the middle and the end of a text (UTF-16 code units of each): an article may begin with foreign names or end with foreign titles. */
const SAMPLE = 700;

/** Letters that one language alone writes, or nearly so, and how large a share of all letters tells it. Kana decides before Han does. */
const scripts: readonly (readonly [language: string, letters: RegExp, share: number])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 0.1],
  ['ko', /\p{Script=Hangul}/gu, 0.3],
  ['zh', /\p{Script=Han}/gu, 0.3],
  ['th', /\p{Script=Thai}/gu, 0.3],
  ['el', /\p{Script=Greek}/gu, 0.3],
  ['he', /\p{Script=Hebrew}/gu, 0.3],
  ['vi', /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu, 0.06],
  ['kk', /[әғқңұһ]/giu, 0.04],
];

/** ISO 639-1 code of the language of `text`; 'und' when it cannot be told. Malay is told as Indonesian: no detector here tells them apart. */
export function detectLanguage(text: string): string {
  const middle = Math.floor((text.length - SAMPLE) / 2);
  const parts =
    text.length > 3 * SAMPLE ? [text.slice(0, SAMPLE), text.slice(middle, middle + SAMPLE), text.slice(-SAMPLE)] : [text];
  // Decomposed letters are no n-grams that a detector knows.
  const sample = parts.join('\n').normalize('NFC');
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'und';
  for (const [language, script, share] of scripts) {
    if ((sample.match(script)?.length ?? 0) > share * letters) return language;
  }
  const latin = (sample.match(/\p{Script=Latin}/gu)?.length ?? 0) > letters / 2;
  // A few names in another script weigh more with the detector than the text around them.
  const { language } = eld.detect(sample.replace(latin ? /(?!\p{Script=Latin})\p{L}/gu : /\p{Script=Latin}/gu, ' '));
  return language === 'ms' ? 'id' : language || 'und';
}
