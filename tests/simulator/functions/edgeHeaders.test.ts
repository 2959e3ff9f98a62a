import { expect } from "chai";
import * as fc from "fast-check";
import {
  originRequestEvent,
  originRequestResult,
  originResponseEvent,
  originResponseResult,
  viewerRequestEvent,
  viewerRequestResult,
  viewerResponseEvent,
  viewerResponseResult,
} from "../../../simulator/functions";
import {
  isDisallowed,
  readOnlyHeaders,
  readOnlyLambdaHeaders,
  readOnlyViewerLambdaHeaders,
} from "../../../aws/edgeHeaders";
import { viewerRequestLambdaEvent, viewerResponseLambdaEvent } from "../../../simulator/functions/lambdaEvent";
import { lambdaViewerRequestResult, lambdaViewerResponseResult } from "../../../simulator/functions/lambdaViewerResult";
import type { HeaderMap } from "../../../simulator/http";
import { context, requestWith, responseWith } from "./messages";

/** A message's headers as a function may leave them: without some, with others. */
interface Change {
  readonly set: Readonly<Record<string, string>>;
  readonly deleted: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

type Judge = (before: HeaderMap, change: Change) => string;

const plain = ({ set }: Change) => Object.fromEntries(Object.entries(set).map(([name, value]) => [name, { value }]));
const listed = ({ set }: Change) => Object.fromEntries(Object.entries(set).map(([name, value]) => [name, [{ value }]]));

function left(headers: Fields, added: Fields, { deleted }: Change): Fields {
  const kept = Object.entries({ ...headers, ...added }).filter(([name]) => !deleted.includes(name));
  return Object.fromEntries(kept);
}

/** Every event of both kinds: what becomes of a change, and what is read-only there. */
const events: Readonly<Record<string, readonly [readonly string[], Judge]>> = {
  "viewer-request of a CloudFront Function": [
    readOnlyHeaders["viewer-request"],
    (headers, change) => {
      const original = requestWith({ headers });
      const event = viewerRequestEvent(context, original);
      const { request } = event;
      return viewerRequestResult({ ...request, headers: left(request.headers, plain(change), change) }, event, original)
        .kind;
    },
  ],
  "viewer-response of a CloudFront Function": [
    readOnlyHeaders["viewer-response"],
    (headers, change) => {
      const original = responseWith({ headers });
      const event = viewerResponseEvent(context, requestWith(), original);
      const before = event.response?.headers ?? {};
      return viewerResponseResult({ ...event.response, headers: left(before, plain(change), change) }, event, original)
        .kind;
    },
  ],
  "viewer-request of Lambda@Edge": [
    readOnlyViewerLambdaHeaders["viewer-request"],
    (headers, change) => {
      const original = requestWith({ headers });
      const { request } = viewerRequestLambdaEvent(context, original).Records[0].cf;
      return lambdaViewerRequestResult({ ...request, headers: left(request.headers, listed(change), change) }, original)
        .kind;
    },
  ],
  "viewer-response of Lambda@Edge": [
    readOnlyViewerLambdaHeaders["viewer-response"],
    (headers, change) => {
      const original = responseWith({ headers });
      const { response } = viewerResponseLambdaEvent(context, requestWith(), original).Records[0].cf;
      return lambdaViewerResponseResult(
        { ...response, headers: left(response?.headers ?? {}, listed(change), change) },
        original,
        "502",
      ).kind;
    },
  ],
  "origin-request of Lambda@Edge": [
    readOnlyLambdaHeaders["origin-request"],
    (headers, change) => {
      const original = { ...requestWith({ headers }), origin: {} };
      const { request } = originRequestEvent(context, original).Records[0].cf;
      return originRequestResult({ ...request, headers: left(request.headers, listed(change), change) }, original).kind;
    },
  ],
  "origin-response of Lambda@Edge": [
    readOnlyLambdaHeaders["origin-response"],
    (headers, change) => {
      const original = { status: 200, headers };
      const request = { ...requestWith(), origin: {} };
      const { response } = originResponseEvent(context, request, original).Records[0].cf;
      return originResponseResult(
        { ...response, headers: left(response?.headers ?? {}, listed(change), change) },
        original,
      ).kind;
    },
  ],
};

const name = fc.constantFrom(
  ..."accept x-own content-type etag location".split(" "),
  ..."host via content-length transfer-encoding warning if-none-match accept-encoding cdn-loop content-encoding".split(
    " ",
  ),
  ..."connection x-cache x-amz-cf-id x-amz-cf-pop x-edge-location x-real-ip upgrade x-amzn-requestid".split(" "),
);
const value = fc.constantFrom("1", "2");

describe("the headers that a function changes (LE-14, LE-15, CF-7)", () => {
  for (const [event, [readOnly, judge]] of Object.entries(events)) {
    it(`are refused on ${event} where they are read-only or may not be set, and only there (property)`, () => {
      const changes = fc.record({ set: fc.dictionary(name, value), deleted: fc.uniqueArray(name, { maxLength: 2 }) });
      fc.assert(
        fc.property(fc.dictionary(name, value), changes, (before, change) => {
          const after = left(before, change.set, change);
          const changed = (one: string): boolean => before[one] !== after[one];
          const refused = readOnly.some(changed) || Object.keys(after).some((one) => isDisallowed(one) && changed(one));
          expect(judge(before, change) === "invalid").to.equal(refused);
        }),
        { numRuns: 300 },
      );
    });
  }
});
