import type { EmbeddedCloud } from "../../simulator";
import type { Edge } from "../../simulator/cloudfront";
import type { EdgeResponse } from "../../simulator/cloudfront/exchange";
import { switchTable, type Switches } from "../../simulator/cloudfront/switches";
import type { VirtualClock } from "../../simulator/clock";
import { withoutOriginGroups } from "../../simulator/model/members";
import type { SiteModel } from "../../simulator/model/siteModel";
import type { Manifest } from "../content";
import { healable } from "./faultList";
import { judgeCase, type Circumstances, type Judgement } from "./judge";
import type { ProofCase } from "./matrix";
import { withoutOriginResponse, withoutRootObject } from "./mutants";
import {
  probeClasses,
  probeErrorPages,
  probeHooks,
  probeOutage,
  probePrivacy,
  probeReplication,
  type ProbeEdges,
} from "./probes";
import type { SwitchDependence } from "./proof";
import { gotOf, nameOf, type CaseResult } from "./result";
import { CaseRunner } from "./run";
import { judgeHeaders } from "./securityHeaders";
import type { ProofBehavior, ProofSite } from "./site";

/** What a case came to on a lane, and what it hangs on. */
export interface LaneResult {
  readonly result: CaseResult;
  readonly switches: readonly SwitchDependence[];
}

/**
 * One of several places where cases run side by side: with edges, caches and faults of its own, on buckets, functions
 * and a clock that all share.
 */
export class Lane {
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

  /** What OPTIONS answers while nobody fails. */
  async healthyOptions(behavior: ProofBehavior): Promise<number> {
    return (await this.runner.ask(this.edges.trial, "OPTIONS", behavior.paths.both)).status;
  }

  /** Runs one case, its control and its flips. */
  async run(behavior: ProofBehavior, one: ProofCase, at: Circumstances): Promise<LaneResult> {
    this.consulted.clear();
    const response = await this.runner.run(this.edges.trial, behavior, one);
    const result = await this.judged(one, response, behavior, at);
    return { result, switches: await this.flips(result, behavior, at) };
  }

  /** The promises that the matrix does not put to the test. */
  async probes(behavior: ProofBehavior, content: Manifest): Promise<CaseResult[]> {
    const { runner, edges, site } = this;
    return [
      ...(await probeClasses(behavior, runner, edges)),
      ...(await probeHooks(behavior, runner, edges)),
      // One page and one bucket for all: the default behavior's.
      ...(behavior.pattern === "*" ? await probeErrorPages(site, behavior, runner, edges, content) : []),
      ...(behavior.pattern === "*" ? await probePrivacy(behavior, runner, edges, this.cloud.s3) : []),
      ...(behavior.pattern === "*" ? await probeOutage(site, behavior, runner, edges, this.cloud.s3) : []),
      // Last, as it leaves another version behind.
      ...(await probeReplication(behavior, runner, edges, this.cloud.s3)),
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
    for (const { number, name, values } of switchTable) {
      if (!this.consulted.has(name)) continue;
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

function isJudged(judged: ReturnType<typeof judgeCase>): judged is readonly Judgement[] {
  return Array.isArray(judged);
}
