import { maximumLambdaEdgeBytes } from "../../aws/edgeFunctions";
import { functionBytes, maximumFunctionBytes } from "../../aws/functionSize";
import { codeOf } from "../picture/functions";
import { valueOf } from "../picture/picture";
import { eachHook } from "./hooks";
import { type Finding, type StackRule, violation, when } from "./rule";

/** Seconds; LE-16. */
const maximumTimeout = 30;
/** Megabytes; Lambda's own quota (LE-16). */
const maximumMemory = 10_240;

export const rule: StackRule = {
  id: "HA-EDGE-07",
  title: "Functions keep within the limits of the edge",
  level: "mandatory",
  severity: "high",
  on: "stack",
  what:
    "The code of a CloudFront Function has at most 10,240 bytes (CF-8). A Lambda@Edge function has a timeout of at most 30 " +
    "seconds, memory within Lambda's quota, and code of at most 50 MB (LE-16).",
  why: "AWS refuses what is larger when the function or the distribution is updated, halfway through a deployment.",
  remediation: "Minify the code, or move what is large to an origin.",
  failing: 'new aws.lambda.Function("hook", { timeout: 60, publish: true, … })',
  passing: 'new aws.lambda.Function("hook", { timeout: 5, publish: true, … })',
  check: (picture) =>
    eachHook(picture, (hook, { runtime }): readonly Finding[] => {
      const code = codeOf(hook);
      const bytes = code.kind === "text" ? functionBytes(code.text) : 0;
      const limit = runtime === "lambda" ? maximumLambdaEdgeBytes : maximumFunctionBytes;
      const value = valueOf(hook);
      const [timeout = 0, memory = 0] = [value.at("timeout").number, value.at("memorySize").number];
      return [
        ...when(bytes > limit, () =>
          violation(hook.urn, `the code of ${hook.name} has ${bytes} bytes, at most ${limit} are taken; supply less`),
        ),
        ...when(runtime === "lambda" && timeout > maximumTimeout, () =>
          violation(
            hook.urn,
            `timeout of ${hook.name} must be at most ${maximumTimeout} seconds (LE-16), got ${timeout}; supply less`,
          ),
        ),
        ...when(runtime === "lambda" && memory > maximumMemory, () =>
          violation(
            hook.urn,
            `memorySize of ${hook.name} must be at most ${maximumMemory} MB (LE-16), got ${memory}; supply less`,
          ),
        ),
      ];
    }),
};
