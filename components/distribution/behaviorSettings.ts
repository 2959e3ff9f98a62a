import type * as pulumi from "@pulumi/pulumi";
import { CodedError } from "../../aws/codedError";
import {
  canonicalPathPattern,
  maximumBehaviors,
  maximumPathPatternLength,
  pathPatternFault,
  type PathPatternFault,
} from "../../aws/pathPatterns";
import { isPolicyId } from "../../aws/policyIds";
import { entriesOf, fieldsOf } from "../entries";
import { flag, refusal, textInput } from "../refusals";
import type { BehaviorArgs } from "./behaviorArgs";
import { type CachePolicySettings, policyIdTakes, resolveCachePolicy } from "./cachePolicySettings";

/** One behavior beside the default one. */
export interface BehaviorSettings {
  readonly pathPattern: string;
  /** Absent for the site's. */
  readonly cachePolicy?: CachePolicySettings;
  /** Absent for the site's. */
  readonly responseHeadersPolicyId?: pulumi.Input<string>;
  readonly compress: boolean;
  readonly httpsOnly: boolean;
}

/** Every field of a behavior. */
export const behaviorFields = fieldsOf<BehaviorArgs>({
  pathPattern: true,
  cachePolicyId: true,
  cachePolicy: true,
  responseHeadersPolicyId: true,
  compress: true,
  httpsOnly: true,
});

const patternReasons: Record<PathPatternFault, string> = {
  "not-a-string": "be a plain string",
  empty: "not be empty",
  "too-long": `have at most ${maximumPathPatternLength} characters (HD-75)`,
  "illegal-character": "hold only letters, digits and _-.*$/~\"'@:+&? (HD-75)",
  everything: "leave something to the default behavior, whose pattern is * (HD-75)",
};

/** @throws CodedError `E_PATH_PATTERN`, `E_CACHE_POLICY` or `E_ARGUMENT` */
export function resolveBehaviors(args: BehaviorArgs[] | undefined): readonly BehaviorSettings[] {
  const entries = entriesOf("E_PATH_PATTERN", "behaviors", args, behaviorFields);
  if (entries.length >= maximumBehaviors) {
    const takes = `hold at most ${maximumBehaviors - 1} behaviors beside the default one (HD-75)`;
    throw refusal("E_PATH_PATTERN", "behaviors", takes, entries.length);
  }
  const behaviors = entries.map(resolveBehavior);
  const patterns = behaviors.map(({ pathPattern }) => canonicalPathPattern(pathPattern));
  const twice = patterns.find((pattern, index) => patterns.indexOf(pattern) !== index);
  if (twice === undefined) return behaviors;
  throw new CodedError(
    "E_PATH_PATTERN",
    `behaviors must name each path pattern once, got ${twice} twice; the leading slash makes no difference (HD-74)`,
    "behaviors",
  );
}

function resolveBehavior(args: BehaviorArgs, index: number): BehaviorSettings {
  const place = `behaviors[${index}].`;
  const fault = pathPatternFault(args.pathPattern);
  if (fault !== undefined) {
    throw refusal("E_PATH_PATTERN", `${place}pathPattern`, patternReasons[fault], args.pathPattern);
  }
  const cachePolicy = resolveCachePolicy(place, args);
  const headersId = args.responseHeadersPolicyId;
  const idArgument = `${place}responseHeadersPolicyId`;
  return {
    pathPattern: args.pathPattern,
    ...(cachePolicy === undefined ? {} : { cachePolicy }),
    ...(headersId === undefined
      ? {}
      : {
          responseHeadersPolicyId: textInput(
            "E_ARGUMENT",
            idArgument,
            headersId,
            policyIdTakes("response headers"),
            isPolicyId,
          ),
        }),
    compress: args.compress === undefined ? true : flag(`${place}compress`, args.compress),
    httpsOnly: flag(`${place}httpsOnly`, args.httpsOnly),
  };
}
