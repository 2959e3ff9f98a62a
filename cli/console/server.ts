import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { CodedError } from "../../aws/codedError";
import { listen, type Listening } from "../../simulator/listen";
import { answer, type Answer, type ConsoleSite } from "./api";
import { refuseForeign } from "./guard";

const maxBodyBytes = 64 * 1024;

/** Serves the console's API on loopback. Throws `E_PORT`. */
export function serveConsole(site: ConsoleSite, port: number): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    void handle(site, request, response);
  });
  return listen(server, port, "--console-port");
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
      answer(site, {
        method: request.method ?? "GET",
        url: request.url ?? "/",
        body,
        wantsEvents: wantsEvents(request),
      }),
    );
  } catch (error) {
    if (error instanceof CodedError)
      sendError(response, error.code === "E_ORIGIN_UNKNOWN" ? 404 : 400, error.code, error.sentence, error.path);
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
  response.write(": the requests of the edge, one event each\n\n");
  const stop = result.follow((record) => {
    // A reader that does not keep up loses records rather than the memory of this process.
    if (response.writableLength < 1024 * 1024) response.write(`id: ${record.id}\ndata: ${JSON.stringify(record)}\n\n`);
  });
  response.on("close", stop);
}

const securityHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
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

function wantsEvents(request: IncomingMessage): boolean {
  return request.headers.accept?.includes("text/event-stream") ?? false;
}
