/** Numbers of weights: each column of a row crosses something that a span shows with something that the question asks for. */
import type { Signatures } from './span-question.ts';
import { mix } from './token-facts.ts';

/** Numbers of weights are below 2 to this. More columns meet by accident with fewer; words need more room than shapes. */
export const WEIGHT_BITS = { lexical: 21, shapes: 18 } as const;

type Signature = keyof Signatures;
const each = (count: number, ...signatures: Signature[]) => Array.from({ length: count }, () => signatures).flat();
/** What each column of a row is crossed with, in the order in which the columns are filled below. */
export const COLUMNS = {
  starts: [
    ...(['any', 'kind', 'asker'] as const),
    ...(['any', 'kind', 'asker', 'focus', 'turn'] as const),
    ...(['any', 'kind', 'asker', 'focus'] as const),
    ...(['kind', 'asker', 'kind', 'kind', 'turn', 'turn', 'focus', 'kind', 'asker', 'kind', 'turn'] as const),
    ...(['tail', 'act', 'act', 'kind', 'turn'] as const),
  ],
  ends: [
    ...(['any', 'kind', 'asker', 'focus'] as const),
    ...(['any', 'kind', 'asker', 'focus', 'turn'] as const),
    ...(['any', 'kind', 'asker'] as const),
    ...(['kind', 'asker', 'kind', 'kind', 'turn', 'turn', 'kind', 'focus', 'kind', 'kind', 'turn', 'tail', 'act', 'act'] as const),
  ],
  spans: [
    ...(['any', 'kind', 'asker', 'focus', 'turn'] as const),
    ...each(2, 'any', 'kind', 'asker', 'focus'),
    ...(['any', 'kind', 'turn'] as const),
    ...(['kind', 'turn', 'turn', 'turn', 'asker', 'kind', 'any', 'any', 'asker', 'focus', 'act', 'act', 'act', 'kind'] as const),
    ...each(3, 'any', 'kind'),
    ...(['kind', 'turn', 'kind'] as const),
  ],
} satisfies Record<string, readonly Signature[]>;
const SALTS = { starts: 100, ends: 200, spans: 300 };

type Part = keyof typeof COLUMNS;
const salts = new WeakMap<Signatures, Partial<Record<Part, Int32Array>>>();

/** What each column begins with, remembered for as long as the question is. */
function saltsOf(q: Signatures, part: Part): Int32Array {
  const known = salts.get(q) ?? {};
  if (!known[part]) {
    known[part] = Int32Array.from(COLUMNS[part], (signature, column) => mix(q[signature], SALTS[part] + column));
    salts.set(q, known);
  }
  return known[part];
}

/** Rows of weight numbers that are filled column by column. */
export class Row {
  list = new Int32Array(0);
  #salts: Int32Array = new Int32Array(0);
  #shift = 0;
  #size = 0;
  #column = 0;

  /** Empties the rows; the list grows where it has to. */
  begin(rows: number, part: Part, q: Signatures, lexical: boolean): void {
    const columns = COLUMNS[part];
    if (this.list.length < rows * columns.length) this.list = new Int32Array(2 * rows * columns.length);
    this.#salts = saltsOf(q, part);
    this.#shift = 32 - WEIGHT_BITS[lexical ? 'lexical' : 'shapes'];
    this.#size = 0;
  }

  next(): void {
    this.#column = 0;
  }

  /** Knuth's multiplicative hashing: the column's salt is spread already, the upper bits of the product are taken. */
  put(value: number): void {
    this.list[this.#size++] = Math.imul(this.#salts[this.#column++]! ^ value, 0x9e3779b1) >>> this.#shift;
  }

  get filled(): Int32Array {
    return this.list.subarray(0, this.#size);
  }
}
