import type * as pulumi from "@pulumi/pulumi";
import { type CertificateArnFault, certificateArnFault } from "../../aws/certificates";
import { isHostedZoneId } from "../../aws/hostedZones";
import { judged, refusal, textInput } from "../refusals";

const arnReasons: Record<CertificateArnFault, string> = {
  "not-an-arn": "supply arn:aws:acm:us-east-1:ACCOUNT:certificate/ID",
  "other-region": "CloudFront takes certificates of us-east-1 only, wherever the buckets are",
};

/** ARN of a certificate, an output as soon as it is known and before the distribution that needs it. */
export function certificateArnInput(value: pulumi.Input<string>): pulumi.Input<string> {
  return judged(value, (arn) => {
    const fault = certificateArnFault(arn);
    if (fault === undefined && typeof arn === "string") return arn;
    const takes = "be the ARN of an ACM certificate in us-east-1";
    throw refusal("E_CERTIFICATE", "certificateArn", takes, arn, arnReasons[fault ?? "not-an-arn"]);
  });
}

/** Id of a hosted zone, an output as soon as it is known and before the records that need it. */
export function hostedZoneIdInput(value: pulumi.Input<string>): pulumi.Input<string> {
  const takes = "be the id of a Route 53 hosted zone, the id alone such as Z0123456789ABC";
  return textInput("E_HOSTED_ZONE", "hostedZoneId", value, takes, isHostedZoneId);
}
