/** "And when?" after "Where is it celebrated?": a question that leans on the one before it is completed from that one's words. */
import { analyze } from '../search/analyzer.ts';
import { type Question, type QuestionTerm, readQuestion } from './question.ts';

const PRONOUNS =
  'it|its|he|him|his|she|her|hers|they|them|their|this|that|these|those|there|then|one|он|она|оно|они|его|её|ее|ему|ей|им|ими|их|это|этого|этот|эта|там|тогда|er|sie|es|ihn|ihm|ihr|ihnen|dort|dies|dieser|diese|dieses|il|elle|ils|elles|lui|leur|cela|ça|là|él|ella|ellos|ellas|lo|la|eso|allí';
const PRONOUN = new RegExp(`(?<![\\p{L}\\p{N}'’])(?:${PRONOUNS})(?![\\p{L}\\p{N}'’])`, 'giu');
const UNSPACED_PRONOUN = /それ|これ|彼女|彼|そこ|他们|她们|它们|[他她它]|那里|这里/gu;
const OPENING =
  /^\P{L}*(?:and|also|but|so|ok(?:ay)?|what about|how about|or|а|и|но|und|oder|aber|et|mais|y|pero|e)(?:\s+(?:also|the|in|for|of|for|at|on|если|про|насчет|насчёт))*(?!\p{L})|^\P{L}*(?:那么?|それでは|では|じゃあ)/iu;
/** More words of its own than this, and a pronoun inside means something inside. */
const OWN_WORDS = 3;
/** "how tall", "how long": question words of this length say what is asked. In UTF-16 code units. */
const LONG_ASKER = 7;

/** "When did the war end?": after these the verb comes last. */
const DO = /^\s*(?:do|does|did|can|could|will|would|should)(?!\p{L})/iu;
/** "Where is it?", "who is he?" ask of a thing, "when was it?" of what happened to it. */
const COPULA = /^\s*(?:is|are)(?!\p{L})/iu;
const OF_THINGS = /^(?:where|what|who)$/iu;
const THEY = /^(?:they|them|their)$/iu;
/** A plural noun, by its ending. */
const PLURAL = /[^su]s$/u;

/** A verb form that belongs to the question before: what was done is asked anew, what it was done to stays. */
const PARTICIPLE = /(?:ed|en|wn|ught)$/;

/** The words that the question before was about: its terms without the verb that its question word took. "They" are the first of many. */
function subjectOf(previous: Question, pronoun?: string): readonly QuestionTerm[] {
  const { asker, terms, text } = previous;
  if (!asker || terms.length < 2) return terms;
  const many = pronoun && THEY.test(pronoun) ? terms.findIndex(({ surface }) => PLURAL.test(surface)) : -1;
  if (many >= 0) return terms.slice(0, many + 1);
  const verbLast = terms.at(-1)!;
  if (DO.test(text.slice(asker.end)) && !verbLast.name && /^\P{L}*$/u.test(text.slice(verbLast.end))) return terms.slice(0, -1);
  const next = /^\s*([\p{L}\p{N}'’-]+)/u.exec(previous.text.slice(asker.end));
  const verb = next && terms.find(({ start }) => start === asker.end + next[0].length - next[1]!.length);
  if (verb && !verb.name && verb.surface.toLowerCase() !== previous.focus) return terms.filter((term) => term !== verb);
  const last = terms.at(-1)!;
  return !last.name && PARTICIPLE.test(last.surface) ? terms.slice(0, -1) : terms;
}

/** What a question asks about by itself: its terms without the question word, and without small words. */
function ownTerms({ text, language, terms, asker }: Question): readonly QuestionTerm[] {
  const small = new Set(analyze(text, language).flatMap(({ start, stop }) => (stop ? [start] : [])));
  return terms.filter(({ start, end }) => !small.has(start) && !(asker && start >= asker.start && end <= asker.end));
}

const wordsOf = (terms: readonly QuestionTerm[]) => terms.map(({ surface }) => surface);

/**
 * The question as it would read alone; unchanged where it needs nothing from `previous`. "And when?" takes all the words of the question
 * before, "and who published it?" takes what that one was about, "and of Oakford?" asks it again of something else.
 */
export function completeQuestion(text: string, previousText: string | undefined, hint?: string): string {
  if (!previousText?.trim() || !text.trim()) return text;
  const question = readQuestion(text, hint);
  const previous = readQuestion(previousText, question.language === 'en' ? hint : question.language);
  const pronoun = text.match(PRONOUN) ?? text.match(UNSPACED_PRONOUN);
  const opening = OPENING.test(text);
  const bare = text.replace(OPENING, ' ').replace(PRONOUN, ' ').replace(UNSPACED_PRONOUN, '');
  const stripped = readQuestion(bare, question.language);
  const own = ownTerms(stripped);
  const leans = own.length === 0 || (opening && (own.length === 1 || !stripped.asker)) || (pronoun && own.length <= OWN_WORDS);
  if (!leans) return text;
  const kept = (terms: readonly QuestionTerm[]) => wordsOf(terms.filter(({ term }) => !own.some((one) => one.term === term)));
  if (own.length === 0 && stripped.asker) {
    // "How tall is it?" brings its own predicate; "and when?" does not.
    const asker = stripped.text.slice(stripped.asker.start, stripped.asker.end);
    const ofThing = OF_THINGS.test(asker) && COPULA.test(stripped.text.slice(stripped.asker.end));
    const whole = !pronoun || (asker.length < LONG_ASKER && !ofThing);
    const words = kept(whole ? previous.terms : subjectOf(previous, pronoun[0]));
    return `${bare.trim().replace(/[?？؟]+$/u, '')} ${words.join(' ')}?`;
  }
  if (!stripped.asker && own.length > 0 && !pronoun) {
    const names = previous.terms.filter(({ name, number }) => name || number);
    const replaced = names.length > 0 ? names : previous.terms.slice(-1);
    const rest = previous.terms.filter((term) => !replaced.includes(term));
    const asker = previous.asker ? previous.text.slice(previous.asker.start, previous.asker.end) : '';
    return `${asker} ${kept(rest).join(' ')} ${wordsOf(own).join(' ')}?`.trim();
  }
  return `${bare.trim().replace(/[?？؟]+$/u, '')} ${kept(subjectOf(previous, pronoun?.[0])).join(' ')}?`;
}
