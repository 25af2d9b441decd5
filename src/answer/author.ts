/** "Who wrote the letter?" is answered by "the letter of Vladimir Putin": the work's owner is its author. */
import type { Question } from './question.ts';

/** Places of the verb and of the work in a list of terms. */
export interface Authorship {
  readonly verb: number;
  readonly work: number;
}

const VERBS = ['wrote', 'write', 'writes', 'written', 'authored', 'penned', 'composed', 'sent', 'signed'];
/** What stands between a work and its author. */
export const OWNS: ReadonlySet<string> = new Set(['of', 'by', 'from']);
/** The name stands at most so many words after "of": "of Russian President Vladimir Putin". */
const REACH = 2;

/** The verb that was typed, or the one of five letters that lacks one: no article need hold the verb to spell it by. */
export function authorVerb(typed: string): string | undefined {
  const word = typed.toLowerCase();
  const cut = (verb: string) => verb.length > 4 && [...verb].some((_, at) => verb.slice(0, at) + verb.slice(at + 1) === word);
  return VERBS.find((verb) => verb === word) ?? VERBS.find(cut);
}

/** What the question asks the author of, where it does: "who wrote the letter". English alone. */
export function authorshipOf({ kind, terms, language, asker, text }: Question, inLanguage: string): Authorship | undefined {
  if (kind !== 'person' || language !== 'en' || inLanguage !== 'en' || !asker) return undefined;
  const verb = terms.findIndex(({ start, surface }) => start >= asker.end && authorVerb(surface) !== undefined);
  const work = terms.findIndex(({ start }, at) => at === verb + 1 && start < text.length);
  return verb >= 0 && work >= 0 ? { verb, work } : undefined;
}

/** Whether a sentence, given as numbers of terms, names the owner of the work: the work's term, then "of", "by" or "from" (`isOwning`), then a capital. */
export function namesOwner(
  ids: Int32Array,
  work: number,
  isOwning: (id: number) => boolean,
  isCapital: (word: number) => boolean,
): boolean {
  for (let at = ids.indexOf(work); at >= 0; at = ids.indexOf(work, at + 1)) {
    if (at + 1 >= ids.length || !isOwning(ids[at + 1]!)) continue;
    for (let word = at + 2; word <= at + 2 + REACH; word++) if (word < ids.length && isCapital(word)) return true;
  }
  return false;
}
