/** Where a Lambda@Edge function must be created, whatever the region of everything else (LE-19). */
export const lambdaEdgeRegion = "us-east-1";

/** The newest runtime of Node.js that Lambda@Edge takes; it takes no handlers with a callback (LE-21, LE-22). */
export const lambdaEdgeRuntime = "nodejs24.x";

/** Bytes of a function's package, zipped (LE-16). */
export const maximumLambdaEdgeBytes = 50 * 1024 * 1024;

/** Seconds that a Lambda@Edge function may take, and megabytes that it may have: Lambda's own quota (LE-16). */
export const maximumLambdaEdgeTimeout = 30;
export const maximumLambdaEdgeMemory = 10_240;

/** LE-17, LE-18: what a function on a viewer event may see of a body, and what it may give. */
export const maximumViewerBodyBytes = 40 * 1024;

/** The same on an origin event. */
export const maximumOriginBodyBytes = 1_048_576;

/** Who assumes the role of a Lambda@Edge function: Lambda, and Lambda@Edge for the replicas (LE-19). */
export const lambdaEdgeServices = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] as const;

/** AWS's own policy that lets a function write its log. */
export const lambdaLoggingPolicyArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
