import * as pulumi from "@pulumi/pulumi";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import {
  lambdaEdgeRegion,
  lambdaEdgeRuntime,
  lambdaEdgeServices,
  lambdaLoggingPolicyArn,
} from "../../aws/edgeFunctions";
import type { SiteSettings } from "../settings";
import type { EdgeCode } from "./edgeCode";

/** A function on an origin event. */
export interface SiteLambda {
  readonly eventType: "origin-request" | "origin-response";
  /** Of the numbered version, the only kind that CloudFront takes (LE-19). */
  readonly versionArn: pulumi.Output<string>;
}

/** Registers the Lambda@Edge functions and, if there is one, the role that they run as. */
export function createLambdas(
  name: string,
  settings: SiteSettings,
  code: EdgeCode,
  opts: pulumi.CustomResourceOptions,
): readonly SiteLambda[] {
  const wanted = [
    ["origin-request", code.originRequest],
    ["origin-response", code.originResponse],
  ] as const;
  if (wanted.every(([, text]) => text === undefined)) return [];
  const tags = settings.tags === undefined ? {} : { tags: settings.tags };
  const role = new iam.Role(
    `${name}-edge`,
    {
      description: `${name}: runs the functions on CloudFront's origin events`,
      assumeRolePolicy: JSON.stringify(lambdaEdgeTrust()),
      ...tags,
    },
    opts,
  );
  const logging = new iam.RolePolicyAttachment(
    `${name}-edge-logging`,
    { role: role.name, policyArn: lambdaLoggingPolicyArn },
    opts,
  );
  return wanted.flatMap(([eventType, text]) => {
    if (text === undefined) return [];
    const { qualifiedArn } = new lambda.Function(
      `${name}-${eventType}`,
      { ...lambdaArgs(`${name}: ${eventType} of the site's distribution`, text), role: role.arn, ...tags },
      { ...opts, dependsOn: [logging] },
    );
    return [{ eventType, versionArn: qualifiedArn }];
  });
}

/** LE-19: Lambda runs it in us-east-1, Lambda@Edge everywhere else. */
function lambdaEdgeTrust() {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: [...lambdaEdgeServices] }, Action: "sts:AssumeRole" }],
  };
}

/** Without what Lambda@Edge does not take: environment, VPC, layers, arm64 and the like (LE-20). */
function lambdaArgs(description: string, code: string): Omit<lambda.FunctionArgs, "role"> {
  return {
    description,
    region: lambdaEdgeRegion,
    runtime: lambdaEdgeRuntime,
    handler: "index.handler",
    // As text, so that policies and simulations can read it (D11).
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(code) }),
    publish: true,
    // Seconds and MB, far within LE-16: a viewer waits for it on every miss.
    timeout: 5,
    memorySize: 128,
    // LE-23: its replicas live on for hours, and deleting it before they are gone fails.
    skipDestroy: true,
  };
}
