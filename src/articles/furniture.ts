/** Page furniture: what stands around an article on its page and says nothing of its subject. Told by whole fragments alone, never inside a sentence. */

/** Buttons and labels. A fragment made of nothing else is furniture. */
const labels =
  'authors?|tags?|topics?|share this(?: article| story| page)?|share on|share|tweet|retweet|pin it|print|e-?mail|save|like|copy link|copied|comments?|leave a comment|post a comment|reply|' +
  'subscribe|sign (?:up|in)|log ?in|register|follow(?: us)?(?: on)?|advertisement|advertising|sponsored(?: content)?|promoted|read (?:also|more|next)|see also|more on this(?: story)?|' +
  'related(?: articles?| stories| topics?| posts?| news| content)?|you (?:may|might) also like|recommended(?: for you)?|most (?:read|popular)|trending(?: now)?|latest news|newsletter|' +
  'facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|viber|messenger|vk|rss|skip to (?:main )?content|back to top|menu|home|search|view comments|hide comments|' +
  'автор[ыа]?|тэги?|теги?|метки|поделиться|подписаться|комментари(?:и|ев|й)|оставить комментарий|реклама|читайте также|читать (?:также|далее|дальше)|по теме|материалы по теме|похожие (?:статьи|новости)|распечатать|' +
  'вконтакте|одноклассники|войти|наверх|поширити|читайте також|коментарі|' +
  'teilen|drucken|kommentare?|anzeige|werbung|lesen sie auch|mehr zum thema|abonnieren|merken|schlagwörter|autoren?|' +
  'partager|imprimer|commentaires?|publicité|lire aussi|à lire aussi|abonnez-vous|s.abonner|auteurs?|mots-clés|' +
  'compartir|imprimir|comentarios?|publicidad|lea también|lee también|te puede interesar|suscr[ií]bete|etiquetas|autores?|' +
  'condividi|stampa|comment[oi]|pubblicità|leggi anche|iscriviti|autori|' +
  'compartilhar|partilhar|comentários?|publicidade|leia (?:também|mais)|inscreva-se|assine|' +
  'delen|reacties|advertentie|lees ook|udostępnij|komentarze|reklama|czytaj także|czytaj też|zobacz także|sdílet|komentáře|dela|annons|läs också|jaa|kommentit|mainos|lue myös|paylaş|yorumlar|' +
  '分享|评论|評論|广告|廣告|相关阅读|相关文章|相關閱讀|相關文章|延伸閱讀|标签|標籤|订阅|訂閱|シェア|共有|コメント|広告|関連記事|あわせて読みたい|タグ|공유|공유하기|댓글|광고|관련 ?기사|태그|구독';

const label = new RegExp(`(?:${labels})(?![\\p{L}\\p{N}])`, 'iuy');
/** What may stand between labels, and how often something was shared or said. */
const separator = /(?:[\s|·•,:;/&+\-–—#…]|\(?\p{Nd}{1,6}\)?(?![\p{L}\p{N}])|(?:and|und|и|et|e|y)(?![\p{L}\p{N}]))*/iuy;

/** How many labels follow one another from the beginning of `fragment`, and where the last one and what parts it from the next end. */
function labelsIn(fragment: string): { count: number; end: number; behind: number } {
  let [count, end, behind] = [0, 0, 0];
  for (;;) {
    separator.lastIndex = end;
    separator.test(fragment);
    behind = separator.lastIndex;
    label.lastIndex = behind;
    if (!label.test(fragment)) return { count, end, behind };
    end = label.lastIndex;
    count += 1;
  }
}

/** A pointer to another article, with its headline behind: "Read also: …". */
const pointer = new RegExp(
  '^(?:read (?:also|more|next)|see also|related|more on this|don.t miss|watch|читайте (?:также|также на[^:]{1,30})|читать (?:также|далее)|по теме|см\\. также|читайте також|lesen sie (?:auch|mehr)|mehr zum thema|(?:à )?lire aussi|' +
    'le[ae] también|te puede interesar|leggi anche|leia (?:também|mais)|lees ook|czytaj (?:także|też|więcej)|zobacz także|läs också|lue myös|相关阅读|相关文章|相關閱讀|延伸閱讀|関連記事|あわせて読みたい|관련 ?기사|tags?|теги?|тэги?|schlagwörter|etiquetas|mots-clés|标签|標籤|タグ|태그)\\s*[:：»›>▶→]',
  'iu',
);
/** An invitation to subscribe or to follow. */
const invitation =
  /^(?:please )?(?:subscribe|sign up|follow us|join us|join our|like us|подпис(?:ывайтесь|ыва[йт]|аться|ка|и)|следите за|присоединяйтесь|abonnieren sie|folgen sie|abonnez-vous|suivez|suscr[ií]bete|s[ií]guenos|iscriviti|seguici|inscreva-se|assine|siga)(?!\p{L})/iu;
const medium =
  /newsletter|channel|telegram|facebook|twitter|youtube|instagram|whatsapp|e-?mail|inbox|news|канал|рассылк|телеграм|вконтакте|новост|kanal|postfach|infolettre|actualité|canal|bolet[ií]n|canale|notizie|notícias/iu;
const notice =
  /^(?:©|\(c\)\s|copyright\s|all rights reserved|все права защищены|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti|todos os direitos|(?:we use|this (?:web)?site uses) cookies)/iu;

/** No button, label or pointer is longer. */
const FRAGMENT_LIMIT = 240;

/** Whether a fragment that stands by itself (a line, or what follows the last full stop of a paragraph) is page furniture. */
export function isFurniture(fragment: string): boolean {
  if (fragment.length > FRAGMENT_LIMIT) return false;
  const { count, behind } = labelsIn(fragment);
  if (count > 0 && behind === fragment.length) return true;
  return pointer.test(fragment) || notice.test(fragment) || (invitation.test(fragment) && medium.test(fragment));
}

/** Length of the furniture with which a paragraph begins: two labels or more ("Share Tweet The president…"); 0 where there is none. */
export function leadingFurniture(paragraph: string): number {
  const { count, end } = labelsIn(paragraph.slice(0, FRAGMENT_LIMIT));
  return count > 1 && /^\s+[\p{Lu}“"«„]/u.test(paragraph.slice(end, end + 20)) ? end : 0;
}
