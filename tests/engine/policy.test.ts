import { expect } from "chai";
import { readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Finished } from "../support/cli";
import { projectRoot } from "../support/pulumiProgram";
import type { GalleryEntry } from "../policy/support/galleryEntry";
import { stateFileOf } from "../policy/support/stateFile";
import { projectOf } from "./support/project";
import { type EngineStage, openStage } from "./support/stage";

const pack = ["--policy-pack", join(projectRoot, "policy")];
const gallery = join(projectRoot, "tests", "policy", "gallery");
const load = createRequire(__filename);
const files = readdirSync(gallery);

/** A program that registers the gallery's stack whose file stands in `entry`. */
const program = `import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replay } from ${JSON.stringify(join(__dirname, "support", "replay"))};
const file = readFileSync(join(__dirname, "entry"), "utf8");
replay(require(join(${JSON.stringify(gallery)}, file)).entry.stack());
`;

describe("the policy pack on the real engine: the gallery", () => {
  const stages: EngineStage[] = [];
  const previews = new Map<string, Finished>();
  /** Of what a preview cannot decide: the state as the update would leave it. */
  const updates = new Map<string, Finished>();

  before(async function () {
    // As many previews as there are stacks.
    this.timeout(600_000);
    const left = [...files];
    // A project for each core: one embedded cloud is used by one command at a time.
    const projects = ["one", "other"].map(() => projectOf("gallery", { "index.ts": program }));
    stages.push(...(await Promise.all(projects.map((project) => openStage(project)))));
    await Promise.all(
      stages.map(async (stage) => {
        for (let file = left.shift(); file !== undefined; file = left.shift()) {
          writeFileSync(join(stage.project, "entry"), file);
          const preview = await stage.pulumi("preview", "--stack", "dev", "--suppress-outputs", ...pack);
          previews.set(file, preview);
          if (preview.code !== 0 || entryOf(file).refusedBy.length === 0) continue;
          const state = join(stage.project, "state.json");
          writeFileSync(state, JSON.stringify(stateFileOf(entryOf(file).stack())));
          updates.set(file, await stage.pulumi("policy", "analyze", "--file", state, ...pack));
        }
      }),
    );
  });
  after(() => {
    for (const stage of stages) stage.close();
  });

  for (const file of files) {
    const { refusedBy, that } = entryOf(file);
    if (refusedBy.length === 0) {
      it(`lets pass a site that ${that}`, () => {
        const { code, stdout } = previews.get(file) ?? missing;
        expect(code, stdout).to.equal(0);
        expect(mandatory(stdout)).to.deep.equal([]);
      });
      continue;
    }
    it(`stops a site that ${that}: ${refusedBy.join(", ")}`, () => {
      const preview = previews.get(file) ?? missing;
      const { code, stdout } = updates.get(file) ?? preview;
      expect(code, stdout).to.be.greaterThan(0);
      expect(mandatory(stdout), stdout).to.not.deep.equal([]);
      expect(refusedBy).to.include.members([...mandatory(stdout)]);
      // What waits for the update is said to wait.
      if (updates.has(file)) expect(preview.stdout).to.contain("not decided until the update");
    });
  }

  it("stops a masking hook before anything is deployed, and says what to write instead", () => {
    const { stdout } = previews.get("maskingHook.ts") ?? missing;
    expect(mandatory(stdout)).to.deep.equal(["HA-EDGE-01", "HA-EDGE-01-stack"]);
    expect(stdout).to.contain("500–599 become 200 (line 3)");
    expect(stdout).to.contain("set headers on the response received and leave its status alone");
    expect(stdout).to.contain("error: preview failed");
  });
});

const missing: Finished = { code: null, stdout: "was not run", stderr: "" };

function entryOf(file: string): GalleryEntry {
  return (load(join(gallery, file)) as { readonly entry: GalleryEntry }).entry;
}

/** The policies that stop the engine, as it prints them. */
function mandatory(stdout: string): readonly string[] {
  const found = [...stdout.matchAll(/\[mandatory\]\s+\[severity: \w+\]\s+(HA-[\w-]+)/g)].map(([, id = ""]) => id);
  return [...new Set(found)].sort();
}
