import vm from "node:vm";
import type { CloudFrontFunctionEvent, FunctionHeaders } from "../../simulator/functions/runner";

/** A CloudFront Function as its deployed text makes it. */
export type EdgeHandler = (event: CloudFrontFunctionEvent) => unknown;

/** The handler of exactly this text, in strict mode as the runtime forces it (CF-10). */
export function edgeHandler(code: string): EdgeHandler {
  return vm.runInNewContext(`"use strict"; ${code}\n; handler`) as EdgeHandler;
}

/** A viewer-response event with what a test does not care about filled in (CF-4). */
export function viewerResponse(
  uri: string,
  response: { statusCode?: number; headers?: FunctionHeaders } = {},
): CloudFrontFunctionEvent & { response: { statusCode: number; headers: FunctionHeaders } } {
  return {
    version: "1.0",
    context: {
      distributionDomainName: "d111111abcdef8.cloudfront.net",
      distributionId: "E1DISTRIBUTION",
      eventType: "viewer-response",
      requestId: "request",
    },
    viewer: { ip: "192.0.2.1" },
    request: { method: "GET", uri, querystring: {}, headers: {}, cookies: {} },
    response: { statusCode: response.statusCode ?? 200, headers: response.headers ?? {}, cookies: {} },
  };
}
