/** Length in UTF-16 code units of the NFC form with line feeds alone: what limits compare, so that all variants of a file are cut alike. */
export function foldedLength(text: string): number {
  return text.normalize('NFC').replaceAll('\r\n', '\n').length;
}
