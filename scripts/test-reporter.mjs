import { writeFileSync } from 'node:fs';

/** Why a test was skipped: its own note, or what it or one of its groups says in brackets: `(skipped: …)`. */
const reasonOf = (test) => {
  const note = test.result().note;
  if (note) return note;
  const said = /\(skipped: (.+?)\)/.exec(test.fullName);
  return said ? said[1] : 'no reason given';
};

/** Counts what a run of vitest has found, for the closing summary of `npm test`. */
export default class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const summary = { passed: 0, failed: unhandledErrors.length, skipped: [], failures: [] };
    for (const module of modules) {
      // A file that could not even be loaded counts as one failure.
      if (module.errors().length > 0) {
        summary.failed += 1;
        summary.failures.push(module.relativeModuleId);
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') summary.passed += 1;
        else if (state === 'failed') {
          summary.failed += 1;
          summary.failures.push(`${module.relativeModuleId} > ${test.fullName}`);
        } else summary.skipped.push(reasonOf(test));
      }
    }
    if (process.env.ZHIJIAN_TEST_SUMMARY) writeFileSync(process.env.ZHIJIAN_TEST_SUMMARY, JSON.stringify(summary));
  }
}
