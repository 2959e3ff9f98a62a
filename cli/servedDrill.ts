import { z } from "zod";
import { CodedError } from "../aws/codedError";
import type { Experiment } from "../drills";
import type { Drilled } from "./drillReports";
import type { ReportFormat } from "./options/report";
import { statusLine } from "./print";

export interface ServedDrillOptions {
  /** Of the console. */
  readonly url: string;
  readonly format: ReportFormat;
  readonly signal: AbortSignal;
}

const started = z.object({ id: z.string() });
const told = z.object({
  status: z.enum(["running", "completed", "interrupted", "aborted"]),
  progress: z.object({ text: z.string() }).optional(),
  report: z.object({ asExpected: z.boolean() }).optional(),
  error: z.object({ message: z.string() }).optional(),
});
const refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Has the process that serves a site drill it, and follows that to its end. An interruption is passed on; when this
 * process is killed, that one notices that nobody follows, and undoes everything. Throws `E_CONSOLE`, `E_DRILL`.
 */
export async function drillServed(
  experiment: Experiment,
  { url, format, signal }: ServedDrillOptions,
): Promise<Drilled> {
  const drills = `${url}/api/drills`;
  const body = JSON.stringify({ experiment, attended: true });
  const { id } = shapeOf(started, await asked(url, await ask(url, drills, { method: "POST", body })), url);
  const drill = `${drills}/${encodeURIComponent(id)}`;
  const interrupt = (): void => {
    // Its end is told to who follows.
    void ask(url, drill, { method: "DELETE" }).catch(() => undefined);
  };
  if (signal.aborted) interrupt();
  signal.addEventListener("abort", interrupt, { once: true });
  const { report, error } = await followed(url, drill);
  if (report === undefined) throw new CodedError("E_DRILL", error?.message ?? "the drill ended without a report");
  const text = await (await answered(url, await ask(url, `${drill}?format=${format}`))).text();
  return { text: text.trimEnd(), asExpected: report.asExpected };
}

async function followed(url: string, drill: string): Promise<z.infer<typeof told>> {
  const status = statusLine();
  try {
    const response = await answered(url, await ask(url, drill, { headers: { accept: "text/event-stream" } }));
    for await (const data of eventsOf(response)) {
      const run = shapeOf(told, JSON.parse(data), url);
      if (run.status !== "running") return run;
      status.show(run.progress?.text ?? "");
    }
  } catch (error) {
    throw error instanceof CodedError ? error : gone(url, error);
  } finally {
    status.clear();
  }
  throw gone(url, new Error("it ended the stream"));
}

/** The data of server-sent events; ours are always one line each. */
async function* eventsOf(response: Response): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk as Uint8Array, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: ")) yield line.slice("data: ".length);
  }
}

async function ask(url: string, address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    throw gone(url, error);
  }
}

async function asked(url: string, response: Response): Promise<unknown> {
  const answer = await answered(url, response);
  return answer.json().catch(() => undefined);
}

/** Throws what the console refuses, in its own words. */
async function answered(url: string, response: Response): Promise<Response> {
  if (response.ok) return response;
  const { error } = shapeOf(refused, await response.json().catch(() => undefined), url);
  throw new CodedError("E_CONSOLE", `the console at ${url} refuses it: ${error.code}: ${error.message}`, "--site");
}

function shapeOf<T>(schema: z.ZodType<T>, value: unknown, url: string): T {
  const { success, data } = schema.safeParse(value);
  if (success) return data;
  throw new CodedError(
    "E_CONSOLE",
    `--site must be the address of a console of static-site-ha, got ${url}, which answers as something else`,
    "--site",
  );
}

function gone(url: string, cause: unknown): CodedError {
  const reason = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : "";
  return new CodedError(
    "E_CONSOLE",
    `--site must be the address of a console that answers, got ${url} (${reason}); serve prints it as console`,
    "--site",
  );
}
