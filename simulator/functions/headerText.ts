import type { HeaderMap } from "../http";

/*
 * HD-73. The edge holds what it has received as HTTP has it, a character a byte. Functions see UTF-8: bytes that are, are
 * read so, and others are taken for ISO-8859-1, which they are already. What a function leaves alone goes on as it came,
 * what it makes goes as UTF-8.
 */

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What a function sees of a text that was received. Pure. */
export function seenText(received: string): string {
  if (/^[\0-\x7f]*$/.test(received) || /[^\0-\xff]/.test(received)) return received;
  try {
    return decoder.decode(Buffer.from(received, "latin1"));
  } catch {
    return received;
  }
}

/** What is sent of a text that a function gives back: as it was received, where the function was shown just that. Pure. */
export function sentText(given: string, received?: string): string {
  if (/^[\0-\x7f]*$/.test(given)) return given;
  if (received !== undefined && seenText(received) === given) return received;
  return Buffer.from(given, "utf8").toString("latin1");
}

/** What a function sees of a header's value. */
export function seenValue(received: HeaderMap[string] | undefined): HeaderMap[string] | undefined {
  return typeof received === "object" ? received.map(seenText) : received === undefined ? received : seenText(received);
}

/** {@link seenText} of every value. */
export function seenHeaders(received: Readonly<HeaderMap>): Readonly<HeaderMap> {
  return mapped(received, (value) => seenText(value));
}

/** {@link sentText} of every value, each against those that were received under its name. */
export function sentHeaders(given: HeaderMap, received: Readonly<HeaderMap>): HeaderMap {
  return mapped(given, (value, name) => {
    const before = received[name];
    const same = typeof before === "object" ? before.find((one) => seenText(one) === value) : before;
    return sentText(value, same);
  });
}

/** The same map where nothing changes, which is almost always. */
function mapped<H extends Readonly<HeaderMap>>(
  headers: H,
  change: (value: string, name: string) => string,
): HeaderMap | H {
  let changed: HeaderMap | undefined;
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined) continue;
    const next = typeof value === "string" ? change(value, name) : value.map((one) => change(one, name));
    if (typeof next === "string" ? next === value : next.every((one, index) => one === value[index])) continue;
    changed ??= { ...headers };
    Object.defineProperty(changed, name, { value: next, enumerable: true, writable: true, configurable: true });
  }
  return changed ?? headers;
}
