import { headerValue } from "../http";
import type { ViewerRequest } from "./viewerRequest";

const made: Readonly<Record<string, (request: ViewerRequest) => string | undefined>> = {
  "cloudfront-forwarded-proto": ({ scheme }) => scheme,
  "cloudfront-viewer-http-version": ({ httpVersion }) => (httpVersion.includes(".") ? httpVersion : `${httpVersion}.0`),
  "cloudfront-viewer-country": ({ viewerCountry }) => viewerCountry,
  "cloudfront-viewer-address": ({ viewerAddress }) => viewerAddress,
};

/** Whether a header is one that CloudFront makes from what it knows of the viewer (HD-19). `name` in lower case. */
export function isCloudFrontHeader(name: string): boolean {
  return name.startsWith("cloudfront-");
}

/** The headers of CloudFront's own (HD-19) that this edge can make. */
export function canMake(name: string): boolean {
  return Object.hasOwn(made, name);
}

/** A header of a request as policies see it: CloudFront's own are made here, and a viewer's of that name never count. */
export function policyHeader(request: ViewerRequest, name: string): string | undefined {
  if (isCloudFrontHeader(name)) return made[name]?.(request);
  const value = request.headers[name];
  return typeof value === "string" || value === undefined ? headerValue(request.headers, name) : value.join(",");
}
