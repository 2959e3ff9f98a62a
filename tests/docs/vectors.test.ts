import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../support/pulumiProgram";

/** The conformance vectors: what CloudFront must do with a site in one situation each. */
const vectors = [...Array.from({ length: 33 }, (_, index) => `V${index + 1}`), "V16b"];

/** On the virtual clock: where their times are exact and their switches are turned. */
const exact = ["tests/simulator"];

/** On sockets and in real time: a viewer's, and a server's for each origin; V10 and V33 with the whole program. */
const onSockets = ["tests/slow/simulator", "tests/slow/cli"];

/** The vectors that the titles of tests below these folders name; a template's name counts as it stands. */
function namedBelow(folders: readonly string[]): ReadonlySet<string> {
  const titles = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".test.ts"))
      .flatMap((path) => readFileSync(join(projectRoot, folder, path), "utf8").match(title) ?? []),
  );
  return new Set(titles.flatMap((one) => one.match(/\bV\d+b?\b/g) ?? []));
}

/** A text that begins with a vector, or ends with one in parentheses: a test's title, or a row of a table of titles. */
const title = /["`](V\d+b?(, V\d+b?)*\b[^"`]*|[^"`\n]*\(V\d+b?\))["`]/g;

describe("the conformance vectors", () => {
  it("have a test of their name each, in exact time", () => {
    const named = namedBelow(exact);
    expect(vectors.filter((vector) => !named.has(vector))).to.deep.equal([]);
  });

  it("have a test of their name each on real sockets", () => {
    const named = namedBelow(onSockets);
    expect(vectors.filter((vector) => !named.has(vector))).to.deep.equal([]);
  });
});
