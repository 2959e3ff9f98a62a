// Mocha's `dot` reporter on a terminal's worth of lines, and the totals as "passed failed skipped" in TEST_TOTALS.
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class Reporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const { passes, failures, pending } = runner.stats;
      if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, `${passes} ${failures} ${pending}\n`);
    });
  }
};
