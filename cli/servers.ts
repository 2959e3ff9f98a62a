import type { DrillReport, DrillTarget } from "../drills";
import type { Proof } from "../drills/proof";
import { OriginShields, selfSignedCertificate, serveEdge } from "../simulator/cloudfront";
import { deployedEdge, type ViewerEdge } from "../simulator/deployedEdge";
import type { Listening } from "../simulator/listen";
import { serveS3, type S3Credentials } from "../simulator/s3/server";
import type { ContinuousDeploymentPolicy } from "../simulator/model/file/continuousDeploymentFile";
import { openAccessLog } from "./accessLog";
import { DrillRuns } from "./console/drillRuns";
import { LiveFeed } from "./console/liveFeed";
import { RequestLog } from "./console/requestLog";
import { serveConsole } from "./console/server";
import { siteState } from "./console/siteState";
import { describeSite, pagesOf } from "./describeSite";
import type { AccessLogOption } from "./options/accessLog";
import type { Ports } from "./options/ports";
import type { Stores } from "./options/stores";
import { s3Keys } from "./s3Keys";

export interface ServersOptions {
  readonly target: DrillTarget;
  readonly proof: Proof;
  readonly drill: DrillReport | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly keyValueStores: Stores;
  readonly ports: Ports;
  readonly continuousDeployment?: ContinuousDeploymentPolicy;
  /** Points of presence; none: one, the edge's own. */
  readonly pops: readonly string[];
  /** Where standard log lines go; absent: nowhere. */
  readonly accessLog?: AccessLogOption;
  readonly onError: (error: unknown) => void;
}

/** The ready line: where everything listens, and what the site is. */
export interface Ready extends Readonly<Record<string, unknown>> {
  readonly edge: string;
  /** By point of presence. */
  readonly edges?: Readonly<Record<string, string>>;
  readonly https?: string;
  readonly console: string;
  readonly s3: string;
  /** Of the account that owns the buckets; `alt` is another one's. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly accountId: string;
  readonly alt: S3Credentials;
}

export interface Servers {
  readonly ready: Ready;
  readonly log: RequestLog;
  close(): Promise<void>;
}

/** Starts every server of a site. What was started ends again when a later one cannot be (`E_PORT`). */
export async function openServers(options: ServersOptions): Promise<Servers> {
  const { target, drill, outputs, keyValueStores, ports, pops, onError } = options;
  const open: Pick<Listening, "close">[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(open.map((one) => one.close()));
  };
  const opened = async (listening: Promise<Listening>): Promise<string> => {
    const one = await listening;
    open.push(one);
    return one.url;
  };
  try {
    const log = new RequestLog();
    const { domainName } = target.distribution;
    if (options.accessLog !== undefined) {
      const { file, format } = options.accessLog;
      const lines = await openAccessLog(file, format, domainName);
      open.push(lines);
      log.follow(lines.add);
    }
    const shields = new OriginShields();
    const edges = (pops.length === 0 ? [undefined] : pops).map((pop) => ({
      pop,
      edge: edgeAt(options, log, shields, pop),
    }));
    const urls: [pop: string, url: string][] = [];
    for (const [index, { pop, edge }] of edges.entries()) {
      // The first one has the port that was asked for; the others take what is free.
      const port = index === 0 ? ports.port : 0;
      urls.push([pop ?? "", await opened(serveEdge(edge, { port, hosts: edge.hosts, onError }))]);
    }
    const [first] = edges;
    const https = first === undefined ? {} : await httpsOf(options, first.edge, opened);
    const where = {
      edge: urls[0]?.[1] ?? "",
      ...(pops.length === 0 ? {} : { edges: Object.fromEntries(urls) }),
      ...https,
    };
    const described = describeSite(target, drill);
    const invalidate = (paths: readonly string[]): void => {
      for (const { edge } of edges) edge.invalidate(paths);
    };
    const feed = new LiveFeed({ log, state: () => siteState(target), now: () => Date.now() });
    const description = { ...described, ...where, pages: pagesOf(target), objects: target.manifest.size, outputs };
    const drills = new DrillRuns(target, log.add);
    open.push(drills);
    const site = {
      target,
      drills,
      proof: options.proof,
      log,
      feed,
      edge: where.edge,
      invalidate,
      keyValueStores,
      description,
    };
    const console = await opened(serveConsole(site, ports.consolePort));
    const { owner, alt } = s3Keys;
    // Clients sign by the time of this machine, whatever the scale of the site's.
    const clock = { now: () => Date.now() };
    const s3 = await opened(
      serveS3(target.cloud.s3, { port: ports.s3Port, credentials: [owner, alt], clock, onError }),
    );
    return { ready: { ...described, ...where, console, s3, ...owner, alt }, log, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first point of presence over TLS, where a port is given for it. */
async function httpsOf(
  { ports, onError }: ServersOptions,
  edge: ViewerEdge,
  opened: (listening: Promise<Listening>) => Promise<string>,
): Promise<{ readonly https?: string }> {
  if (ports.httpsPort === undefined) return {};
  const tls = await selfSignedCertificate(edge.hosts);
  return { https: await opened(serveEdge(edge, { port: ports.httpsPort, hosts: edge.hosts, tls, onError })) };
}

/** One point of presence, with the staging distribution beside it where continuous deployment has one (DR-3). */
function edgeAt(options: ServersOptions, log: RequestLog, shields: OriginShields, pop: string | undefined): ViewerEdge {
  const { target, onError, continuousDeployment } = options;
  const edgeOf = (distributionId: string): ViewerEdge =>
    target.cloud.edge({
      distributionId,
      origins: target.origins,
      shields,
      onLog: log.add,
      onError,
      ...(pop === undefined ? {} : { pop }),
    });
  const production = edgeOf(target.distribution.id);
  const staging = target.model.distributions.find(({ config }) => config.Staging === true);
  if (continuousDeployment === undefined || staging === undefined) return production;
  return deployedEdge(production, edgeOf(staging.id), { policy: continuousDeployment, clock: target.clock });
}
