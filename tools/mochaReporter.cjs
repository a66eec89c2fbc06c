// One line a file's suite, failures in full, slow tests named; the counts go to a file for whoever started the run.
'use strict';
const fs = require('node:fs');
const { Runner, reporters } = require('mocha');

const { EVENT_SUITE_END, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Runner.constants;

class CountingReporter extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const counts = { passed: 0, failed: 0 };
    const inSuite = new Map();
    const count = (test, key) => {
      counts[key]++;
      const top = topSuite(test);
      const own = inSuite.get(top) ?? { passed: 0, failed: 0, ms: 0 };
      own[key]++;
      own.ms += test.duration ?? 0;
      inSuite.set(top, own);
    };
    runner.on(EVENT_TEST_PASS, test => count(test, 'passed'));
    runner.on(EVENT_TEST_FAIL, test => count(test, 'failed'));
    // A test that does not run cannot fail: it is a defect of the suite.
    runner.on(EVENT_TEST_PENDING, test => { count(test, 'failed'); console.log(`  SKIPPED ${test.fullTitle()}`); });
    runner.on(EVENT_SUITE_END, suite => {
      const own = inSuite.get(suite.title);
      if (!suite.parent?.root || !own) return;
      inSuite.delete(suite.title);
      console.log(`  ${own.failed ? 'FAIL' : 'ok  '} ${suite.title} · ${own.passed}${own.failed ? ` passed, ${own.failed} failed` : ''}${own.ms > 2000 ? ` · ${(own.ms / 1000).toFixed(1)} s` : ''}`);
    });
    runner.once(EVENT_RUN_END, () => {
      if (this.failures.length > 0) reporters.Base.list(this.failures);
      const file = options.reporterOption?.report ?? options.reporterOptions?.report;
      if (file) fs.writeFileSync(file, JSON.stringify(counts));
    });
  }
}

function topSuite(test) {
  let suite = test.parent;
  while (suite.parent && !suite.parent.root) suite = suite.parent;
  return suite.title;
}

module.exports = CountingReporter;
