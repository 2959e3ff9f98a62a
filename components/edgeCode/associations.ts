import type * as pulumi from "@pulumi/pulumi";

/** The functions that every cache behavior is associated with, one at most per event (CF-1). */
export interface EdgeAssociations {
  readonly functionAssociations: readonly FunctionAssociation[];
  readonly lambdaFunctionAssociations: readonly LambdaFunctionAssociation[];
}

/** A CloudFront Function on a viewer event (CF-1). */
export interface FunctionAssociation {
  readonly eventType: "viewer-request" | "viewer-response";
  readonly functionArn: pulumi.Input<string>;
}

/** A numbered version of a Lambda function on an origin event (LE-19). */
export interface LambdaFunctionAssociation {
  readonly eventType: "origin-request" | "origin-response";
  readonly lambdaArn: pulumi.Input<string>;
}
