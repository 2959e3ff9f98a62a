import type { Clock } from "../../simulator/clock";
import { BrokenBody, type Body, type HeaderMap } from "../../simulator/http";
import type { OriginLimits, OriginOutcome } from "../../simulator/s3/transport";

/** How bytes go over a line: the next packet's size at most, and how long it takes. */
export type Line = () => { readonly bytes: number; readonly delayMs: number };

/** toxiproxy's own granularity: a slow line lets a packet through every 100 ms. */
const packetMs = 100;

/** A line of `rate` KB, of 1,000 bytes, a second: `rate` is thus bytes a millisecond. */
export function bandwidthLine(rate: number): Line {
  return () => ({ bytes: rate * packetMs, delayMs: packetMs });
}

/** A line that slices; `delayUs` microseconds lie between two slices. */
export function slicerLine(
  slices: { readonly average: number; readonly variation: number; readonly delayUs: number },
  random: () => number,
): Line {
  let first = true;
  return () => {
    const bytes = Math.round(slices.average + (random() * 2 - 1) * slices.variation);
    const delayMs = first ? 0 : slices.delayUs / 1000;
    first = false;
    return { bytes: Math.max(1, bytes), delayMs };
  };
}

/** An answer that comes over such a line. A packet that is later than the edge waits is the end of it (FO-22, HD-120). */
export async function overLine(
  outcome: OriginOutcome,
  line: Line,
  { clock, limits }: { readonly clock: Clock; readonly limits: OriginLimits },
): Promise<OriginOutcome> {
  if (outcome.kind === "failure") return outcome;
  const { response } = outcome;
  const sender = new Sender(line, clock, limits);
  if (!(await sender.send(headBytes(response.status, response.headers)))) {
    return { kind: "failure", failure: "response-timeout" };
  }
  if (isEmpty(response.body)) return outcome;
  return { kind: "response", response: { ...response, body: paced(response.body, sender) } };
}

/** An answer of which `bytes` arrive, the head's included, before the connection is closed. */
export function limited(outcome: OriginOutcome, bytes: number): OriginOutcome {
  if (outcome.kind === "failure") return outcome;
  const { status, headers, body } = outcome.response;
  const left = bytes - headBytes(status, headers);
  if (left < 0) return { kind: "failure", failure: "connection-reset" };
  if (isEmpty(body) || (body instanceof Uint8Array && body.byteLength <= left)) return outcome;
  return { kind: "response", response: { status, headers, body: cut(body, left, headers) } };
}

/** An answer whose connection is closed `delayMs` late: it matters where nothing else tells the end (HD-117). */
export async function closedLate(
  outcome: OriginOutcome,
  delayMs: number,
  { clock, limits }: { readonly clock: Clock; readonly limits: OriginLimits },
): Promise<OriginOutcome> {
  const stalls = delayMs >= limits.readTimeoutMs;
  const wait = (): Promise<void> => pause(Math.min(delayMs, limits.readTimeoutMs), clock, limits);
  if (outcome.kind === "failure") {
    if (outcome.failure !== "connection-reset") return outcome;
    await wait();
    return stalls ? { kind: "failure", failure: "response-timeout" } : outcome;
  }
  const { response } = outcome;
  if (hasOwnEnd(response.headers) || isEmpty(response.body)) return outcome;
  const late = async function* (body: Body): AsyncGenerator<Uint8Array> {
    yield* chunksOf(body);
    await wait();
    if (stalls) throw new BrokenBody("stalled");
  };
  return { kind: "response", response: { ...response, body: late(response.body) } };
}

/** Sends bytes in packets, on the clock. */
class Sender {
  /** What the last packet has room for still. */
  private room = 0;

  constructor(
    private readonly line: Line,
    private readonly clock: Clock,
    private readonly limits: OriginLimits,
  ) {}

  /** Resolves when so many bytes have arrived: false when a packet came too late for the edge. */
  async send(bytes: number): Promise<boolean> {
    for (let left = bytes; left > 0;) {
      const sent = await this.sendSome(left);
      if (sent === 0) return false;
      left -= sent;
    }
    return true;
  }

  /** How many of these bytes the next packet carries; 0 when it came too late. */
  async sendSome(bytes: number): Promise<number> {
    if (this.room === 0) {
      const packet = this.line();
      const tooLate = packet.delayMs >= this.limits.readTimeoutMs;
      const waitMs = Math.min(packet.delayMs, this.limits.readTimeoutMs);
      if (waitMs > 0) await pause(waitMs, this.clock, this.limits);
      if (tooLate) return 0;
      this.room = packet.bytes;
    }
    const sent = Math.min(bytes, this.room);
    this.room -= sent;
    return sent;
  }
}

/** Waits, unless nobody reads any more. */
function pause(milliseconds: number, clock: Clock, { signal }: OriginLimits): Promise<void> {
  return clock.sleep(milliseconds, signal).catch(() => {
    throw new BrokenBody("closed");
  });
}

async function* paced(body: Body, sender: Sender): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunksOf(body)) {
    for (let at = 0; at < chunk.byteLength;) {
      const sent = await sender.sendSome(chunk.byteLength - at);
      // HD-120.
      if (sent === 0) throw new BrokenBody("stalled");
      yield chunk.subarray(at, at + sent);
      at += sent;
    }
  }
}

async function* cut(body: Body, bytes: number, headers: Readonly<HeaderMap>): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunksOf(body)) {
    if (chunk.byteLength <= left) {
      left -= chunk.byteLength;
      yield chunk;
      continue;
    }
    if (left > 0) yield chunk.subarray(0, left);
    // HD-115, HD-116; HD-117: where nothing tells the length it looks complete.
    if (headers["content-length"] !== undefined) throw new BrokenBody("length");
    if (hasOwnEnd(headers)) throw new BrokenBody("closed");
    return;
  }
}

async function* chunksOf(body: Body): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}

function isEmpty(body: Body): boolean {
  return body instanceof Uint8Array && body.byteLength === 0;
}

function hasOwnEnd(headers: Readonly<HeaderMap>): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

/** The bytes of a head as HTTP/1.1 writes it, without a reason phrase. */
export function headBytes(status: number, headers: Readonly<HeaderMap>): number {
  let size = `HTTP/1.1 ${status} \r\n\r\n`.length;
  for (const [name, value] of Object.entries(headers)) {
    for (const one of typeof value === "string" ? [value] : value) size += `${name}: ${one}\r\n`.length;
  }
  return size;
}
