import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { CodedError } from "../../aws/codedError";
import type { ErrorCode } from "../../aws/errorCodes";
import { listen, type Listening } from "../../simulator/listen";
import { answer, type Answer, type ConsoleSite } from "./api";
import { refuseForeign } from "./guard";
import { tickMs } from "./liveFeed";

/** Of refusals that are no plain 400. */
const statusOf: Partial<Record<ErrorCode, number>> = { E_ORIGIN_UNKNOWN: 404, E_DRILL: 409 };
const maxBodyBytes = 64 * 1024;
const maxUnsentBytes = 1024 * 1024;

/** Serves the console's page and its API on loopback. Throws `E_PORT`. */
export async function serveConsole(site: ConsoleSite, port: number): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    void handle(site, request, response);
  });
  const listening = await listen(server, port, "--console-port");
  const timer = setInterval(() => {
    site.feed.tick();
  }, tickMs);
  return {
    ...listening,
    close: () => {
      clearInterval(timer);
      site.feed.close();
      return listening.close();
    },
  };
}

async function handle(site: ConsoleSite, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refused = refuseForeign(request);
  if (refused !== undefined) {
    sendError(response, refused.status, refused.code, refused.message);
    return;
  }
  try {
    const body = await readJson(request);
    send(
      response,
      await answer(site, {
        method: request.method ?? "GET",
        url: request.url ?? "/",
        body,
        wantsEvents: accepts(request, "text/event-stream"),
        wantsPage: accepts(request, "text/html"),
      }),
    );
  } catch (error) {
    if (error instanceof CodedError)
      sendError(response, statusOf[error.code] ?? 400, error.code, error.sentence, error.path);
    else sendError(response, 500, "E_INTERNAL", error instanceof Error ? error.message : String(error));
  }
}

function send(response: ServerResponse, result: Answer): void {
  if (result.kind === "body") {
    response.writeHead(result.status, { ...securityHeaders, "content-type": result.contentType, ...result.headers });
    response.end(result.body);
    return;
  }
  response.writeHead(200, { ...securityHeaders, "content-type": "text/event-stream" });
  response.write(`: ${result.comment}\n\nretry: 1000\n\n`);
  const stop = result.follow(({ event, id, data }) => {
    // A reader that does not keep up loses events rather than the memory of this process.
    if (response.writableLength > maxUnsentBytes) return;
    const head = `${event === undefined ? "" : `event: ${event}\n`}${id === undefined ? "" : `id: ${id}\n`}`;
    response.write(`${head}data: ${JSON.stringify(data)}\n\n`);
  });
  response.on("close", stop);
}

const securityHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};

function sendError(response: ServerResponse, status: number, code: string, message: string, path?: string): void {
  const body = JSON.stringify({ error: { code, message, ...(path === undefined ? {} : { path }) } });
  response.writeHead(status, { ...securityHeaders, "content-type": "application/json" });
  response.end(`${body}\n`);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.byteLength;
    if (size > maxBodyBytes) throw new CodedError("E_USAGE", `a body must be at most ${maxBodyBytes} bytes, got more`);
    chunks.push(bytes);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new CodedError("E_USAGE", `a body must be JSON, got ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`);
  }
}

function accepts(request: IncomingMessage, type: string): boolean {
  return request.headers.accept?.includes(type) ?? false;
}
