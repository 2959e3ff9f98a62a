import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";
import type { LoadAnswer } from "../../drills/load/answer";
import { Paths } from "../../drills/load/paths";
import { Load } from "../../drills/load/runLoad";
import { Tally } from "../../drills/load/tally";
import { Published } from "../../drills/published";
import type { Stage } from "../../drills/stage";
import { RealClock } from "../../simulator/clock";
import { originConfiguration, bodyBytes } from "../edge/contest";
import { answers, clientCore, freePort, start, stop } from "../edge/processes";
import { printAtLeast } from "../statistics";

const seconds = 5;
/** Of each of the two sites that a load asks: as much as the goal, and a half more of it. */
const rate = 3_750;
const goal = 5_000;

/** The load of a drill against nginx on another core: answers a second, each with its bytes hashed and counted. */
export async function measureLoadGenerator(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "load-"));
  const ports = { edge: 0, nginx: 0, origin: await freePort(), failing: await freePort(), refused: 0 };
  writeFileSync(join(folder, "origin.conf"), originConfiguration(folder, ports));
  const config = ["-p", folder, "-c", join(folder, "origin.conf"), "-e", join(folder, "error.log")];
  const nginx = start(clientCore, "nginx", config);
  const pool = new Pool(`http://127.0.0.1:${ports.origin}`, { connections: 64 });
  try {
    await answers(ports.origin);
    return await measure(pool);
  } finally {
    await pool.close();
    await stop([nginx]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(pool: Pool): Promise<boolean> {
  const clock = new RealClock();
  const body = "x".repeat(bodyBytes);
  const sha256 = createHash("sha256").update(body).digest("hex");
  const manifest = new Map([["hit/page.html", { sha256, size: bodyBytes, contentType: "text/html" }]]);
  const send = async (_side: string, path: string): Promise<LoadAnswer> => {
    const { statusCode, body: got } = await pool.request({ method: "GET", path });
    const hash = createHash("sha256").update(Buffer.from(await got.arrayBuffer()));
    return { status: statusCode, sha256: hash.digest("hex") };
  };
  const tallies = { control: new Tally("us-east-1"), trial: new Tally("us-east-1") };
  const startMs = clock.now();
  const load = new Load({
    // The load asks nothing else of a stage.
    stage: { clock, send } as Pick<Stage, "clock" | "send"> as Stage,
    published: new Published(manifest, clock),
    paths: new Paths({ probed: [], keys: [...manifest.keys()], uniqueShare: 0.5, random: Math.random }),
    tallies,
    rate,
    startMs,
  });
  const signal = new AbortController().signal;
  await load.phase("steady-state", seconds, signal);
  await load.answered(signal);
  const elapsed = (clock.now() - startMs) / 1000;
  let good = 0;
  for (const side of [tallies.control, tallies.trial]) {
    const [phase] = side.report([{ name: "steady-state", startMs: 0, seconds }], 1).phases;
    good += phase?.good ?? 0;
    // What the machine has no time for is given up beyond a bound, and counts for nothing.
    if (phase === undefined || phase.wrong > 0 || Object.keys(phase.errors).length > 0) {
      throw new Error(`every answer must be right to be counted, got ${JSON.stringify(phase)}`);
    }
  }
  return printAtLeast("proof: requests a second of a drill's load against nginx", good / elapsed, goal);
}
