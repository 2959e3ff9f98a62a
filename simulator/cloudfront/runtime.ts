import type { Clock } from "../clock";
import type { FunctionRunner, LambdaRunner } from "../functions/runner";
import type { OriginTransport } from "../s3/transport";
import type { EdgeCache } from "./cache";
import type { CompiledDistribution } from "./compiled";
import type { Flights } from "./flights";
import type { OriginShields } from "./originShield";
import type { PrimaryFailures } from "./primaryFailures";
import type { Switches } from "./switches";

/** What every step of the pipeline may use. */
export interface EdgeRuntime {
  readonly distribution: CompiledDistribution;
  readonly clock: Clock;
  readonly transport: OriginTransport;
  readonly functions: FunctionRunner | undefined;
  readonly lambdas: LambdaRunner | undefined;
  readonly switches: Switches;
  readonly cache: EdgeCache;
  readonly flights: Flights;
  readonly primaryFailures: PrimaryFailures;
  readonly shields: OriginShields;
  /** A number from 0 up to 1 at each call. */
  readonly random: () => number;
  /** Where faults go that no request waits for. */
  readonly onError: ((error: unknown) => void) | undefined;
  /** The point of presence. */
  readonly pop: string;
  /** `<32 hex>.cloudfront.net (CloudFront)`, after the version in every `Via` (CA-22, HD-30). */
  readonly viaName: string;
}
