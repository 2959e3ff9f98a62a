import { CodedError } from "../aws/codedError";
import { RealClock, type Clock } from "../simulator/clock";
import { OriginShields } from "../simulator/cloudfront";
import type { LogRecord } from "../simulator/cloudfront/exchange";
import { bucketOfOrigin, withoutOriginGroups } from "../simulator/model/members";
import type { Origin } from "../simulator/model/distributionConfig";
import type { SiteModel } from "../simulator/model/siteModel";
import { isDeepStrictEqual } from "node:util";
import { sha256, type Manifest } from "./content";
import type { DrillRegions } from "./drillReport";
import type { Hook } from "./experiment";
import type { Fault } from "./faults/fault";
import { loggedAnswer, type LoadAnswer, type Side } from "./load/answer";
import type { ProbeAnswer, Stage, StageProbe } from "./stage";
import { bucketOf, faultTargetOf, type DrillTarget } from "./target";
import { withHook } from "./withHook";

/** How long a fault stays when nobody renews it, in real milliseconds. */
export const leaseMs = 10_000;

type DrillEdge = ReturnType<DrillTarget["cloud"]["edge"]>;

export interface LocalStageOptions {
  readonly hook?: Hook;
  /** Gets the records of the trial's load. */
  readonly onLog?: (record: LogRecord) => void;
}

/** The site of this process as a stage. */
export class LocalStage implements Stage {
  readonly clock: Clock;
  readonly timeScale: number;
  readonly leaseMs: number;
  readonly manifest: Manifest;
  readonly regions: DrillRegions;
  private readonly before: ReadonlyMap<string, unknown>;
  private readonly written: { readonly bucket: string; readonly key: string; readonly versionId: string }[] = [];
  private readonly loaded = new Map<Side, DrillEdge>();

  constructor(
    readonly target: DrillTarget,
    private readonly options: LocalStageOptions = {},
  ) {
    const { clock, members, model } = target;
    this.timeScale = clock instanceof RealClock ? clock.timeScale : 1;
    // A load at a rate is meant in seconds that pass: a site whose time flies is not to get a thousand times the requests.
    this.clock = this.timeScale === 1 ? clock : new RealClock();
    this.leaseMs = leaseMs * this.timeScale;
    this.manifest = target.manifest;
    this.regions = {
      primary: placeOf(members.primary, model),
      ...(members.replica === undefined ? {} : { replica: placeOf(members.replica, model) }),
    };
    this.before = this.states();
  }

  faultTarget(name: string): string {
    return faultTargetOf(this.target, name);
  }

  refuseUnwritable(origin: string): void {
    const { name, versioning } = bucketOf(this.target, origin);
    if (versioning === "Enabled") return;
    throw new CodedError(
      "E_S3",
      `a drill writes objects only where versions are kept: ${name} must have versioning Enabled, got ${versioning}`,
    );
  }

  faults(): Promise<Readonly<Record<string, Fault>>> {
    return Promise.resolve(this.target.origins.faults());
  }

  setFault(target: string, fault: Fault): Promise<void> {
    this.target.origins.setFault(target, fault);
    return Promise.resolve();
  }

  heal(target: string): Promise<void> {
    this.target.origins.heal(target);
    return Promise.resolve();
  }

  async putObject(origin: string, key: string, body: string): Promise<void> {
    this.refuseUnwritable(origin);
    const { s3 } = this.target.cloud;
    const bucket = bucketOf(this.target, origin).name;
    const { attributes } = s3.getObject(bucket, key) ?? {};
    const { versionId } = s3.putObject(bucket, key, { ...attributes, body: Buffer.from(body) });
    this.written.push({ bucket, key, versionId });
    if (!s3.replicationPaused) await s3.whenReplicated();
  }

  /** A copy has the version of its original. What is on its way is waited for, or it would arrive after this. */
  async restoreObjects(): Promise<void> {
    const { s3 } = this.target.cloud;
    if (this.written.length === 0) return;
    if (!s3.replicationPaused) await s3.whenReplicated();
    const written = this.written.splice(0);
    for (const bucket of s3.bucketNames()) {
      for (const { key, versionId } of written) {
        if (s3.listVersions(bucket, key).some((one) => one.versionId === versionId)) {
          s3.deleteObject(bucket, key, versionId);
        }
      }
    }
  }

  async changedBuckets(): Promise<readonly string[]> {
    await this.target.cloud.s3.whenReplicated();
    return [...this.states()]
      .filter(([name, state]) => !isDeepStrictEqual(this.before.get(name), state))
      .map(([name]) => name);
  }

  async probe({ side, hook, method, path, repeat }: StageProbe): Promise<readonly ProbeAnswer[]> {
    return Promise.all(
      Array.from({ length: repeat }, async () => {
        const { status, body, log } = await fetchOf(this.edge(side, hook), this.target, method, path);
        return { status, sha256: sha256(body), log };
      }),
    );
  }

  async send(side: Side, path: string): Promise<LoadAnswer> {
    const { status, body, broken, log } = await fetchOf(this.loadedEdge(side), this.target, "GET", path);
    return {
      status,
      sha256: sha256(body),
      ...(broken === undefined ? {} : { failure: broken }),
      log: loggedAnswer(log),
    };
  }

  renew(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return this.restoreObjects();
  }

  /** The edge of a load: one for all its requests, whose cache fills. */
  loadedEdge(side: Side): DrillEdge {
    const known = this.loaded.get(side);
    if (known !== undefined) return known;
    const onLog = side === "trial" ? this.options.onLog : undefined;
    const edge = this.edge(side, true, onLog);
    this.loaded.set(side, edge);
    return edge;
  }

  /** A new one with an empty cache. */
  edge(side: Side, hook: boolean, onLog?: (record: LogRecord) => void): DrillEdge {
    const { target, options } = this;
    const own = side === "control" ? withoutOriginGroups(target.model) : target.model;
    const model = hook && options.hook !== undefined ? withHook(own, options.hook) : own;
    return target.cloud.edge({
      distributionId: target.distribution.id,
      origins: target.origins,
      shields: new OriginShields(),
      model,
      ...(onLog === undefined ? {} : { onLog }),
    });
  }

  private states(): ReadonlyMap<string, unknown> {
    const { s3 } = this.target.cloud;
    return new Map(s3.bucketNames().map((name) => [name, s3.snapshot(name)]));
  }
}

function fetchOf(edge: DrillEdge, target: DrillTarget, method: string, path: string): ReturnType<DrillEdge["fetch"]> {
  return edge.fetch({
    method,
    path,
    headers: { host: target.distribution.domainName },
    scheme: "https",
    httpVersion: "1.1",
    viewerAddress: "127.0.0.1",
  });
}

function placeOf(origin: Origin, model: SiteModel): string {
  return bucketOfOrigin(model, origin)?.region ?? origin.DomainName;
}
