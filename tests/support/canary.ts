import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { projectRoot } from "./pulumiProgram";

/** What a run of the canary came to. */
export interface CanaryRun {
  /** The names of the steps, in order. */
  readonly steps: readonly string[];
  /** Why it failed; undefined where it succeeded. */
  readonly error: unknown;
}

/** A response as the library hands it on. */
export interface CanaryResponse extends Pick<IncomingMessage, "statusCode" | "headers"> {
  on(event: string, listener: (chunk: Buffer) => void): unknown;
}

/** How a request of the canary gets its response. */
export type CanaryTransport = (options: RequestOptions) => Promise<CanaryResponse>;

/** The script as it is deployed. */
export const canaryScript = readFileSync(join(projectRoot, "edge", "canary.js"), "utf8");

/**
 * Runs the canary's script as Synthetics does: with its library beside it, here a stand-in for the two functions that
 * the script calls, and its settings in the environment.
 */
export async function runCanary(
  environment: Readonly<Record<string, string>>,
  transport: CanaryTransport = overHttp,
  script = canaryScript,
): Promise<CanaryRun> {
  const steps: string[] = [];
  const synthetics = {
    getCanaryUserAgentString: () => "CloudWatchSynthetics",
    executeHttpStep: async (
      name: string,
      options: RequestOptions,
      callback: (response: CanaryResponse) => Promise<void>,
    ): Promise<void> => {
      steps.push(name);
      await callback(await transport(options));
    },
  };
  const exported: { handler?: () => Promise<void> } = {};
  const load = (name: string): unknown => {
    if (name !== "@aws/synthetics-core") throw new Error(`the runtime has no module ${name}`);
    return { synthetics };
  };
  runInNewContext(script, {
    require: load,
    exports: exported,
    process: { env: environment },
    URL,
    Number,
    Error,
    Promise,
  });
  try {
    await exported.handler?.();
    return { steps, error: exported.handler === undefined ? new Error("the script has no handler") : undefined };
  } catch (error) {
    return { steps, error };
  }
}

function overHttp(options: RequestOptions): Promise<CanaryResponse> {
  return new Promise((resolve, reject) => {
    httpRequest(options, resolve).on("error", reject).end();
  });
}
