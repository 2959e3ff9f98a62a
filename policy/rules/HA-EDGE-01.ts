import { createHash } from "node:crypto";
import { refusalWords } from "../../hooks/report/sentences";
import type { HookVerdict } from "../../hooks/verdict";
import { associationsOf, type Code, codeOf, criteriaFor, edgeFunctionTypes, functionsOf } from "../picture/functions";
import { type StackPicture, valueOf } from "../picture/picture";
import type { StackResource } from "../picture/stackResource";
import type { Allowance, Settings } from "../settings";
import { changes } from "./hookVerdicts";
import { eachHook, isResponse } from "./hooks";
import {
  advice,
  each,
  eachDistribution,
  type Examine,
  type Finding,
  type FunctionRule,
  type RuleMetadata,
  type StackRule,
  violation,
  when,
} from "./rule";

const metadata: RuleMetadata = {
  id: "HA-EDGE-01",
  title: "A response hook keeps the status",
  level: "mandatory",
  severity: "critical",
  advises: true,
  what:
    "The code of every function on origin-response and viewer-response is run with every status that CloudFront can send it, " +
    "and read. It is refused when the status that comes out is another one, when that hangs on something that cannot be " +
    "told (the network, time, chance), and when it cannot be read at all: an archive on a disk, an object in S3, an image, a function of another stack. " +
    "Two policies carry the rule: HA-EDGE-01 looks at each function before it is created, HA-EDGE-01-stack at what " +
    "functions are tied to; the settings go to both.",
  why:
    "CloudFront decides about a failover after the origin-response hook has run (LE-4). A hook that turns 503 into 200, such " +
    "as the one that AWS publishes as an example (LE-6), turns failover off for that code: the primary fails, viewers get an " +
    "empty page with 200, and the replica is never asked.",
  remediation: "Change headers alone; show error pages by customErrorResponses, which run after the failover.",
  failing:
    'exports.handler = async (event) => {\n  const { response } = event.Records[0].cf;\n  if (response.status >= 400) response.status = "200";\n  return response;\n};',
  passing:
    'exports.handler = async (event) => {\n  const { response } = event.Records[0].cf;\n  response.headers["x-served-by"] = [{ value: "edge" }];\n  return response;\n};',
  settings: ["scope", "failoverCodes", "allow"],
};

/** What a function shows by itself: refused before anything is created, with `--skip-preview` too. */
export const rule: FunctionRule = {
  ...metadata,
  on: "function",
  check: (resource, settings, { examine, today }) =>
    each(
      resource.urn,
      () => [resource],
      (hook) => {
        const runtime = edgeFunctionTypes[hook.type];
        // An ordinary Lambda function is nobody's hook: the edge takes published versions in us-east-1 alone (LE-19).
        if (runtime === undefined || (runtime === "lambda" && valueOf(hook).at("publish").flag !== true)) return [];
        const code = codeOf(hook);
        if (code.kind === "opaque" || isAllowed(code.text, settings.allow, today)) return [];
        return examined(examine, hook, code, { runtime, criteria: settings.failoverCodes })
          .filter((verdict) => verdict.event.endsWith("-response") && verdict.verdict !== "opaque")
          .flatMap((verdict) => verdictFindings(hook, verdict, settings, settings.failoverCodes));
      },
    ),
};

/** What hangs on the associations: opaque hooks, the codes of the groups, and the list of what is allowed. */
export const stackRule: StackRule = {
  ...metadata,
  on: "stack",
  policyName: "HA-EDGE-01-stack",
  check: (picture, settings, { examine, today }) => [
    ...eachHook(picture, (hook, association): readonly Finding[] => {
      if (!isResponse(association)) return [];
      const code = codeOf(hook);
      if (code.kind === "opaque") {
        return [
          violation(
            hook.urn,
            `${hook.name} on ${association.event} cannot be examined: ${code.reason}; supply its code as text, an AssetArchive of StringAssets`,
          ),
        ];
      }
      if (isAllowed(code.text, settings.allow, today)) return [];
      const criteria = criteriaFor(association);
      const options = { runtime: association.runtime, event: association.event, criteria };
      return examined(examine, hook, code, options).flatMap((verdict) =>
        verdictFindings(hook, verdict, settings, criteria),
      );
    }),
    ...strangers(picture),
    ...untidy(picture.resources, settings.allow, today),
  ],
};

/** A function on a response event that the stack does not hold: nobody has seen its code. */
function strangers(picture: StackPicture): readonly Finding[] {
  return eachDistribution(picture, (distribution) =>
    each(
      distribution.urn,
      () => associationsOf(distribution).filter((one) => isResponse(one) && one.arn.isKnown),
      (association) =>
        when(functionsOf(picture, association).length === 0, () =>
          violation(
            distribution.urn,
            `the function ${association.arn.text ?? ""} on ${association.event} of ${association.behavior.label} cannot be ` +
              "examined: it is not in this stack; make it here, with its code as text",
          ),
        ),
    ),
  );
}

function examined(
  examine: Examine,
  hook: StackResource,
  code: Code & { readonly kind: "text" },
  options: Omit<Parameters<Examine>[1], "entry">,
): readonly HookVerdict[] {
  const source = {
    name: hook.name,
    text: code.text,
    ...(Object.keys(code.files).length > 0 ? { files: code.files } : {}),
  };
  return examine(source, { ...options, ...(code.entry === undefined ? {} : { entry: code.entry }) });
}

function verdictFindings(
  hook: StackResource,
  verdict: HookVerdict,
  { scope }: Settings,
  criteria: readonly number[],
): readonly Finding[] {
  if (changes(verdict, scope, criteria)) {
    return [violation(hook.urn, `${hook.name} at ${verdict.event} ${refusalWords(verdict)}`)];
  }
  const { throwsOn, runtime, event } = verdict;
  return when(throwsOn.length > 0, () =>
    advice(
      hook.urn,
      `${hook.name} at ${event} throws on ${throwsOn.join(", ").replaceAll("-", "–")} where what it depends on fails or the event ` +
        `lacks what it reads: CloudFront answers 503 then (${runtime === "lambda" ? "LE-9" : "CF-7"}); catch what can be thrown, and ` +
        "hand back the response received",
    ),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function isAllowed(text: string, allow: readonly Allowance[], today: string): boolean {
  const hash = sha256(text);
  return allow.some((one) => one.sha256 === hash && isGood(one, today));
}

function isGood({ reason = "", until }: Allowance, today: string): boolean {
  return reason.trim() !== "" && (until === undefined || today <= until);
}

/** An entry that allows nothing, no longer, or for no reason is itself a violation. */
function untidy(resources: readonly StackResource[], allow: readonly Allowance[], today: string): readonly Finding[] {
  if (allow.length === 0) return [];
  const functions = resources.filter(({ type }) => edgeFunctionTypes[type] !== undefined);
  const urn = functions[0]?.urn ?? resources[0]?.urn ?? "";
  return each(
    urn,
    () => allow,
    (entry) => {
      const say = (sentence: string) => violation(urn, `the entry ${entry.sha256.slice(0, 12)}… of allow ${sentence}`);
      const hashes = functions.map(codeOf).flatMap((code) => (code.kind === "text" ? [sha256(code.text)] : []));
      return [
        ...when((entry.reason ?? "").trim() === "", () => say("has no reason; say why the code may change a status")),
        ...when(entry.until !== undefined && today > entry.until, () =>
          say(`ended on ${entry.until ?? ""}; decide anew`),
        ),
        ...when(!hashes.includes(entry.sha256), () => say("matches no function of the stack; remove it")),
      ];
    },
  );
}
