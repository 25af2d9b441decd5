/** Whether a full stop (or its like) ends a sentence: what Unicode's rules cannot know of abbreviations, initials, ordinals and starters. */

const list = (words: string) => new Set(words.split(' '));

/** Something always follows these: a name, a number, an example. */
const leading = list(
  'Mr Mrs Ms Messrs Dr Drs Prof St Ste Sts Mt Ft Rev Gen Lt Col Capt Cpt Maj Sgt Cmdr Adm Gov Sen Rep Hon Pres Fr Msgr vs v cf ca approx viz ' +
    'z.B d.h u.a bzw ca usw Hr Fr Frl Dipl Ing Mme Mlle MM Sr Sra Srta Dña Sig Dott Dra Exmo dhr mevr drs bijv św ks ' +
    'e.g i.e a.k.a t.ex bl.a o.a т.е т.к им ул пр пл просп г-н г-жа акад проф св см ср напр т тов',
);

/** These lead only a number: "No. 7", "art. 29", "Dec. 7", "Nr. 3", "рис. 4". */
const numbering = list(
  'No Nos no nos Nr nr Op op Art art Fig fig Vol vol Ch ch Sec sec p pp c est Abb Bd Kap S f n núm pág pág vol. стр рис табл гл ст п ' +
    'Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec янв фев апр июн июл авг сент окт нояб дек',
);

/** These may end a sentence, and do so where a starter follows. */
const closing = list('Inc Co Corp Ltd Bros Jr Sr etc al Dept dept Mio Mrd Jh Jhs Chr Ph.D гг вв тыс млн млрд руб др пр д н.э');

/** Words that begin sentences and hardly ever stand after an initial or an abbreviation as part of a name. */
const starters = list(
  'The He She It They We You His Her Its Their Our This That These Those There Then Thus In On At By For From With After Before During Since ' +
    'Until While When Where Although Though However But And So As An If One Some Many Most All Both Each Another Other Under Upon Among Also ' +
    'Because According Later Today Now Not No Above Below What Who How Why Which Despite Following Between Once Only ' +
    'Der Die Das Ein Eine Er Sie Es Wir Sein Seine Ihr Ihre Dieser Diese Dieses Im Am Auf Für Mit Nach Bei Von Zu Als Wenn Doch Aber Und Auch Seit ' +
    'Le La Les Un Une Il Elle Ils Elles Ce Cette Ces En Dans Pour Avec Après Mais Et El Los Las Una Se Su Sus Por Para Con Pero Al ' +
    'Он Она Оно Они Это Эта Этот Эти В Во На По С Со К Из От До Для При После Но И А Как Его Её Их Мы Вы Так Также Однако Если Когда',
);

const MONTHS =
  /^(?:jan|feb|mär|mar|apr|mai|maj|mei|may|jun|jul|aug|sep|okt|oct|nov|de[cz]|ledn|únor|břez|dub|květ|červ|srp|září|říj|list|pros|ocak|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu|jahr(?:hundert|tausend))/iu;
/** Languages that write ordinals with a full stop: "am 8. Februar". */
const ordinals = list('de da no nb nn fi cs sk hu tr et lv hr sl sr is');
const ordinalLeads = /(?:^|\s)(?:am|vom|zum|bis|ab|im|ins|des|der|dem|den|das|die|de[nt]|und|oder|–|-)\s*\p{Nd}{1,3}\.$/iu;

const OPENING = /^[\s([{<"'“‘„«‹¿¡*_]*/u;

/** Whether a sentence ends between `before` (ends in a full stop or the like; a tail of some 40 characters suffices) and `after`. */
export function isBoundary(before: string, after: string, language: string): boolean {
  const next = after.replace(OPENING, '');
  // "Freedom for Tibet!" several times; and what holds no letter or digit is no sentence.
  if (/^\p{Ll}/u.test(next) || !/[\p{L}\p{N}]/u.test(after)) return false;
  // A remark in brackets is read with the sentence before it; "(1)" and "(a)" count a list.
  if (/^\((?![\p{L}\p{N}]{1,3}\))/u.test(after)) return false;
  if (!before.endsWith('.')) return true;
  const word = /(?:^|[^\p{L}\p{M}\p{N}.-])([\p{L}\p{M}\p{N}.-]+)\.$/u.exec(before)?.[1] ?? '';
  const starter = starters.has(/^[\p{L}\p{M}]+/u.exec(next)?.[0] ?? '') || /^[AI] \p{Ll}/u.test(next);
  if (leading.has(word)) return false;
  if (numbering.has(word)) return !/^\p{Nd}/u.test(next) && (word.length > 1 || starter || /\p{Ll}/u.test(word));
  if (/^[ap]\.m$/.test(word)) return !/^(?:\p{Nd}|\p{Lu}{2,4}\b)/u.test(next);
  if (/^\p{Nd}{1,3}$/u.test(word) && ordinals.has(language)) return !(MONTHS.test(next) || ordinalLeads.test(before));
  // "J. K. Rowling", "U.S. Senate", "А. С. Пушкин", "z. B. Brot"; but "World War I. The", "40 lm/W. Some".
  if (/[°/%]\p{L}\.$/u.test(before)) return true;
  if (/^\p{Lu}\p{M}*$|^(?:\p{L}\p{M}*\.-?)+\p{L}\p{M}*$/u.test(word)) return starter;
  if (/^\p{Ll}\p{M}*$/u.test(word) && /^\p{Lu}\p{M}*\./u.test(next)) return false;
  return closing.has(word) ? starter : true;
}
