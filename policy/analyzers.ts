import {
  type EnforcementLevel,
  type PolicyResource,
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import * as sdk from "@pulumi/policy";
import { Distribution } from "./picture/distribution";
import { edgeFunctionTypes } from "./picture/functions";
import { asBridged } from "./picture/native";
import { distributionType, pictureOf, type StackPicture } from "./picture/picture";
import type { StackResource } from "./picture/stackResource";
import { type Finding, each, type Rule, type Tools } from "./rules/rule";
import { type Settings, settingSchemas, settingsOf } from "./settings";
import { plainProperties } from "./unwrap";

type Policy = ResourceValidationPolicy | StackValidationPolicy;

/** The policies that carry a rule: one of its level, and where it also advises an advisory one. */
export function policiesOf(rule: Rule, tools: Tools): readonly Policy[] {
  const name = rule.policyName ?? rule.id;
  const own = policyOf(rule, tools, name, rule.level, "violation");
  return rule.advises === true ? [own, policyOf(rule, tools, `${name}-advice`, "advisory", "advice")] : [own];
}

function policyOf(
  rule: Rule,
  tools: Tools,
  name: string,
  level: EnforcementLevel,
  kind: "violation" | "advice",
): Policy {
  const common = {
    name,
    description: rule.title,
    displayName: `${rule.id}: ${rule.title}`,
    enforcementLevel: level,
    severity: rule.severity,
    remediationSteps: rule.remediation,
    tags: ["static-site-ha", rule.id.split("-").slice(0, 2).join("-").toLowerCase()],
    ...(rule.settings === undefined
      ? {}
      : { configSchema: { properties: Object.fromEntries(rule.settings.map((key) => [key, settingSchemas[key]])) } }),
  };
  if (rule.on === "stack") {
    return {
      ...common,
      validateStack: async (args, report) => {
        const picture = await pictureOnce(args.resources);
        for (const sentence of strangeSettings(rule, name, args.getConfig())) report(sentence);
        tell(rule.check(picture, settingsOf(args.getConfig<Partial<Settings>>()), tools), kind, report);
      },
    };
  }
  return {
    ...common,
    validateResource: async (args, report) => {
      if (!isJudged(args.type)) return;
      const resource = asBridged(await stackResource({ ...args, propertyDependencies: {} }));
      remember(resource);
      if (isSubject(rule, resource)) {
        for (const sentence of strangeSettings(rule, name, args.getConfig())) report(sentence);
      }
      tell(judged(rule, resource, settingsOf(args.getConfig<Partial<Settings>>()), tools), kind, report);
    },
  };
}

/** The engine holds settings to their schemas, and lets a misspelt one pass in silence. */
function strangeSettings(rule: Rule, policy: string, config: object): readonly string[] {
  const known: readonly string[] = rule.settings ?? [];
  const supply = known.length === 0 ? "it takes none: remove it" : `supply ${known.join(" or ")}`;
  return Object.keys(config)
    .filter((key) => key !== "enforcementLevel" && !known.includes(key))
    .map((key) => `${key} is no setting of ${policy}; ${supply}`);
}

/** Most resources are nothing to the resource policies, and their properties need not be read. */
function isJudged(type: string): boolean {
  return /:cloudfront[/:]|:lambda[/:]/.test(type);
}

function isSubject(rule: Rule, { type }: StackResource): boolean {
  return rule.on === "function" ? edgeFunctionTypes[type] !== undefined : type === distributionType;
}

function judged(rule: Rule, resource: StackResource, settings: Settings, tools: Tools): readonly Finding[] {
  if (rule.on === "function") return rule.check(resource, settings, tools);
  if (rule.on !== "distribution" || !isSubject(rule, resource)) return [];
  return each(
    resource.urn,
    () => [new Distribution(resource)],
    (one) => rule.check(one, settings),
  );
}

function tell(findings: readonly Finding[], kind: "violation" | "advice", report: ReportViolation): void {
  for (const finding of findings) if (finding.kind === kind) report(finding.message, finding.urn);
  const undecided = findings.filter((finding) => finding.kind === "undecided");
  if (undecided.length > 0 && kind === "violation") throw new NotDecidedYet(undecided);
}

/** Exported, but left out of the typings as internal. */
const { UnknownValueError } = sdk as unknown as {
  readonly UnknownValueError: new (mark: unknown, path: readonly string[]) => Error;
};

/** What the SDK reports as an advisory, whatever the policy's level: a preview that cannot know must not block. */
class NotDecidedYet extends UnknownValueError {
  constructor(findings: readonly Finding[]) {
    // The mark of a text: the SDK's own sentence is replaced, but it wants one of its marks.
    super("04da6b54-80e4-46f7-96ec-b56ff0331ba9", []);
    this.message = [...new Set(findings.map(({ message }) => message))].join("; ");
  }
}

/** The SDK makes the objects of a stack anew for every policy; their picture is the same as long as their text is. */
let last: { readonly key: string; readonly picture: StackPicture } | undefined;

async function pictureOnce(resources: readonly PolicyResource[]): Promise<StackPicture> {
  const plain = (await Promise.all(resources.map(stackResource))).map(withRememberedCode);
  const key = JSON.stringify(plain);
  if (last?.key !== key) last = { key, picture: pictureOf(plain) };
  return last.picture;
}

/** The code of functions, by URN, as it was when they were analyzed one by one. */
const rememberedCode = new Map<string, unknown>();

/** A provider may leave the code out of the outputs, which are all that the stack policies get. */
function remember({ urn, type, props }: StackResource): void {
  if (edgeFunctionTypes[type] !== undefined && props["code"] !== undefined) rememberedCode.set(urn, props["code"]);
}

function withRememberedCode(resource: StackResource): StackResource {
  const code = rememberedCode.get(resource.urn);
  if (code === undefined || resource.props["code"] !== undefined) return resource;
  return { ...resource, props: { ...resource.props, code } };
}

async function stackResource(
  resource: Pick<PolicyResource, "urn" | "type" | "name" | "props" | "provider"> & {
    readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
  },
): Promise<StackResource> {
  const { urn, type, name, props, propertyDependencies, provider } = resource;
  const region: unknown = provider === undefined ? undefined : (await plainProperties(provider.props))["region"];
  return {
    urn,
    type,
    name,
    props: await plainProperties(props),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, on]) => [property, on.map((one) => one.urn)]),
    ),
    ...(typeof region === "string" ? { providerRegion: region } : {}),
  };
}
