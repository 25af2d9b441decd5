/** Words of scripts that are written without blanks, by the dictionaries that come with the runtime (ICU, through Intl.Segmenter). */

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const locale = /^(ja|zh|th|lo|km|my)$/.test(language) ? language : 'und';
  const found = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, found);
  return found;
}

/** NFC of `run`, and for each of its code units (and the end) where it comes from. */
function compose(run: string): { readonly text: string; readonly origin: readonly number[] } {
  let text = '';
  const origin: number[] = [];
  for (const { 0: cluster, index } of run.matchAll(/.\p{M}*/gsu)) {
    const composed = cluster.normalize('NFC');
    text += composed;
    for (let unit = 0; unit < composed.length; unit++) origin.push(index);
  }
  return { text, origin: [...origin, run.length] };
}

/** The words of `run`, which holds letters of such scripts only; they cover it. The same words for its NFC and NFD spellings. Offsets are into `run`. */
export function splitUnspaced(run: string, language: string): { readonly start: number; readonly end: number }[] {
  const { text, origin } = compose(run);
  return [...segmenterFor(language).segment(text)]
    .map((word) => ({ start: origin[word.index]!, end: origin[word.index + word.segment.length]! }))
    .filter(({ start, end }) => end > start);
}
