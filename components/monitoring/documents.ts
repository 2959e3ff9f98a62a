import { bucketArn } from "../../aws/bucketNames";
import { metricNamespaces } from "../../aws/metrics";
import { type PolicyDocument, policyDocument } from "../policyDocument";

/** Who may take the canaries' role: Lambda, which runs them (MO-4). */
export const canaryTrust: PolicyDocument = policyDocument({
  Sid: "LambdaRuns",
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** What a canary may do: write what it saw, its log and its metrics (MO-4), and nothing that is the site's. */
export function canaryPermissions(canaryPrefix: string, accountId: string, buckets: readonly string[]): PolicyDocument {
  return policyDocument(
    {
      Sid: "WriteArtifacts",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: buckets.map((bucket) => `${bucketArn(bucket)}/*`),
    },
    { Sid: "FindBuckets", Effect: "Allow", Action: "s3:GetBucketLocation", Resource: buckets.map(bucketArn) },
    // S3 lists all buckets of the account or none: the action has no resource.
    { Sid: "ListBuckets", Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      // Synthetics names the function of a canary by it, with this before and an id behind.
      Resource: `arn:aws:logs:*:${accountId}:log-group:/aws/lambda/cwsyn-${canaryPrefix}*`,
    },
    {
      Sid: "WriteMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      // Metrics have no ARNs; their namespace is what can be limited.
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": metricNamespaces.synthetics } },
    },
  );
}
