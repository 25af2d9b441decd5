/** A text with line feeds as its only line ends, and the way back to the offsets of the original. */
export interface UnixText {
  readonly text: string;
  /** Offset in the original of an offset in `text`. */
  readonly original: (offset: number) => number;
}

/** Leaves out the carriage return of CRLF and the blanks behind a line's last `|`, which hide a table from the parser. A lone carriage return becomes a line feed. */
export function withUnixLineEnds(original: string): UnixText {
  // Where something was left out (offset in the new text), and how much in all up to there.
  const places: number[] = [];
  const lengths: number[] = [];
  let removed = 0;
  const text = original.replace(/\r(?=\n)|(?<=\|)[ \t]{1,80}(?=\r?\n|$)/g, (blanks, at: number) => {
    places.push(at - removed);
    removed += blanks.length;
    lengths.push(removed);
    return '';
  });
  return {
    text: text.replaceAll('\r', '\n'),
    original(offset) {
      let [low, high] = [0, places.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (places[middle]! < offset) low = middle + 1;
        else high = middle;
      }
      return offset + (low > 0 ? lengths[low - 1]! : 0);
    },
  };
}
