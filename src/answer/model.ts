/** Evaluates boosted regression trees: the learned part of the order of sentences, of the confidence and of the answering words. */

/** One tree as parallel lists of nodes; node 0 is the root. `feature` is -1 at a leaf, whose `value` counts. */
export interface Tree {
  readonly feature: Int16Array;
  /** A row goes left when its feature is at most the threshold. */
  readonly threshold: Float32Array;
  readonly left: Uint16Array;
  readonly right: Uint16Array;
  readonly value: Float32Array;
}

/** Trees laid end to end, so that a walk stays in three flat lists. */
export interface ForestLists {
  /** Where each tree's nodes begin, and after the last the number of nodes. */
  readonly roots: Uint32Array;
  /** −1 at a leaf. */
  readonly feature: Int16Array;
  /** The threshold; at a leaf its value. */
  readonly split: Float32Array;
  /** The left child, counted from the tree's root; the right one stands behind it. */
  readonly left: Uint16Array;
}

/** The same trees as they are walked by several rows at once: a leaf leads to itself, so that all rows take as many steps as the deepest path has. */
interface Walk {
  readonly feature: Uint16Array;
  readonly split: Float32Array;
  readonly left: Uint16Array;
  readonly value: Float32Array;
  /** Steps from each tree's root to its deepest leaf. */
  readonly depth: Uint8Array;
}

function walkOf({ roots, feature, split, left }: ForestLists): Walk {
  const nodes = feature.length;
  const walk: Walk = {
    feature: new Uint16Array(nodes),
    split: new Float32Array(nodes).fill(Infinity),
    left: new Uint16Array(nodes),
    value: new Float32Array(nodes),
    depth: new Uint8Array(roots.length - 1),
  };
  for (let tree = 0; tree < walk.depth.length; tree++) {
    const root = roots[tree]!;
    const depthFrom = (at: number): number =>
      feature[root + at]! < 0 ? 0 : 1 + Math.max(depthFrom(left[root + at]!), depthFrom(left[root + at]! + 1));
    walk.depth[tree] = depthFrom(0);
    for (let node = root; node < roots[tree + 1]!; node++) {
      const isLeaf = feature[node]! < 0;
      walk.left[node] = isLeaf ? node - root : left[node]!;
      if (isLeaf) walk.value[node] = split[node]!;
      else {
        walk.feature[node] = feature[node]!;
        walk.split[node] = split[node]!;
      }
    }
  }
  return walk;
}

export class Forest {
  readonly #lists: ForestLists;
  readonly #walk: Walk;
  readonly trees: number;

  constructor(lists: ForestLists) {
    this.#lists = lists;
    this.#walk = walkOf(lists);
    this.trees = lists.roots.length - 1;
  }

  /** The sum of the leaves that a row reaches in trees [from, to). `values` holds the row's features from `offset`. */
  score(values: Float32Array, offset = 0, from = 0, to = this.trees): number {
    const { feature, split, left, roots } = this.#lists;
    let sum = 0;
    for (let tree = from; tree < to; tree++) {
      const root = roots[tree]!;
      let node = root;
      let at = feature[node]!;
      while (at >= 0) {
        node = root + left[node]! + (values[offset + at]! > split[node]! ? 1 : 0);
        at = feature[node]!;
      }
      sum += split[node]!;
    }
    return sum;
  }

  /** The sums of the leaves that each row of `width` features reaches. */
  scores(rows: Float32Array, width: number): Float64Array {
    const sums = new Float64Array(rows.length / width);
    this.addScores(rows, width, sums);
    return sums;
  }

  /**
   * Adds the leaves that each row reaches in trees [from, to) to `sums`; rows of `width` features. One tree after another, so that it stays
   * in the cache, and four rows side by side: while one waits for memory, the others go on.
   */
  addScores(rows: Float32Array, width: number, sums: Float64Array, from = 0, to = this.trees): void {
    const { roots } = this.#lists;
    const { feature, split, left, value, depth } = this.#walk;
    const last = sums.length - 1;
    for (let tree = from; tree < to; tree++) {
      const root = roots[tree]!;
      for (let row = 0; row <= last; row += 4) {
        const a = row * width;
        // Where fewer than four are left, the last one goes along, and is counted once.
        const b = Math.min(row + 1, last) * width;
        const c = Math.min(row + 2, last) * width;
        const d = Math.min(row + 3, last) * width;
        let [atA, atB, atC, atD] = [root, root, root, root];
        for (let step = depth[tree]!; step > 0; step--) {
          atA = root + left[atA]! + Number(rows[a + feature[atA]!]! > split[atA]!);
          atB = root + left[atB]! + Number(rows[b + feature[atB]!]! > split[atB]!);
          atC = root + left[atC]! + Number(rows[c + feature[atC]!]! > split[atC]!);
          atD = root + left[atD]! + Number(rows[d + feature[atD]!]! > split[atD]!);
        }
        sums[row]! += value[atA]!;
        if (row + 1 <= last) sums[row + 1]! += value[atB]!;
        if (row + 2 <= last) sums[row + 2]! += value[atC]!;
        if (row + 3 <= last) sums[row + 3]! += value[atD]!;
      }
    }
  }
}

/** The trees end to end. Throws where the right child of a node does not stand behind the left one. */
export function joinTrees(trees: readonly Tree[]): ForestLists {
  const roots = new Uint32Array(trees.length + 1);
  for (const [i, tree] of trees.entries()) roots[i + 1] = roots[i]! + tree.feature.length;
  const nodes = roots[trees.length]!;
  const lists = { roots, feature: new Int16Array(nodes), split: new Float32Array(nodes), left: new Uint16Array(nodes) };
  for (const [i, { feature, threshold, left, right, value }] of trees.entries()) {
    const root = roots[i]!;
    lists.feature.set(feature, root);
    lists.left.set(left, root);
    for (let node = 0; node < feature.length; node++) {
      const isLeaf = feature[node]! < 0;
      if (!isLeaf && right[node] !== left[node]! + 1) throw new Error('The children of a node stand apart');
      lists.split[root + node] = isLeaf ? value[node]! : threshold[node]!;
    }
  }
  return lists;
}

/** 0…1 from a sum of leaves. */
export const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** The reverse, for probabilities that are not quite 0 or 1. */
export const logit = (probability: number): number => Math.log(Math.max(probability, 1e-6) / Math.max(1 - probability, 1e-6));
