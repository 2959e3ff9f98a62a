import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { Server as TlsServer } from "node:tls";
import type { Server as HttpsServer } from "node:https";
import { CodedError } from "../aws/codedError";

/** A server that is up. */
export interface Listening {
  /** `http://127.0.0.1:PORT`, or `https:`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Ends the server and every connection that is open. */
  close(): Promise<void>;
}

/**
 * Lets a server listen on the loopback interface. Port 0 picks a free one. Throws `E_PORT` naming the option to change.
 */
export async function listen(server: HttpServer | HttpsServer, port: number, option: string): Promise<Listening> {
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const why = reasons[reason] ?? `which cannot be listened on (${reason})`;
    throw new CodedError("E_PORT", `${option} must be a free port, or 0 for any, got ${port}, ${why}`, option);
  }
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  const scheme = server instanceof TlsServer ? "https" : "http";
  return { url: `${scheme}://127.0.0.1:${actual}`, port: actual, close: () => closed(server) };
}

async function closed(server: HttpServer | HttpsServer): Promise<void> {
  const end = once(server, "close");
  server.close();
  server.closeAllConnections();
  await end;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "which is in use",
  EACCES: "which needs more rights",
};

/** Throws `E_PORT` at once for a port that could not be listened on later. */
export async function refuseBusyPort(port: number, option: string): Promise<void> {
  if (port === 0) return;
  await (await listen(createServer(), port, option)).close();
}
