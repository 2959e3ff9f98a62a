import { CodedError } from "../../aws/codedError";
import type { EmbeddedCloudOptions } from "../../simulator";
import { EmbeddedCloud } from "../../simulator";
import type { Edge } from "../../simulator/cloudfront";
import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { switchTable, type Switches } from "../../simulator/cloudfront/switches";
import { VirtualClock } from "../../simulator/clock";
import { distributionOf, withoutOriginGroups } from "../../simulator/model/members";
import type { SiteModel } from "../../simulator/model/siteModel";
import { manifestOf, sha256, type ContentFile, type Manifest } from "../content";
import { healable } from "./faultList";
import { judgeCase, type Circumstances, type Judgement } from "./judge";
import { casesOf, type ProofCase } from "./matrix";
import { writeObjects, type ProofManifest } from "./objects";
import { withoutOriginResponse, withoutRootObject } from "./mutants";
import { probeClasses, probeErrorPages, probeHooks, probePrivacy, type ProbeEdges } from "./probes";
import type { Finding, OutsideCase, Proof, SwitchDependence } from "./proof";
import { CaseRunner, kindOf } from "./run";
import { judgeHeaders } from "./securityHeaders";
import { proofSiteOf, type ProofBehavior, type ProofSite } from "./site";
import { summarise } from "./summary";

export interface ProveOptions {
  /** What is published to the primary of the default behavior besides the proof's own objects. */
  readonly content?: readonly ContentFile[];
  readonly keyValueStores?: EmbeddedCloudOptions["keyValueStores"];
  readonly switches?: Partial<Switches>;
  /** Milliseconds, for `durationMs`; default `performance.now`. */
  readonly stopwatch?: () => number;
}

/** What a case came to. */
export interface CaseResult {
  readonly one: ProofCase;
  readonly response: EdgeResponse;
  readonly judgements: readonly Judgement[];
  readonly outside?: OutsideCase;
  /** Whether the same went wrong without the origin group; undefined where that was not to be asked. */
  readonly discriminates?: boolean;
}

/**
 * Runs the whole matrix on a virtual clock and says which promises hold. Throws `E_NO_DISTRIBUTION`, and the codes of
 * AWS for references that lead nowhere.
 */
export async function prove(model: SiteModel, options: ProveOptions = {}): Promise<Proof> {
  const stopwatch = options.stopwatch ?? (() => performance.now());
  const started = stopwatch();
  const distribution = distributionOf(model);
  if (distribution === undefined) {
    throw new CodedError("E_NO_DISTRIBUTION", "the site must have a CloudFront distribution, got none");
  }
  const site = proofSiteOf(model, distribution);
  const clock = new VirtualClock();
  const cloud = new EmbeddedCloud(model, {
    clock,
    ...(options.keyValueStores === undefined ? {} : { keyValueStores: options.keyValueStores }),
    ...(options.switches === undefined ? {} : { switches: options.switches }),
  });
  try {
    const work = new ProofRun(site, model, cloud, clock);
    const found = await clock.run(() => work.run(options.content ?? []));
    return summarise(site, found, work.requests, stopwatch() - started);
  } finally {
    await cloud.close();
  }
}

/** What a run of the matrix saw. */
export interface ProofFindings {
  readonly results: readonly CaseResult[];
  readonly switches: readonly SwitchDependence[];
}

class ProofRun {
  private readonly runner: CaseRunner;
  private readonly edges: ProbeEdges;
  private readonly consulted = new Set<keyof Switches>();
  private readonly flipped = new Map<string, Edge>();

  constructor(
    private readonly site: ProofSite,
    model: SiteModel,
    private readonly cloud: EmbeddedCloud,
    clock: VirtualClock,
  ) {
    this.runner = new CaseRunner(site, cloud, clock);
    this.edges = {
      trial: this.edge({ onSwitch: (name) => this.consulted.add(name) }),
      ungrouped: this.edge({ model: withoutOriginGroups(model) }),
      rootless: this.edge({ model: withoutRootObject(model) }),
      hookless: this.edge({ model: withoutOriginResponse(model) }),
    };
  }

  get requests(): number {
    return this.runner.requests;
  }

  async run(content: readonly ContentFile[]): Promise<ProofFindings> {
    const { behaviors } = this.site;
    const byDefault = behaviors.find(({ pattern }) => pattern === "*");
    if (byDefault !== undefined) {
      for (const { key, ...input } of content) this.cloud.s3.putObject(byDefault.primary.bucket.name, key, input);
    }
    const manifest = await writeObjects(this.cloud.s3, behaviors);
    const results: CaseResult[] = [];
    const switches: SwitchDependence[] = [];
    for (const behavior of behaviors) {
      const healthy = await this.runner.ask(this.edges.trial, "OPTIONS", behavior.paths.both);
      for (const one of casesOf(behavior.pattern)) {
        const at = circumstances(behavior, one, manifest, healthy.status);
        this.consulted.clear();
        const response = await this.runner.run(this.edges.trial, behavior, one);
        const result = await this.judged(one, response, behavior, at);
        results.push(result);
        switches.push(...(await this.flips(result, behavior, at)));
      }
      results.push(...(await this.probes(behavior, manifestOf(content))));
    }
    return { results, switches };
  }

  /** The promises that the matrix does not put to the test. */
  private async probes(behavior: ProofBehavior, content: Manifest): Promise<CaseResult[]> {
    const { runner, edges, site } = this;
    return [
      ...(await probeClasses(behavior, runner, edges)),
      ...(await probeHooks(behavior, runner, edges)),
      // One page and one bucket for all: the default behavior's.
      ...(behavior.pattern === "*" ? await probeErrorPages(site, behavior, runner, edges, content) : []),
      ...(behavior.pattern === "*" ? await probePrivacy(behavior, runner, edges, this.cloud.s3) : []),
    ];
  }

  private async judged(
    one: ProofCase,
    response: EdgeResponse,
    behavior: ProofBehavior,
    at: Circumstances,
  ): Promise<CaseResult> {
    const judged = judgeCase(one, response, at);
    const headers = judgeHeaders(response);
    const aside = headers === undefined ? [] : [headers];
    if (!isJudged(judged)) {
      return { one, response, judgements: aside, outside: { case: nameOf(one), ...judged, got: gotOf(response) } };
    }
    const discriminates = await this.discriminates(one, behavior, at, judged);
    return {
      one,
      response,
      judgements: [...judged, ...aside],
      ...(discriminates === undefined ? {} : { discriminates }),
    };
  }

  /** D15: the same case without the origin group must go wrong, or the group has nothing to heal. */
  private async discriminates(
    one: ProofCase,
    behavior: ProofBehavior,
    at: Circumstances,
    judged: readonly Judgement[],
  ): Promise<boolean | undefined> {
    const aboutFailover = judged.some(({ promise }) => promise === "failover" || promise === "options");
    if (!aboutFailover || one.struck !== "primary" || at.kind === undefined) return undefined;
    if (!healable(at.kind, behavior.criteria)) return undefined;
    const control = await this.runner.run(this.edges.ungrouped, behavior, one);
    const judgedControl = judgeCase(one, control, at);
    return isJudged(judgedControl) && judgedControl.some(({ met }) => !met);
  }

  /** D13: a switch is flipped only where this case consulted it, and told of only where that turns a promise over. */
  private async flips(
    { one, judgements, outside }: CaseResult,
    behavior: ProofBehavior,
    at: Circumstances,
  ): Promise<SwitchDependence[]> {
    if (outside !== undefined || judgements.length === 0) return [];
    const found: SwitchDependence[] = [];
    for (const { number, name, values, implemented } of switchTable) {
      if (!implemented || !this.consulted.has(name)) continue;
      for (const value of values.slice(1)) {
        const response = await this.runner.run(this.flippedEdge(name, value), behavior, one);
        const again = judgeCase(one, response, at);
        for (const { promise, met } of judgements) {
          const other = isJudged(again) ? again.find((judgement) => judgement.promise === promise) : undefined;
          if (other === undefined || other.met === met) continue;
          found.push({ switch: `SIM-${number}=${value}`, promise, case: nameOf(one), metByDefault: met });
        }
      }
    }
    return found;
  }

  private flippedEdge(name: string, value: string): Edge {
    const key = `${name}=${value}`;
    const known = this.flipped.get(key);
    if (known !== undefined) return known;
    const edge = this.edge({ switches: { [name]: value } });
    this.flipped.set(key, edge);
    return edge;
  }

  private edge(more: Pick<Parameters<EmbeddedCloud["edge"]>[0], "model" | "switches" | "onSwitch">): Edge {
    return this.cloud.edge({ distributionId: this.site.distribution.id, origins: this.runner.transport, ...more });
  }
}

function circumstances(
  behavior: ProofBehavior,
  one: ProofCase,
  manifest: ProofManifest,
  healthyStatus: number,
): Circumstances {
  const kind = kindOf(one);
  return {
    behavior,
    ...(kind === undefined ? {} : { kind }),
    written: manifest.get(behavior.paths[one.object]) ?? {},
    healthyStatus,
    mayBeStale: behavior.compiled.ttl.max > 0,
  };
}

function isJudged(judged: ReturnType<typeof judgeCase>): judged is readonly Judgement[] {
  return Array.isArray(judged);
}

/** A case as findings name it. */
export function nameOf({ behavior, method, object, fault, struck, cache }: ProofCase): Finding["case"] {
  return { behavior, method, object, fault, struck, cache };
}

/** What a viewer received, in a line. */
export function gotOf({ status, log, body, broken }: EdgeResponse): string {
  const from = log["r-host"] === "" ? "" : ` from ${log["r-host"]}`;
  const failover = log["sr-reason"] === "" ? "" : ` ${log["sr-reason"]}`;
  const bytes = broken === undefined ? `sha256 ${sha256(body).slice(0, 12)}` : `broken off (${broken})`;
  return `${status} ${log["x-edge-result-type"]}${from}${failover}, ${bytes}, after ${log["time-taken-ms"]} ms`;
}
