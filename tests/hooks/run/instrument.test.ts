import { expect } from "chai";
import * as fc from "fast-check";
import { runInNewContext } from "node:vm";
import { instrument, type Sites } from "../../../hooks/run/instrument";
import { Probe } from "../../../hooks/run/probe";
import { World } from "../../../hooks/run/stub";
import { Clock } from "../../../hooks/run/virtualTime";
import { parseFile } from "../../../hooks/source";

function instrumented(text: string): { readonly text: string; readonly sites: Sites; readonly probe: Probe } {
  const parsed = parseFile("a.js", text);
  if (parsed.kind === "fault") throw new Error(parsed.reason.message);
  const sites: Sites = { branches: [], writes: [], literals: new Set() };
  const probe = new Probe(new World(new Clock()), () => undefined);
  probe.begin(100_000, true);
  return { text: instrument(parsed.file, sites), sites, probe };
}

/** What a text leaves in `out`, or the error that it ends with. */
function outcome(text: string, globals: object): unknown {
  const out: unknown[] = [];
  try {
    runInNewContext(text, { ...globals, out });
  } catch (error) {
    out.push((error as Error).name);
  }
  return JSON.stringify(out, (_, value: unknown) => (value === undefined ? "nothing" : value));
}

/** As its author and as a minifier would write it. */
const spaced = fc.constantFrom(" ", "", "/* === */", "\n");
const atoms = fc.constantFrom(
  "1",
  "0",
  '"a"',
  '""',
  "null",
  "undefined",
  "x",
  "y.z",
  "y.list",
  "(1,2)",
  "`t${x}`",
  "/a/",
);
const binary = ["===", "!==", "==", "<", ">=", "&&", "||", "+", ","] as const;
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    atoms,
    fc
      .tuple(tie("expression"), fc.constantFrom(...binary), tie("expression"), spaced)
      .map(([left, operator, right, space]) => `(${left}${space}${operator}${space}${right})`),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([a, b, c]) => `(${a}?${b}:${c})`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `((${a})??(${b}))`),
    tie("expression").map((one) => `y.list?.includes(${one})`),
    tie("expression").map((one) => `String(${one}).startsWith("a")`),
    tie("expression").map((one) => `y.none?.list.includes(${one})`),
    tie("expression").map((one) => `y.list.includes(${one})?.x`),
    tie("expression").map((one) => `(y.n||=${one})`),
    tie("expression").map((one) => `((a=${one})=>a)()`),
    tie("expression")
      .map((one) => `{ status: ${one} }.status`)
      .map((one) => `(${one})`),
  ),
}));
const statement = expression.chain((one) =>
  fc.constantFrom(
    `out.push(${one});`,
    `if(${one})out.push(1);else out.push(2);`,
    `(function(){return${one.startsWith("(") ? "" : " "}${one}})();`,
    `switch(${one}){case 1:out.push("one");case"a":out.push("a");break;default:out.push("other")}`,
    `for(const one of[1,${one}])out.push(one);`,
    `try{null.x;}catch{out.push(${one})}`,
    `do out.push("do");while(false&&${one});`,
    `y.status=${one};out.push(y.status);`,
  ),
);

describe("instrumented code", () => {
  it("does what the code does, however it is spaced", () => {
    const globals = (): object => ({ x: "a", y: { z: 0, list: [1, "a"] } });
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), (statements) => {
        const text = statements.join("");
        const { text: made, probe } = instrumented(text);
        expect(outcome(made, { ...globals(), __hook: probe })).to.equal(outcome(text, globals()));
      }),
      { numRuns: 150 },
    );
  });

  it("keeps every line at its number", () => {
    const text = 'import a from\n"b";\nexport const c =\n1;\nif (c) {\n}\n';
    expect(instrumented(text).text.split("\n").length).to.equal(text.split("\n").length);
    expect(instrumented(text).text.split("\n")[4]).to.contain("if (");
  });

  it("stays strict where it was", () => {
    const text = '"use strict"; function f() { "use strict"; return this; }';
    expect(instrumented(text).text).to.match(/^"use strict";/);
    expect(instrumented(text).text).to.match(/\{ "use strict"; ;__hook\.b/);
  });

  it("tells branches that were reached from those that were not", () => {
    const { text, sites, probe } = instrumented("if (1) { 2 } else { 3 }\nfalse && 4;\nfor (const x of []) { 5 }");
    runInNewContext(text, { __hook: probe });
    const unreached = sites.branches.filter((_, branch) => probe.reached[branch] !== true);
    expect(unreached.map(({ position }) => position)).to.deep.equal([
      { line: 1, column: 19 },
      { line: 2, column: 10 },
      { line: 3, column: 21 },
    ]);
  });

  it("enters a branch by force, and what stands in it", () => {
    const { text, probe } = instrumented(
      "if (0) { if (0) { out.push(1) } }\ntry { out.push(2) } catch { out.push(3) }",
    );
    const out: number[] = [];
    probe.force(new Set([0, 1, 2]));
    runInNewContext(text, { __hook: probe, out });
    expect(out).to.deep.equal([1, 3]);
  });

  it("runs out of fuel where it would not end, whatever it catches", () => {
    for (const endless of ["for (;;);", "for (;;) try { for (;;); } catch {}", "(function f() { f(); })()"]) {
      const { text, probe } = instrumented(endless);
      expect(() => runInNewContext(text, { __hook: probe }) as unknown, endless).to.throw(/fuel|stack/);
    }
  });
});
