/** Words that turn a sentence round. A cut that hides one would make the sentence say the opposite. */
const spaced = [
  "not|no|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|unless|except|hardly|\\p{L}+n['’]t",
  'nicht|kein\\p{L}{0,2}|nie|niemals|nichts|niemand|ohne|weder|außer',
  'не|ни|нет|нельзя|никогда|никто|ничего|без|кроме|вряд',
  "ne|pas|jamais|aucune?|sans|rien|n['’]\\p{L}+|sin|nunca|jamás|ningun[oa]|nada|ni|tampoco|non|senza|mai|nessun[oa]?|não|sem|nunca|nenhuma?",
  'niet|geen|nooit|zonder|nie|bez|żaden|inte|ingen|inget|utan|ikke|aldrig|aldri|uden|uten|ei|değil|yok|hiç',
  'לא|אין|בלי|لا|ليس|ليست|لم|لن|غير|بدون|دون|नहीं|मत|बिना|немає|ніколи|няма',
].join('|');
const unspaced = '[不没沒無无非未勿別别莫]|ない|なく|なかっ|ません|ずに|않|못|없|아니|ไม่|มิ';

const pattern = new RegExp(`(?<![\\p{L}\\p{M}])(?:${spaced})(?![\\p{L}\\p{M}])|${unspaced}`, 'iu');

/** Whether the text holds a negation in any of the languages that the table above knows. */
export const negates = (text: string): boolean => pattern.test(text);
