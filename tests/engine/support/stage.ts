import { expect } from "chai";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localFolderOf } from "../../../cli/local/folder";
import { openCloudFile, readCloudFile } from "../../../simulator/pulumi/provider";
import type { CloudResource } from "../../../simulator/pulumi/provider/cloudResource";
import { finished, type Finished } from "../../support/cli";
import { projectRoot } from "../../support/pulumiProgram";
import { readEvents, type Told } from "./events";
import { removeProject } from "./project";
import { setTraps, type Traps } from "./traps";

/** A home with Pulumi's and AWS's files, which nobody may touch, and a project on the embedded cloud. */
export interface EngineStage {
  readonly project: string;
  /** Of a user who has an account and a proxy. */
  readonly env: NodeJS.ProcessEnv;
  /** `static-site-ha local -- pulumi …` in the project, to its end. */
  pulumi(...args: readonly string[]): Promise<Finished & Told>;
  /** The same, which must end with 0. */
  done(...args: readonly string[]): Promise<Finished & Told>;
  start(...args: readonly string[]): ChildProcess;
  /** What stands on the embedded cloud. */
  cloud(): readonly CloudResource[];
  /** Changes it behind the engine's back. */
  behind(change: (resources: Map<string, CloudResource>) => void): void;
  /** Fails when somebody tried to leave this machine, or touched the user's files; then removes everything. */
  close(): void;
}

/** Not real: what a user's own files hold. */
const own: Readonly<Record<string, string>> = {
  ".pulumi/credentials.json": '{"current":"https://api.pulumi.example","accessTokens":{"x":"pul-not-a-token"}}',
  ".pulumi/workspaces/site.json": '{"stack":"theirs"}',
  ".aws/credentials": "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n",
  ".aws/config": "[default]\nregion = eu-north-1\n",
};

/** `folder` is removed at the end; the project stands in it, or below it. The command line is that of `root`. */
export async function openStage(folder: string, below = "", root = projectRoot): Promise<EngineStage> {
  const project = join(folder, below);
  const home = mkdtempSync(join(tmpdir(), "engine-home-"));
  for (const [name, text] of Object.entries(own)) {
    mkdirSync(join(home, name, ".."), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const before = contentOf(home);
  const traps = await setTraps(mkdtempSync(join(tmpdir(), "engine-traps-")));
  const { cloudFile } = localFolderOf(project);
  const env = userEnvironment(home, traps);
  const start = (...args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [join(root, "dist", "cli.js"), "local", "--no-serve", "--", "pulumi", ...args], {
      cwd: project,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
  const pulumi = async (...args: readonly string[]): Promise<Finished & Told> => {
    const ended = await finished(start(...args));
    return { ...ended, ...readEvents(ended.stdout) };
  };
  return {
    project,
    env,
    start,
    pulumi,
    async done(...args) {
      const ended = await pulumi(...args);
      expect(ended.code, `pulumi ${args.join(" ")}: ${ended.stderr}${ended.stdout.slice(-4000)}`).to.equal(0);
      return ended;
    },
    cloud: () => readCloudFile(cloudFile),
    behind(change) {
      const store = openCloudFile(cloudFile);
      change(store.resources);
      store.save();
    },
    close() {
      const caught = traps.caught();
      traps.close();
      const after = contentOf(home);
      rmSync(home, { recursive: true, force: true });
      removeProject(folder);
      expect(caught, "attempts to leave this machine").to.deep.equal([]);
      expect(after, "the user's own files").to.deep.equal(before);
    },
  };
}

function userEnvironment(home: string, traps: Traps): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    TMPDIR: tmpdir(),
    HOME: home,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
    AWS_REGION: "eu-north-1",
    PULUMI_ACCESS_TOKEN: "pul-not-a-token",
    PULUMI_BACKEND_URL: "https://api.pulumi.example",
    PULUMI_CONFIG_PASSPHRASE: "theirs",
    ...traps.env,
  };
}

/** Every file below a folder, by its path, with when it was last written. */
function contentOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    files
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => {
        const hash = createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex");
        return [name, `${hash} ${String(statSync(join(folder, name)).mtimeMs)}`];
      }),
  );
}
