/** Questions that the articles answer, made from their own sentences and asked before they are offered to anyone. */
import type { Article, Passage, Range, Sentence } from '../articles/article.ts';
import { wordsIn } from '../articles/marks.ts';
import type { Answer } from './answer.ts';

/** A question, and the sentence of `passage` that must answer it. */
interface Candidate {
  readonly question: string;
  readonly passage: Passage;
  readonly sentence: Range;
}

/** A sentence of this shape answers this question. The group `s` is its subject. */
interface Shape {
  readonly language: string;
  readonly pattern: RegExp;
  readonly question: (groups: Record<string, string>) => string;
}

const SUBJECT = String.raw`(?<s>[\p{L}\p{M}\p{N}'’-]+(?: [\p{L}\p{M}\p{N}'’-]+){0,5})`;
const shape = (language: string, rest: string, question: Shape['question']): Shape => ({
  language,
  pattern: new RegExp(`^${SUBJECT}${rest}`, 'u'),
  question,
});

const shapes: readonly Shape[] = [
  shape(
    'en',
    String.raw` (?<be>was|were) (?<v>[a-z]+(?:ed|en|ilt|ade|ung|own|orn))\b[^.]{0,80}\b(?:in|on) [^.]{0,20}\b\d{4}\b`,
    ({ s, be, v }) => `When ${be} ${s} ${v}?`,
  ),
  shape(
    'en',
    String.raw` was (?<v>built|founded|made|led|discovered|designed|invented|painted|opened|owned|published) by \p{Lu}`,
    ({ s, v }) => `Who ${v} ${s}?`,
  ),
  shape(
    'en',
    String.raw` (?:is (?:a|an|the) \p{L}[\p{L}\p{M}-]*(?!['’\p{L}\p{M}-])|— (?=[^—]*$)\p{Ll})`,
    ({ s }) => `What is ${s}?`,
  ),
  shape(
    'ru',
    String.raw` (?<be>был|была|было|были) (?<v>\p{Ll}+(?:ан|ян|ен|ён|ыт|ят)(?:а|о|ы)?)(?!\p{L})[^.]{0,80}(?<!\p{L})в [^.]{0,20}\d{4}`,
    ({ s, be, v }) => `Когда ${be} ${v} ${s}?`,
  ),
  shape('ru', String.raw` — (?=[^—]*$)(?:это )?\p{Ll}`, ({ s }) => `Что такое ${s}?`),
];

/** A subject that points elsewhere makes no question of its own. */
const POINTS_ELSEWHERE =
  /^(?:it|he|she|they|we|you|i|this|that|these|those|there|here|his|her|their|its|our|my|who|what|which|where|when|one|another|both|all|some|many|most|such|now|then|if|as|in|on|at|by|for|from|after|before|since|during|while|but|and|or|so|also|он|она|оно|они|мы|вы|я|ты|это|эта|этот|эти|тот|та|те|то|его|её|ее|их|там|здесь|тогда|в|на|по|с|к|из|за|у|о|об|но|и|а|если|так|как|все|всё|один|одна|другой)(?![\p{L}\p{M}])/iu;
/** Nobody asks after "every answer", or after a subject that is a clause of its own: "whoever has the token", "a page that is new". */
const IS_NO_NAME =
  /(?<![\p{L}\p{M}])(?:every|each|any|no|none|nothing|nobody|every(?:thing|body|one)|any(?:thing|body|one)|some(?:thing|body|one)|who(?:ever|m|se)?|which|what(?:ever)?|that|has|have|had|is|are|was|were|do|does|did|can|will|would|may|must|should|not|never|or|if|when|where|than|you|it|under|above|between|beside|without|inside|outside|который|которая|которое|которые|кто|что|если|когда|где|чтобы|не|ни|или|кажд(?:ый|ая|ое)|люб(?:ой|ая|ое)|всяк(?:ий|ая|ое)|никто|ничто)(?![\p{L}\p{M}])/iu;
const MAX_QUESTION = 80;

/** The subject as it stands inside a sentence: a capital that only begins the sentence goes, a name's stays. */
function inside(subject: string, article: Article): string {
  const [first = ''] = subject.split(' ');
  if (/^(?:The|An?)$/.test(first)) return subject.charAt(0).toLowerCase() + subject.slice(1);
  const headIsCommon = /^\p{Ll}/u.test(subject.split(' ').at(-1)!);
  const isName = new RegExp(`[\\p{Ll},;] ${first}(?![\\p{L}\\p{M}])`, 'u').test(article.text);
  return headIsCommon && !isName ? subject.charAt(0).toLowerCase() + subject.slice(1) : subject;
}

function candidatesIn(passage: Passage): Candidate[] {
  const { article } = passage;
  const quotable = (sentence: Sentence) =>
    (sentence.kind === 'paragraph' || sentence.kind === 'item') && sentence.end - sentence.start < 400;
  return passage.sentences.filter(quotable).flatMap((sentence) => {
    const text = wordsIn(article, sentence);
    for (const { language, pattern, question } of shapes) {
      if (language !== article.language) continue;
      const { s: subject, ...groups } = pattern.exec(text)?.groups ?? {};
      if (!subject || subject.length < 3 || POINTS_ELSEWHERE.test(subject) || IS_NO_NAME.test(subject)) continue;
      const asked = question({ ...groups, s: inside(subject, article) });
      if (asked.length <= MAX_QUESTION) return [{ question: asked, passage, sentence }];
    }
    return [];
  });
}

/** Asked questions cost time: no more than this many a shelf, from this many articles. */
const MAX_ASKED = 24;
const MAX_ARTICLES = 200;

/**
 * At most `limit` questions that `ask` answers with the sentence they were made from; one an article, as far as there are articles.
 * The same shelf gives the same questions. English and Russian only; a shelf without such sentences gives none.
 */
export async function knownQuestions(
  shelf: Iterable<readonly Passage[]>,
  ask: (question: string) => Promise<Answer>,
  limit: number,
): Promise<string[]> {
  const byArticle: Candidate[][] = [];
  for (const passages of shelf) {
    const candidates = passages.slice(0, 40).flatMap(candidatesIn);
    if (candidates.length > 0) byArticle.push(candidates);
    if (byArticle.length >= MAX_ARTICLES) break;
  }
  const known: string[] = [];
  let asked = 0;
  for (let round = 0; byArticle.some((candidates) => round < candidates.length); round++) {
    for (const { question, passage, sentence } of byArticle.flatMap((candidates) => candidates[round] ?? [])) {
      if (known.length >= limit || asked++ >= MAX_ASKED) return known;
      const answer = await ask(question);
      const best = answer.kind === 'answered' ? answer.excerpts[0] : undefined;
      if (best?.passage.id === passage.id && best.start === sentence.start && !known.includes(question)) known.push(question);
    }
  }
  return known;
}
