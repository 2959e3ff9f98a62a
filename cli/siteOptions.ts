import { resolve } from "node:path";
import type { ContentFile, Publication } from "../drills";
import { acceptBindings, type OriginBindings } from "../simulator/bindings";
import type { Switches } from "../simulator/cloudfront/switches";
import { checkFunctionCode } from "../simulator/functions";
import { loadDistribution, type LoadedDistribution, type StagingFiles } from "../simulator/loadDistribution";
import type { LoadedSite } from "../simulator/loadedSite";
import { loadLocal } from "../simulator/loadLocal";
import { loadProgram } from "../simulator/loadProgram";
import { loadState } from "../simulator/loadState";
import type { ContinuousDeploymentPolicy } from "../simulator/model/file/continuousDeploymentFile";
import { readProject } from "../simulator/pulumi/project";
import type { Replication, Supplies } from "../simulator/supply";
import { readContents, sortedContents } from "./contents";
import { localFolderOf } from "./local/folder";
import { stackOutputs } from "./local/outputs";
import type { ContentOption } from "./options/content";
import { readJsonOf, type NamedFile } from "./options/files";
import type { FunctionOption } from "./options/functionCode";
import type { NamedAddress } from "./options/origin";
import { wrongUsage } from "./options/pair";
import { readStores, type Stores } from "./options/stores";
import { readSupplies } from "./options/supplies";
import { printAside } from "./print";

/** Where a command takes its site from, and what it adds to it. */
export interface SiteOptions {
  readonly cwd: string;
  readonly stack: string;
  readonly distribution?: string;
  readonly state?: string;
  readonly local?: boolean;
  readonly staging?: string;
  readonly continuousDeployment?: string;
  readonly content?: readonly ContentOption[];
  readonly origin?: readonly NamedAddress[];
  readonly host?: readonly NamedAddress[];
  readonly function?: readonly FunctionOption[];
  readonly policy?: readonly string[];
  readonly bucketPolicy?: readonly NamedFile[];
  readonly replicate?: readonly Replication[];
  readonly kvs?: readonly NamedFile[];
  readonly switch?: Partial<Switches>;
  readonly lambdaConcurrency?: number;
  readonly timeScale: number;
}

/** A site with what is published to it and where its origins stand. */
export interface ReadySite extends LoadedSite {
  /** For the default behavior's primary. */
  readonly content: readonly ContentFile[];
  readonly publications: readonly Publication[];
  readonly bindings: OriginBindings;
  readonly keyValueStores: Stores;
  readonly continuousDeployment?: ContinuousDeploymentPolicy;
}

/**
 * The site that a command's options name. Files and content are read first: what is wrong with them shows at once. What
 * was made up and what is not modelled is said on stderr.
 */
export async function loadSite(options: SiteOptions, sample: string, signal?: AbortSignal): Promise<ReadySite> {
  const folders = options.content ?? (isFile(options) ? [] : [{ folder: sample }]);
  const contents = await readContents(folders);
  const supplies = await readSupplies(options);
  const keyValueStores = await readStores(options.kvs ?? []);
  const site = await load(options, supplies, signal);
  for (const edgeFunction of site.model.functions) await checkFunctionCode(edgeFunction);
  const bindings = { origins: addresses("--origin", options.origin), hosts: addresses("--host", options.host) };
  acceptBindings(site.model, bindings);
  const ready = { ...site, bindings, keyValueStores, ...sortedContents(site.model, contents) };
  for (const line of site.madeUp) printAside(`made up: ${line}`);
  for (const line of site.notModelled) printAside(`not modelled: ${line}`);
  return ready;
}

async function load(options: SiteOptions, supplies: Supplies, signal?: AbortSignal): Promise<LoadedDistribution> {
  if (options.distribution !== undefined) {
    const file = await readJsonOf("--distribution", options.distribution);
    return loadDistribution(file, supplies, await readStaging(options));
  }
  if (options.staging !== undefined || options.continuousDeployment !== undefined) {
    throw wrongUsage("--staging", "given together with --distribution", "none");
  }
  if (options.state !== undefined) return loadState(await readJsonOf("--state", options.state), supplies);
  if (options.local === true) {
    const { name: project, root } = readProject(resolve(options.cwd));
    const folder = localFolderOf(root);
    const outputs = stackOutputs(folder, project, options.stack);
    return loadLocal({ cloudFile: folder.cloudFile, project, stack: options.stack, outputs }, supplies);
  }
  return loadProgram({
    projectDir: resolve(options.cwd),
    stack: options.stack,
    supplies,
    onDiagnostic: ({ severity, message }) => {
      if (severity !== "debug" && severity !== "error") printAside(`${severity}: ${message.trimEnd()}`);
    },
    ...(signal === undefined ? {} : { signal }),
  });
}

async function readStaging({ staging, continuousDeployment }: SiteOptions): Promise<StagingFiles | undefined> {
  if (staging === undefined && continuousDeployment === undefined) return undefined;
  if (staging === undefined) throw wrongUsage("--staging", "given together with --continuous-deployment", "");
  if (continuousDeployment === undefined) {
    throw wrongUsage("--continuous-deployment", "given together with --staging", "");
  }
  return {
    distribution: await readJsonOf("--staging", staging),
    continuousDeployment: await readJsonOf("--continuous-deployment", continuousDeployment),
  };
}

function addresses(option: string, named: readonly NamedAddress[] = []): OriginBindings["origins"] {
  const byName = new Map(named.map(({ name, address }) => [name, address]));
  const twice = named.find(({ name }, index) => named.findIndex((other) => other.name === name) !== index);
  if (twice !== undefined) throw wrongUsage(option, "given once for a name", `${twice.name} twice`);
  return byName;
}

function isFile({ distribution, state }: SiteOptions): boolean {
  return distribution !== undefined || state !== undefined;
}
