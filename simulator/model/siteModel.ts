import type { CorsRule } from "./corsRule";
import type { DistributionConfig } from "./distributionConfig";
import type { CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy } from "./policies";

/** The AWS configuration that decides what a viewer receives, whatever it was loaded from (D12). */
export interface SiteModel {
  readonly distributions: readonly Distribution[];
  readonly buckets: readonly Bucket[];
  readonly functions: readonly EdgeFunction[];
  /** The Lambda functions whose code is known, for associations by the ARN of a version (LE-19). */
  readonly lambdaFunctions: readonly LambdaFunction[];
  /** Custom policies only; AWS's managed ones are known by id (`aws/managedPolicies`). */
  readonly cachePolicies: readonly CachePolicy[];
  readonly originRequestPolicies: readonly OriginRequestPolicy[];
  readonly responseHeadersPolicies: readonly ResponseHeadersPolicy[];
  readonly originAccessIdentities: readonly OriginAccessIdentity[];
  /** The KMS keys whose policies are known; absent for none. */
  readonly keys?: readonly KmsKey[];
  /** The roles that replications take, as far as their policies are known; absent for none. */
  readonly roles?: readonly ReplicationRole[];
  /** What the source had and the model does not hold, each said once, for the start of a run. */
  readonly notModelled: readonly string[];
}

export interface Distribution {
  readonly id: string;
  readonly arn: string;
  /** `dxxxx.cloudfront.net`. */
  readonly domainName: string;
  readonly config: DistributionConfig;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly versioning: "Enabled" | "Suspended" | "Off";
  readonly policy?: PolicyDocument;
  readonly publicAccessBlock: PublicAccessBlock;
  readonly replication?: ReplicationConfiguration;
  /** The KMS key of what is written from now on; absent: S3's own keys. */
  readonly encryption?: BucketEncryption;
  /** Default none: what pages elsewhere ask is then refused (HD-82). */
  readonly cors?: readonly CorsRule[];
}

export interface BucketEncryption {
  readonly keyArn: string;
  readonly bucketKey: boolean;
}

export interface KmsKey {
  readonly arn: string;
  readonly keyId: string;
  readonly region: string;
  /** Absent: KMS's own, which admits the account and none of AWS's services. */
  readonly policy?: PolicyDocument;
}

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** An IAM policy document as S3 stores it. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  /** `"*"`, or a principal type (`AWS`, `Service`, `CanonicalUser`) and one or more of its names. */
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  /** Everybody but these. A statement has one of each element and its opposite. */
  readonly NotPrincipal?: PolicyStatement["Principal"];
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  /** Operator → key → value or values, such as `{ Bool: { "aws:SecureTransport": "false" } }`. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>>;
}

export interface ReplicationConfiguration {
  readonly role: string;
  readonly rules: readonly ReplicationRule[];
}

/** A role that S3 takes to replicate (RP-9). */
export interface ReplicationRole {
  readonly arn: string;
  /** Who may take it. */
  readonly trust: PolicyDocument;
  /** What it may do. */
  readonly policies: readonly PolicyDocument[];
  /** Whether these are all; a policy that is not known may allow anything that none of them denies. */
  readonly complete: boolean;
}

export interface ReplicationRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly priority: number;
  /** Empty: every object. */
  readonly prefix: string;
  /** An object is copied only if it has all of these; absent: whatever tags it has. */
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  /** RP-3: with a filter, markers replicate only when this is asked for. */
  readonly deleteMarkers: boolean;
  readonly destinationBucketArn: string;
  /** RP-10: whether objects under a KMS key are copied at all; absent: they are not. */
  readonly kmsObjects?: boolean;
  /** The key of their copies. */
  readonly replicaKeyArn?: string;
  /** RP-12: whether what is changed about a replica goes to the destination as well; absent: it does not. */
  readonly replicaModifications?: boolean;
}

/** A CloudFront Function: code that runs on the viewer events. */
export interface EdgeFunction {
  readonly arn: string;
  readonly name: string;
  readonly runtime: string;
  readonly code: string;
  /** The store that its code reads (CF-12). */
  readonly keyValueStoreArn?: string;
}

/** A version of a Lambda function: code that runs on the viewer and origin events. */
export interface LambdaFunction {
  /** Of the version: it ends in its number. */
  readonly arn: string;
  readonly name: string;
  readonly runtime: string;
  /** The module's text. */
  readonly code: string;
  /** The export that is called: the part of `index.handler` behind the dot. */
  readonly exportName: string;
  readonly timeoutSeconds: number;
}

export interface OriginAccessIdentity {
  readonly id: string;
  readonly iamArn: string;
  readonly s3CanonicalUserId: string;
}
