/** "Hey all, does anyone know when the pool opens, please?": what a chat puts around a question, which no article answers. */

const hello =
  '(?:hey|hi|hello|hiya|yo|um+|uh+|btw|please|pls|plz|sorry|quick question|question|(?:всем )?привет|здравствуйте|вопрос|пожалуйста|hallo|hola|salut|bonjour)(?: (?:guys|all|everyone|everybody|folks|there|bot|footnote|всем|ребята|народ|leute|zusammen))?';
const wondering =
  "(?:(?:does|do|did|would) )?(?:any(?:one|body)|some(?:one|body)) (?:here )?(?:happen to )?knows?|do you(?: guys| all)? (?:happen to )?know|(?:can|could|would|will) (?:you|any(?:one|body)|some(?:one|body)) (?:please |pls )?(?:tell|remind|explain to|show) (?:me|us)|(?:please |pls )?(?:tell|remind) (?:me|us)|i(?:'d| would) (?:like|love) to know|i(?:'m| am|'ve been| was| have been)(?: just)? wondering|i (?:want|need) to know|(?:а )?(?:кто-?нибудь|кто-?то|вы|ты)(?: случайно)? (?:знает|знаете|знаешь)|(?:подскажи|скажи|расскажи)(?:те)?(?: мне)?|(?:можешь|можете|может кто-?нибудь) (?:подсказать|сказать)|(?:weiß|weiss|wisst|weißt) (?:jemand|ihr|du)|kann mir (?:jemand|wer) sagen|alguien sabe|sabe alguien|(?:est-ce que )?quelqu['’]un sait|(?:pouvez-vous|peux-tu) me dire";
const asker =
  'who|what|when|where|why|how|which|whose|is|are|was|were|does|do|did|can|could|would|will|has|have|кто|что|когда|где|куда|почему|зачем|как|сколько|wer|wann|wo|warum|wie|quién|qué|cuándo|dónde|cómo|qui|quand|où|comment|combien';
const end = "(?![\\p{L}\\p{N}'’-])";
/** A greeting is one where a comma or a question follows: "hello, who …", not "hello world program". */
const greeting = new RegExp(`^(?:(?:${hello})(?:\\s*[,.!:…]+\\s*|\\s+(?=(?:${hello}|${wondering}|${asker})${end}))){1,6}`, 'iu');
const request = new RegExp(
  `^(?:${wondering})${end}[\\s,:…]{0,4}(?:(?:пожалуйста|please|bitte)[\\s,]{1,3})?(?:(?:about|if|whether|про|о|об) )?`,
  'iu',
);
const farewell =
  /[\s,]{1,4}(?:please|pls|plz|thanks|thx|ty|lol|пожалуйста|спасибо|bitte|danke|por favor|merci)[\s!.]{0,4}([?？]?)[\s!.]{0,4}$/iu;
/** UTF-16 code units at the end in which a farewell is looked for. */
const farewellRoom = 40;

const words = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** `shorter` where it still has so many words, else `text`. */
const unlessBare = (text: string, shorter: string, least: number): string => (words(shorter) < least ? text : shorter);

/** The question without such words around it; as it was where too little would be left ("do you know?"). */
export function withoutPreamble(message: string): string {
  const bare = unlessBare(message, message.replace(greeting, '').replace(request, '').trim(), 2);
  const at = Math.max(0, bare.length - farewellRoom);
  return unlessBare(bare, (bare.slice(0, at) + bare.slice(at).replace(farewell, '$1')).trim(), 3);
}
