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

/** Trees laid end to end, so that a walk stays in a few flat lists. `left` and `right` count from the tree's root. */
export interface ForestLists extends Tree {
  /** Where each tree's nodes begin, and after the last the number of nodes. */
  readonly roots: Uint32Array;
}

export class Forest {
  readonly #lists: ForestLists;
  readonly trees: number;

  constructor(lists: ForestLists) {
    this.#lists = lists;
    this.trees = lists.roots.length - 1;
  }

  /** The sum of the leaves that a row reaches in trees [from, to). `values` holds the row's features from `offset`. */
  score(values: Float32Array, offset = 0, from = 0, to = this.trees): number {
    const { feature, threshold, left, right, value, roots } = this.#lists;
    let sum = 0;
    for (let tree = from; tree < to; tree++) {
      const root = roots[tree]!;
      let node = root;
      let at = feature[node]!;
      while (at >= 0) {
        node = root + (values[offset + at]! <= threshold[node]! ? left[node]! : right[node]!);
        at = feature[node]!;
      }
      sum += value[node]!;
    }
    return sum;
  }
}

export function joinTrees(trees: readonly Tree[]): ForestLists {
  const roots = new Uint32Array(trees.length + 1);
  for (const [i, tree] of trees.entries()) roots[i + 1] = roots[i]! + tree.feature.length;
  const nodes = roots[trees.length]!;
  const lists = {
    roots,
    feature: new Int16Array(nodes),
    threshold: new Float32Array(nodes),
    left: new Uint16Array(nodes),
    right: new Uint16Array(nodes),
    value: new Float32Array(nodes),
  };
  for (const [i, tree] of trees.entries()) {
    lists.feature.set(tree.feature, roots[i]!);
    lists.threshold.set(tree.threshold, roots[i]!);
    lists.left.set(tree.left, roots[i]!);
    lists.right.set(tree.right, roots[i]!);
    lists.value.set(tree.value, roots[i]!);
  }
  return lists;
}

/** 0…1 from a sum of leaves. */
export const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));
