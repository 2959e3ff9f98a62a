// Mocha's `dot` reporter on a terminal's worth of lines, and the totals as "passed failed skipped" in TEST_TOTALS. In TEST_DURATIONS, as
// JSON, how long each file took with its hooks: by the clock, and on the processors, of this process and its ended children.
const { readFileSync, writeFileSync } = require("node:fs");
const { relative } = require("node:path");
const { reporters } = require("mocha");

/** Seconds of processor time: the children's as well where /proc tells them, in hundredths. */
function processorSeconds() {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}

module.exports = class Reporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const { TEST_TOTALS: totals, TEST_DURATIONS: durations } = process.env;
    runner.once("end", () => {
      const { passes, failures, pending } = runner.stats;
      if (totals) writeFileSync(totals, `${passes} ${failures} ${pending}\n`);
    });
    if (durations) noteDurations(runner, durations);
  }
};

function noteDurations(runner, target) {
  const files = [];
  const now = () => ({ clock: performance.now() / 1000, processors: processorSeconds() });
  const note = (file, from, tests) => {
    const { clock, processors } = now();
    const [seconds, processor] = [clock - from.clock, processors - from.processors].map((value) => +value.toFixed(2));
    files.push({ file, seconds, processor, tests });
  };
  let begun = { clock: 0, processors: 0 };
  let tests = [];
  runner.once("start", () => note("loading", begun, []));
  runner.on("suite", (suite) => {
    if (!suite.parent?.root) return;
    begun = now();
    tests = [];
  });
  runner.on("test end", (test) => tests.push({ title: test.fullTitle(), seconds: (test.duration ?? 0) / 1000 }));
  runner.on("suite end", (suite) => {
    if (suite.parent?.root) note(relative(process.cwd(), suite.file), begun, tests);
  });
  runner.once("end", () => writeFileSync(target, `${JSON.stringify(files, undefined, 1)}\n`));
}
