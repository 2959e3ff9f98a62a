import { CodedError } from "../aws/codedError";
import { parsePort } from "../cli/options/numbers";
import type { Ports } from "../cli/options/ports";
import { openServers } from "../cli/servers";
import { createTarget, faultTargetOf, parseFault } from "../drills";
import type { Proof } from "../drills/proof/proof";
import { RealClock } from "../simulator/clock";
import { prove } from "./prove";
import { insideOf } from "./inside";
import type { Site } from "./site";

/** Where a site is served, on the loopback interface. */
export interface ServeOptions {
  /** Of the edge. Default 0: a free one. */
  readonly port?: number;
  /** Of the console. Default 0: a free one. */
  readonly consolePort?: number;
  /** Of the S3 endpoint. Default 0: a free one. */
  readonly s3Port?: number;
  /** Of the edge over TLS with a self-signed certificate. Default: there is none. */
  readonly httpsPort?: number;
  /** CloudFront's timeouts and TTLs are so many times shorter. Default 1. */
  readonly timeScale?: number;
  /** What the console shows; default: the site is proved first. */
  readonly proof?: Proof;
  /** Gets faults of the simulator's own, of which no viewer hears. Default: they are written to stderr. */
  readonly onError?: (error: unknown) => void;
}

/** A fault as the console takes it, such as `{ type: "down" }` or `{ type: "latency", attributes: { latency: 5000 } }`. */
export interface FaultOptions {
  /** toxiproxy's and AWS's names: `down`, `timeout`, `deny`, `missing`, … */
  readonly type: string;
  /** What the type takes. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** How often it strikes, from 0 to 1. Default 1. */
  readonly toxicity?: number;
  /** The objects it is limited to. Default: all. */
  readonly keys?: readonly string[];
}

/** A site that is being served. */
export interface ServedSite {
  /** The address of the site: what a viewer would ask. */
  readonly edge: string;
  /** The same over TLS, where a port was given for it. */
  readonly https?: string;
  /** The address of the console, a page and an API. */
  readonly console: string;
  /** The address of the S3 endpoint. */
  readonly s3: string;
  /** Of the S3 endpoint; it opens nothing but the embedded buckets. */
  readonly accessKeyId: string;
  /** Of the S3 endpoint; no secret, as it opens nothing else. */
  readonly secretAccessKey: string;
  /**
   * Breaks an origin (`primary`, `replica` or its id) or a region (`region:us-east-1`, `region:primary`).
   *
   * @throws CodedError `E_ORIGIN_UNKNOWN`, or the code of what is wrong with the fault.
   */
  setFault(origin: string, fault: FaultOptions): void;
  /** Lifts the fault of an origin or region. Throws `E_ORIGIN_UNKNOWN`. */
  heal(origin: string): void;
  /** Ends every server and process that was started for it. */
  close(): Promise<void>;
}

/**
 * Publishes the site's content to the embedded buckets and serves it in real time: the edge, the console and the S3
 * endpoint, each at an address of this machine that nobody else reaches.
 *
 * @throws CodedError `E_USAGE` for an option out of its range, `E_PORT` for a port that is taken, `E_NO_DISTRIBUTION`,
 * `E_ORIGIN_UNKNOWN`.
 */
export async function serve(site: Site, options: ServeOptions = {}): Promise<ServedSite> {
  const { timeScale = 1, onError = tell } = options;
  const ports = portsOf(options);
  if (!(timeScale >= 1 && timeScale <= 10_000)) {
    throw new CodedError("E_USAGE", `timeScale must be a number from 1 to 10000, got ${timeScale}`, "timeScale");
  }
  const proof = options.proof ?? (await prove(site));
  const { outputs, keyValueStores, bindings, publications, model, content } = insideOf(site);
  const target = await createTarget(model, content, {
    clock: new RealClock(timeScale),
    publications,
    bindings,
    keyValueStores,
  });
  try {
    const servers = await openServers({
      target,
      proof,
      drill: undefined,
      outputs,
      keyValueStores,
      ports,
      pops: [],
      onError,
    });
    const { edge, https, console, s3, accessKeyId, secretAccessKey } = servers.ready;
    return {
      edge,
      ...(https === undefined ? {} : { https }),
      console,
      s3,
      accessKeyId,
      secretAccessKey,
      setFault(origin, fault) {
        target.origins.setFault(faultTargetOf(target, origin), parseFault(fault));
      },
      heal(origin) {
        target.origins.heal(faultTargetOf(target, origin));
      },
      async close() {
        await servers.close();
        await target.cloud.close();
      },
    };
  } catch (error) {
    await target.cloud.close();
    throw error;
  }
}

function portsOf({ port = 0, consolePort = 0, s3Port = 0, httpsPort }: ServeOptions): Ports {
  return {
    port: parsePort("port", String(port)),
    consolePort: parsePort("consolePort", String(consolePort)),
    s3Port: parsePort("s3Port", String(s3Port)),
    ...(httpsPort === undefined ? {} : { httpsPort: parsePort("httpsPort", String(httpsPort)) }),
  };
}

function tell(error: unknown): void {
  process.stderr.write(`E_INTERNAL: ${error instanceof Error ? error.message : String(error)}; please report it\n`);
}
