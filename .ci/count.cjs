'use strict';
/* Prints the closing line of a run from vitest's JSON report; exits 1 when anything failed or no test ran. */
const { readFileSync } = require('node:fs');

let report;
try {
  report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
} catch (error) {
  console.error(`no report of the tests: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const { numPassedTests: passed, numPendingTests: pending, numTodoTests: todo } = report;
// A file that cannot be loaded has no test to fail, and must still count.
const broken = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
);
const failed = report.numFailedTests + broken.length;
console.log(`${passed} passed, ${failed} failed, ${pending + todo} skipped`);
process.exit(failed > 0 || passed === 0 || !report.success ? 1 : 0);
