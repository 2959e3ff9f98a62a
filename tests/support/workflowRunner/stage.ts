import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { zipSync } from "fflate";
import { FakeGitHub } from "../fakeGitHub";
import { projectRoot } from "../pulumiProgram";
import type { RunnerOptions, StandIn } from "./runJob";

/** What stands around a workflow that is run: a repository, GitHub on a loopback port, and a machine with the programs. */
export class WorkflowStage {
  readonly gitHub = new FakeGitHub();
  readonly folder = mkdtempSync(join(tmpdir(), "workflow-"));
  /** The repository, a copy of this one. */
  readonly origin = join(this.folder, "origin");
  /** The inputs that each stand-in was given. */
  readonly used: { readonly action: string; readonly inputs: Readonly<Record<string, string>> }[] = [];
  readonly #programs = join(this.folder, "programs");

  async start(): Promise<void> {
    await this.gitHub.start();
    copyRepository(this.origin);
    this.#git("init", "--quiet", "--initial-branch=main");
    this.#git("config", "user.email", "nobody@example.invalid");
    this.#git("config", "user.name", "Nobody");
    mkdirSync(this.#programs);
    // No registry is asked: what `npm ci` would install is what is installed here. Everything else is npm's own.
    this.program("npm", [
      `if [ "$1" = ci ]; then`,
      `  rm -rf node_modules && ln -s "${join(projectRoot, "node_modules")}" node_modules && exec node scripts/build.mjs`,
      "fi",
      `exec "${which("npm")}" "$@"`,
    ]);
  }

  async stop(): Promise<void> {
    await this.gitHub.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Commits what is there, and gives the commit. */
  commit(): string {
    this.#git("add", "--all");
    this.#git("commit", "--quiet", "--message", "a change");
    return this.#git("rev-parse", "HEAD").trim();
  }

  /** Puts another text into a file of the repository. Throws where there is nothing to replace. */
  edit(file: string, find: string, replace: string): void {
    const path = join(this.origin, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(find)) throw new Error(`${file} has no ${find}`);
    writeFileSync(path, text.replace(find, replace));
  }

  /** A program that the steps find before any other. */
  program(name: string, lines: readonly string[]): void {
    const path = join(this.#programs, name);
    writeFileSync(path, ["#!/usr/bin/env bash", "set -euo pipefail", ...lines, ""].join("\n"));
    chmodSync(path, 0o755);
  }

  /** What a runner is given for an event. `head` is checked out where a step names no commit. */
  options(event: {
    readonly name: string;
    readonly payload: object;
    readonly head: string;
    readonly run: number;
  }): RunnerOptions {
    const { gitHub, folder } = this;
    const eventFile = join(folder, "event.json");
    writeFileSync(eventFile, JSON.stringify(event.payload));
    const checkout: StandIn = ({ ref = event.head, path = ".", "persist-credentials": kept }, { workspace }) => {
      if (kept !== "false") throw new Error("the checkout would keep the token");
      const target = resolve(workspace, path);
      execFileSync("git", ["clone", "--quiet", "--no-checkout", this.origin, target], { stdio: "pipe" });
      execFileSync("git", ["-C", target, "checkout", "--quiet", ref], { stdio: "pipe" });
    };
    const upload: StandIn = ({ name = "artifact", path = "" }, { workspace }) => {
      const from = resolve(workspace, path);
      if (!existsSync(from)) return;
      const files = readdirSync(from).map((file) => [file, new Uint8Array(readFileSync(join(from, file)))] as const);
      const list = gitHub.artifacts.get(event.run) ?? [];
      list.push({ name, bytes: zipSync(Object.fromEntries(files)) });
      gitHub.artifacts.set(event.run, list);
    };
    const noted =
      (action: string, then?: StandIn): StandIn =>
      async (inputs, job) => {
        this.used.push({ action, inputs });
        await then?.(inputs, job);
      };
    return {
      folder: join(folder, "runner"),
      github: {
        event: event.payload,
        event_name: event.name,
        repository: gitHub.repository,
        token: gitHub.token,
        run_id: String(event.run),
        sha: event.head,
      },
      contexts: {},
      env: {
        CI: "true",
        HOME: join(folder, "home"),
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: gitHub.url,
        GITHUB_SERVER_URL: "https://github.example",
        GITHUB_EVENT_NAME: event.name,
        GITHUB_EVENT_PATH: eventFile,
        GITHUB_REPOSITORY: gitHub.repository,
        GITHUB_RUN_ID: String(event.run),
        GITHUB_SHA: event.head,
      },
      actions: {
        "actions/checkout": noted("checkout", checkout),
        "actions/setup-node": noted("setup-node", (_, { path }) => {
          path.push(this.#programs, dirname(process.execPath));
        }),
        "actions/upload-artifact": noted("upload-artifact", upload),
      },
    };
  }

  #git(...args: readonly string[]): string {
    return execFileSync("git", ["-C", this.origin, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }
}

/** The files of this repository that are, or will be, in a commit, as they are now. */
export function copyRepository(to: string): void {
  const list = execFileSync("git", ["-C", projectRoot, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  for (const file of new Set(list.toString().split("\0"))) {
    const from = join(projectRoot, file);
    if (file === "" || !existsSync(from)) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(from, join(to, file));
  }
}

export function which(program: string): string {
  return execFileSync("bash", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
}

/** The packages of this repository for a project elsewhere, `static-site-ha` among them as what lies in `action`. */
export function linkPackages(project: string, action: string): void {
  const target = join(project, "node_modules");
  mkdirSync(target, { recursive: true });
  for (const name of ["@pulumi", "typescript", "ts-node", "@types"])
    symlinkSync(join(action, "node_modules", name), join(target, name));
  symlinkSync(action, join(target, "static-site-ha"));
}
