/** What the trees learn to lessen. */
import type { Loss } from './boost.ts';

/**
 * List-wise softmax (Cao et al. 2007, ListNet's top-one case): each group of rows is one question, and the probability mass should lie
 * on its right sentences. `labels` above zero mark them; a group without one adds nothing.
 */
export function listwise(labels: Float32Array, groups: Int32Array, weights?: Float32Array): Loss {
  return (scores, gradient, hessian) => {
    for (let group = 0; group + 1 < groups.length; group++) {
      const from = groups[group]!;
      const to = groups[group + 1]!;
      let best = -Infinity;
      let right = 0;
      for (let row = from; row < to; row++) {
        if (scores[row]! > best) best = scores[row]!;
        right += labels[row]!;
      }
      let sum = 0;
      for (let row = from; row < to; row++) sum += Math.exp(scores[row]! - best);
      const weight = right > 0 ? (weights?.[group] ?? 1) : 0;
      for (let row = from; row < to; row++) {
        const probability = Math.exp(scores[row]! - best) / sum;
        gradient[row] = weight * (probability - labels[row]! / (right || 1));
        hessian[row] = weight * Math.max(probability * (1 - probability), 1e-6);
      }
    }
  };
}

/** Log loss of a probability; labels from 0 to 1. */
export function logistic(labels: Float32Array, weights?: Float32Array): Loss {
  return (scores, gradient, hessian) => {
    for (let row = 0; row < labels.length; row++) {
      const probability = 1 / (1 + Math.exp(-scores[row]!));
      const weight = weights?.[row] ?? 1;
      gradient[row] = weight * (probability - labels[row]!);
      hessian[row] = weight * Math.max(probability * (1 - probability), 1e-6);
    }
  };
}
