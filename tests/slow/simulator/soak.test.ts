import { expect } from "chai";
import { FaultyTransport, parseFault } from "../../../drills";
import { VirtualClock } from "../../../simulator/clock";
import { Edge } from "../../../simulator/cloudfront";
import type { EdgeResponse, LogRecord } from "../../../simulator/cloudfront/exchange";
import type { HeaderMap } from "../../../simulator/http";
import type { OriginOutcome, OriginRequest, OriginTransport } from "../../../simulator/s3/transport";
import { distributionId, siteModel, viewerRequest } from "../../support/edge";

/** Seconds of real time; `SOAK_SECONDS=60` for a long one. */
const seconds = Number(process.env["SOAK_SECONDS"] ?? 5);

const objects = 20;
const maxAge = 10;
const staleIfError = 30;
// An error is kept for its minimum TTL, and with it the copy that stands in for it (CA-9).
const errorTtl = 10;

const faults = [
  { type: "down" },
  { type: "connect-timeout" },
  { type: "timeout" },
  { type: "reset_peer" },
  { type: "latency", attributes: { latency: 500, jitter: 400 } },
  { type: "slow-down", toxicity: 0.5 },
  { type: "deny" },
  { type: "limit_data", attributes: { bytes: 900 } },
  { type: "slicer", attributes: { average_size: 200, size_variation: 50, delay: 1_000 } },
  { type: "status", attributes: { code: 500 } },
] as const;

/** The same numbers for the same seed, so that a run that fails can be had again. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Objects whose bytes tell whose and which version they are, and since when each version has been replaced. */
class Content implements OriginTransport {
  private readonly versions = new Map<string, number>();
  readonly replacedAt = new Map<string, number>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly random: () => number,
  ) {}

  publish(path: string): void {
    const version = this.versions.get(path) ?? 0;
    this.replacedAt.set(`${path} ${version}`, this.clock.now());
    this.versions.set(path, version + 1);
  }

  exchange({ path, method }: OriginRequest): Promise<OriginOutcome> {
    const line = `${path} ${this.versions.get(path) ?? 0};`;
    const bytes = Buffer.from(line.repeat(100));
    const headers = {
      "content-length": String(bytes.byteLength),
      "content-type": "text/html",
      "cache-control": `max-age=${maxAge}, stale-if-error=${staleIfError}`,
      etag: `"${line}"`,
    };
    const body = method === "HEAD" ? new Uint8Array() : this.random() < 0.5 ? bytes : inChunks(bytes);
    return Promise.resolve({ kind: "response", response: { status: 200, headers, body } });
  }
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 333) {
    await Promise.resolve();
    yield bytes.subarray(at, at + 333);
  }
}

describe("an edge under random requests, faults, releases and invalidations", () => {
  it("mixes no two objects, serves nothing beyond its limits, and records every request", async function () {
    this.timeout((seconds + 30) * 1_000);
    const seed = Number(process.env["SOAK_SEED"] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const clock = new VirtualClock();
    const content = new Content(clock, random);
    const origins = new FaultyTransport(content, clock, () => undefined, { random });
    const logs: LogRecord[] = [];
    const edge = new Edge(siteModel({ behavior: { Compress: false } }), distributionId, {
      clock,
      origins,
      cacheBytes: 40_000,
      onLog: (record) => logs.push(record),
    });
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const path = (): string => `/object-${Math.floor(random() * objects)}`;
    let asked = 0;

    const oneRequest = async (): Promise<void> => {
      const wanted = path();
      const method = random() < 0.1 ? "HEAD" : "GET";
      const range: HeaderMap = { range: `bytes=${Math.floor(random() * 500)}-` };
      asked++;
      check(
        wanted,
        await edge.fetch(viewerRequest(wanted, { method, headers: random() < 0.1 ? range : {} })),
        `seed ${seed}`,
      );
    };
    const check = (wanted: string, { status, body, log }: EdgeResponse, why: string): void => {
      if ((status !== 200 && status !== 206) || body.byteLength === 0) return;
      const lines = new Set(Buffer.from(body).toString().split(";").slice(1, -1));
      expect(lines.size, why).to.be.lessThan(2);
      const [line] = lines;
      if (line === undefined) return;
      expect(line.startsWith(`${wanted} `), `${why}: ${wanted} was ${line}`).to.equal(true);
      const replaced = content.replacedAt.get(line);
      const age = replaced === undefined ? 0 : (log.timestamp - replaced) / 1_000;
      expect(age, `${why}: ${line} has been replaced`).to.be.at.most(maxAge + staleIfError + errorTtl);
    };

    const end = performance.now() + seconds * 1_000;
    while (performance.now() < end) {
      const together = 1 + Math.floor(random() * 20);
      await clock.run(async () => {
        const requests = Array.from({ length: together }, oneRequest);
        if (random() < 0.1) edge.invalidate([random() < 0.3 ? "/*" : path()]);
        if (random() < 0.2) content.publish(path());
        await Promise.all(requests);
        await clock.sleep(random() * 3_000);
      });
      for (const member of ["primary", "replica"]) {
        if (random() < 0.1) origins.setFault(member, parseFault(pick(faults)));
        if (random() < 0.2) origins.heal(member);
      }
    }
    expect(asked).to.be.greaterThan(seconds * 100);
    expect(logs).to.have.length(asked);
    expect(new Set(logs.map(({ id }) => id)).size).to.equal(asked);
  });
});
