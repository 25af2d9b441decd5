/** The trees learn what there is to learn, and learn the same again. */
import { expect, test } from 'vitest';
import { binTable } from '../../bench/train/bins.ts';
import { type BoostOptions, boost } from '../../bench/train/boost.ts';
import { listwise } from '../../bench/train/losses.ts';
import { randomFrom } from '../../bench/train/random.ts';
import { Forest, joinTrees } from '../../src/answer/model.ts';

const QUESTIONS = 300;
const SENTENCES = 8;
const random = randomFrom(1);
const data = Float32Array.from({ length: QUESTIONS * SENTENCES * 3 }, () => random());
/** The right sentence is the one whose first feature is nearest to a half: no single threshold tells it. */
const labels = new Float32Array(QUESTIONS * SENTENCES);
for (let question = 0; question < QUESTIONS; question++) {
  const off = (i: number) => Math.abs(data[(question * SENTENCES + i) * 3]! - 0.5);
  const nearest = Array.from({ length: SENTENCES }, (_, i) => i).sort((a, b) => off(a) - off(b))[0]!;
  labels[question * SENTENCES + nearest] = 1;
}
const groups = Int32Array.from({ length: QUESTIONS + 1 }, (_, i) => i * SENTENCES);
const table = binTable(data, 3, 32);
const options: BoostOptions = {
  trees: 30,
  leaves: 8,
  shrinkage: 0.3,
  lambda: 1,
  minHessian: 0.1,
  minRows: 4,
  groupShare: 0.8,
  featureShare: 0.9,
  seed: 4,
};

test('the trees put the right sentence first nearly always', () => {
  const forest = new Forest(joinTrees(boost(table, groups, listwise(labels, groups), options)));
  let right = 0;
  for (let question = 0; question < QUESTIONS; question++) {
    const scores = Array.from({ length: SENTENCES }, (_, i) => forest.score(data, (question * SENTENCES + i) * 3));
    if (labels[question * SENTENCES + scores.indexOf(Math.max(...scores))]) right++;
  }
  expect(right / QUESTIONS).toBeGreaterThan(0.85);
});

test('a training that was broken off and taken up again ends with the same trees', () => {
  const whole = boost(table, groups, listwise(labels, groups), options);
  const half = boost(table, groups, listwise(labels, groups), { ...options, trees: 15 });
  expect(boost(table, groups, listwise(labels, groups), options, half)).toEqual(whole);
});
