import { lookup } from "node:dns/promises";
import { connect as connectSocket, isIP, type Socket } from "node:net";
import type { OriginFailure } from "../s3/transport";
import type { SocketReads } from "./socketReads";

/** A socket, or the word for why there is none. */
export type Connected = Socket | OriginFailure;

export interface ConnectOptions {
  readonly address: URL;
  /** Milliseconds, exactly (FO-21). */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** What the socket reads into. */
  readonly reads: SocketReads;
}

/** Connects once (HD-110). Never rejects. */
export function connect({ address, timeoutMs, signal, reads }: ConnectOptions): Promise<Connected> {
  return new Promise((resolve) => {
    const socket: Socket = connectSocket({
      host: hostOf(address.hostname),
      port: address.port === "" ? 80 : Number(address.port),
      noDelay: true,
      onread: {
        buffer: () => reads.room(),
        callback: (bytes, room) => socket.push(reads.taken(room as Buffer, bytes)),
      },
    });
    const settle = (outcome: Connected): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      if (outcome !== socket) socket.destroy();
      resolve(outcome);
    };
    const onError = (error: Error): void => {
      settle(failureOf(error));
    };
    const onAbort = (): void => {
      settle("connection-reset");
    };
    const timer = setTimeout(() => {
      settle("connection-timeout");
    }, timeoutMs);
    socket.once("connect", () => {
      settle(socket);
    });
    // Stays: what goes wrong later is told by the socket's end.
    socket.on("error", onError);
    if (signal?.aborted === true) onAbort();
    else signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/** Whether an address can be looked up; one in numbers always can. Never rejects. */
export async function hasAddress({ hostname }: URL): Promise<boolean> {
  const name = hostOf(hostname);
  if (isIP(name) !== 0) return true;
  return lookup(name).then(
    () => true,
    () => false,
  );
}

/** A URL keeps the brackets of an IPv6 address. */
function hostOf(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

const failures: Readonly<Record<string, OriginFailure>> = {
  ECONNREFUSED: "connection-refused",
  ECONNRESET: "connection-reset",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EHOSTUNREACH: "connection-timeout",
  ENETUNREACH: "connection-timeout",
  ETIMEDOUT: "connection-timeout",
};

/** What the system says of a connection that did not come about; a word that is not known counts as a refusal. */
function failureOf(error: Error): OriginFailure {
  const code = "code" in error ? String(error.code) : "";
  return failures[code] ?? "connection-refused";
}
