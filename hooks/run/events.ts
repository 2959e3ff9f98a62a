import { viewerResponseEvent } from "../../simulator/functions/event";
import {
  originResponseEvent,
  statusDescriptionOf,
  viewerResponseLambdaEvent,
} from "../../simulator/functions/lambdaEvent";
import type { LambdaOrigin } from "../../simulator/functions/runner";
import type { Entry } from "../findings";
import { headersOf, type Input, valueAt } from "./input";

const context = {
  distributionDomainName: "d111111abcdef8.cloudfront.net",
  distributionId: "EDFDVBD6EXAMPLE",
  requestId: "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==",
  viewerIp: "203.0.113.178",
};

/** The event of one input for every incoming status; each call gives a new object. */
export type EventSource = (status: number) => unknown;

/**
 * Complete events of the real shape (LE-3, CF-4), made once per input. `parse` is the `JSON.parse` of where the code runs,
 * so that an event is made of that realm's objects.
 */
export function eventsOf({ runtime, event }: Entry, input: Input, parse: (text: string) => unknown): EventSource {
  const viewer = { ...context, viewerIp: String(valueAt(input, "clientIp")) };
  const cookies = pairsOf(input, "cookie.");
  const headers = headersOf(input, "request");
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
  const query = [String(valueAt(input, "querystring")), ...pairsOf(input, "query.")]
    .filter((one) => one !== "")
    .join("&");
  const request = { method: String(valueAt(input, "method")), uri: String(valueAt(input, "uri")), query };
  const response = { status: 200, statusDescription: "OK", headers: headersOf(input, "response") };
  if (runtime === "cloudfront-function") {
    const shown = {
      ...headers,
      host: headers["host"]?.includes("amazonaws") ? "www.example.com" : (headers["host"] ?? ""),
    };
    const made = viewerResponseEvent(viewer, { ...request, headers: shown }, response);
    return source(parse, JSON.stringify(changed(made, input)), (parsed, status) => {
      const { response: received } = parsed as { response: { statusCode: number; statusDescription: string } };
      received.statusCode = status;
      received.statusDescription = statusDescriptionOf(status);
    });
  }
  const made =
    event === "viewer-response"
      ? viewerResponseLambdaEvent(viewer, { ...request, headers }, response)
      : originResponseEvent(viewer, { ...request, headers, origin: originOf(input) }, response);
  return source(parse, JSON.stringify(changed(made, input)), (parsed, status) => {
    const { Records } = parsed as { Records: { cf: { response?: { status: string; statusDescription: string } } }[] };
    const received = Records[0]?.cf.response;
    if (received === undefined) return;
    received.status = String(status);
    received.statusDescription = statusDescriptionOf(status);
  });
}

function source(
  parse: (text: string) => unknown,
  text: string,
  set: (parsed: unknown, status: number) => void,
): EventSource {
  return (status) => {
    const parsed = parse(text);
    set(parsed, status);
    return parsed;
  };
}

function pairsOf(input: Input, prefix: string): string[] {
  return Object.entries(input)
    .filter(([path, value]) => path.startsWith(prefix) && value !== null)
    .map(([path, value]) => `${path.slice(prefix.length)}=${String(value)}`);
}

/** The two members stand in two regions, and differ in nothing else. */
function originOf(input: Input): LambdaOrigin {
  const isReplica = valueAt(input, "member") === "replica";
  const region = isReplica ? "us-west-2" : "us-east-1";
  const domainName = `site-${isReplica ? "replica" : "primary"}.s3.${region}.amazonaws.com`;
  const customHeaders = Object.fromEntries(
    Object.entries(headersOf(input, "origin")).map(([name, value]) => [name, [{ key: name, value }]]),
  );
  if (valueAt(input, "origin") !== "custom") {
    return { s3: { authMethod: "none", customHeaders, domainName, path: "", region } };
  }
  return {
    custom: {
      customHeaders,
      domainName: isReplica ? "replica.example.com" : "primary.example.com",
      path: "",
      port: 443,
      protocol: "https",
      readTimeout: 30,
      keepaliveTimeout: 5,
      sslProtocols: ["TLSv1.2"],
    },
  };
}

/** Fields that no path of their own is for. */
function changed(event: unknown, input: Input): unknown {
  for (const [path, value] of Object.entries(input)) {
    if (!path.startsWith("event.")) continue;
    const keys = path.slice("event.".length).split(".");
    const last = keys.pop() ?? "";
    let target: unknown = event;
    for (const key of keys) target = (target as Record<string, unknown> | undefined)?.[key];
    if (typeof target === "object" && target !== null) (target as Record<string, unknown>)[last] = value;
  }
  return event;
}

/** The path of an input that a field of an event comes from; `undefined` for what is always the same. */
export function inputPathOf({ runtime }: Entry, raw: readonly string[]): string | undefined {
  const [first, ...rest] = runtime === "lambda" ? raw.slice(3) : raw;
  const [second, third, fourth] = rest;
  if (first === "request") {
    if (second === "headers") return third === undefined ? undefined : `request.header.${third}`;
    if (second === "origin") {
      if (third === undefined) return "origin";
      const name = rest[3];
      if (fourth === "customHeaders") return name === undefined ? undefined : `origin.header.${name}`;
      return fourth === undefined ? "origin" : "member";
    }
    if (runtime === "cloudfront-function" && (second === "querystring" || second === "cookies")) {
      const kind = second === "cookies" ? "cookie" : "query";
      return third === undefined ? undefined : `${kind}.${third}`;
    }
    if (second === "uri" || second === "method" || second === "querystring" || second === "clientIp") return second;
    return second === undefined ? undefined : `event.${raw.join(".")}`;
  }
  if (first === "viewer") return second === "ip" ? "clientIp" : undefined;
  if (first === "response") {
    if (second === "headers" && third !== undefined) return `response.header.${third}`;
    return undefined;
  }
  // A function that is tied to one event is never called for another.
  if (second === undefined || second === "eventType") return undefined;
  return first === "config" || first === "context" ? `event.${raw.join(".")}` : undefined;
}

/** Whether a field is part of the received response, and not merely the response itself. */
export function isOfResponse({ runtime }: Entry, raw: readonly string[]): boolean {
  const at = runtime === "lambda" ? 3 : 0;
  return raw[at] === "response" && raw.length > at + 1;
}
