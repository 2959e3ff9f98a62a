import type * as pulumi from "@pulumi/pulumi";
import * as cloudfront from "@pulumi/aws/cloudfront";
import { HeadersDelivery } from "../headers/enums";
import type { SiteSettings } from "../settings";
import type { EdgeAssociations } from "./associations";
import type { EdgeCode } from "./edgeCode";
import { createLambdas } from "./lambda";

/** The functions of a site; absent where nothing runs on an event. */
export interface SiteEdgeCode {
  readonly associations: EdgeAssociations;
  readonly viewerRequest?: cloudfront.Function;
  readonly viewerResponse?: cloudfront.Function;
  /** ARNs of numbered versions (LE-19). */
  readonly originRequestVersionArn?: pulumi.Output<string>;
  readonly originResponseVersionArn?: pulumi.Output<string>;
}

/** Registers the functions. Viewer events are CloudFront Functions and origin events Lambda, which may stand together (CF-2). */
export function createEdgeCode(
  name: string,
  settings: SiteSettings,
  code: EdgeCode,
  opts: pulumi.CustomResourceOptions,
): SiteEdgeCode {
  const viewerRequest =
    code.viewerRequest === undefined
      ? undefined
      : createFunction(
          `${name}-viewer-request`,
          `${name}: what a path means, before the cache`,
          code.viewerRequest,
          settings,
          opts,
        );
  const viewerResponse =
    code.viewerResponse === undefined
      ? undefined
      : settings.headers.delivery === HeadersDelivery.Function
        ? createFunction(
            `${name}-headers`,
            `${name}: security headers, and a policy of its own for a page that has one`,
            code.viewerResponse,
            settings,
            opts,
          )
        : createFunction(
            `${name}-viewer-response`,
            `${name}: the site's own code`,
            code.viewerResponse,
            settings,
            opts,
          );
  const lambdas = createLambdas(name, settings, code, opts);
  return {
    associations: {
      functionAssociations: [
        ...(viewerRequest === undefined
          ? []
          : [{ eventType: "viewer-request" as const, functionArn: viewerRequest.arn }]),
        ...(viewerResponse === undefined
          ? []
          : [{ eventType: "viewer-response" as const, functionArn: viewerResponse.arn }]),
      ],
      lambdaFunctionAssociations: lambdas.map(({ eventType, versionArn }) => ({ eventType, lambdaArn: versionArn })),
    },
    ...(viewerRequest === undefined ? {} : { viewerRequest }),
    ...(viewerResponse === undefined ? {} : { viewerResponse }),
    ...version("originRequestVersionArn", lambdas, "origin-request"),
    ...version("originResponseVersionArn", lambdas, "origin-response"),
  };
}

function version<N extends string>(
  key: N,
  lambdas: ReturnType<typeof createLambdas>,
  event: "origin-request" | "origin-response",
): { [K in N]?: pulumi.Output<string> } {
  const object: { [K in N]?: pulumi.Output<string> } = {};
  const found = lambdas.find(({ eventType }) => eventType === event);
  if (found !== undefined) object[key] = found.versionArn;
  return object;
}

function createFunction(
  name: string,
  comment: string,
  code: string,
  { tags }: SiteSettings,
  opts: pulumi.CustomResourceOptions,
): cloudfront.Function {
  return new cloudfront.Function(
    name,
    { comment, runtime: "cloudfront-js-2.0", publish: true, code, ...(tags === undefined ? {} : { tags }) },
    opts,
  );
}
