import type { EmbeddedCloud } from "../../simulator";
import { switchTable } from "../../simulator/cloudfront/switches";
import { VirtualClock } from "../../simulator/clock";
import type { SiteModel } from "../../simulator/model/siteModel";
import { discriminates } from "./controls";
import { ProofEdges } from "./edges";
import { isJudged, judgeCase, type Circumstances, type Judgement } from "./judge";
import type { ProofCase } from "./matrix";
import type { MutantName } from "./mutants";
import { optionsAnswerOf, type OptionsAnswer } from "./optionsAnswer";
import type { SwitchDependence } from "./proof";
import { nameOf, resultOf, type CaseResult, type Controlled } from "./result";
import { CaseRunner } from "./run";
import { judgeHeaders } from "./securityHeaders";
import type { ProofBehavior, ProofSite } from "./site";

/** What a case came to on a lane, and what it hangs on. */
export interface LaneResult {
  readonly result: CaseResult;
  readonly switches: readonly SwitchDependence[];
}

/** What the lanes of a proof share. */
export interface LaneOptions {
  readonly site: ProofSite;
  readonly cloud: EmbeddedCloud;
  readonly mutant: (name: MutantName) => SiteModel;
}

/**
 * One of several places where cases run side by side: with a time, edges, caches and faults of its own, on buckets and
 * functions that all share. What a lane waits for, no other has to.
 */
export class Lane {
  readonly runner: CaseRunner;
  readonly edges: ProofEdges;
  private readonly clock: VirtualClock;

  /** `startMs`: the time that it is when the lane begins. */
  constructor({ site, cloud, mutant }: LaneOptions, startMs: number) {
    this.clock = new VirtualClock(startMs);
    this.runner = new CaseRunner(site, cloud.s3.asSeenAt(this.clock), this.clock);
    const { transport: origins } = this.runner;
    this.edges = new ProofEdges({ cloud, distributionId: site.distribution.id, origins, clock: this.clock, mutant });
  }

  /** Does work in the lane's own time. */
  work<T>(work: () => Promise<T>): Promise<T> {
    return this.clock.run(work);
  }

  /** Waits, within the lane's work, for what another lane brings: its own time stands still. */
  wait<T>(other: Promise<T>): Promise<T> {
    return this.clock.external(other);
  }

  /** What OPTIONS answers while nobody fails. */
  async healthyOptions(behavior: ProofBehavior): Promise<OptionsAnswer> {
    return optionsAnswerOf(await this.runner.ask(this.edges.trial, "OPTIONS", behavior.paths.both));
  }

  /** Runs one case, its controls and its flips. */
  async run(behavior: ProofBehavior, one: ProofCase, at: Circumstances): Promise<LaneResult> {
    const { runner, edges } = this;
    edges.takeConsulted();
    const response = await runner.run(edges.trial, behavior, one);
    const consulted = edges.takeConsulted();
    const judged = judgeCase(one, response, at);
    const headers = judgeHeaders(response);
    const aside = headers === undefined ? [] : [headers];
    const controlled: Controlled[] = [];
    for (const judgement of [...(isJudged(judged) ? judged : []), ...aside]) {
      controlled.push({ ...judgement, discriminates: await discriminates(judgement, one, at, this) });
    }
    return {
      result: resultOf(one, response, controlled, isJudged(judged) ? undefined : judged),
      switches: isJudged(judged) ? await this.flips(judged, consulted, one, at) : [],
    };
  }

  /** D13: a switch is flipped only where this case consulted it, and told of only where that turns a promise over. */
  private async flips(
    judgements: readonly Judgement[],
    consulted: ReadonlySet<string>,
    one: ProofCase,
    at: Circumstances,
  ): Promise<SwitchDependence[]> {
    if (judgements.length === 0) return [];
    const found: SwitchDependence[] = [];
    for (const { number, name, values } of switchTable) {
      if (!consulted.has(name)) continue;
      for (const value of values.slice(1)) {
        const response = await this.runner.run(this.edges.flipped(name, value), at.behavior, one);
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
}
