import { createHash, randomBytes } from "node:crypto";
import { CodedError } from "../../aws/codedError";
import type { Clock } from "../clock";
import { BrokenBody, headerValue, type HeaderMap } from "../http";
import type { MaybePromise } from "../maybePromise";
import type { FunctionRunner, LambdaRunner } from "../functions/runner";
import { seededRandom } from "../random";
import type { SiteModel } from "../model/siteModel";
import type { OriginTransport } from "../s3/transport";
import { EdgeCache } from "./cache";
import { compileDistribution } from "./compile";
import { edgeErrorPage } from "./edgeErrors";
import type { EdgeRequest, EdgeResponse, LogRecord, ServedResponse } from "./exchange";
import { Flights } from "./flights";
import { invalidationMatcher } from "./invalidation";
import { logRecord, Trace } from "./log";
import { answerRequest, type Answer } from "./pipeline";
import type { EdgeRuntime } from "./runtime";
import { defaultSwitches, watched, type Switches } from "./switches";
import { OriginShields } from "./originShield";
import { PrimaryFailures } from "./primaryFailures";
import { RecordedBody, type BodyEnding } from "./recordedBody";
import { Upload } from "./upload";
import { addOwnHeaders } from "./viewerHeaders";

export interface EdgeOptions {
  readonly clock: Clock;
  /** The only way to the origins. */
  readonly origins: OriginTransport;
  /** Runs CloudFront Functions; needed when a behaviour has one. */
  readonly functions?: FunctionRunner;
  /** Runs Lambda@Edge functions; needed when a behaviour has one. */
  readonly lambdas?: LambdaRunner;
  /** Points that AWS does not document; default: every switch at its default. */
  readonly switches?: Partial<Switches>;
  /** Gets the name of every switch that a request asks for, each time: what an outcome may hang on (D13). */
  readonly onSwitch?: (name: keyof Switches) => void;
  /** The point of presence, as `x-amz-cf-pop` shows it; default `SEA19-C1`. */
  readonly pop?: string;
  /** Bytes that the cache may hold; default 256 MiB. */
  readonly cacheBytes?: number;
  /** Origin Shields that points of presence share (FO-28); default: this one's own. */
  readonly shields?: OriginShields;
  /** A number from 0 up to 1 at each call: which responses are sampled (HD-43). Default: the same ones in every run. */
  readonly random?: () => number;
  /** Gets the record of every request before its response is given. */
  readonly onLog?: (record: LogRecord) => void;
  /**
   * Gets what goes wrong in the edge itself, or in what it runs on, while a copy is refreshed in the background (CA-12):
   * the viewer has had the stale copy by then, so no `fetch` rejects with it. An origin that fails is no such error.
   * Default: it is dropped.
   */
  readonly onError?: (error: unknown) => void;
}

/**
 * One point of presence of a distribution, with a cache of its own (CA-21), empty at first. The constructor throws `E_NO_DISTRIBUTION`,
 * `E_FUNCTION_HOST` when functions are to run and nothing runs them, and AWS's codes for references that lead nowhere.
 */
export class Edge {
  private readonly runtime: EdgeRuntime;
  private readonly onLog: ((record: LogRecord) => void) | undefined;
  /** SIM-36. Only the log depends on it, nothing that a viewer gets: no request asks for the switch. */
  private readonly originLatency: Switches["origin-latency"];
  private readonly idPrefix = randomBytes(33).toString("base64url");
  /** Numbers of ten digits to the base of 36. */
  private requests = 36 ** 9;

  constructor(model: SiteModel, distributionId: string, options: EdgeOptions) {
    const distribution = compileDistribution(model, distributionId);
    const behaviors = [...distribution.behaviors, distribution.defaultBehavior];
    const used = behaviors.flatMap((one) => [
      one.viewerRequest,
      one.viewerResponse,
      one.originRequest,
      one.originResponse,
    ]);
    const needsFunctions = used.some((one) => one !== undefined && !("exportName" in one));
    if (needsFunctions && options.functions === undefined) {
      throw new CodedError(
        "E_FUNCTION_HOST",
        "functions must be given for a distribution with CloudFront Functions, got none",
      );
    }
    const needsLambdas = used.some((one) => one !== undefined && "exportName" in one);
    if (needsLambdas && options.lambdas === undefined) {
      throw new CodedError(
        "E_FUNCTION_HOST",
        "lambdas must be given for a distribution with Lambda@Edge functions, got none",
      );
    }
    const pop = options.pop ?? "SEA19-C1";
    this.onLog = options.onLog;
    this.originLatency = options.switches?.["origin-latency"] ?? defaultSwitches["origin-latency"];
    this.runtime = {
      distribution,
      clock: options.clock,
      transport: options.origins,
      functions: options.functions,
      lambdas: options.lambdas,
      switches: watched({ ...defaultSwitches, ...options.switches }, options.onSwitch),
      cache: new EdgeCache(options.cacheBytes),
      flights: new Flights(),
      primaryFailures: new PrimaryFailures(),
      shields: options.shields ?? new OriginShields(),
      random: options.random ?? seededRandom(1),
      onError: options.onError,
      pop,
      viaName: `${hash(`${distributionId} ${pop}`)}.cloudfront.net (CloudFront)`,
    };
  }

  /** The names that the distribution answers to: its own domain and its aliases (HD-99). */
  get hosts(): readonly string[] {
    return this.runtime.distribution.hosts;
  }

  /**
   * Answers one request as CloudFront would, from the first bytes on. Its record is given before the last of them. Never
   * rejects for what an origin or a function does; a body that breaks off throws `BrokenBody` to whoever reads it.
   */
  serve(request: EdgeRequest): Promise<ServedResponse> {
    return this.respond(request, () => undefined);
  }

  /** The same, and waits for all of it. */
  async fetch(request: EdgeRequest): Promise<EdgeResponse> {
    const records: LogRecord[] = [];
    const { body, ...head } = await this.respond(request, (record) => records.push(record));
    const received = body instanceof Uint8Array ? { body } : await receivedOf(body);
    const [log] = records;
    if (log === undefined) throw new CodedError("E_INTERNAL", "a request has ended and left no record");
    return { ...head, ...received, log };
  }

  private async respond(request: EdgeRequest, onRecord: (record: LogRecord) => void): Promise<ServedResponse> {
    const { clock, distribution, viaName, pop } = this.runtime;
    const trace = new Trace(this.nextId(), clock.now());
    const upload = new Upload(request.body);
    const asked = upload.body === undefined ? request : { ...request, body: upload.body };
    const coming = this.answered(asked, trace, upload);
    // What is at hand is not waited for: a hit is answered in the turn that it was asked in.
    const answer = coming instanceof Promise ? await coming : coming;
    const { status, headers, body, result, detail, age, unlogged } = answer;
    addOwnHeaders(headers, {
      id: trace.id,
      pop,
      viaName,
      result,
      age,
      http3: distribution.http3,
      httpVersion: request.httpVersion,
      nowMs: clock.now(),
    });
    const begunAt = clock.now();
    const ended = ({ bytes, broken }: BodyEnding): void => {
      // HD-122: who left before the first byte has no status, and it is no fault of the origin's.
      const left = upload.abandoned || (broken === "viewer-left" && bytes === 0);
      const record = logRecord(request, trace, {
        begunAt,
        endedAt: clock.now(),
        headers,
        bodyBytes: bytes,
        result: upload.abandoned ? ("Error" as const) : result,
        detail: left ? "ClientCommError" : detail,
        location: pop,
        originLatency: this.originLatency,
        status: left ? 0 : status,
      });
      onRecord(record);
      if (unlogged !== true) this.onLog?.(record);
    };
    const given = body instanceof Uint8Array ? body : new RecordedBody(body, announcedBy(headers), ended);
    if (body instanceof Uint8Array) ended({ bytes: body.byteLength });
    return answer.edgeMade === true
      ? { status, headers, body: given, edgeMade: true }
      : { status, headers, body: given };
  }

  private answered(request: EdgeRequest, trace: Trace, upload: Upload): MaybePromise<Answer> {
    return upload.body === undefined
      ? answerRequest(this.runtime, request, trace)
      : this.answeredWithBody(request, trace, upload);
  }

  /** A body that its viewer breaks off may end the exchange with an error of its own: nobody waits for the answer. */
  private async answeredWithBody(request: EdgeRequest, trace: Trace, upload: Upload): Promise<Answer> {
    try {
      return await answerRequest(this.runtime, request, trace);
    } catch (error) {
      if (!upload.abandoned) throw error;
      const page = edgeErrorPage(400, "The request broke off.", trace.id);
      return { status: 400, headers: { ...page.headers }, body: page.body, result: "Error", detail: "ClientCommError" };
    }
  }

  /** Drops what these paths name, and keeps what is being fetched for them from being stored (HD-77). */
  invalidate(paths: readonly string[]): void {
    const names = invalidationMatcher(paths);
    this.runtime.cache.invalidate(names);
    this.runtime.flights.invalidate(names);
    this.runtime.primaryFailures.invalidate(names);
    this.runtime.shields.invalidate(names);
  }

  /** Opaque and unique, in the form of CloudFront's own: 56 characters that end in `==` (CA-22). */
  private nextId(): string {
    return `${this.idPrefix}${(this.requests++).toString(36)}==`;
  }
}

/** The length that headers announce; undefined where they announce none. */
function announcedBy(headers: Readonly<HeaderMap>): number | undefined {
  const length = headerValue(headers, "content-length");
  return length === undefined ? undefined : Number(length);
}

async function receivedOf(body: AsyncIterable<Uint8Array>): Promise<Pick<EdgeResponse, "body" | "broken">> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof BrokenBody)) throw error;
    return { body: Buffer.concat(chunks), broken: error.reason };
  }
  return { body: Buffer.concat(chunks) };
}

function hash(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
