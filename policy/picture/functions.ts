import { posix } from "node:path";
import type { HookEvent, HookRuntime } from "../../hooks/verdict";
import type { Behavior, Distribution } from "./distribution";
import type { StackPicture } from "./picture";
import type { StackResource } from "./stackResource";
import { NotDecided, Value } from "./value";

export const edgeFunctionTypes: Readonly<Record<string, HookRuntime>> = {
  "aws:cloudfront/function:Function": "cloudfront-function",
  "aws:lambda/function:Function": "lambda",
};

/** The code of a function, as far as a policy sees it: its text, or why there is none. */
export type Code =
  | {
      readonly kind: "text";
      readonly text: string;
      /** Further files of the archive, by path from the folder of the one that is loaded. */
      readonly files: Readonly<Record<string, string>>;
      /** The export that is called; left out for a CloudFront Function. */
      readonly entry?: string;
    }
  | { readonly kind: "opaque"; readonly reason: string };

/** One function on one event of one behavior. */
export interface Association {
  readonly distribution: Distribution;
  readonly behavior: Behavior;
  readonly event: HookEvent;
  readonly runtime: HookRuntime;
  /** The ARN that the association names. */
  readonly arn: Value;
}

/** Every association of a distribution, in the order of its behaviors. */
export function associationsOf(distribution: Distribution): readonly Association[] {
  return distribution.behaviors.flatMap((behavior) => [
    ...listed(distribution, behavior, "functionAssociations", "functionArn", "cloudfront-function"),
    ...listed(distribution, behavior, "lambdaFunctionAssociations", "lambdaArn", "lambda"),
  ]);
}

function listed(
  distribution: Distribution,
  behavior: Behavior,
  list: string,
  arn: string,
  runtime: HookRuntime,
): readonly Association[] {
  return behavior.value.at(list).list.flatMap((one) => {
    const event = one.at("eventType").text;
    return isEvent(event) ? [{ distribution, behavior, event, runtime, arn: one.at(arn) }] : [];
  });
}

function isEvent(text: string | undefined): text is HookEvent {
  return (
    text !== undefined && ["viewer-request", "origin-request", "origin-response", "viewer-response"].includes(text)
  );
}

/**
 * The functions of the stack that an association can mean: the one with its ARN, and before that is known every one of
 * its kind that the behaviors are made of.
 */
export function functionsOf(
  picture: StackPicture,
  { distribution, behavior, runtime, arn }: Association,
): readonly StackResource[] {
  const own = picture.resources.filter(({ type }) => edgeFunctionTypes[type] === runtime);
  if (arn.isKnown) {
    const wanted = arn.text;
    const found = own.filter(({ props }) => ["arn", "qualifiedArn"].some((output) => props[output] === wanted));
    // A version is a resource of its own at the other provider; its ARN begins with its function's.
    return found.length > 0 ? found : own.filter(({ props }) => isVersionOf(props["arn"], wanted));
  }
  const dependencies = distribution.resource.propertyDependencies[behavior.property] ?? [];
  const found = own.filter(({ urn }) => dependencies.includes(urn));
  if (found.length === 0) throw new NotDecided(arn.place);
  return found;
}

function isVersionOf(arn: unknown, version: string | undefined): boolean {
  return typeof arn === "string" && version?.startsWith(`${arn}:`) === true;
}

/** The code of a function; throws `NotDecided` while it is made of what is not known. */
export function codeOf(resource: StackResource): Code {
  const value = new Value(resource.props, resource.name);
  if (edgeFunctionTypes[resource.type] === "cloudfront-function") {
    const text = value.at("code").text;
    return text === undefined ? { kind: "opaque", reason: "it has no code" } : { kind: "text", text, files: {} };
  }
  return lambdaCode(value);
}

function lambdaCode(value: Value): Code {
  const opaque = (reason: string): Code => ({ kind: "opaque", reason });
  if (value.at("imageUri").isGiven) return opaque("it is an image");
  const code = value.at("code");
  for (const property of ["s3Bucket", "s3Key"]) {
    if (value.at(property).isGiven || code.at(property).isGiven) return opaque("its code is an object in S3");
  }
  if (code.at("path").isGiven) return opaque(`its code is the archive ${code.at("path").text ?? ""} on a disk`);
  if (code.at("uri").isGiven) return opaque(`its code is fetched from ${code.at("uri").text ?? ""}`);
  const handler = value.at("handler").text ?? "";
  const dot = handler.lastIndexOf(".");
  const assets = code.at("assets");
  const files: Record<string, string> = {};
  for (const name of Object.keys(assets.raw ?? {})) {
    const text = assets.at(name).at("text").text;
    if (text !== undefined) files[name] = text;
  }
  const module = ["js", "mjs", "cjs"]
    .map((ending) => `${handler.slice(0, dot)}.${ending}`)
    .find((name) => name in files);
  if (module === undefined) return opaque(`the file of its handler ${handler} is not in the program as text`);
  const folder = posix.dirname(module);
  const others = Object.entries(files).filter(([name]) => name !== module);
  return {
    kind: "text",
    text: files[module] ?? "",
    files: Object.fromEntries(others.map(([name, text]) => [posix.relative(folder, name), text])),
    entry: handler.slice(dot + 1),
  };
}

/** The failover criteria of the groups that a behavior targets; none when it targets a single origin. */
export function criteriaFor({ distribution, behavior }: Association): readonly number[] {
  const target = distribution.targetOf(behavior);
  return target.kind === "group" ? target.group.value.at("failoverCriteria", "statusCodes").numbers : [];
}
