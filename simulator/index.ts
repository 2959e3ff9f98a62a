import {
  createFunctionRunner,
  type EdgeCodeProcesses,
  type FunctionRunnerOptions,
  type KeyValueStores,
} from "./functions";
import { Edge } from "./cloudfront";
import type { OriginShields } from "./cloudfront/originShield";
import type { LogRecord } from "./cloudfront/exchange";
import { defaultSwitches, type Switches } from "./cloudfront/switches";
import type { OriginBindings } from "./bindings";
import type { Clock } from "./clock";
import type { SiteModel } from "./model/siteModel";
import { originsOf } from "./supply";
import { createHttpOrigins, type HttpOrigins } from "./origins";
import { S3 } from "./s3";
import type { OriginTransport } from "./s3/transport";

export interface EmbeddedCloudOptions {
  readonly clock: Clock;
  /** Milliseconds between a write to a source bucket and its arrival in the replica; default 1000. */
  readonly replicationLagMs?: number;
  /** Where origins stand that are real servers; default: none does. */
  readonly bindings?: OriginBindings;
  /** What functions read by `cf.kvs()`; whoever holds the maps may change them (CF-12). */
  readonly keyValueStores?: KeyValueStores;
  /** Asked before every call of edge code whether it is throttled; default: none is (CF-9, LE-9). */
  readonly isThrottled?: FunctionRunnerOptions["isThrottled"];
  /** How many Lambda functions run at once before further calls are throttled; default: any number (LE-24). */
  readonly lambdaConcurrency?: number;
  /** Points that AWS does not document, for every edge and for S3; default: every switch at its default. */
  readonly switches?: Partial<Switches>;
}

export interface EdgeOptions {
  readonly distributionId: string;
  /** The way to the origins; default: the cloud's own, without faults. */
  readonly origins?: OriginTransport;
  /** The clock that its caches and waits follow; default: the cloud's. */
  readonly clock?: Clock;
  /** The point of presence; default: the edge's own. */
  readonly pop?: string;
  /** Origin Shields that points of presence share (FO-28); default: the edge has its own. */
  readonly shields?: OriginShields;
  /** Another model of the same site, such as the control without its origin groups; default: the cloud's own. */
  readonly model?: SiteModel;
  /** Switches of this edge that are others than the cloud's. */
  readonly switches?: Partial<Switches>;
  /** Gets the name of every switch that a request asks for (D13). */
  readonly onSwitch?: (name: keyof Switches) => void;
  readonly onLog?: (record: LogRecord) => void;
  /** Gets faults of the simulator's own where no viewer waits for an answer. */
  readonly onError?: (error: unknown) => void;
}

/** A model that runs: S3 in its regions, the process for edge code, and as many edges as are asked for. */
export class EmbeddedCloud {
  readonly s3: S3;
  readonly bindings: OriginBindings;
  /** The way to every origin: the embedded S3, and real addresses for what is bound to one. */
  readonly transport: OriginTransport;
  private readonly bound: HttpOrigins | undefined;
  private readonly functions: EdgeCodeProcesses;

  constructor(
    private readonly model: SiteModel,
    private readonly options: EmbeddedCloudOptions,
  ) {
    const { clock, replicationLagMs } = options;
    const switches = { ...defaultSwitches, ...options.switches };
    this.s3 = new S3({
      clock,
      ...(replicationLagMs === undefined ? {} : { replicationLagMs }),
      // SIM-11
      kmsRefusalStatus: switches["kms-disabled-status"] === "403" ? 403 : 400,
      assumptions: { tagRules: switches["replica-tag-rules"], markerRole: switches["marker-role"] },
      buckets: model.buckets,
      originAccessIdentities: model.originAccessIdentities,
      ...(model.keys === undefined ? {} : { keys: model.keys }),
      ...(model.roles === undefined ? {} : { roles: model.roles }),
    });
    this.bindings = options.bindings ?? { origins: new Map(), hosts: new Map() };
    this.bound = isEmpty(this.bindings)
      ? undefined
      : createHttpOrigins({
          bindings: this.bindings,
          fallback: this.s3,
          clock,
          domainNames: domainNamesOf(model),
        });
    this.transport = this.bound ?? this.s3;
    const { keyValueStores, isThrottled, lambdaConcurrency } = options;
    this.functions = createFunctionRunner({
      ...(keyValueStores === undefined ? {} : { keyValueStores }),
      ...(isThrottled === undefined ? {} : { isThrottled }),
      ...(lambdaConcurrency === undefined ? {} : { lambdaConcurrency }),
    });
    // While the site is being filled, and everything else got ready.
    if (model.functions.length > 0) this.functions.warm();
  }

  /** A new edge with an empty cache. */
  edge({ distributionId, origins = this.transport, pop, model = this.model, ...more }: EdgeOptions): Edge {
    const { switches = {} } = this.options;
    const { clock = this.options.clock } = more;
    const { onLog, onError, onSwitch, shields } = more;
    return new Edge(model, distributionId, {
      clock,
      origins,
      functions: this.functions,
      lambdas: this.functions,
      switches: { ...switches, ...more.switches },
      ...(onSwitch === undefined ? {} : { onSwitch }),
      ...(shields === undefined ? {} : { shields }),
      ...(pop === undefined ? {} : { pop }),
      ...(onLog === undefined ? {} : { onLog }),
      ...(onError === undefined ? {} : { onError }),
    });
  }

  /** Ends the process that runs edge code and every connection to an origin. */
  async close(): Promise<void> {
    await Promise.all([this.functions.close(), this.bound?.close()]);
  }
}

function isEmpty({ origins, hosts }: OriginBindings): boolean {
  return origins.size === 0 && hosts.size === 0;
}

/** An id that two distributions give to two names is bound whatever name is asked. */
function domainNamesOf(model: SiteModel): ReadonlyMap<string, string> {
  const origins = originsOf(model);
  const isOne = (id: string): boolean => origins.filter(({ Id }) => Id === id).length === 1;
  return new Map(origins.filter(({ Id }) => isOne(Id)).map(({ Id, DomainName }) => [Id, DomainName]));
}
