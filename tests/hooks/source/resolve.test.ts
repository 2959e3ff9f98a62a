import { expect } from "chai";
import { resolveFile } from "../../../hooks/source/resolve";

describe("which file a name means in a hook", () => {
  const files = {
    "lib/a.js": "",
    "lib/typed.ts": "",
    "lib/b/index.js": "",
    "data.json": "",
    "node_modules/p/package.json": '{"main":"./out/p.js"}',
    "node_modules/p/out/p.js": "",
    "node_modules/p/node_modules/q/index.js": "",
    "../shared/c.js": "",
    "../node_modules/r/index.js": "",
  };
  const cases: readonly (readonly [from: string, name: string, path: string | undefined])[] = [
    ["", "./lib/a", "lib/a.js"],
    ["", "./lib/b", "lib/b/index.js"],
    ["lib/b/index.js", "../a.js", "lib/a.js"],
    ["lib/b/index.js", "../../data", "data.json"],
    ["lib/a.js", "p", "node_modules/p/out/p.js"],
    ["node_modules/p/out/p.js", "q", "node_modules/p/node_modules/q/index.js"],
    ["", "q", undefined],
    ["", "../shared/c", "../shared/c.js"],
    ["lib/a.js", "../../shared/c", "../shared/c.js"],
    ["../shared/c.js", "../src/c", undefined],
    ["../shared/c.js", "r", "../node_modules/r/index.js"],
    ["lib/a.js", "r", "../node_modules/r/index.js"],
    ["", "./lib/typed.js", "lib/typed.ts"],
    ["", "./none", undefined],
  ];
  for (const [from, name, path] of cases) {
    it(`finds ${name} from ${from === "" ? "the file that is loaded" : from} ${path === undefined ? "nowhere" : `at ${path}`}`, () => {
      expect(resolveFile(files, from, name)).to.equal(path);
    });
  }
});
