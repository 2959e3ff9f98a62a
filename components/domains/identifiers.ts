import * as pulumi from "@pulumi/pulumi";
import type { ErrorCode } from "../../aws/errorCodes";
import { isOutput, refusal } from "../refusals";

/** What an argument takes, the value got, and why: the end of a refusal. */
type Fault = readonly [takes: string, got: unknown, reason: string];

/** Why a certificate cannot be CloudFront's. An output is not judged here: {@link judgedCertificateArn} does it. */
export function certificateArnFault(arn: unknown): Fault | undefined {
  if (isOutput(arn) || arn === undefined) return undefined;
  const takes = "be the ARN of an ACM certificate in us-east-1";
  const match = typeof arn === "string" ? /^arn:aws:acm:([a-z0-9-]+):[0-9]{12}:certificate\/[\w-]+$/.exec(arn) : null;
  if (match === null) return [takes, arn, "supply arn:aws:acm:us-east-1:ACCOUNT:certificate/ID"];
  if (match[1] === "us-east-1") return undefined;
  return [takes, arn, "CloudFront takes certificates of us-east-1 only, wherever the buckets are"];
}

/** Why an id is no hosted zone's. An output is not judged here: {@link judgedHostedZoneId} does it. */
export function hostedZoneIdFault(id: unknown): Fault | undefined {
  if (isOutput(id) || id === undefined) return undefined;
  // Route 53's ids have at most 32 characters (its API's ResourceId).
  if (typeof id === "string" && /^Z[A-Z0-9]{1,31}$/.test(id)) return undefined;
  return ["be the id of a Route 53 hosted zone", id, "supply the id alone, such as Z0123456789ABC"];
}

/** The ARN, judged as soon as it is known and before the distribution that needs it. */
export function judgedCertificateArn(arn: pulumi.Input<string>): pulumi.Output<string> {
  return judged(arn, "E_CERTIFICATE", "certificateArn", certificateArnFault);
}

/** The id, judged as soon as it is known and before the records that need it. */
export function judgedHostedZoneId(id: pulumi.Input<string>): pulumi.Output<string> {
  return judged(id, "E_HOSTED_ZONE", "hostedZoneId", hostedZoneIdFault);
}

function judged(
  input: pulumi.Input<string>,
  code: ErrorCode,
  argument: string,
  faultOf: (value: unknown) => Fault | undefined,
): pulumi.Output<string> {
  return pulumi.output(input).apply((value) => {
    const fault = faultOf(value);
    if (fault !== undefined) throw refusal(code, argument, ...fault);
    return value;
  });
}
