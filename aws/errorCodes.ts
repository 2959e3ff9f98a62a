/** Every code that a refusal of ours can carry, with its meaning. AWS's own codes (`InvalidArgument`, …) stand at the end. */
export const errorCodes = {
  // The component's arguments
  E_REGION: "a region's name is not one that CloudFront, S3 and an origin access identity all serve",
  E_SAME_REGION: "both members of the origin group would stand in one region",
  E_CRITERIA_CODE: "a failover code that CloudFront does not accept (FO-5, FO-6)",
  E_CRITERIA_503: "failover criteria without 503: a primary that cannot be reached would not fail over (FO-11)",
  E_CRITERIA_504: "failover criteria without 504: a primary that times out would not fail over (FO-12)",
  E_CONNECTION_ATTEMPTS: "connection attempts out of range (FO-20)",
  E_CONNECTION_TIMEOUT: "a connection timeout out of range (FO-21)",
  E_HEADER_VALUE: "a header value that HTTP or CloudFront does not accept",
  E_CSP_LENGTH: "a content security policy longer than CloudFront accepts (RH-4)",
  E_FUNCTION_SIZE: "edge code larger than CloudFront accepts (CF-8)",
  E_ROOT_OBJECT: "a default root object that CloudFront does not accept (PL-4)",
  E_PAGE_PATH: "the path of a page that is not one",
  E_ARGUMENT: "an argument of the wrong type or value",
  // The stack's configuration
  E_CONFIG_MISSING: "a required key is missing from the stack's configuration",
  E_CONFIG_VALUE: "a value in the stack's configuration is not what its key takes",
  E_CONFIG_SECRET: "an encrypted value in the stack's configuration cannot be read without its passphrase",
  // Running a program on the embedded cloud
  E_PROJECT: "the folder holds no Pulumi project that can be run",
  E_STACK: "the stack is unknown",
  E_PROGRAM: "the program ended with an error",
  E_PROGRAM_TIMEOUT: "the program did not end in time",
  E_INVOKE: "the program calls a function of a provider that the embedded cloud does not answer",
  E_TRANSFORMS: "the program uses a transform or hook that the embedded cloud cannot honour",
  E_RESOURCE_TYPE: "the program asks for something of a resource that the embedded cloud cannot give",
  E_NO_DISTRIBUTION: "the program or file has no distribution",
  // Content, drills, the console
  E_CONTENT: "the content folder is missing, unreadable or empty",
  E_PORT: "a port cannot be listened on",
  E_USAGE: "wrong usage of the command line",
  E_EXPERIMENT: "an experiment is unknown or not well formed",
  E_STEADY_STATE: "the healthy control did not hold: the site does not work without any fault",
  E_FAULT: "a fault is not well formed or not known",
  E_ORIGIN_UNKNOWN: "an origin or region that the site does not have",
  E_S3: "an operation on the embedded S3 that S3 would refuse",
  E_FUNCTION_HOST: "the process that runs edge code could not be started or has ended",
  E_INTERRUPTED: "interrupted before the end",
  E_INTERNAL: "a fault of this program; please report it",
  // AWS's own
  InvalidArgument: "as the CloudFront API says it",
  NoSuchOrigin: "as the CloudFront API says it",
  NoSuchCachePolicy: "as the CloudFront API says it",
  NoSuchOriginRequestPolicy: "as the CloudFront API says it",
  NoSuchResponseHeadersPolicy: "as the CloudFront API says it",
  NoSuchFunctionExists: "as the CloudFront API says it",
  NoSuchBucket: "as S3 says it",
} as const;

/** A code of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;
