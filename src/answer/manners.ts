/** Greetings, thanks and other kind words: said to the bot, not asked of the articles. */
export type Manner = 'greeting' | 'thanks';

const WORDS: readonly (readonly [Manner, RegExp])[] = [
  [
    'thanks',
    /^(?:ok(?:ay)?,? |great,? |cool,? |perfect,? |nice,? )?(?:many |big )?(?:thanks?(?: (?:you|u|a lot|so much|very much|again|man|bot))*|thank you(?: (?:so|very) much)?|thx|ty|cheers|спасибо(?: (?:большое|огромное|тебе|вам))*|благодарю|danke(?: (?:schön|sehr|dir))?|vielen dank|(?:muchas )?gracias|merci(?: beaucoup)?|grazie(?: mille)?|obrigad[oa]|дякую|dank je(?: wel)?|谢谢[你您]?|謝謝[你您]?|多谢|ありがとう(?:ございます|ございました)?|감사합니다|고마워요?|شكرا(?: جزيلا)?|شكرًا)$/u,
  ],
  [
    'thanks',
    /^(?:ok(?:ay)?|got it|i see|great|cool|perfect|nice(?: one)?|awesome|well done|good (?:bot|job|answer)|ок(?:ей)?|понятно|понял[аи]?|ясно|отлично|класс(?:но)?|молодец|super|genial|vale|d accord|parfait|alles klar|verstanden)$/u,
  ],
  [
    'greeting',
    /^(?:hi|hello|hey|hiya|yo|howdy|good (?:morning|afternoon|evening|day|night)|greetings|привет(?:ик)?|здравствуй(?:те)?|добр(?:ый (?:день|вечер)|ое утро)|hallo|guten (?:tag|morgen|abend)|servus|hola|buen(?:os días|as tardes|as noches)|bonjour|bonsoir|salut|ciao|buongiorno|olá|oi|привіт|你好|您好|早上好|晚上好|こんにちは|こんばんは|おはよう(?:ございます)?|안녕(?:하세요)?|مرحبا|السلام عليكم|أهلا)(?: (?:there|all|everyone|everybody|bot|footnote|всем|zusammen|a todos|à tous))?$/u,
  ],
];

/** The manner of a message that is nothing but a greeting or thanks. */
export function mannerOf(message: string): Manner | undefined {
  if (message.length > 60) return undefined;
  const plain = message
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0];
}
