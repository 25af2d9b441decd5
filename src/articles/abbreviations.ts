/** Full stops that end no sentence. */

const words =
  'Mr Mrs Ms Dr Prof St Sts Mt Ft Rev Gen Lt Col Capt Maj Sgt Adm Gov Sen Rep Hon Pres Fr Sr Jr vs v cf al etc No Nos Op Art Bros Co Corp Inc Ltd Fig Vol pp p ca c e.g i.e approx dept est Mio Mrd bzw ca usw z u a';
const abbreviations = new Set(words.split(' '));

/** Whether `tail` (the end of a would-be sentence) ends in an abbreviation, an initial ("J.") or letters with stops between ("U.S."). */
export function endsInAbbreviation(tail: string): boolean {
  const word = /(?:^|[\s([{"“„«'‘])((?:\p{L}|\p{L}\.)+)\.$/u.exec(tail)?.[1];
  if (!word) return false;
  return abbreviations.has(word) || /^\p{Lu}$|^(?:\p{L}\.)+\p{L}$/u.test(word);
}
