import type { Clock } from "../simulator/clock";
import type { LogRecord } from "../simulator/cloudfront/exchange";
import type { Manifest } from "./content";
import type { DrillRegions } from "./drillReport";
import type { Fault } from "./faults/fault";
import type { LoadAnswer, Side } from "./load/answer";

/**
 * A site as a drill needs it: in this process, or a running one behind its console. Whatever is done to it holds for a
 * lease only, so that nothing is left behind by a drill that dies.
 */
export interface Stage {
  /** The drill's own time. */
  readonly clock: Clock;
  /** How many times faster than that the site's passes. */
  readonly timeScale: number;
  /** Of a fault, in the site's milliseconds. */
  readonly leaseMs: number;
  /** What is right (D18). */
  readonly manifest: Manifest;
  readonly regions: DrillRegions;
  /** Where a fault sits that is set on this name. Throws `E_ORIGIN_UNKNOWN`. */
  faultTarget(name: string): string;
  /** The bucket behind an origin, where objects are put. Throws `E_ORIGIN_UNKNOWN`, or `E_S3` without versions. */
  refuseUnwritable(name: string): void;
  /** The faults in force, by target. */
  faults(): Promise<Readonly<Record<string, Fault>>>;
  /** Sets a fault, or renews it. */
  setFault(target: string, fault: Fault): Promise<void>;
  heal(target: string): Promise<void>;
  /** Puts an object, and waits for its copies unless replication is held back. */
  putObject(origin: string, key: string, body: string): Promise<void>;
  /** Takes away everything that `putObject` has put, copies too. */
  restoreObjects(): Promise<void>;
  /** The names of the buckets that are not what they were when the stage was opened. */
  changedBuckets(): Promise<readonly string[]>;
  /** One request of an edge with an empty cache, so that no copy can stand in for an origin; again and again. */
  probe(probe: StageProbe): Promise<readonly ProbeAnswer[]>;
  /** One request of a load, to an edge whose cache fills. Never rejects for what the site does. */
  send(side: Side, path: string): Promise<LoadAnswer>;
  /** Keeps everything but faults from lapsing; called once in a while. */
  renew(): Promise<void>;
  /** Ends what was opened, and undoes what was done. */
  close(): Promise<void>;
}

export interface StageProbe {
  readonly side: Side;
  /** Whether the experiment's hook is there. */
  readonly hook: boolean;
  readonly method: string;
  readonly path: string;
  readonly repeat: number;
}

export interface ProbeAnswer {
  readonly status: number;
  readonly sha256: string;
  readonly log: LogRecord;
}
