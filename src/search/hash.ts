/** FNV-1a (Fowler, Noll and Vo) over UTF-16 code units, its high bits brought down to where slots are counted. 32 bits, signed. */

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const spread = (hash: number) => hash ^ (hash >>> 15);

/** Of [start, end) of `text`. */
export function hashOfText(text: string, start: number, end: number): number {
  let hash = BASIS;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return spread(hash);
}

/** Of [start, end) of `units`: the same as of a text of these code units. */
export function hashOfUnits(units: Uint16Array, start: number, end: number): number {
  let hash = BASIS;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ units[at]!, PRIME);
  return spread(hash);
}
