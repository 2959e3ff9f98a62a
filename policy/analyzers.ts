import {
  type EnforcementLevel,
  type PolicyResource,
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import * as sdk from "@pulumi/policy";
import { Distribution } from "./picture/distribution";
import { asBridged } from "./picture/native";
import { distributionType, pictureOf, type StackPicture } from "./picture/picture";
import type { StackResource } from "./picture/stackResource";
import { type Finding, each, type Rule } from "./rules/rule";
import { type Settings, settingSchemas, settingsOf } from "./settings";
import { plainProperties } from "./unwrap";

type Policy = ResourceValidationPolicy | StackValidationPolicy;

/** The policies that carry a rule: one of its level, and where it also advises an advisory one. */
export function policiesOf(rule: Rule): readonly Policy[] {
  const own = policyOf(rule, rule.id, rule.level, "violation");
  return rule.advises === true ? [own, policyOf(rule, `${rule.id}-advice`, "advisory", "advice")] : [own];
}

function policyOf(rule: Rule, name: string, level: EnforcementLevel, kind: "violation" | "advice"): Policy {
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
        const settings = settingsOf(args.getConfig<Partial<Settings>>());
        tell(rule.check(picture, settings), kind, report);
      },
    };
  }
  return {
    ...common,
    validateResource: async (args, report) => {
      const bridged = asBridged(await stackResource({ ...args, propertyDependencies: {} }));
      if (bridged.type !== distributionType) return;
      const settings = settingsOf(args.getConfig<Partial<Settings>>());
      tell(
        each(
          args.urn,
          () => [new Distribution(bridged)],
          (one) => rule.check(one, settings),
        ),
        kind,
        report,
      );
    },
  };
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
  const plain = await Promise.all(resources.map(stackResource));
  const key = JSON.stringify(plain);
  if (last?.key !== key) last = { key, picture: pictureOf(plain) };
  return last.picture;
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
