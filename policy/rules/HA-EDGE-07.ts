import {
  maximumLambdaEdgeBytes,
  maximumLambdaEdgeMemory,
  maximumLambdaEdgeTimeout,
  maximumOriginBodyBytes,
  maximumViewerBodyBytes,
} from "../../aws/edgeFunctions";
import {
  isDisallowed,
  readOnlyHeaders,
  readOnlyLambdaHeaders,
  readOnlyViewerLambdaHeaders,
} from "../../aws/edgeHeaders";
import { functionBytes, maximumFunctionBytes } from "../../aws/functionSize";
import type { CodeFacts, HeaderChange } from "../code/facts";
import { type Association, codeOf } from "../picture/functions";
import { valueOf } from "../picture/picture";
import type { StackResource } from "../picture/stackResource";
import { eachHook, eachReadHook, linesOf } from "./hooks";
import { type Finding, type StackRule, violation, when } from "./rule";

export const rule: StackRule = {
  id: "HA-EDGE-07",
  title: "Functions keep within the limits of the edge",
  level: "mandatory",
  severity: "high",
  on: "stack",
  what:
    "The code of a CloudFront Function has at most 10,240 bytes (CF-8). A Lambda@Edge function has a timeout of at most 30 " +
    "seconds, memory within Lambda's quota, and code of at most 50 MB (LE-16). No code sets a header that functions may not " +
    "set (LE-14) or changes one that is read-only at its event (LE-15), and no body that it has written out is larger than " +
    "40 KB at a viewer event or 1 MB at an origin event (LE-17, LE-18). What is set is followed through constants, helpers and " +
    "the files of an archive or a bundle; the simulator refuses the same answers, by the same tables.",
  why:
    "AWS refuses code that is too large halfway through a deployment. A forbidden header or a body that is too large is " +
    "refused by nothing before the first viewer: CloudFront answers 502 then, on every request that comes to that line.",
  remediation: "Minify the code, leave the header out, or move what is large to an origin.",
  failing: 'new aws.lambda.Function("hook", { timeout: 60, publish: true, … })',
  passing: 'new aws.lambda.Function("hook", { timeout: 5, publish: true, … })',
  check: (picture) => [
    ...eachHook(picture, (hook, { runtime }) => sizeFaults(hook, runtime === "lambda")),
    ...eachReadHook(picture, (facts, hook, association) => answerFaults(facts, hook, association)),
  ],
};

function sizeFaults(hook: StackResource, isLambda: boolean): readonly Finding[] {
  const code = codeOf(hook);
  const texts = code.kind === "text" ? [code.text, ...Object.values(code.files)] : [];
  const bytes = texts.reduce((sum, text) => sum + functionBytes(text), 0);
  const limit = isLambda ? maximumLambdaEdgeBytes : maximumFunctionBytes;
  const rule = isLambda ? "LE-16" : "CF-8";
  const value = valueOf(hook);
  const [timeout = 0, memory = 0] = [value.at("timeout").number, value.at("memorySize").number];
  return [
    ...when(bytes > limit, () =>
      violation(
        hook.urn,
        `the code of ${hook.name} must have at most ${limit} bytes (${rule}), got ${bytes}; minify it, or leave out what it ` +
          "does not need",
      ),
    ),
    ...when(isLambda && timeout > maximumLambdaEdgeTimeout, () =>
      violation(
        hook.urn,
        `timeout of ${hook.name} must be at most ${maximumLambdaEdgeTimeout} seconds (LE-16), got ${timeout}; supply less`,
      ),
    ),
    ...when(isLambda && memory > maximumLambdaEdgeMemory, () =>
      violation(
        hook.urn,
        `memorySize of ${hook.name} must be at most ${maximumLambdaEdgeMemory} MB (LE-16), got ${memory}; supply less`,
      ),
    ),
  ];
}

function answerFaults({ headers, bodySizes }: CodeFacts, hook: StackResource, at: Association): readonly Finding[] {
  const { event } = at;
  const readOnly = readOnlyAt(at);
  const forbidden = headers.filter(({ name, does }) => does === "set" && isDisallowed(name));
  const changed = headers.filter(({ name }) => readOnly.includes(name));
  const isViewer = event.startsWith("viewer-");
  const limit = isViewer ? maximumViewerBodyBytes : maximumOriginBodyBytes;
  const rule = event.endsWith("-request") ? "LE-17, LE-18" : "LE-17";
  return [
    ...byName(forbidden).map(([name, places]) =>
      violation(
        hook.urn,
        `${hook.name} sets ${name} at ${event} (${linesOf(places)}), which no function may set (LE-14): CloudFront answers 502; ` +
          "leave the header out",
      ),
    ),
    ...byName(changed).map(([name, places]) =>
      violation(
        hook.urn,
        `${hook.name} changes ${name}, which is read-only at ${event} (${linesOf(places)}; LE-15): CloudFront answers 502; leave ` +
          "the header as it came",
      ),
    ),
    ...bodySizes
      .filter(({ bytes }) => bytes > limit)
      .map(({ bytes, place }) =>
        violation(
          hook.urn,
          `the body that ${hook.name} gives at ${event} (${linesOf([place])}) must have at most ${limit} bytes (${rule}), got ` +
            `${bytes} or more: CloudFront answers 502; serve it from an origin`,
        ),
      ),
  ];
}

function readOnlyAt({ event, runtime }: Association): readonly string[] {
  if (event === "origin-request" || event === "origin-response") return readOnlyLambdaHeaders[event];
  return (runtime === "lambda" ? readOnlyViewerLambdaHeaders : readOnlyHeaders)[event];
}

function byName(changes: readonly HeaderChange[]): readonly (readonly [string, readonly HeaderChange["place"][]])[] {
  const names = [...new Set(changes.map(({ name }) => name))];
  return names.map((name) => [name, changes.filter((one) => one.name === name).map(({ place }) => place)]);
}
