import type { IncomingMessage } from "node:http";

/** A refusal of the console: the status and what is wrong. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * Whether a request may be answered. A page from elsewhere in the user's browser can reach the loopback interface: a
 * foreign `Host` (a name rebound to 127.0.0.1) or `Origin` gives it away.
 */
export function refuseForeign(request: IncomingMessage): Refusal | undefined {
  const { host, origin } = request.headers;
  if (host === undefined || !isLoopback(`http://${host}`)) {
    return {
      status: 403,
      code: "E_HOST",
      message: `the console answers to loopback names only, got ${host ?? "no Host"}`,
    };
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, code: "E_ORIGIN", message: `the console answers to its own pages only, got ${origin}` };
  }
  return undefined;
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return (
    hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || hostname === "127.0.0.1"
  );
}
