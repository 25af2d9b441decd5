/**
 * Gradient-boosted regression trees on binned features, grown best leaf first (Friedman 2001; histograms and leaf-wise growth as in
 * LightGBM, Ke et al. 2017; gain and leaf value with second-order gradients as in XGBoost, Chen and Guestrin 2016).
 */
import type { Tree } from '../../src/answer/model.ts';
import type { BinnedTable } from './bins.ts';
import { type Random, randomFrom } from './random.ts';

/** Fills `gradient` and `hessian` (one a row) of the loss at `scores`. */
export type Loss = (scores: Float64Array, gradient: Float64Array, hessian: Float64Array) => void;

export interface BoostOptions {
  readonly trees: number;
  /** Leaves a tree has at most. */
  readonly leaves: number;
  readonly shrinkage: number;
  /** L2 penalty on leaf values. */
  readonly lambda: number;
  readonly minHessian: number;
  readonly minRows: number;
  /** Share of the groups, and of the features, that each tree sees. */
  readonly groupShare: number;
  readonly featureShare: number;
  readonly seed: number;
}

/** How the trees that order are grown, whether sentences or answering words; of `leaves` leaves at most. */
export const treeOptions = (trees: number, leaves: number, seed: number): BoostOptions => ({
  trees,
  leaves,
  shrinkage: 0.08,
  lambda: 4,
  minHessian: 4,
  minRows: 40,
  groupShare: 0.5,
  featureShare: 0.5,
  seed,
});

interface Leaf {
  readonly node: number;
  /** Rows [from, to) of the shared row order. */
  readonly from: number;
  readonly to: number;
  readonly histogram: Float64Array;
  readonly gradient: number;
  readonly hessian: number;
  split?: { gain: number; feature: number; bin: number; gradient: number; hessian: number };
}

/**
 * Adds trees to `trees` until `options.trees` are there and returns them; given the same arguments it always grows the same trees, also
 * when it goes on from a part of them. `groups` are row offsets (the candidates of one question stay together in a sample).
 */
export function boost(
  table: BinnedTable,
  groups: Int32Array,
  loss: Loss,
  options: BoostOptions,
  trees: Tree[] = [],
  onTree: (trees: readonly Tree[], scores: Float64Array) => void = () => {},
): Tree[] {
  const scores = new Float64Array(table.rows);
  for (const tree of trees) addScores(table, tree, scores);
  const gradient = new Float64Array(table.rows);
  const hessian = new Float64Array(table.rows);
  const order = new Int32Array(table.rows);
  const pool: Float64Array[] = [];
  while (trees.length < options.trees) {
    const random = randomFrom(options.seed * 1_000_003 + trees.length);
    loss(scores, gradient, hessian);
    const sampled = sampleGroups(groups, order, options.groupShare, random);
    const features = sampleFeatures(table.features, options.featureShare, random);
    const tree = growTree(table, features, order, sampled, gradient, hessian, options, pool);
    addScores(table, tree, scores);
    trees.push(tree);
    onTree(trees, scores);
  }
  return trees;
}

function sampleGroups(groups: Int32Array, order: Int32Array, share: number, random: Random): number {
  let size = 0;
  for (let group = 0; group + 1 < groups.length; group++) {
    if (share < 1 && random() >= share) continue;
    for (let row = groups[group]!; row < groups[group + 1]!; row++) order[size++] = row;
  }
  return size;
}

function sampleFeatures(count: number, share: number, random: Random): Int32Array {
  const all = Array.from({ length: count }, (_, feature) => feature);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return Int32Array.from(all.slice(0, Math.max(1, Math.ceil(count * share))).sort((a, b) => a - b));
}

function growTree(
  table: BinnedTable,
  features: Int32Array,
  order: Int32Array,
  size: number,
  gradient: Float64Array,
  hessian: Float64Array,
  options: BoostOptions,
  pool: Float64Array[],
): Tree {
  const nodes = { feature: [-1], threshold: [0], bin: [0], left: [0], right: [0], value: [0] };
  let rootGradient = 0;
  let rootHessian = 0;
  for (let i = 0; i < size; i++) {
    rootGradient += gradient[order[i]!]!;
    rootHessian += hessian[order[i]!]!;
  }
  const width = features.length * table.bins * 2;
  const take = () => {
    const histogram = pool.pop();
    return histogram?.length === width ? histogram.fill(0) : new Float64Array(width);
  };
  const root: Leaf = { node: 0, from: 0, to: size, histogram: take(), gradient: rootGradient, hessian: rootHessian };
  fillHistogram(table, features, order, 0, size, gradient, hessian, root.histogram);
  root.split = bestSplit(table, features, root, options);
  const leaves = [root];
  while (leaves.length < options.leaves) {
    let best: Leaf | undefined;
    for (const leaf of leaves) if (leaf.split && leaf.split.gain > (best?.split?.gain ?? 0)) best = leaf;
    if (!best?.split) break;
    const { feature, bin } = best.split;
    const middle = partition(table, order, best.from, best.to, feature, bin);
    const leftNode = nodes.feature.length;
    for (const list of Object.values(nodes)) list.push(0, 0);
    nodes.feature[leftNode] = nodes.feature[leftNode + 1] = -1;
    nodes.feature[best.node] = feature;
    nodes.bin[best.node] = bin;
    nodes.threshold[best.node] = table.edges[feature]![bin]!;
    nodes.left[best.node] = leftNode;
    nodes.right[best.node] = leftNode + 1;
    const smallIsLeft = middle - best.from < best.to - middle;
    const small = take();
    if (smallIsLeft) fillHistogram(table, features, order, best.from, middle, gradient, hessian, small);
    else fillHistogram(table, features, order, middle, best.to, gradient, hessian, small);
    const large = best.histogram;
    for (let i = 0; i < width; i++) large[i]! -= small[i]!;
    const left: Leaf = {
      node: leftNode,
      from: best.from,
      to: middle,
      histogram: smallIsLeft ? small : large,
      gradient: best.split.gradient,
      hessian: best.split.hessian,
    };
    const right: Leaf = {
      node: leftNode + 1,
      from: middle,
      to: best.to,
      histogram: smallIsLeft ? large : small,
      gradient: best.gradient - best.split.gradient,
      hessian: best.hessian - best.split.hessian,
    };
    left.split = bestSplit(table, features, left, options);
    right.split = bestSplit(table, features, right, options);
    leaves.splice(leaves.indexOf(best), 1, left, right);
  }
  for (const leaf of leaves) {
    nodes.value[leaf.node] = (-options.shrinkage * leaf.gradient) / (leaf.hessian + options.lambda);
    if (pool.length < options.leaves) pool.push(leaf.histogram);
  }
  return {
    feature: Int16Array.from(nodes.feature),
    threshold: Float32Array.from(nodes.threshold),
    left: Uint16Array.from(nodes.left),
    right: Uint16Array.from(nodes.right),
    value: Float32Array.from(nodes.value),
  };
}

function fillHistogram(
  table: BinnedTable,
  features: Int32Array,
  order: Int32Array,
  from: number,
  to: number,
  gradient: Float64Array,
  hessian: Float64Array,
  histogram: Float64Array,
): void {
  const { data, features: stride, bins } = table;
  const count = features.length;
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    const g = gradient[row]!;
    const h = hessian[row]!;
    const base = row * stride;
    for (let k = 0; k < count; k++) {
      const at = (k * bins + data[base + features[k]!]!) << 1;
      histogram[at]! += g;
      histogram[at + 1]! += h;
    }
  }
}

function bestSplit(table: BinnedTable, features: Int32Array, leaf: Leaf, options: BoostOptions): Leaf['split'] {
  if (leaf.to - leaf.from < 2 * options.minRows) return undefined;
  const { lambda, minHessian } = options;
  const parent = (leaf.gradient * leaf.gradient) / (leaf.hessian + lambda);
  let best: Leaf['split'];
  for (let k = 0; k < features.length; k++) {
    const edges = table.edges[features[k]!]!.length;
    let gradient = 0;
    let hessian = 0;
    for (let bin = 0; bin < edges; bin++) {
      const at = (k * table.bins + bin) << 1;
      gradient += leaf.histogram[at]!;
      hessian += leaf.histogram[at + 1]!;
      if (hessian < minHessian) continue;
      const restHessian = leaf.hessian - hessian;
      if (restHessian < minHessian) break;
      const rest = leaf.gradient - gradient;
      const gain = (gradient * gradient) / (hessian + lambda) + (rest * rest) / (restHessian + lambda) - parent;
      if (gain > (best?.gain ?? 1e-9)) best = { gain, feature: features[k]!, bin, gradient, hessian };
    }
  }
  return best;
}

function partition(table: BinnedTable, order: Int32Array, from: number, to: number, feature: number, bin: number): number {
  const { data, features: stride } = table;
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const row = order[low]!;
    if (data[row * stride + feature]! <= bin) low++;
    else {
      order[low] = order[high]!;
      order[high--] = row;
    }
  }
  return low;
}

function addScores(table: BinnedTable, tree: Tree, scores: Float64Array): void {
  const { data, features: stride } = table;
  // A row is in the left child when its bin is at most the bin whose upper edge is the threshold.
  const bins = Int32Array.from(tree.feature, (feature, node) =>
    feature < 0 ? 0 : table.edges[feature]!.indexOf(tree.threshold[node]!),
  );
  for (let row = 0; row < table.rows; row++) {
    let node = 0;
    let feature = tree.feature[0]!;
    while (feature >= 0) {
      node = data[row * stride + feature]! <= bins[node]! ? tree.left[node]! : tree.right[node]!;
      feature = tree.feature[node]!;
    }
    scores[row]! += tree.value[node]!;
  }
}
