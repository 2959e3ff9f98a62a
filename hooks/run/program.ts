import { Script } from "node:vm";
import type { Entry } from "../findings";
import { type ParsedFile, parseFile } from "../source/parse";
import { resolveFile } from "../source/resolve";
import type { HookSource, Reason } from "../verdict";
import { instrument, type Sites } from "./instrument";
import { harmlessModule, isCompilerHelper } from "./modules";
import { Probe } from "./probe";
import { createSandbox, type Sandbox, type Surroundings } from "./sandbox";
import { isStub, World } from "./stub";
import { Clock } from "./virtualTime";

/** Branches and loops until loading counts as endless. */
const fuelOfLoad = 300_000;

/** The hook's own function, as CloudFront would find it, or why there is none. */
export type Instance =
  | { readonly kind: "handler"; readonly handler: (...args: unknown[]) => unknown }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "missing"; readonly reason: Reason };

type Wrapper = (
  probe: Probe,
  exports: unknown,
  require: unknown,
  module: unknown,
  name: string,
  folder: string,
) => unknown;

/** A hook, instrumented and compiled once, from which any number of fresh instances is made. */
export class HookProgram {
  readonly sites: Sites = { branches: [], writes: [], literals: new Set() };
  readonly clock = new Clock();
  readonly world = new World(this.clock);
  readonly surroundings: Surroundings = { random: 0.5, time: 0, env: {}, asked: new Set() };
  readonly probe: Probe;
  readonly sandbox: Sandbox;
  /** Names of modules that are not there, and what else was met on loading. */
  readonly reasons: Reason[] = [];
  private readonly wrappers = new Map<string, Wrapper | Reason>();
  /** What this instance has loaded, by path. */
  private cache = new Map<string, { exports: unknown }>();

  constructor(
    private readonly source: HookSource,
    readonly main: ParsedFile,
    private readonly entry: Entry,
  ) {
    this.probe = new Probe(this.world, (from, name) => this.require(from, name));
    this.sandbox = createSandbox(this.clock, this.world, this.surroundings, entry.runtime === "lambda");
  }

  /** Loads the hook anew: nothing is left of earlier calls but what it keeps in globals. */
  async instantiate(): Promise<Instance> {
    this.cache = new Map();
    this.probe.fuel = fuelOfLoad;
    try {
      const found = this.entry.runtime === "lambda" ? await this.lambda() : await this.load("");
      if (typeof found === "function") return { kind: "handler", handler: found as (...args: unknown[]) => unknown };
      const { name } = this.entry;
      return {
        kind: "missing",
        reason: { kind: "entry", message: `${this.source.name} has no function named ${name}` },
      };
    } catch (error) {
      return { kind: "failed", error };
    }
  }

  private async lambda(): Promise<unknown> {
    await this.load("");
    const exports = this.cache.get("")?.exports;
    const name = this.entry.name.slice(this.entry.name.lastIndexOf(".") + 1);
    const named = (exports as Record<string, unknown> | undefined)?.[name];
    const found = named ?? (name === "default" && typeof exports === "function" ? exports : undefined);
    if (isStub(found)) {
      this.note("missing-module", `${this.source.name} leaves its ${name} to a module that is not there`);
      return this.world.handed.at(-1) ?? found;
    }
    return found;
  }

  /** Runs a file of the hook's; a promise where it awaits at its top. */
  private load(path: string): unknown {
    const wrapper = this.wrapperOf(path);
    if (typeof wrapper !== "function") throw new SyntaxError(wrapper.message);
    const module = { exports: this.sandbox.parse("{}") };
    this.cache.set(path, module);
    const require = (name: unknown): unknown => this.require(path, String(name));
    return wrapper(this.probe, module.exports, require, module, "/var/task/index.js", "/var/task");
  }

  private require(from: string, name: string): unknown {
    const path = resolveFile(this.source.files ?? {}, from, name);
    if (path !== undefined) {
      const known = this.cache.get(path);
      if (known !== undefined) return known.exports;
      this.load(path);
      return this.cache.get(path)?.exports;
    }
    const harmless = harmlessModule(name);
    if (harmless !== undefined) return harmless;
    if (/^\.{0,2}\//.test(name)) this.note("missing-module", `${this.source.name} loads ${name}, which is not there`);
    if (isCompilerHelper(name)) throw new Error(`Cannot find module '${name}': the archive must hold it`);
    return this.world.module(name);
  }

  private note(kind: string, message: string): void {
    if (!this.reasons.some((reason) => reason.message === message)) this.reasons.push({ kind, message });
  }

  private wrapperOf(path: string): Wrapper | Reason {
    const known = this.wrappers.get(path);
    if (known !== undefined) return known;
    const made = this.compile(path);
    this.wrappers.set(path, made);
    return made;
  }

  private compile(path: string): Wrapper | Reason {
    const parsed = path === "" ? this.main : parseFile(path, this.source.files?.[path] ?? "");
    if ("kind" in parsed && parsed.kind === "fault") return parsed.reason;
    const file = "kind" in parsed ? parsed.file : parsed;
    const isFunction = this.entry.runtime === "cloudfront-function";
    const text = instrument(file, this.sites, path === "" ? undefined : path);
    const { name } = this.entry;
    const body = isFunction ? `"use strict";${text}\n;return typeof ${name}==="undefined"?undefined:${name};` : text;
    const parameters = "(__hook, exports, require, module, __filename, __dirname)";
    const options = { filename: path === "" ? this.source.name : path };
    try {
      return this.sandbox.run(new Script(`(function ${parameters} {${body}\n})`, options)) as Wrapper;
    } catch (error) {
      if (!file.isModule) throw error;
      return this.sandbox.run(new Script(`(async function ${parameters} {${body}\n})`, options)) as Wrapper;
    }
  }
}
