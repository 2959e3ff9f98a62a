import { createFunctionRunner, type FunctionRunner, type LambdaRunner } from "./functions";
import { Edge } from "./cloudfront";
import type { LogRecord } from "./cloudfront/exchange";
import type { Clock } from "./clock";
import type { SiteModel } from "./model/siteModel";
import { S3 } from "./s3";
import type { OriginTransport } from "./s3/transport";

export interface EmbeddedCloudOptions {
  readonly clock: Clock;
  /** Milliseconds between a write to a source bucket and its arrival in the replica; default 1000. */
  readonly replicationLagMs?: number;
}

export interface EdgeOptions {
  readonly distributionId: string;
  /** The way to the origins; default: straight to the embedded S3. */
  readonly origins?: OriginTransport;
  /** Another model of the same site, such as the control without its origin groups; default: the cloud's own. */
  readonly model?: SiteModel;
  readonly onLog?: (record: LogRecord) => void;
  /** Gets faults of the simulator's own where no viewer waits for an answer. */
  readonly onError?: (error: unknown) => void;
}

/** A model that runs: S3 in its regions, the process for edge code, and as many edges as are asked for. */
export class EmbeddedCloud {
  readonly s3: S3;
  private readonly functions: FunctionRunner & LambdaRunner;

  constructor(
    private readonly model: SiteModel,
    private readonly options: EmbeddedCloudOptions,
  ) {
    this.s3 = new S3({
      ...options,
      buckets: model.buckets,
      originAccessIdentities: model.originAccessIdentities,
      ...(model.keys === undefined ? {} : { keys: model.keys }),
    });
    this.functions = createFunctionRunner();
  }

  /** A new edge with an empty cache. */
  edge({ distributionId, origins = this.s3, model = this.model, onLog, onError }: EdgeOptions): Edge {
    const { clock } = this.options;
    return new Edge(model, distributionId, {
      clock,
      origins,
      functions: this.functions,
      lambdas: this.functions,
      ...(onLog === undefined ? {} : { onLog }),
      ...(onError === undefined ? {} : { onError }),
    });
  }

  /** Ends the process that runs edge code. */
  close(): Promise<void> {
    return this.functions.close();
  }
}
